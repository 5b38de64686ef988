import type { TSESTree } from "@typescript-eslint/utils";
import type { Env } from "../flow/env.js";
import { canHappen, dependsOnUnknown } from "../flow/guards.js";
import type { Flow, Invocation } from "../flow/flow.js";
import type { CallNode, Node } from "../flow/tree.js";
import { recordOfProps } from "../flow/jsx.js";
import type { Answer } from "../flow/values.js";
import { exactly, NOTHING } from "../flow/values.js";
import type { Method, Role, Thing } from "../sdk.js";
import { EMITTING, LISTENING, SHOWN } from "../sdk.js";
import type { Step } from "./elsewhere.js";
import { visitElsewhere } from "./elsewhere.js";
import { codeThatNames } from "./reach.js";
import type { Things } from "./things.js";

/** A call of a method of the SDK's socket or IPC, in one run of the code around it. */
export interface SdkCall {
  readonly node: CallNode;
  readonly thing: Thing;
  /** The name of the method, and what the SDK's vocabulary says of it. */
  readonly method: string;
  readonly spec: Method;
  readonly role: Role | undefined;
  /** What the channel may be; `undefined` where the method takes none. */
  readonly channel: Answer | undefined;
  /** The handler, the payload or what is emitted. */
  readonly content: Answer | undefined;
  /** The arguments as they are written; `undefined` behind a spread or a `bind`. */
  readonly args: readonly (Node | undefined)[];
  readonly world: Env | undefined;
  /** The call in the linted file that leads to it: itself, unless it stands in another file. */
  readonly place: Node;
  /** What leads from there to it, in other modules. */
  readonly way: readonly Step[];
  /** Whether something that is not the SDK's may be called there as well. */
  readonly isMixed: boolean;
}

/** The calls of the SDK in a file, and those in other modules that happen on its behalf. */
export function sdkCalls(flow: Flow, things: Things): readonly SdkCall[] {
  return [...ownCalls(flow, things), ...callsElsewhere(flow, things)];
}

function ownCalls(flow: Flow, things: Things): SdkCall[] {
  const found: SdkCall[] = [];
  for (const node of flow.file.calls) {
    if (node.type !== "CallExpression") continue;
    if (!flow.invocations(node).some((invocation) => things.methodCalled(invocation))) continue;
    // Where there are too many runs to tell apart, all of them are one.
    const worlds = flow.worldsAt(node) ?? [undefined];
    const isMixed = worlds.some((world) => mayBeOther(flow, things, node, world));
    for (const world of worlds) {
      if (!canHappen(flow, node, world)) continue;
      found.push(...callsIn(flow, things, node, world).map((call) => ({ ...call, isMixed })));
    }
  }
  return found;
}

function mayBeOther(
  flow: Flow,
  things: Things,
  node: TSESTree.CallExpression,
  world: Env | undefined,
): boolean {
  if (flow.evaluate(node.callee, world).others) return true;
  return flow.invocations(node, world).some((invocation) => !things.methodCalled(invocation));
}

function callsIn(flow: Flow, things: Things, node: CallNode, world: Env | undefined): SdkCall[] {
  const invocations = flow.invocations(node, world);
  const calls = invocations.flatMap((invocation) => sdkCall(things, invocation, world) ?? []);
  // Which name goes with which of several receivers is not known.
  const isMixed = calls.length < invocations.length;
  if (isMixed && dependsOnUnknown(flow, node, world)) return [];
  return isMixed
    ? calls.map((call) => (isOneOfSeveral(call.channel) ? { ...call, channel: NOTHING } : call))
    : calls;
}

function isOneOfSeveral(channel: Answer | undefined): boolean {
  return channel !== undefined && channel.values.length > 1;
}

function sdkCall(
  things: Things,
  invocation: Invocation,
  world: Env | undefined,
  place: Node = invocation.node,
  way: readonly Step[] = [],
): SdkCall | undefined {
  const { args, node } = invocation;
  const behind = things.methodCalled(invocation);
  if (!behind) return undefined;
  const { method, name, thing } = behind;
  const at = (index: number | undefined): Answer | undefined => {
    if (index === undefined) return undefined;
    return args.answers[index]?.() ?? (args.open && { values: [], others: args.open });
  };
  return {
    node,
    thing,
    method: name,
    spec: method,
    role: method.role,
    channel: at(method.channel),
    content: at(method.content),
    args: args.nodes,
    world,
    place,
    way,
    isMixed: false,
  };
}

/** Whatever is called on these can be a call of the SDK. */
const NAMES: readonly string[] = [...LISTENING, ...EMITTING, "send", "ipc"];

function callsElsewhere(flow: Flow, things: Things): readonly SdkCall[] {
  let code: ReadonlySet<Node> | undefined;
  const found: SdkCall[] = [];
  visitElsewhere(
    flow,
    (node) => (code ??= codeThatNames(flow, NAMES)).has(node),
    ({ invocations, env, place, way }) => {
      found.push(...invocations.flatMap((invocation) => sdkCall(things, invocation, env, place, way) ?? []));
    },
  );
  return found;
}

/** Whether another module knows by itself that a call is one of the SDK, or hands on what makes it one: then it is told there. */
export function isSeenThere(
  flow: Flow,
  things: Things,
  { node, place, way }: Pick<SdkCall, "node" | "place" | "way">,
): boolean {
  return node !== place && isKnownBy(flow, things, node, way);
}

/** The same for a call of which only the way to it is known. */
export function isKnownBy(flow: Flow, things: Things, node: CallNode, way: readonly Step[]): boolean {
  return (
    flow.invocations(node).some((invocation) => things.methodCalled(invocation)) ||
    way.some((step) => handsOn(flow, things, step))
  );
}

/** Whether a call or an element hands on something that its own module knows as the SDK's. */
function handsOn(flow: Flow, things: Things, step: Step): boolean {
  if (step.type === "JSXOpeningElement")
    return holdsThing(things, exactly(recordOfProps(flow, step, (node) => flow.evaluate(node))));
  return step.arguments.some(
    (node) => node.type !== "SpreadElement" && holdsThing(things, flow.evaluate(node)),
  );
}

/** Whether something may be the socket or the IPC, what has it, or an object with it. */
export function holdsThing(things: Things, answer: Answer): boolean {
  const isOne = ({ values }: Answer): boolean =>
    values.some((value) => COMMUNICATING.has(things.thingOf(value) ?? ""));
  return (
    isOne(answer) ||
    answer.values.some(
      (value) => value.kind === "record" && [...value.members.values()].some((one) => isOne(one.answer())),
    )
  );
}

const COMMUNICATING: ReadonlySet<string> = new Set<Thing>([
  "socket",
  "ui-context",
  "ipc",
  "background-context",
]);

/** How an author would name what is called: `socket.on`, `ctx.ipc.send`. */
export function calledName({ thing, method }: Pick<SdkCall, "thing" | "method">): string {
  return `${SHOWN.get(thing) ?? thing}.${method}`;
}
