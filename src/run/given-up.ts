/** The run cannot be followed: it is too long, too deep or does something that the machine does not know. */
export class GivenUp extends Error {}

/** Whether an error says that a run cannot be followed: the machine's own, or its stack has no more room for what is nested. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof GivenUp || isOutOfStack(error);
}

/** Whether an error says that the calls of the linter itself are nested too deeply. */
export function isOutOfStack(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}
