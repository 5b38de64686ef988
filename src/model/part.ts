import type { Addition, RouterMade } from "../express/routers.js";
import { additionOf, pathSpecs, patternOf, routerOf } from "../express/routers.js";
import type { PathSpec, Pattern } from "../express/shapes.js";
import type { Flow, Invocation } from "../flow/flow.js";
import { canHappen } from "../flow/guards.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { unwrap } from "../flow/tree.js";
import type { Answer, Lazy, Value } from "../flow/values.js";
import { knownText } from "../flow/values.js";
import { CHANNEL_PREFIX, isConnectionEvent, mayBroadcast } from "../sdk.js";
import { leafOf, nameOfChannel } from "./channel-names.js";
import { writtenAt } from "./channels.js";
import { visitElsewhere } from "./elsewhere.js";
import type { Escapes, FoundEscapes } from "./escapes.js";
import { escapesOf, holdsThing, noteEscapes } from "./escapes.js";
import { placeIn } from "./place.js";
import { routeLikeIn } from "./route-like.js";
import { isPassedIn } from "./passed-in.js";
import type { SdkCall } from "./sdk-calls.js";
import { calledName } from "./sdk-calls.js";
import type { SdkFile } from "./sdk-file.js";
import { givenToPackages } from "./sites.js";

/** A channel name at one end. */
export interface ChannelName {
  /** The leaf; `null` where any text may stand. */
  readonly name: Pattern;
  /** Where it is passed to the SDK: the same in all modules that lead there. */
  readonly at: string;
  /** Whether a caller in another module chooses it: then that module says what it is. */
  readonly isPassedIn: boolean;
  /** Where an author is told about it, if that is in this module. */
  readonly toldAt: string | undefined;
}

/** What is added to a router. */
export type RouterPart = Omit<Addition, "written"> & { readonly at: string; readonly isPassedIn: boolean };

/** A call of `registerRouter`. */
export interface MountPart {
  readonly prefix: readonly PathSpec[];
  readonly routers: readonly RouterMade[];
  /** Whether it may be given something else than these. */
  readonly isOpen: boolean;
  readonly at: string;
  readonly isPassedIn: boolean;
}

/** What one module has to do with the contract between the two processes: plain data. */
export interface Part {
  readonly sends: readonly ChannelName[];
  readonly hears: readonly ChannelName[];
  /** Why it may send, hear or route more than that. */
  readonly mayDoMore: Escapes;
  readonly additions: readonly RouterPart[];
  readonly mounts: readonly MountPart[];
  /** Names that code of packages is given, and may listen to. */
  readonly maybeHears: readonly Pattern[];
  /** The places of calls that look as if they added a route, on something that is not known: some module may know it. */
  readonly routeLike: readonly string[];
}

/** What a module does to reach the other process, itself or through other modules. */
export function partOf(file: SdkFile, pluginId: string | undefined, mayRoute: boolean): Part {
  const routing = routingOf(file);
  const escapes: FoundEscapes = { ...routing.escapes, ...escapesOf(file) };
  const isHearingAll = file.calls.some(({ spec, role }) => role === "subscribe" && spec.listeners === "any");
  const unfinished = routing.isComplete ? undefined : "its calls of other modules are too many to follow";
  return {
    sends: file.calls.filter(isSend).flatMap((call) => namesOf(file, call, pluginId)),
    hears: file.calls.filter(isHear).flatMap((call) => namesOf(file, call, pluginId)),
    mayDoMore: {
      send: escapes.send ?? unnamedBroadcast(file),
      hear: escapes.hear ?? (isHearingAll ? "a listener hears every channel" : undefined),
      route: unfinished ?? escapes.route,
    },
    additions: routing.additions,
    maybeHears: givenToPackages(file),
    routeLike: mayRoute ? routeLikeIn(file) : [],
    mounts: file.calls.flatMap((call) => (call.role === "route" ? [mountOf(file, call)] : [])),
  };
}

// ---------------------------------------------------------------- channels

export function isSend({ role, thing, method }: SdkCall): boolean {
  return role === "send" || (thing === "ipc" && role === "handle" && mayBroadcast(method));
}

export function isHear({ role, spec }: SdkCall): boolean {
  return role === "subscribe" && spec.channel !== undefined;
}

/** What a method of the IPC other than `send` may broadcast on a channel that is not known; calls of `send` are looked for by name. */
function unnamedBroadcast({ calls }: SdkFile): string | undefined {
  const unnamed = calls.find(
    (call) =>
      isSend(call) &&
      call.role !== "send" &&
      call.channel !== undefined &&
      (call.channel.others !== undefined ||
        call.channel.values.some((value) => patternOf(value)[0] === null)),
  );
  return unnamed && `\`${calledName(unnamed)}\` may send on any channel`;
}

