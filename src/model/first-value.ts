import type { Flow } from "../flow/flow.js";
import type { Node } from "../flow/tree.js";
import { childrenOf, isFunction, outermost, unwrap } from "../flow/tree.js";
import { NOTHING } from "../flow/values.js";
import { isGivenUp } from "../run/given-up.js";
import type { Kept, Machine, Program } from "../run/machine.js";
import { allParts } from "../run/parts.js";
import { explore } from "../run/path.js";
import { runStep } from "../run/waiting.js";
import type { RunValue, Unknown } from "../run/values.js";
import { keyOf } from "../run/values.js";
import { isConnectionEvent, matchesChannel } from "../sdk.js";
import type { Communication } from "./communication.js";
import { isOfOtherUnit, placeHere, subscribingCall } from "./leaks.js";
import type { Listening } from "./listening.js";
import { mayLoad } from "./loaders.js";
import { codeThatListens } from "./reach.js";
import type { Onlooker, Stage } from "./stage.js";
import { putOnStage } from "./stage.js";
import type { Things } from "./things.js";
import type { Unit } from "./units.js";
import { unitsOf } from "./units.js";

const MOST_PATHS = 24;
const MOST_STEPS = 200_000;
const MOST_TASKS = 40;
/** What the keys of payloads begin with. */
const PAYLOAD = "payload@";

/** A subscription that keeps what it hears, in a unit that never asks for the first value. */
export interface EmptyStart {
  /** The call that subscribes, as the unit writes it. */
  readonly node: Node;
  readonly listening: Listening;
  /** The call of the hook that made what it is kept in, or where it is kept. */
  readonly store: Node | undefined;
}

/** What one run of a unit tells. */
interface Seen {
  /** Whether something was asked for while the unit began. */
  hasLoaded: boolean;
  /** Whether it has set a state later than in its first effects, so that more may follow. */
  hasSetLater: boolean;
  readonly keeping: Map<Node, EmptyStart>;
  /** What the unit puts something into while it begins. */
  readonly filled: Set<Node>;
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
      if (!found.has(node) && !(one.store && isFilled(communication, seen, one.store))) found.set(node, one);
    if (seen.hasLoaded) for (const node of seen.subscribing) loaded.add(node);
  }
  return [...found.values()]
    .filter(({ node }) => !loaded.has(node))
    .toSorted((a, b) => a.node.range[0] - b.node.range[0]);
}

/** Whether there is something to show before anything is heard: what the unit has put there, or what is shown in its place. */
function isFilled({ flow }: Communication, { filled }: Seen, store: Node): boolean {
  return filled.has(store) || isSeeded(store) || isOverlay(flow, store);
}

/** `useState(() => cached())`: what it begins with is looked up somewhere. */
function isSeeded(store: Node): boolean {
  const [initial] = store.type === "CallExpression" ? store.arguments : [];
  return initial !== undefined && isFunction(initial) && hasCall(initial.body);
}

function hasCall(node: Node): boolean {
  return node.type === "CallExpression" || childrenOf(node).some(hasCall);
}

/** `live ?? initial`: a state that is never shown without something to be shown in its place. */
function isOverlay({ file }: Flow, store: Node): boolean {
  const declaration = outermost(store).parent;
  const pattern = declaration?.type === "VariableDeclarator" ? declaration.id : undefined;
  const [state] = pattern?.type === "ArrayPattern" ? pattern.elements : [];
  const variable = state && file.variableOf(state);
  const reads = (variable?.references ?? []).filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier }) => hasSubstitute(identifier));
}

function hasSubstitute(read: Node): boolean {
  let at = read;
  // `patches[id] ?? item`
  while (
    at.parent &&
    (at.parent.type === "MemberExpression" || at.parent.type === "ChainExpression") &&
    !isKeyOf(at)
  )
    at = at.parent;
  const { parent } = at;
  if (parent?.type === "LogicalExpression")
    return parent.operator !== "&&" && parent.left === at && !isNothing(parent.right);
  if (parent?.type === "ConditionalExpression")
    return (parent.test === at || parent.consequent === at) && !isNothing(parent.alternate);
  return false;
}

function isKeyOf(node: Node): boolean {
  return node.parent?.type === "MemberExpression" && node.parent.property === node;
}

/** What shows nothing: a constant, or an element. */
function isNothing(node: Node): boolean {
  return !/^(?:Identifier|MemberExpression|CallExpression|ChainExpression)$/.test(unwrap(node).type);
}

function lookAt(communication: Communication, unit: Unit): Seen {
  const { flow } = communication;
  const program: Program = { flow, file: flow.file, answers: new Map() };
  const code = codeThatListens(flow);
  const seen: Seen = {
    hasLoaded: false,
    hasSetLater: false,
    keeping: new Map(),
    filled: new Set(),
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
  });
  // With every state that it can have: where the unit changes it by itself, that comes on its own.
  seen.hasLoaded =
    loadsAtFirst ||
    (seen.hasSetLater &&
      mayLoadWhile((stage) => {
        mount(stage, false);
      }));
  mayLoadWhile((stage, watch) => {
    mount(stage, true);
    hear(communication, unit, stage, watch);
  });
  return seen;
}

