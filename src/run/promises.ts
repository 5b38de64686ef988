import { goOnWith, later } from "./waiting.js";
import type { Machine } from "./machine.js";
import { Thrown } from "./machine.js";
import type { RunPromise, RunValue } from "./values.js";
import { isCallable, UNDEFINED } from "./values.js";
import type { Node } from "../flow/tree.js";

export function promiseOf(machine: Machine, settled?: RunValue): RunPromise {
  const promise: RunPromise = {
    kind: "promise",
    id: machine.newId(),
    state: "pending",
    value: UNDEFINED,
    reactions: [],
  };
  if (settled) settle(machine, promise, "fulfilled", settled);
  return promise;
}

/** Fulfils or rejects a promise; what waits for it runs later. A promise that is fulfilled with another one follows it. */
export function settle(
  machine: Machine,
  promise: RunPromise,
  state: "fulfilled" | "rejected",
  value: RunValue,
): void {
  if (promise.state !== "pending") return;
  const isThenable =
    value.kind === "promise" ||
    (value.kind === "unknown" && value.signals !== undefined && value.signals.length > 0);
  if (state === "fulfilled" && isThenable) {
    goOnWith(
      machine,
      value,
      { how: "then", node: machine.activity.start.node },
      {
        fulfilled: (inner) => {
          settle(machine, promise, "fulfilled", inner);
        },
        rejected: (reason) => {
          settle(machine, promise, "rejected", reason);
        },
      },
    );
    return;
  }
  promise.state = state;
  promise.value = value;
  for (const { activity, fulfilled, rejected } of promise.reactions.splice(0))
    later(machine, activity, () => {
      (state === "fulfilled" ? fulfilled : rejected)(value);
    });
}

/** `promise.then(f, g)`, also of something that is not known, which then is taken for a promise. */
export function chain(
  machine: Machine,
  of: RunValue,
  handlers: {
    fulfilled?: RunValue | undefined;
    rejected?: RunValue | undefined;
    settled?: RunValue | undefined;
  },
  node: Node,
): RunValue {
  const result = promiseOf(machine);
  if (of.kind === "unknown" || (of.kind === "promise" && of.isGuessed)) result.isGuessed = true;
  const run =
    (handler: RunValue | undefined, state: "fulfilled" | "rejected") =>
    (value: RunValue): void => {
      const callee = handlers.settled ?? handler;
      if (!callee || (!isCallable(callee) && callee.kind !== "unknown")) {
        settle(machine, result, state, value);
        return;
      }
      try {
        const given = machine.call(callee, handlers.settled ? [] : [value], undefined, node);
        if (handlers.settled) settle(machine, result, state, value);
        else settle(machine, result, "fulfilled", given);
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        settle(machine, result, "rejected", error.value);
      }
    };
  goOnWith(
    machine,
    of,
    { how: "then", node },
    {
      fulfilled: run(handlers.fulfilled, "fulfilled"),
      rejected: run(handlers.rejected, "rejected"),
    },
  );
  return result;
}
