import type { Node } from "../flow/tree.js";
import type { Activity, Task, Waited } from "./activity.js";
import { truth } from "./conditions.js";
import type { Machine, Running, Suspension } from "./machine.js";
import { Thrown } from "./machine.js";
import { promiseOf, settle } from "./promises.js";
import type { RunObject, RunPromise, RunValue, Unknown } from "./values.js";
import { constant, UNDEFINED } from "./values.js";

/** What goes on when something is settled. */
export interface Continuation {
  readonly fulfilled: (value: RunValue) => void;
  readonly rejected: (reason: RunValue) => void;
}

/** Runs an async function: at once as far as its first `await`, and on from there when that is settled. */
export function runAsync(machine: Machine, running: Running<RunValue>): RunPromise {
  const promise = promiseOf(machine);
  const go = (resume: () => IteratorResult<Suspension, RunValue>): void => {
    try {
      const result = resume();
      if (result.done) {
        settle(machine, promise, "fulfilled", result.value);
        return;
      }
      const { value, node } = result.value;
      goOnWith(
        machine,
        value,
        { how: "await", node },
        {
          fulfilled: (settled) => {
            go(() => running.next(settled));
          },
          rejected: (reason) => {
            go(() => running.throw(new Thrown(reason)));
          },
        },
      );
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      settle(machine, promise, "rejected", error.value);
    }
  };
  go(() => running.next(UNDEFINED));
  return promise;
}

/** Goes on later, with what a value becomes. */
export function goOnWith(machine: Machine, value: RunValue, waited: Waited, then: Continuation): void {
  const activity = { ...machine.activity, waited };
  if (isThenable(machine, value, waited.node)) {
    // What it gives to those who wait is not followed.
    machine.host.guess();
    machine.host.assume();
  }
  if (value.kind === "promise") {
    const { state } = value;
    if (state === "pending") value.reactions.push({ ...then, activity });
    else
      later(machine, activity, () => {
        then[state](value.value);
      });
    return;
  }
  later(
    machine,
    activity,
    () => {
      const isAborted =
        value.kind === "unknown" && value.signals?.some((signal) => isSignalled(machine, signal));
      // What was given to code that is not in sight may never go on.
      if (value.kind === "unknown" && wasTouched(machine, value)) machine.host.assume();
      if (isAborted) then.rejected(machine.object({ name: constant("AbortError") }));
      else then.fulfilled(value.kind === "unknown" ? awaited(machine, value) : value);
    },
    { isNext: value.kind !== "unknown" },
  );
}

/** An object of the program with a method `then`. */
function isThenable(machine: Machine, value: RunValue, node: Node): boolean {
  if (value.kind !== "object" || value.brand !== undefined) return false;
  const then = machine.named(value, "then", node);
  return then.kind === "closure" || then.kind === "bound";
}

function wasTouched({ touched }: Machine, { key, sources = [] }: Unknown): boolean {
  return [rootOf(key), ...sources].some((source) => touched.has(source));
}

/** What something that is not known comes from: the call that has made it, the module that it is imported from. */
export function rootOf(key: string): string {
  const [root = key] = key.replace(/^(?:await\()+/, "").split(/[.()]/, 1);
  if (root.startsWith("import:")) return root.slice(0, root.lastIndexOf(":"));
  // What belongs to the browser and to the SDK ends nothing that others wait for.
  return root.startsWith("global:") || root.startsWith("sdk:") ? key : root;
}

function awaited(machine: Machine, value: Unknown): RunValue {
  const { key, nature, answer, signals, sources } = value;
  const isData = value.isData === true || isReadAsJson(value);
  const more = { signals, sources, ...(isData ? { isData } : {}) };
  return machine.unknown(`await(${key})`, nature, () => answer, more);
}

/** `response.json()` */
function isReadAsJson({ answer }: Unknown): boolean {
  const [only] = answer.values;
  return only?.kind === "result" && only.callee.kind === "member" && only.callee.key === "json";
}

export function later(
  machine: Machine,
  activity: Activity,
  run: () => void,
  { isNext = true, isRepeated = false, due }: Partial<Pick<Task, "isNext" | "isRepeated" | "due">> = {},
): Task {
  const task: Task = { activity, run, isNext, isRepeated, due, isCancelled: false };
  machine.tasks.push(task);
  return task;
}

/** Runs the next thing that waits; gives whether there was one. */
export function runNext(machine: Machine): boolean {
  const { tasks } = machine;
  while (tasks.length > 0) {
    const [task] = tasks.splice(indexOfNext(tasks), 1);
    if (!task || task.isCancelled) continue;
    machine.clock = task.due ?? machine.clock;
    machine.within(task.activity, task.run);
    return true;
  }
  return false;
}

/** Which one of several comes next: what waits for nothing, or else the one that waits longest, or a timer that is due before it. */
function indexOfNext(tasks: readonly Task[]): number {
  const next = tasks.findIndex(({ isNext }) => isNext);
  const due = tasks[0]?.due;
  if (next >= 0 || due === undefined) return Math.max(0, next);
  const earliest = Math.min(...tasks.map((task) => task.due ?? Infinity));
  return tasks.findIndex((task) => task.due === earliest);
}

/** Runs the next thing that waits, with all that comes right after it; gives whether there was one. */
export function runStep(machine: Machine, most: number): boolean {
  if (!runNext(machine)) return false;
  for (
    let count = 0;
    count < most && machine.tasks.some(({ isNext, isCancelled }) => isNext && !isCancelled);
    count++
  )
    runNext(machine);
  return true;
}

/** Whether `AbortController.abort` was called. */
export function isSignalled(machine: Machine, signal: RunObject): boolean {
  return truth(machine, signal.members.get("aborted")?.value ?? UNDEFINED);
}

/** What is not known among values that are handed over, also as members of options. */
export function unknownsIn(value: RunValue, depth: number): readonly Unknown[] {
  if (value.kind === "unknown") return [value];
  if (value.kind !== "object" || depth === 0) return [];
  return [...value.members.values()].flatMap((member) => unknownsIn(member.value, depth - 1));
}

/** The signals among values that are handed over, also as members of options. */
export function signalsIn(machine: Machine, value: RunValue, depth: number): readonly RunObject[] {
  if (value.kind === "unknown") return value.signals ?? [];
  if (value.kind !== "object") return [];
  if (machine.signals.has(value)) return [value];
  if (depth === 0) return [];
  return [...value.members.values()].flatMap((member) => signalsIn(machine, member.value, depth - 1));
}
