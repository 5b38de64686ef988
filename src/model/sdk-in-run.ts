import type { Answer, Value } from "../flow/values.js";
import { isNullish } from "../flow/values.js";
import type { MethodOfThing, Things } from "./things.js";

/** A thing of the SDK is one and the same wherever a run meets it: all components share one socket. */
export function nameInRun(things: Things, { values }: Answer): string | undefined {
  const known = values.filter((value) => !isNullish(value));
  const found = new Set(known.map((value) => things.thingOf(value)));
  // What is really there outranks a declared type that says nothing.
  if (found.size > 1 && known.every((value) => value.kind === "typed" || things.thingOf(value)))
    found.delete(undefined);
  const [thing] = found;
  return found.size === 1 && thing !== undefined ? `sdk:${thing}` : undefined;
}

/** The method of a thing that something can only be. */
export function methodInRun(things: Things, { values }: Answer): MethodOfThing | undefined {
  const known = values.filter((value) => !isNullish(value));
  const found = known
    .map((value) => things.methodBehind(value))
    .filter((one, index) => one !== undefined || !isOfType(known[index]));
  const [first] = found;
  return found.every((one) => one?.method === first?.method && one?.thing === first?.thing)
    ? first
    : undefined;
}

/** Whether calling something can only give a promise of the SDK. */
export function isPromisingInRun(things: Things, { values, others }: Answer): boolean {
  return !others && values.length > 0 && values.every((value) => things.isPromising(value));
}

/** A member of something of which only a type is known. */
function isOfType(value: Value | undefined): boolean {
  return value?.kind === "typed" || (value?.kind === "member" && value.object.kind === "typed");
}
