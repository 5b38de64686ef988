import { resolved } from "../run/conditions.js";
import type { CallNode, Node } from "../flow/tree.js";
import { isFunction, isInside } from "../flow/tree.js";
import type { Activity } from "../run/activity.js";
import { callsOf, wayTo } from "../run/activity.js";
import type { Machine } from "../run/machine.js";
import { natureOf } from "../run/maker.js";
import { isSame, keyOf, withoutVersions } from "../run/values.js";
import type { Communication } from "./communication.js";
import type { Life } from "./lifetimes.js";
import { endsEvidently } from "./evident-ends.js";
import { isOwn, livesOf } from "./lifetimes.js";
import type { Listening, Release } from "./listening.js";
import { isKnownBy } from "./sdk-calls.js";
import type { Unit } from "./units.js";
import { isHookName, nameOfCallee, unitsOf } from "./units.js";

/**
 * What is wrong with a subscription, the most telling first:
 * `endsForAll` it is ended together with those of everybody else; `noEnd` it begins where nothing ends it; `promised` the effect
 * is async; `late` it may begin after the end; `undoDropped` and `undoIgnored` a function gives what would end it, and nobody keeps that; `notReturned` what would end it is never called; `twice` it is ended once, but begun more often; `otherHandler`
 * and `otherEvent` something else is ended; `disconnects` the connection is closed instead; `once` it ends only if its
 * event comes; `sometimes` it is ended on some ways only; `never` nothing ends it; `deaf` it does not begin again after its
 * end; `atOnce` its effect ends it itself.
 */
type LeakKind = (typeof KINDS)[number];

const KINDS = [
  "endsForAll",
  "noEnd",
  "promised",
  "late",
  "undoDropped",
  "undoIgnored",
  "notReturned",
  "twice",
  "otherHandler",
  "otherEvent",
  "disconnects",
  "once",
  "sometimes",
  "never",
  "deaf",
  "atOnce",
] as const;

/** A subscription that is not undone as it should be. */
export interface Leak {
  readonly kind: LeakKind;
  /** The call that subscribes, as the unit writes it; for `endsForAll` without a subscription, the call that ends. */
  readonly node: Node;
  readonly listening: Listening | undefined;
  /** Another place that belongs to it: the call that was meant to be its end, or what would be. */
  readonly related: Node | undefined;
  /** Where it begins, or what it waits for. */
  readonly place: string | undefined;
  readonly unit: Unit;
}

/** The subscriptions of a file that outlive what they belong to, one finding for each place that subscribes. */
export function leaksOf(communication: Communication): readonly Leak[] {
  const found = new Map<Node, Leak>();
  for (const unit of unitsOf(communication)) {
    if (unit.kind === "function" && endsEvidently(communication.flow, unit.node)) continue;
    for (const leak of leaksIn(communication, unit)) {
      if (leak.listening && isOfOtherUnit(communication, unit, leak.listening)) continue;
      const node = placeHere(communication, unit, leak.node, leak.listening);
      if (!node) continue;
      const before = found.get(node);
      if (!before || KINDS.indexOf(leak.kind) < KINDS.indexOf(before.kind))
        found.set(node, { ...leak, node });
    }
  }
  return [...found.values()].toSorted((a, b) => a.node.range[0] - b.node.range[0]);
}

function leaksIn(communication: Communication, unit: Unit): readonly Leak[] {
  const { lives, isComplete } = livesOf(communication, unit);
  const reached = new Set<Node>(lives.flatMap(({ sockets }) => sockets.releases.map(({ node }) => node)));
  const called = new Set<Node>(lives.flatMap(({ machine }) => [...machine.called]));
  const properlyEnded = new Set(
    lives.flatMap(({ sockets }) =>
      sockets.all.filter(isEndedInCleanup).map((one) => placeOf(communication, one)),
    ),
  );
  const leaks = lives.flatMap((life) => [
    ...life.left
      .filter((one) => !isChosenElsewhere(lives, one))
      .map((one): Leak => {
        const because = reasonOf(life, one, { communication, unit, reached, called, properlyEnded });
        return {
          unit,
          listening: one,
          place: undefined,
          related: undefined,
          node: subscribingCall(unit, one),
          ...because,
        };
      }),
    ...endedForAll(communication, unit, life),
    ...deafAfterRestart(unit, life),
  ]);
  return isComplete ? [...leaks, ...endedAtOnce(unit, lives)] : leaks;
}

