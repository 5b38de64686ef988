import type { TSESTree } from "@typescript-eslint/utils";
import { certainElements } from "./arrays.js";
import type { Env } from "./env.js";
import { enter, envAt } from "./env.js";
import type { Arguments, Flow, Invocation } from "./flow.js";
import { recordOfProps } from "./jsx.js";
import type { CallNode, FunctionNode, Node } from "./tree.js";
import { isFunction } from "./tree.js";
import type { Answer, Lazy } from "./values.js";
import { exactly, unknown } from "./values.js";

/** More runs than this of one piece of code are not told apart. */
const MOST_WORLDS = 64;

export type Worlds = readonly (Env | undefined)[] | undefined;

type Region = FunctionNode | TSESTree.ForOfStatement;

/** The runs of the innermost function or loop around a node. */
export function worldsAround(flow: Flow, node: Node): Worlds {
  const region = regionAround(node);
  if (!region) return [undefined];
  if (isFunction(region)) return flow.worlds(region);
  return capped(
    flow.worldsAt(region)?.flatMap((world) => {
      const { values, others } = flow.evaluate(region.right, world);
      const [list] = values;
      const certain = list?.kind === "list" && values.length === 1 ? certainElements(flow, list) : undefined;
      if (!certain || certain.open || others || certain.elements.length === 0) return [world];
      return certain.elements.map((element) => enter(envAt(region, world), region, [element]));
    }),
  );
}

function regionAround(node: Node): Region | undefined {
  let child = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (isFunction(at)) return at;
    if (at.type === "ForOfStatement" && child === at.body) return at;
  }
  return undefined;
}

/** One run for each call of a function in sight, and one for callers that are not. */
export function worldsOf(flow: Flow, fn: FunctionNode): Worlds {
  const worlds: Env[] = [];
  let unseen = false;
  for (const use of flow.uses(fn)) {
    switch (use.kind) {
      case "call": {
        const around = flow.worldsAt(use.node);
        if (!around) return undefined;
        for (const world of around) {
          for (const invocation of flow.invocations(use.node, world)) {
            if (targets(invocation, fn)) worlds.push(runOf(fn, invocation, world));
          }
        }
        break;
      }
      case "element":
        for (const world of flow.worldsAt(use.node) ?? []) {
          const props = (): Answer => exactly(recordOfProps(use.node, (node) => flow.evaluate(node, world)));
          worlds.push(enter(envAt(fn, world), fn, [props]));
        }
        break;
      case "argument": {
        const around = flow.worldsAt(use.node);
        if (!around) return undefined;
        for (const world of around) {
          const runs = use.path.length > 0 ? undefined : callbackRuns(flow, use.node, use.index, world);
          if (runs) worlds.push(...runs.map((args) => enter(envAt(fn, world), fn, args)));
          else unseen = true;
        }
        break;
      }
      case "attribute":
      case "export":
      case "escape":
        unseen = true;
        break;
      default:
    }
    if (worlds.length > MOST_WORLDS) return undefined;
  }
  if (unseen || worlds.length === 0) {
    const around = flow.worldsAt(fn);
    if (!around) return undefined;
    worlds.push(...around.map((world) => enter(world, fn, undefined)));
  }
  return capped(worlds);
}

function targets({ callee }: Invocation, fn: FunctionNode): boolean {
  if (callee.kind === "function") return callee.node === fn;
  return (
    callee.kind === "class" &&
    fn.parent.type === "MethodDefinition" &&
    fn.parent.parent.parent === callee.node
  );
}

function runOf(fn: FunctionNode, { args, self }: Invocation, world: Env | undefined): Env {
  return enter(envAt(fn, world), fn, paddedArguments(fn, args), self);
}

/** What a function gets by position; behind a spread that is not in sight, unknown. */
export function paddedArguments(fn: FunctionNode, { answers, open }: Arguments): readonly Lazy<Answer>[] {
  if (!open) return answers;
  const missing = Math.max(0, fn.params.length - answers.length);
  return [...answers, ...Array.from({ length: missing }, () => (): Answer => unknown(open.why, open.node))];
}

/** What a known function calls its callback with; `undefined` where it is not known. */
function callbackRuns(
  flow: Flow,
  call: CallNode,
  index: number,
  world: Env | undefined,
): readonly (readonly Lazy<Answer>[])[] | undefined {
  const runs: (readonly Lazy<Answer>[])[] = [];
  for (const invocation of flow.invocations(call, world)) {
    const at = invocation.args.nodes.indexOf(call.arguments[index]);
    const use = at < 0 ? undefined : flow.knowledge.meaningOf(invocation.callee)?.argument?.(at, invocation);
    const found = use?.kind === "called" ? use.runs?.(flow, invocation) : undefined;
    if (!found) return undefined;
    runs.push(...found);
  }
  return runs.length > 0 ? runs : undefined;
}

function capped(worlds: readonly (Env | undefined)[] | undefined): Worlds {
  return worlds && worlds.length <= MOST_WORLDS ? worlds : undefined;
}
