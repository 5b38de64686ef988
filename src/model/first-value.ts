import type { Node } from "../flow/tree.js";
import { isGivenUp } from "../run/given-up.js";
import type { Program } from "../run/machine.js";
import { explore } from "../run/path.js";
import { isConnectionEvent, matchesChannel } from "../sdk.js";
import type { Communication } from "./communication.js";
import type { Beginning } from "./first-value-kept.js";
import { settle, storeOf, Watch } from "./first-value-kept.js";
import { isRightWithout } from "./first-value-shown.js";
import { isOfOtherUnit, placeHere, subscribingCall } from "./leaks.js";
import type { Listening } from "./listening.js";
import { codeThatListens } from "./reach.js";
import type { Stage } from "./stage.js";
import { putOnStage } from "./stage.js";
import type { Unit } from "./units.js";
import { unitsOf } from "./units.js";

const MOST_PATHS = 24;
const MOST_STEPS = 200_000;

/** A subscription that keeps what it hears, in a unit that never asks for the first value. */
export interface EmptyStart {
  /** The call that subscribes, as the unit writes it. */
  readonly node: Node;
  readonly listening: Listening;
  /** The call of the hook that made what it is kept in, or where it is kept. */
  readonly store: Node | undefined;
}

/** What the runs of a unit tell. */
interface Seen extends Beginning {
  /** Whether something was asked for while the unit began. */
  hasLoaded: boolean;
  readonly keeping: Map<Node, EmptyStart>;
  /** Subscriptions that the unit makes. */
  readonly subscribing: Set<Node>;
}

/** The subscriptions of a file whose screen stays empty until the next event comes. */
export function emptyStartsOf(communication: Communication): readonly EmptyStart[] {
  const found = new Map<Node, EmptyStart>();
  const loaded = new Set<Node>();
  for (const unit of unitsOf(communication)) {
    const seen = lookAt(communication, unit);
    for (const [node, one] of seen.keeping)
      if (!found.has(node) && !(one.store && isRightAtFirst(communication, seen, one.store)))
        found.set(node, one);
    if (seen.hasLoaded) for (const node of seen.subscribing) loaded.add(node);
  }
  return [...found.values()]
    .filter(({ node }) => !loaded.has(node))
    .toSorted((a, b) => a.node.range[0] - b.node.range[0]);
}

/**
 * Whether a screen is right before anything is heard: there is something to show, which the unit has put there or which is shown
 * in its place; or what is heard is not there for long anyway.
 */
function isRightAtFirst({ flow }: Communication, { filled, emptied }: Seen, store: Node): boolean {
  return filled.has(store) || emptied.has(store) || isRightWithout(flow, store);
}

function lookAt(communication: Communication, unit: Unit): Seen {
  const { flow } = communication;
  const program: Program = { flow, file: flow.file, followed: new Map() };
  const code = codeThatListens(flow);
  const seen: Seen = {
    hasLoaded: false,
    hasSetLater: false,
    keeping: new Map(),
    filled: new Set(),
    emptied: new Set(),
    subscribing: new Set(),
  };
  let steps = 0;
  const mayLoadWhile = (play: (stage: Stage, watch: Watch) => void): boolean => {
    const found = { hasLoaded: false };
    const isComplete = explore(MOST_PATHS, (path) => {
      if (steps > MOST_STEPS) return;
      const watch: Watch = new Watch(communication.things, () => stage.machine, seen);
      const stage: Stage = putOnStage(communication, program, unit, path, code, watch);
      try {
        play(stage, watch);
      } catch (error) {
        if (!isGivenUp(error)) throw error;
        // What is not followed to the end may load.
        found.hasLoaded = true;
      }
      found.hasLoaded ||= watch.hasLoaded;
      steps += stage.machine.stepsTaken;
    });
    return found.hasLoaded || !isComplete || steps > MOST_STEPS;
  };
  const loadsAtFirst = mayLoadWhile((stage) => {
    mount(stage, true);
    for (const { node } of subscriptionsIn(communication, unit, stage)) seen.subscribing.add(node);
  });
  // With every state that it can have: where the unit changes it by itself, that comes on its own.
  seen.hasLoaded =
    loadsAtFirst ||
    (seen.hasSetLater &&
      mayLoadWhile((stage) => {
        mount(stage, false);
      }));
  // Whatever it hears, its first value is loaded.
  if (seen.hasLoaded) return seen;
  mayLoadWhile((stage, watch) => {
    mount(stage, true);
    hear(communication, unit, stage, watch, seen);
  });
  if (seen.keeping.size > 0)
    mayLoadWhile((stage, watch) => {
      watch.phase = "shown";
      mount(stage, false);
    });
  return seen;
}

function mount({ machine, mounted }: Stage, isFresh: boolean): void {
  if (isFresh) mounted.startFresh();
  mounted.followState();
  mounted.mount();
  mounted.renderSet();
  settle(machine);
  mounted.renderSet();
  settle(machine);
}

/** What a unit listens to now, each with the place in the linted file that subscribes. */
function subscriptionsIn(
  communication: Communication,
  unit: Unit,
  { sockets }: Stage,
): readonly { readonly node: Node; readonly listening: Listening }[] {
  return sockets.live.flatMap((listening) => {
    const node = placeHere(communication, unit, subscribingCall(unit, listening), listening);
    return node ? [{ node, listening }] : [];
  });
}

/** Lets each of the unit's subscriptions hear an event. */
function hear(communication: Communication, unit: Unit, stage: Stage, watch: Watch, seen: Seen): void {
  watch.phase = "other";
  for (const { node, listening } of subscriptionsIn(communication, unit, stage)) {
    if (watch.hasLoaded || !isForPlugin(communication, listening)) continue;
    const store = storeOf(watch, stage, listening);
    // What another hook keeps itself is judged there; what it is kept in here, here.
    const isJudgedThere =
      isOfOtherUnit(communication, unit, listening) &&
      (!store?.node || communication.flow.file.isElsewhere(store.node));
    if (store && !isJudgedThere && !seen.keeping.has(node))
      seen.keeping.set(node, { node, listening, store: store.node });
  }
}

/** Whether it is an event that the plugin's own background module broadcasts. */
function isForPlugin({ shellChannels }: Communication, { list, thing, event, isOnce }: Listening): boolean {
  if (list !== "event" || thing !== "socket" || isOnce || !event) return false;
  const name =
    event.kind === "primitive" ? String(event.value) : event.kind === "text" ? event.parts[0] : undefined;
  if (typeof name !== "string" || isConnectionEvent(name)) return false;
  return !shellChannels.some((pattern) => matchesChannel(pattern, name));
}
