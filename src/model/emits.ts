import type { Flow } from "../flow/flow.js";
import { canHappen } from "../flow/guards.js";
import type { Node } from "../flow/tree.js";
import { knownText } from "../flow/values.js";
import { EMITTING } from "../sdk.js";
import type { SdkCall } from "./sdk-calls.js";
import { isSeenThere } from "./sdk-calls.js";
import type { Things } from "./things.js";

/** Something that is sent on the UI socket, or a function that would, handed to somebody else to call. */
export interface Emit {
  readonly node: Node;
  readonly method: string;
  /** The call; `undefined` where the method is handed over as a callback. */
  readonly call: SdkCall | undefined;
}

/** What is emitted on the UI socket in a file, or in other modules on its behalf. */
export function emitsOf(flow: Flow, things: Things, calls: readonly SdkCall[]): Emit[] {
  const emits = new Map<Node, Emit>();
  for (const call of calls) {
    if (call.role !== "emit" || emits.has(call.place) || isSeenThere(flow, things, call)) continue;
    emits.set(call.place, { node: call.place, method: call.method, call });
  }
  for (const name of EMITTING) {
    for (const member of flow.file.membersNamed(name)) {
      const node = member.type === "Property" ? member.value : member;
      const isEmitting = flow
        .evaluate(node)
        .values.some((value) => things.methodBehind(value)?.method.role === "emit");
      if (!isEmitting) continue;
      for (const use of flow.uses(node)) {
        const isHandedOver = (use.kind === "argument" || use.kind === "attribute") && use.path.length === 0;
        if (!isHandedOver || !canHappen(flow, use.node, undefined)) continue;
        if (!emits.has(node)) emits.set(node, { node, method: name, call: undefined });
      }
    }
  }
  return [...emits.values()];
}

/** The name of the event that is emitted, where it is known. */
export function emittedEvent({ call }: Emit): string | undefined {
  if (!call) return undefined;
  if (call.spec.event !== undefined) return call.spec.event;
  const { values, others } = call.channel ?? { values: [], others: undefined };
  const [only] = values;
  return only && values.length === 1 && !others ? knownText(only) : undefined;
}
