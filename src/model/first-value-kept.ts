import type { Node } from "../flow/tree.js";
import { exactly, globalName, NOTHING } from "../flow/values.js";
import type { Kept, Machine } from "../run/machine.js";
import { allParts } from "../run/parts.js";
import { isObject, keyOf } from "../run/values.js";
import type { RunValue, Unknown } from "../run/values.js";
import { runStep } from "../run/waiting.js";
import { isOnlyRemembered } from "./first-value-shown.js";
import type { Listening } from "./listening.js";
import { mayLoad } from "./loaders.js";
import type { Onlooker, Stage } from "./stage.js";
import type { Things } from "./things.js";

const MOST_TASKS = 40;
/** What the keys of payloads begin with. */
const PAYLOAD = "payload@";

/** What a unit does with its states while it begins. */
export interface Beginning {
  /** Whether it has set a state later than in its first effects, so that more may follow. */
  hasSetLater: boolean;
  /** What it puts something into. */
  readonly filled: Set<Node>;
  /** What an effect empties again after a while, once something is in it. */
  readonly emptied: Set<Node>;
}

/** Looks on while a unit is mounted, and while it hears an event. */
export class Watch implements Onlooker {
  hasLoaded = false;
  /** `shown`: it is mounted with whatever it may hold. */
  phase: "mount" | "heard" | "shown" | "other" = "mount";
  /** What was kept while it heard the last event. */
  readonly keptThen: Kept[] = [];

  constructor(
    private readonly things: Things,
    private readonly machine: () => Machine,
    private readonly beginning: Beginning,
  ) {}

  called(callee: Unknown, args: readonly RunValue[], node: Node): void {
    if (this.phase === "mount" && mayLoad(this.things, this.machine(), callee, args, node))
      this.hasLoaded = true;
  }

  kept(what: Kept): void {
    const isTimed = this.machine().activity.waited?.how === "timer";
    if (this.phase === "heard") this.keptThen.push(what);
    if (this.phase === "shown" && isTimed && what.after && isEmpty(what.after))
      this.beginning.emptied.add(what.node);
    if (this.phase !== "mount") return;
    if (this.machine().activity.waited) this.beginning.hasSetLater = true;
    // What it gets from its props, from the address or from a context is there before anything is heard.
    if (!isEmpty(what.value) && !isState(what.value)) this.beginning.filled.add(what.node);
  }

  handedOver(values: readonly RunValue[], to: Unknown): void {
    if (this.phase !== "mount" || to.key === "setState" || /^(?:global|sdk|component)/.test(to.key)) return;
    for (const part of allParts(values))
      if (part.kind === "native" && part.name === "setState") this.hasLoaded = true;
  }
}

/** Runs what waits, but for what comes only after a while. */
export function settle(machine: Machine): void {
  for (let count = 0; count < MOST_TASKS; count++) {
    for (const task of machine.tasks) if (task.isRepeated) task.isCancelled = true;
    if (!runStep(machine, MOST_TASKS)) return;
  }
}

interface Store {
  readonly node: Node | undefined;
}

/** What a handler keeps of what it hears; `undefined`: nothing that would be missing before. */
export function storeOf(
  watch: Watch,
  { machine, mounted }: Stage,
  { handler, node }: Listening,
): Store | undefined {
  const before = holders(machine, mounted.refs);
  watch.keptThen.length = 0;
  watch.phase = "heard";
  const payload = machine.unknown(`${PAYLOAD}${machine.file.placeOf(node)}`, "input", () => NOTHING);
  mounted.whileHearing(() => {
    machine.within({ start: { kind: "heard", node }, isForeign: false }, () => {
      machine.call(handler, [payload], undefined, node);
    });
    settle(machine);
  });
  watch.phase = "other";
  const kept = watch.keptThen.find(
    (one) =>
      isEmpty(one.initial) && allParts([one.value]).some(saysSomething) && !isTakenBack(watch.keptThen, one),
  );
  if (kept) return { node: kept.node };
  const after = holders(machine, mounted.refs);
  const isKept = [...after].some(([holder, text]) => text !== "" && before.get(holder) !== text);
  return isKept ? { node: undefined } : undefined;
}

/** Whether what is put into a state is taken out again by itself: a message that is shown for some seconds. */
function isTakenBack(all: readonly Kept[], kept: Kept): boolean {
  const last = all.findLast(({ node }) => node === kept.node);
  if (last === kept || !last?.after) return false;
  return isEmpty(last.after) || (isObject(last.after) && payloadsIn(last.after) === "");
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
function holders(machine: Machine, refs: Stage["mounted"]["refs"]): Map<unknown, string> {
  const found = new Map<unknown, string>();
  for (const [object, node] of refs)
    if (!isOnlyRemembered(machine.flow, node)) found.set(object, payloadsIn(object));
  for (const [variable, value] of machine.module.entries()) found.set(variable, payloadsIn(value));
  for (const [key, value] of machine.stored)
    if (!isOfBrowser(machine, key)) found.set(key, payloadsIn(value));
  return found;
}

/** Whether a member belongs to the page itself (its title), or to what the browser makes: `new Audio().src`. */
function isOfBrowser({ followed }: Machine, key: string): boolean {
  const [maker] = followed.get(key.slice(0, key.lastIndexOf(".")))?.answer.values ?? [];
  return (
    key.startsWith("global:") || (maker?.kind === "result" && globalName(exactly(maker.callee)) !== undefined)
  );
}

function payloadsIn(value: RunValue): string {
  return allParts([value])
    .map(keyOf)
    .filter((key) => key.includes(PAYLOAD))
    .join();
}
