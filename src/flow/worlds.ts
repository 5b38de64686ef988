import type { TSESTree } from "@typescript-eslint/utils";
import { certainElements } from "./arrays.js";
import { constructorOf, familyOf, isBuiltOn } from "./classes.js";
import type { Env } from "./env.js";
import { enter, envAt, insideOf, openEnd } from "./env.js";
import type { Arguments, Flow, Invocation } from "./flow.js";
import { certainlyRuns } from "./guards.js";
import { recordOfProps } from "./jsx.js";
import type { CallNode, ClassNode, FunctionNode, Node } from "./tree.js";
import { isClass, isFunction, isInside } from "./tree.js";
import type { Answer, Lazy } from "./values.js";
import { exactly, primitive, unknown } from "./values.js";
import type { Use } from "./uses.js";

/** More runs than this of one piece of code are not told apart. */
const MOST_WORLDS = 200;

export type Worlds = readonly (Env | undefined)[] | undefined;

type Region = FunctionNode | TSESTree.ForOfStatement | ClassNode;

/** The runs of the innermost function or loop around a node. */
export function worldsAround(flow: Flow, node: Node): Worlds {
  const region = regionAround(node);
  if (!region) return [undefined];
  if (isFunction(region)) return flow.worlds(region);
  if (isClass(region)) return instancesOf(flow, region);
  return capped(flow.worldsAt(region)?.flatMap((world) => loopRuns(flow, region, world)));
}

/** The runs of the loops and callbacks around a node in one run of a function around them. */
export function worldsWithin(flow: Flow, node: Node, fn: FunctionNode, run: Env | undefined): Worlds {
  const region = regionAround(node);
  if (!region || region === fn || isClass(region) || !isInside(region, fn)) return [run];
  if (!isFunction(region))
    return capped(worldsWithin(flow, region, fn, run)?.flatMap((world) => loopRuns(flow, region, world)));
  const [use, ...more] = flow.uses(region);
  if (use?.kind !== "argument" || more.length > 0 || !isInside(region, use.node)) return [run];
  const worlds = worldsWithin(flow, use.node, fn, run)?.map((world) =>
    argumentRuns(flow, region, use, world),
  );
  return worlds?.every((runs) => runs !== undefined) === true ? capped(worlds.flat()) : [run];
}

function loopRuns(
  flow: Flow,
  loop: TSESTree.ForOfStatement,
  world: Env | undefined,
): readonly (Env | undefined)[] {
  const { values, others } = flow.evaluate(loop.right, world);
  const [list] = values;
  const certain = list?.kind === "list" && values.length === 1 ? certainElements(flow, list) : undefined;
  if (!certain || certain.open || others || certain.elements.length === 0) return [world];
  return untilExit(
    flow,
    loop,
    certain.elements.map((element) => enter(envAt(loop, world), loop, [element])),
  );
}

/** The runs of a loop up to the one that certainly leaves it. */
function untilExit(flow: Flow, loop: TSESTree.ForOfStatement, runs: readonly Env[]): readonly Env[] {
  const exits = flow.file.exitsOf(loop);
  const last = runs.findIndex((run) => exits.some((exit) => certainlyRuns(flow, exit, loop.body, run)));
  return last < 0 ? runs : runs.slice(0, last + 1);
}

/** The instances of a class that can be told apart, as what surrounds its fields and methods. */
function instancesOf(flow: Flow, owner: ClassNode): Worlds {
  const around = flow.worldsAt(owner);
  const uses = familyOf(flow, owner).flatMap((node) => flow.uses(node));
  const made = uses.flatMap((use) =>
    use.kind === "call" && use.node.type === "NewExpression" ? [use.node] : [],
  );
  const isSeenOnly = uses.every(
    ({ kind }) =>
      kind === "call" || kind === "read" || kind === "inspected" || kind === "member" || kind === "base",
  );
  if (made.length === 0 || !isSeenOnly) return around;
  const worlds = made.flatMap((node) =>
    (flow.worldsAt(node) ?? []).flatMap((world) =>
      flow
        .evaluate(node, world)
        .values.flatMap((value) =>
          value.kind === "instance" && isBuiltOn(flow, value.of, owner)
            ? [insideOf(value, { kind: "class", node: owner, env: envAt(owner, world), origin: owner })]
            : [],
        ),
    ),
  );
  return worlds.length > 0 ? capped(worlds) : around;
}

function regionAround(node: Node): Region | undefined {
  let child = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (isFunction(at)) return at;
    if (isClass(at) && child === at.body) return at;
    if (at.type === "ForOfStatement" && child === at.body) return at;
  }
  return undefined;
}

