import type { CallNode, FunctionNode, Node } from "../flow/tree.js";
import type { RunValue } from "./values.js";

/** Where in a program's life code runs, and through which calls it is reached. */
export interface Activity {
  /** What started it: a render, an effect, an event. */
  readonly start: Start;
  /** The call that leads to here, and those that lead to it. */
  readonly call?: CallChain | undefined;
  /** What it has waited for on the way. */
  readonly waited?: Waited | undefined;
  /** Whether it runs code that is analysed elsewhere. */
  readonly isForeign: boolean;
}

export interface CallChain {
  readonly node: CallNode;
  /** The function that it calls. */
  readonly fn: FunctionNode;
  readonly args: readonly RunValue[];
  readonly outer: CallChain | undefined;
}

/** The calls from the start to here, innermost first. */
export function callsOf({ call }: Pick<Activity, "call">): readonly CallChain[] {
  const calls: CallChain[] = [];
  for (let at = call; at; at = at.outer) calls.push(at);
  return calls;
}

/** All calls that lead to here, innermost first: those from the start, and those that have asked for it. */
export function wayTo(activity: Activity): readonly CallChain[] {
  return [...callsOf(activity), ...callsOf({ call: activity.start.from })];
}

export interface Start {
  readonly kind: string;
  readonly node: Node;
  /** What some unknowns can only be for it, by their keys: it comes before anything has changed them. */
  readonly sees?: ReadonlyMap<string, RunValue> | undefined;
  /** The calls through which it was asked for: an effect, by the hook that registers it. */
  readonly from?: CallChain | undefined;
  /** Whether what it has begun was ended since. */
  isOver?: boolean;
}

export interface Waited {
  readonly how: "await" | "then" | "timer";
  readonly node: Node;
}

/** Code that runs later. */
export interface Task {
  readonly run: () => void;
  readonly activity: Activity;
  /** Whether it comes right after what runs now: nothing else can happen in between. */
  readonly isNext: boolean;
  /** Whether it comes only after a while, and again and again. */
  readonly isRepeated?: boolean;
  /** When it comes, in milliseconds of the machine's own clock; `undefined`: that is not known. */
  readonly due?: number | undefined;
  isCancelled: boolean;
}
