import type { TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "./file.js";
import type { Certain } from "./lists.js";
import type { CallNode, FunctionNode, Node } from "./tree.js";
import { isInside } from "./tree.js";
import type { Answer, ClassValue, InstanceValue, Lazy, Reason } from "./values.js";
import { unknown } from "./values.js";

/**
 * What is known about one run of the code inside `region`: the parameters of a function, or an assumption
 * about a variable. Frames nest as regions do; no frame for a function means "any of its runs".
 */
export interface Env {
  readonly parent: Env | undefined;
  readonly region: Node;
  /** For a function: what is passed, by position; `undefined`: an unseen caller passes it. */
  readonly args?: readonly Lazy<Answer>[] | undefined;
  /** For a function: what `this` is, where the call says so. */
  readonly self?: Answer | undefined;
  /** For a function: the call that starts the run, where that is in sight. */
  readonly from?: { readonly node: CallNode; readonly env: Env | undefined } | undefined;
  readonly assumed?: { readonly variable: Variable; readonly answer: Answer };
  readonly depth: number;
  /** Answers already found in this run. */
  readonly known: Map<Node, Answer>;
}

/** One run of a function, or of the body of a loop (its element is then the only argument). */
export function enter(
  parent: Env | undefined,
  region: FunctionNode | TSESTree.ForOfStatement,
  args: readonly Lazy<Answer>[] | undefined,
  self?: Answer,
  from?: Env["from"],
): Env {
  return { parent, region, args, self, from, depth: (parent?.depth ?? 0) + 1, known: new Map() };
}

const ends = new WeakMap<Lazy<Answer>, Reason>();

/** Stands behind arguments of which there may be more. */
export function openEnd(reason: Reason): Lazy<Answer> {
  const end = (): Answer => unknown(reason.why, reason.node);
  ends.set(end, reason);
  return end;
}

/** What a rest parameter gets, and why there may be more. */
export function restOf(args: readonly Lazy<Answer>[], from: number): Certain {
  const rest = args.slice(from);
  const last = rest.at(-1);
  const open = last && ends.get(last);
  return { elements: open ? rest.slice(0, -1) : rest, open };
}

const insides = new WeakMap<InstanceValue, Map<Node, Env>>();

/** What surrounds the members of a class in one instance (of it, or of a class built on it): `this` is that instance. */
export function insideOf(instance: InstanceValue, owner: ClassValue = instance.of): Env {
  const known = insides.get(instance) ?? new Map<Node, Env>();
  insides.set(instance, known);
  const { node, env: parent } = owner;
  const env: Env = known.get(node) ?? {
    parent,
    region: node,
    self: { values: [instance] },
    depth: (parent?.depth ?? 0) + 1,
    known: new Map(),
  };
  known.set(node, env);
  return env;
}

export function assume(parent: Env | undefined, region: Node, variable: Variable, answer: Answer): Env {
  return { parent, region, assumed: { variable, answer }, depth: (parent?.depth ?? 0) + 1, known: new Map() };
}

/** The part of an environment that a node can depend on: frames of regions around it. */
export function envAt(node: Node, env: Env | undefined): Env | undefined {
  let at = env;
  while (at && !isInside(node, at.region)) at = at.parent;
  return at;
}

export function frameOf(region: Node, env: Env | undefined): Env | undefined {
  let at = env;
  while (at && (at.region !== region || at.assumed)) at = at.parent;
  return at;
}

export function assumptionAbout(variable: Variable, env: Env | undefined): Answer | undefined {
  for (let at = env; at; at = at.parent) if (at.assumed?.variable === variable) return at.assumed.answer;
  return undefined;
}