/** Whether code out of sight says which event it is, and the unit removes the handler from something. */
function isChosenElsewhere(lives: readonly Life[], one: Listening): boolean {
  if (!one.event || natureOf(one.event) !== "other") return false;
  return lives.some((life) =>
    life.sockets.releases.some((release) => isSameHandler(life, release, one) === true),
  );
}

/** The call as the unit writes it: its own, or the call of a helper outside of it. */
export function subscribingCall({ node }: Unit, { node: call, activity }: Listening): Node {
  return isInside(call, node)
    ? call
    : (callsOf(activity).find((one) => isInside(one.node, node))?.node ?? call);
}

/** Where the file itself leads to something that another module writes: by the call of a helper or hook, or by an element. */
export function placeHere(
  { flow: { file } }: Communication,
  { rendered }: Unit,
  node: Node,
  listening: Pick<Listening, "activity"> | undefined,
): Node | undefined {
  if (!file.isElsewhere(node)) return node;
  const calls = listening ? wayTo(listening.activity) : [];
  return calls.find((one) => !file.isElsewhere(one.node))?.node ?? rendered?.place;
}

/**
 * Whether a hook or component of another file makes or ends a subscription, on a socket that is known there: it is a unit of
 * its own, and is judged there. What gets the socket from this file is judged here.
 */
export function isOfOtherUnit(
  { flow, things }: Communication,
  { rendered }: Unit,
  { node, activity }: Listening | Release,
): boolean {
  const { file } = flow;
  if (!file.isElsewhere(node)) return false;
  const isOfUnit =
    file.isElsewhere(activity.start.node) ||
    callsOf(activity).some(
      (one) =>
        // An effect of this file may be a function of another one: React's own hook has called that.
        one.node !== activity.start.node &&
        file.isElsewhere(one.fn) &&
        !file.isElsewhere(one.node) &&
        isHookName(nameOfCallee(one.node.callee)),
    );
  if (!isOfUnit) return false;
  const calls = wayTo(activity).flatMap((one) => (file.isElsewhere(one.node) ? [one.node] : []));
  return isKnownBy(flow, things, node, [...calls, ...(rendered?.way ?? [])]);
}

/** A call and an event: in a loop, one call subscribes to several. */
function placeOf({ flow }: Communication, { node, event }: Listening): string {
  return `${flow.file.placeOf(node)} ${event ? withoutVersions(keyOf(event)) : ""}`;
}

function isEndedInCleanup({ endedBy }: Listening): boolean {
  return endedBy?.activity.start.kind === "cleanup";
}

// ---------------------------------------------------------------- reasons

type Because = Pick<Leak, "kind"> & Partial<Pick<Leak, "node" | "related" | "place">>;

/** Where nothing ends what begins there. */
const ENDLESS: ReadonlyMap<string, string> = new Map([
  ["render", "while rendering"],
  ["memo", "in a function that React calls while rendering"],
  ["constructor", "in a constructor"],
  ["used", "in an event handler"],
  ["heard", "in the handler of another event"],
]);

const WAITED = { await: "an `await`", then: "a promise", timer: "a timer" } as const;

/** What is known of a unit from all of its lives. */
interface Known {
  readonly communication: Communication;
  readonly unit: Unit;
  /** The calls that release something in some life. */
  readonly reached: ReadonlySet<Node>;
  /** The functions that are called in some life. */
  readonly called: ReadonlySet<Node>;
  /** The places whose subscription is released by a cleanup in some life. */
  readonly properlyEnded: ReadonlySet<string>;
}

