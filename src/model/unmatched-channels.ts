import type { Pattern } from "../express/shapes.js";
import { patternOf } from "../express/routers.js";
import type { Node } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import { CHANNEL_PREFIX, isConnectionEvent } from "../sdk.js";
import { canBeSame, nearestName, patternOfSetting } from "./channel-names.js";
import { writtenAt } from "./channels.js";
import type { Communication } from "./communication.js";
import type { ChannelEnd, Contract } from "./contract.js";
import { contractAround, whyOpen } from "./contract.js";
import { isHear } from "./part.js";
import { isOpenField } from "./sites.js";
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
    const ends = contract && (isSent ? endsOfSent(contract) : endsOfHeard(contract));
    if (!ends) continue;
    for (const value of unmatchedIn(communication, call, ends.other)) {
      const node = writtenAt(communication, call, value);
      const one = node && describe(call, value, node, ends);
      if (!one || isToldAtOtherEnd(one, ends)) continue;
      // A family that is made in one place is told once.
      const key = `${communication.flow.file.placeOf(one.node)} ${one.kind} ${isMade(one.node) ? "" : one.name}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}

/** What there is at both ends, as seen from one of them. */
interface Ends {
  readonly own: readonly ChannelEnd[];
  readonly other: readonly ChannelEnd[];
  /** Whether what is at the other end, and not at this one, is told there. */
  readonly isOtherTold: boolean;
}

/** `undefined` where the UI may hear more than is known, or where there is none. */
function endsOfSent(contract: Contract): Ends | undefined {
  if (whyOpen(contract, "hear") !== undefined) return undefined;
  const { sends, hears, mayDoMore } = contract;
  return { own: sends, other: hears, isOtherTold: mayDoMore.send === undefined };
}

/** `undefined` where the background may send more than is known, or where there is none. */
function endsOfHeard(contract: Contract): Ends | undefined {
  if (whyOpen(contract, "send") !== undefined) return undefined;
  const { sends, hears, mayDoMore } = contract;
  return { own: hears, other: sends, isOtherTold: mayDoMore.hear === undefined };
}

/**
 * Whether a name and its nearest one at the other end are one mistake, told there: both have no other end, and it would have
 * to be changed in more places here than there. One place can make several names.
 */
function isToldAtOtherEnd(
  { kind, name, nearest }: UnmatchedChannel,
  { own, other, isOtherTold }: Ends,
): boolean {
  if (nearest === undefined || !isOtherTold) return false;
  const [here, there] = [lonely(own, other), lonely(other, own)];
  const partnerOf = (
    text: string,
    ends: readonly ChannelEnd[],
    back: readonly ChannelEnd[],
  ): string | undefined => {
    const found = nearestName(text, ends.map(textOf));
    return found !== undefined && nearestName(found, back.map(textOf)) === text ? found : undefined;
  };
  if (partnerOf(name, there, here) !== nearest) return false;
  // One place can make several names: all that hang together are one mistake.
  const names = new Set([name]);
  const otherNames = new Set([nearest]);
  for (let size = 0; size < names.size + otherNames.size;) {
    size = names.size + otherNames.size;
    for (const text of [...names]) {
      const partner = partnerOf(text, there, here);
      if (partner !== undefined) for (const one of siblingsOf(partner, there)) otherNames.add(one);
    }
    for (const text of [...otherNames]) {
      const partner = partnerOf(text, here, there);
      if (partner !== undefined) for (const one of siblingsOf(partner, here)) names.add(one);
    }
  }
  const places = countPlaces(names, here);
  const otherPlaces = countPlaces(otherNames, there);
  if (otherPlaces === 0) return false;
  return kind === "neverHeard" ? places >= otherPlaces : places > otherPlaces;
}

/** The names that are made where a name is. */
function siblingsOf(name: string, ends: readonly ChannelEnd[]): readonly string[] {
  const places = ends.find((end) => textOf(end) === name)?.places ?? new Set();
  const siblings = ends.filter((end) => [...end.places].some((place) => places.has(place)));
  return [name, ...siblings.map(textOf)];
}

function countPlaces(names: ReadonlySet<string>, ends: readonly ChannelEnd[]): number {
  return new Set(ends.filter((end) => names.has(textOf(end))).flatMap(({ places }) => [...places])).size;
}

/** The names at one end that are known and have no other end. */
function lonely(ends: readonly ChannelEnd[], others: readonly ChannelEnd[]): readonly ChannelEnd[] {
  return ends.filter(
    (end) => !end.name.includes(null) && !others.some((one) => canBeSame(end.name, one.name)),
  );
}

function textOf({ name }: ChannelEnd): string {
  return name.join("");
}

/** The names that a call has and the other end has not. Of a family that is made in one place, one member is enough. */
function unmatchedIn(
  communication: Communication,
  { channel, role, node, args, spec }: SdkCall,
  otherEnd: readonly ChannelEnd[],
): readonly Value[] {
  const { calls, flow } = communication;
  const written = spec.channel === undefined ? undefined : args[spec.channel];
  // Somebody else may set it to another name.
  if (written && isOpenField(flow, written)) return [];
  const isMatched = (value: Value): boolean =>
    otherEnd.some((other) => canBeSame(patternOf(value), other.name));
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

function describe(call: SdkCall, value: Value, node: Node, { own, other }: Ends): UnmatchedChannel {
  const name = patternOf(value);
  const others = other.filter((end) => !end.name.includes(null)).map(textOf);
  const shown = name.map((part) => part ?? "${...}").join("");
  return {
    kind: call.role === "send" ? "neverHeard" : "neverSent",
    node,
    name: shown,
    call,
    // Who has no other end either is meant before all others.
    nearest: name.includes(null)
      ? undefined
      : (nearestName(shown, lonely(other, own).map(textOf)) ?? nearestName(shown, others)),
    others,
  };
}

/** Whether a name can only be one of the plugin's own: not of the shell, not of the connection, and without a prefix, which is a mistake of its own. */
function isOwnName({ shellChannels }: Communication, name: Pattern, isSent: boolean): boolean {
  const [head] = name;
  if (typeof head !== "string" || head === "" || head.startsWith(CHANNEL_PREFIX)) return false;
  if (isSent) return true;
  return (
    !isConnectionEvent(name.join("")) &&
    !shellChannels.some((pattern) => canBeSame(name, patternOfSetting(pattern)))
  );
}