/** Looks on while a unit is mounted, and while it hears an event. */
class Watch implements Onlooker {
  hasLoaded = false;
  phase: "mount" | "heard" | "other" = "mount";
  /** What was kept while it heard the last event. */
  readonly keptThen: Kept[] = [];

  constructor(
    private readonly things: Things,
    private readonly machine: () => Machine,
    readonly seen: Seen,
  ) {}

  called(callee: Unknown, args: readonly RunValue[], node: Node): void {
    if (this.phase === "mount" && mayLoad(this.things, this.machine(), callee, args, node))
      this.hasLoaded = true;
  }

  kept(what: Kept): void {
    if (this.phase === "heard") this.keptThen.push(what);
    if (this.phase !== "mount") return;
    if (this.machine().activity.waited) this.seen.hasSetLater = true;
    // What it gets from its props, from the address or from a context is there before anything is heard.
    if (!isEmpty(what.value) && !isState(what.value)) this.seen.filled.add(what.node);
  }

  handedOver(values: readonly RunValue[], to: Unknown): void {
    if (this.phase !== "mount" || to.key === "setState" || /^(?:global|sdk|component)/.test(to.key)) return;
    for (const part of allParts(values))
      if (part.kind === "native" && part.name === "setState") this.hasLoaded = true;
  }
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

/** Lets each of the unit's subscriptions hear an event. */
function hear(communication: Communication, unit: Unit, stage: Stage, watch: Watch): void {
  watch.phase = "other";
  for (const listening of [...stage.sockets.live]) {
    const node = placeHere(communication, unit, subscribingCall(unit, listening), listening);
    if (!node) continue;
    watch.seen.subscribing.add(node);
    if (watch.hasLoaded || !isForPlugin(communication, listening)) continue;
    const store = storeOf(watch, stage, listening);
    // What another hook keeps itself is judged there; what it is kept in here, here.
    const isJudgedThere =
      isOfOtherUnit(communication, unit, listening) &&
      (!store?.node || communication.flow.file.isElsewhere(store.node));
    if (store && !isJudgedThere && !watch.seen.keeping.has(node))
      watch.seen.keeping.set(node, { node, listening, store: store.node });
  }
}

/** Runs what waits, but for what comes only after a while. */
function settle(machine: Machine): void {
  for (let count = 0; count < MOST_TASKS; count++) {
    for (const task of machine.tasks) if (task.isRepeated) task.isCancelled = true;
    if (!runStep(machine, MOST_TASKS)) return;
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

// ---------------------------------------------------------------- what is kept

interface Store {
  readonly node: Node | undefined;
}

/** What a handler keeps of what it hears; `undefined`: nothing that would be missing before. */
function storeOf(watch: Watch, { machine, mounted }: Stage, { handler, node }: Listening): Store | undefined {
  const before = holders(machine, mounted.refs);
  watch.keptThen.length = 0;
  watch.phase = "heard";
  const payload = machine.unknown(`${PAYLOAD}${machine.file.placeOf(node)}`, "input", () => NOTHING);
  machine.within({ start: { kind: "heard", node }, isForeign: false }, () => {
    machine.call(handler, [payload], undefined, node);
  });
  settle(machine);
  watch.phase = "other";
  const kept = watch.keptThen.find(
    ({ initial, value }) => isEmpty(initial) && allParts([value]).some(saysSomething),
  );
  if (kept) return { node: kept.node };
  const after = holders(machine, mounted.refs);
  const isKept = [...after].some(([holder, text]) => text !== "" && before.get(holder) !== text);
  return isKept ? { node: undefined } : undefined;
}

/** Whether a state holds nothing of what a screen shows before something is heard. */
function isEmpty(initial: RunValue): boolean {
  switch (initial.kind) {
    case "primitive":
      return true;
    case "list":
      return initial.items.every(isEmpty);
    case "collection":
      return initial.entries.size === 0;
    case "object":
      return [...initial.members.values()].every(({ value }) => isEmpty(value)) && !initial.rest;
    default:
      return false;
  }
}

/** Whether a value is a state as it was before. */
function isState(value: RunValue): boolean {
  return value.kind === "unknown" && value.key.includes("state@");
}

/** Whether a value says something of what was heard, was loaded because of it, or is calculated from what was kept before. */
function saysSomething(value: RunValue): boolean {
  if (value.kind === "text") return true;
  if (value.kind !== "unknown" || value.test?.kind === "not") return false;
  return (
    value.nature === "other" ||
    value.key.includes(PAYLOAD) ||
    (value.isCalculated === true && value.key.includes("state@"))
  );
}

/** What outlives a handler, and what of payloads is in it: refs, variables around it, objects that are not in sight. */
function holders(machine: Machine, refs: ReadonlySet<RunValue>): Map<unknown, string> {
  const found = new Map<unknown, string>();
  for (const object of refs) found.set(object, payloadsIn(object));
  for (const [variable, value] of machine.module.entries()) found.set(variable, payloadsIn(value));
  // What is written on the page itself (its title) is no store.
  for (const [key, value] of machine.stored)
    if (!key.startsWith("global:")) found.set(key, payloadsIn(value));
  return found;
}

function payloadsIn(value: RunValue): string {
  return allParts([value])
    .map(keyOf)
    .filter((key) => key.includes(PAYLOAD))
    .join();
}