/** One run for each call of a function in sight, and one for callers that are not. */
export function worldsOf(flow: Flow, fn: FunctionNode): Worlds {
  const worlds: Env[] = [];
  let unseen = false;
  let isCalled = false;
  for (const use of flow.uses(fn)) {
    switch (use.kind) {
      case "call": {
        isCalled = true;
        const around = flow.worldsAt(use.node);
        if (!around) return undefined;
        const runs = around.flatMap((world) =>
          flow
            .invocations(use.node, world)
            .flatMap((invocation) => (targets(invocation, fn) ? [runOf(fn, invocation, world)] : [])),
        );
        worlds.push(...runs);
        // A function of another module calls it, and its runs do not tell what it is given.
        if (runs.length === 0 && flow.file.of(use.node) !== flow.file.of(fn)) unseen = true;
        break;
      }
      case "element":
        for (const world of flow.worldsAt(use.node) ?? []) {
          const props = (): Answer =>
            exactly(recordOfProps(flow, use.node, (node) => flow.evaluate(node, world)));
          worlds.push(enter(envAt(fn, world), fn, [props]));
        }
        break;
      case "argument": {
        const around = flow.worldsAt(use.node);
        if (!around) return undefined;
        for (const world of around) {
          const runs = argumentRuns(flow, fn, use, world);
          if (runs) worlds.push(...runs);
          else unseen = true;
        }
        break;
      }
      case "base": {
        const derived = use.node.parent;
        if (isClass(derived)) worlds.push(...superRuns(flow, fn, derived));
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
  // Calls of an overridden method are not calls of this one.
  if (unseen || (worlds.length === 0 && !isCalled)) {
    const around = flow.worldsAt(fn);
    if (!around) return undefined;
    worlds.push(...around.map((world) => enter(world, fn, undefined)));
  }
  return capped(worlds);
}

/** The runs of a function that is handed to a known one; `undefined` where it is not known what that calls it with. */
function argumentRuns(
  flow: Flow,
  fn: FunctionNode,
  { node, index, path }: Extract<Use, { kind: "argument" }>,
  world: Env | undefined,
): readonly Env[] | undefined {
  const runs = path.length > 0 ? undefined : callbackRuns(flow, node, index, world);
  const made = flow.evaluate(node.arguments[index] ?? node, world).values;
  const around = made.flatMap((value) => (value.kind === "function" && value.node === fn ? [value.env] : []));
  const parents = around.length > 0 ? around : [envAt(fn, world)];
  return runs && parents.flatMap((parent) => runs.map((args) => enter(parent, fn, args)));
}

/** The runs of a constructor that a class built on its class starts: by `super(...)`, or where it has no constructor itself. */
function superRuns(flow: Flow, fn: FunctionNode, derived: ClassNode): Env[] {
  const own = constructorOf(derived);
  const calls = own
    ? flow.file.of(own).calls.filter((call) => call.callee.type === "Super" && isInside(call, own))
    : flow.uses(derived).flatMap((use) => (use.kind === "call" ? [use.node] : []));
  return calls.flatMap((call) =>
    (flow.worldsAt(call) ?? []).map((world) => {
      const args = call.arguments.map((node) => (): Answer => flow.evaluate(node, world));
      return enter(envAt(fn, world), fn, args);
    }),
  );
}

function targets({ callee }: Invocation, fn: FunctionNode): boolean {
  if (callee.kind === "function") return callee.node === fn;
  return (
    callee.kind === "class" &&
    fn.parent.type === "MethodDefinition" &&
    fn.parent.parent.parent === callee.node
  );
}

function runOf(fn: FunctionNode, { args, self, callee, node }: Invocation, world: Env | undefined): Env {
  const around = callee.kind === "function" || callee.kind === "class" ? callee.env : envAt(fn, world);
  return enter(around, fn, paddedArguments(fn, args), self, { node, env: world });
}

/** What a function gets by position; behind a spread that is not in sight, unknown. What a call leaves out is `undefined`. */
export function paddedArguments(fn: FunctionNode, { answers, open }: Arguments): readonly Lazy<Answer>[] {
  const hasRest = fn.params.at(-1)?.type === "RestElement";
  const count = hasRest ? fn.params.length - 1 : fn.params.length;
  const missing = Math.max(0, count - answers.length);
  const left = (): Answer => (open ? unknown(open.why, open.node) : primitive(undefined, fn));
  const padded = [...answers, ...Array.from({ length: missing }, () => left)];
  return hasRest && open ? [...padded, openEnd(open)] : padded;
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