/** The leaf names that the channel of a call may have. */
function namesOf(file: SdkFile, call: SdkCall, pluginId: string | undefined): readonly ChannelName[] {
  const { flow, things } = file;
  const { channel, args, spec, node, place } = call;
  if (!channel) return [];
  const at = placeIn(flow.file, node);
  const isPassed = isPassedOn(
    flow,
    (spec.channel === undefined ? undefined : args[spec.channel]) ?? node,
    node,
    place,
  );
  const names = channel.values.flatMap((value): readonly ChannelName[] => {
    const name = leafOf(nameOfChannel(things, value, pluginId));
    const written = isReported(call, value) ? writtenAt(file, call, value) : undefined;
    const toldAt = written && placeIn(flow.file, written);
    return name ? [{ name, at, isPassedIn: isPassed && name.includes(null), toldAt }] : [];
  });
  const isOpen = channel.others !== undefined || channel.values.length === 0;
  return isOpen ? [...names, { name: [null], at, isPassedIn: isPassed, toldAt: undefined }] : names;
}

/** Whether an author can be told about a name: a prefix is a mistake of its own, and events of the connection are nobody's. */
function isReported({ role, isMixed }: SdkCall, value: Value): boolean {
  const name = patternOf(value);
  const [head] = name;
  const isPlain = typeof head === "string" && !head.startsWith(CHANNEL_PREFIX);
  return (
    isPlain && !isMixed && (role === "send" || (role === "subscribe" && !isConnectionEvent(name.join(""))))
  );
}

/** Whether a caller in another module chooses what `written` is, or passes what this file passes on to a call elsewhere. */
function isPassedOn(flow: Flow, written: Node, call: Node, place: Node): boolean {
  if (call === place) return isPassedIn(flow, written);
  const passed =
    place.type === "CallExpression" || place.type === "NewExpression" ? place.arguments : [place];
  return passed.some((argument) => isPassedIn(flow, argument));
}

// ---------------------------------------------------------------- routes

function routingOf(file: SdkFile): {
  additions: readonly RouterPart[];
  isComplete: boolean;
  escapes: Escapes;
} {
  const { flow } = file;
  const additions: RouterPart[] = [];
  const look = (invocation: Invocation, place: Node): void => {
    const addition = additionOf(flow, invocation);
    if (!addition) return;
    const { written, ...plain } = addition;
    const isPassed =
      !plain.paths.every(isKnownPath) && written.some((one) => isPassedOn(flow, one, invocation.node, place));
    const found = { at: placeIn(flow.file, invocation.node), isPassedIn: isPassed };
    additions.push({ ...plain, ...found });
    if (mayBeOtherMethod(flow, invocation))
      additions.push({ to: plain.to, paths: [], layer: { kind: "open" }, ...found });
  };
  for (const node of flow.file.calls) {
    if (!flow.invocations(node).some((invocation) => additionOf(flow, invocation))) continue;
    for (const world of flow.worldsAt(node) ?? [undefined])
      if (canHappen(flow, node, world))
        for (const invocation of flow.invocations(node, world)) look(invocation, node);
  }
  const escapes: FoundEscapes = {};
  const isWorth = (fn: FunctionNode, given: readonly Lazy<Answer>[]): boolean =>
    ROUTING.test(flow.file.textOf(fn)) || given.some((answer) => holdsThing(file, answer()));
  const isComplete = visitElsewhere(flow, isWorth, ({ node, invocations, env, place }) => {
    for (const invocation of invocations) look(invocation, place);
    noteEscapes(file, node, env, escapes);
  });
  return { additions, isComplete, escapes };
}

/** `router[method]`, where `method` may be another name than those in sight. */
function mayBeOtherMethod(flow: Flow, { node, env }: Invocation): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression" || !callee.computed) return false;
  const name = flow.evaluate(callee.property, env);
  return name.others !== undefined || name.values.some((value) => knownText(value) === undefined);
}

/** Whatever adds a route is called like this. */
const ROUTING = /\.(?:use|all|route|get|post|put|patch|delete)\b/;

function isKnownPath(path: PathSpec): boolean {
  return path.kind === "regexp" || (path.kind === "text" && !path.parts.includes(null));
}

/** `ctx.server.registerRouter(prefix, router)` */
function mountOf({ flow }: SdkFile, { node, world, place }: SdkCall): MountPart {
  const [prefix, router] = node.arguments.map((argument) =>
    argument.type === "SpreadElement" ? undefined : flow.evaluate(argument, world),
  );
  const routers = (router?.values ?? []).flatMap((value) => routerOf(flow, value) ?? []);
  const paths = prefix ? pathSpecs(flow, prefix) : [{ kind: "unknown" as const }];
  const isOpen =
    !router || router.others !== undefined || routers.length < router.values.length || routers.length === 0;
  const isPassed = node.arguments.some((argument) => isPassedOn(flow, argument, node, place));
  return {
    prefix: paths,
    routers,
    isOpen,
    at: placeIn(flow.file, node),
    isPassedIn: isPassed && (isOpen || !paths.every(isKnownPath)),
  };
}
