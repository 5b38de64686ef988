import { knownText } from "../flow/values.js";
import type { Emit } from "./communication.js";

/** The name of the event that is emitted, where it is known. */
export function emittedEvent({ call }: Emit): string | undefined {
  if (!call) return undefined;
  if (call.spec.event !== undefined) return call.spec.event;
  const { values, others } = call.channel ?? { values: [], others: undefined };
  const [only] = values;
  return only && values.length === 1 && !others ? knownText(only) : undefined;
}