function reasonOf(life: Life, one: Listening, known: Known): Because {
  const { activity } = one;
  const endless = ENDLESS.get(activity.start.kind);
  if (endless !== undefined) return { kind: "noEnd", place: endless };
  const effect = life.mounted.effects.find(({ node }) => node === activity.start.node);
  if (effect?.hasPromised) return { kind: "promised" };
  if (one.isLate) return { kind: "late", place: WAITED[activity.waited?.how ?? "await"] };
  const dropped = droppedUndo(life, one);
  if (dropped) return dropped;
  const ends = life.sockets.releases.filter(({ activity: { start } }) => start.kind === "cleanup");
  const idle = ends.filter(
    (release) =>
      release.thing === one.thing &&
      release.list === one.list &&
      !life.sockets.all.some(({ endedBy }) => endedBy === release),
  );
  const twins = life.sockets.all.filter((other) => isSameListening(life, one, other));
  const ended = twins.find(isEndedInCleanup);
  if (ended) return { kind: "twice", related: ended.endedBy?.node, node: lastOf(known.unit, twins) };
  const unreached = known.communication.calls.find(
    ({ role, node }) =>
      role === "release" &&
      !known.reached.has(node) &&
      isInside(node, activity.start.node) &&
      isInUncalled(node, activity.start.node, known.called),
  );
  if (unreached) return { kind: "notReturned", related: unreached.node };
  const alike = idle.find((release) => isWrittenAlike(known.communication, release, one));
  if (alike && known.properlyEnded.has(placeOf(known.communication, one))) return { kind: "sometimes" };
  const otherHandler = idle.find((release) => isSameEvent(life, release, one) === true);
  if (otherHandler) return { kind: "otherHandler", related: otherHandler.node };
  const otherEvent = idle.find((release) => isSameHandler(life, release, one) === true);
  if (otherEvent) return { kind: "otherEvent", related: otherEvent.node };
  if (known.properlyEnded.has(placeOf(known.communication, one))) return { kind: "sometimes" };
  const [disconnect] = life.sockets.disconnects;
  if (disconnect) return { kind: "disconnects", related: disconnect };
  return { kind: one.isOnce ? "once" : "never" };
}

/** Of calls that subscribe to the same, the one that is too much is the last. */
function lastOf(unit: Unit, twins: readonly Listening[]): Node {
  const calls = twins.map((one) => subscribingCall(unit, one));
  return calls.reduce((last, call) => (call.range[0] > last.range[0] ? call : last));
}

/** Whether a call that releases says the same as one that subscribes: then it is not what is said that is wrong. */
function isWrittenAlike({ flow }: Communication, release: Release, { node }: Listening): boolean {
  const textOf = (call: CallNode): string => call.arguments.map((one) => flow.file.textOf(one)).join();
  return textOf(release.node) === textOf(node);
}

/** Whether a function inside the effect would have to be called for a call in it to be made, and nobody calls it. */
function isInUncalled(node: Node, effect: Node, called: ReadonlySet<Node>): boolean {
  for (let at = node.parent; at && at !== effect; at = at.parent)
    if (isFunction(at) && !called.has(at)) return true;
  return false;
}

/** The call of a helper that has subscribed and has given a function that would end it. */
function droppedUndo({ machine, sockets }: Life, one: Listening): Because | undefined {
  const helper = callsOf(one.activity)
    .slice(0, -1)
    .find((call) => {
      const given = machine.given.get(call);
      return given !== undefined && sockets.wouldEnd(given, one);
    })?.node;
  if (!helper) return undefined;
  const isInline = isInside(one.node, helper);
  return isInline ? { kind: "undoDropped", related: helper } : { kind: "undoIgnored", node: helper };
}

