import type { Pattern } from "../express/shapes.js";
import { patternOf } from "../express/routers.js";
import type { Node } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import { CHANNEL_PREFIX, isConnectionEvent } from "../sdk.js";
import { canBeSame, nearestName } from "./channel-names.js";
import { writtenAt } from "./channels.js";
import type { Communication } from "./communication.js";
import type { Contract } from "./contract.js";
import { contractAround } from "./contract.js";
import { isHear } from "./part.js";
import type { SdkCall } from "./sdk-calls.js";

/** A channel name that only one of the two processes uses. */
export interface UnmatchedChannel {
  readonly kind: "neverSent" | "neverHeard";
  readonly node: Node;
  /** The name; what is not known stands as `${...}`. */
  readonly name: string;
  readonly call: SdkCall;
  /** The name at the other end that the author most likely meant. */
  readonly nearest: string | undefined;
  /** The names that there are at the other end. */
  readonly others: readonly string[];
}

/** The channel names of a file that have no other end in any module of the plugin. */
export function unmatchedChannels(communication: Communication): readonly UnmatchedChannel[] {
  const found = new Map<string, UnmatchedChannel>();
  for (const call of communication.calls) {
    const isSent = call.role === "send";
    if (call.isMixed || (!isSent && !isHear(call))) continue;
    const contract = contractAround(communication);
    const otherEnd = contract && (isSent ? heardIn(contract) : sentIn(contract));
    if (!otherEnd) continue;
    for (const value of unmatchedIn(communication, call, otherEnd)) {
      const node = writtenAt(communication, call, value);
      if (!node) continue;
      const one = describe(call, value, node, otherEnd);
      found.set(`${communication.flow.file.placeOf(node)} ${one.kind} ${one.name}`, one);
    }
  }
  return [...found.values()];
}

/** The names that a call has and the other end has not. Of a family that is made in one place, one member is enough. */
function unmatchedIn(
  communication: Communication,
  { channel, role, node }: SdkCall,
  otherEnd: readonly Pattern[],
): readonly Value[] {
  const { calls } = communication;
  const isMatched = (value: Value): boolean => otherEnd.some((other) => canBeSame(patternOf(value), other));
  const families = new Set(
    calls
      .filter((call) => call.node === node)
      .flatMap((call) => call.channel?.values ?? [])
      .flatMap((value) => (isMatched(value) ? [value.origin] : [])),
  );
  return (channel?.values ?? []).filter(
    (value) =>
      isOwnName(communication, patternOf(value), role === "send") &&
      !isMatched(value) &&
      !(isMade(value.origin) && families.has(value.origin)),
  );
}

/** Whether a text is put together, so that one place makes several. */
function isMade({ type }: Node): boolean {
  return type === "TemplateLiteral" || type === "BinaryExpression" || type === "CallExpression";
}

function describe(call: SdkCall, value: Value, node: Node, otherEnd: readonly Pattern[]): UnmatchedChannel {
  const name = patternOf(value);
  const others = otherEnd.flatMap((other) => (other.includes(null) ? [] : [other.join("")]));
  const shown = name.map((part) => part ?? "${...}").join("");
  return {
    kind: call.role === "send" ? "neverHeard" : "neverSent",
    node,
    name: shown,
    call,
    nearest: name.includes(null) ? undefined : nearestName(shown, others),
    others: [...new Set(others)],
  };
}

/** What the UI hears; `undefined` where it may hear more, or where there is no UI. */
function heardIn({ hears, mayDoMore, hasUi }: Contract): readonly Pattern[] | undefined {
  return hasUi && mayDoMore.hear === undefined ? hears : undefined;
}

/** What the background sends; `undefined` where it may send more, or where there is no background. */
function sentIn({ sends, mayDoMore, hasBackground }: Contract): readonly Pattern[] | undefined {
  return hasBackground && mayDoMore.send === undefined ? sends : undefined;
}

/** Whether a name can only be one of the plugin's own: not of the shell, not of the connection, and without a prefix, which is a mistake of its own. */
function isOwnName({ shellChannels }: Communication, name: Pattern, isSent: boolean): boolean {
  const [head] = name;
  if (typeof head !== "string" || head === "" || head.startsWith(CHANNEL_PREFIX)) return false;
  if (isSent) return true;
  return (
    !isConnectionEvent(name.join("")) &&
    !shellChannels.some((pattern) =>
      canBeSame(
        name,
        pattern.split("*").flatMap((part, index) => (index > 0 ? [null, part] : [part])),
      ),
    )
  );
}
