import type { CallNode } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import type { RunValue, Unknown } from "./values.js";
import { isCallable } from "./values.js";

/** Whether a function that is not in sight only looks at an argument, and what it says of it changes nothing: a log. */
export function isOnlyLookedAt(machine: Machine, to: Unknown, index: number): boolean {
  const [target] = to.answer.values;
  const use =
    target &&
    machine.flow.knowledge.meaningOf(target)?.argument?.(index, {
      callee: target,
      args: { answers: [], nodes: [] },
      self: undefined,
      node: target.origin as CallNode,
      env: undefined,
    });
  return use?.kind === "read" && use.doesNotMatter === true;
}

/** Functions of the program that a known function calls with what is not followed: whatever they change is open. */
export function giveCallbacks(machine: Machine, name: string, args: readonly RunValue[]): void {
  const callbacks = args.filter(isCallable);
  if (callbacks.length > 0) machine.host.handOver(callbacks, machine.calculated(name, []));
}