function isSameEvent(
  { machine }: Life,
  { event, list, thing }: Release | Listening,
  one: Listening,
): boolean | undefined {
  if (list !== one.list || thing !== one.thing) return false;
  return event && one.event
    ? isSame(resolved(machine, event), resolved(machine, one.event))
    : event === one.event;
}

function isSameHandler(
  { machine }: Life,
  { handler }: Release | Listening,
  one: Listening,
): boolean | undefined {
  return handler && isSame(resolved(machine, handler), resolved(machine, one.handler));
}

function isSameListening(life: Life, a: Listening, b: Listening): boolean {
  return isSameEvent(life, a, b) === true && isSameHandler(life, a, b) === true;
}

// ---------------------------------------------------------------- other findings

/** `off(event)` without a handler, and what it has ended. */
function endedForAll(communication: Communication, unit: Unit, { sockets }: Life): Leak[] {
  const common = { kind: "endsForAll", unit, place: undefined } as const;
  return sockets.releases.flatMap((release): Leak[] => {
    if (
      release.handler !== undefined ||
      release.activity.isForeign ||
      isOfOtherUnit(communication, unit, release) ||
      release.activity.start.kind === "module"
    )
      return [];
    const ended = sockets.all.filter((one) => one.endedBy === release && isOwn(one));
    if (ended.length === 0)
      return [{ ...common, node: callIn(unit, release), listening: undefined, related: undefined }];
    return ended.map((one) => ({
      ...common,
      node: subscribingCall(unit, one),
      listening: one,
      related: release.node,
    }));
  });
}

function callIn({ node }: Unit, release: Release): Node {
  const call: CallNode = release.node;
  return isInside(call, node)
    ? call
    : (callsOf(release.activity).find((one) => isInside(one.node, node))?.node ?? call);
}

/** What listens after the first beginning, but not after the second. */
function deafAfterRestart(unit: Unit, { begun, scenario, machine }: Life): Leak[] {
  const [first, second] = begun.map((list) => distinct(machine, list));
  // Who listens to something else the second time is not deaf.
  if (scenario !== "restart" || !first || !second || second.length >= first.length) return [];
  const count = (list: readonly Listening[], node: Node): number =>
    list.filter((one) => one.node === node).length;
  return first
    .filter((one) => !one.isDoubtful && isOwn(one) && count(second, one.node) < count(first, one.node))
    .filter(({ activity }) => activity.waited?.how !== "timer")
    .map((one) => ({
      kind: "deaf",
      unit,
      node: subscribingCall(unit, one),
      listening: one,
      related: undefined,
      place: undefined,
    }));
}

/** Listeners without those that, by what is known in the end, are the same call with the same event. */
function distinct(machine: Machine, list: readonly Listening[]): readonly Listening[] {
  const byKey = new Map(
    list.map((one) => [
      `${machine.file.placeOf(one.node)} ${one.event ? keyOf(resolved(machine, one.event)) : ""}`,
      one,
    ]),
  );
  return [...byKey.values()];
}

/** What every way through the effects ends again before they are over. */
function endedAtOnce(unit: Unit, lives: readonly Life[]): Leak[] {
  const plain = lives.filter(({ scenario }) => scenario === "plain").flatMap(({ sockets }) => sockets.all);
  const isSetup = ({ start, waited }: Activity): boolean =>
    !waited && (start.kind === "effect" || start.kind === "ref");
  const isAtOnce = ({ activity, endedBy }: Listening): boolean =>
    isSetup(activity) && endedBy !== undefined && isSetup(endedBy.activity);
  return plain
    .filter((one) => isOwn(one) && plain.every((other) => other.node !== one.node || isAtOnce(other)))
    .map((one) => ({
      kind: "atOnce",
      unit,
      node: subscribingCall(unit, one),
      listening: one,
      related: one.endedBy?.node,
      place: undefined,
    }));
}
