import type { Node } from "../flow/tree.js";
import type { Hole, Value } from "../flow/values.js";
import { CHANNEL_PREFIX } from "../sdk.js";
import type { Communication } from "./communication.js";
import type { SdkCall } from "./sdk-calls.js";
import type { SdkFile } from "./sdk-file.js";
import { isSeenThere } from "./sdk-calls.js";
import type { Things } from "./things.js";

/** Whose id stands in the prefix of a channel: `own`, `foreign`, or `unknown` (it is not spelled, or this plugin's id is not known). */
type Owner = "own" | "foreign" | "unknown";

/** A channel name that carries the prefix `plugin:<id>:`, which the shell adds by itself. */
export interface PrefixedChannel {
  /** Where the name is written. */
  readonly origin: Node;
  readonly owner: Owner;
  /** The whole name; what is not known stands as `${...}`. */
  readonly name: string;
  /** The id segment, where it is known. */
  readonly id: string | undefined;
  /** What is behind the prefix; `undefined` where the end of the prefix is not in sight. */
  readonly leaf: string | undefined;
  /** The calls that it reaches as a channel. */
  readonly calls: readonly SdkCall[];
  /** Whether everything that is written there has the same prefix, wherever it is called from. */
  readonly uniform: boolean;
}

/** The prefixed channel names of a file, one for each place where one is written. Names that are emitted are not channels of anybody. */
export function prefixedChannels(communication: Communication): readonly PrefixedChannel[] {
  const found = new Map<Node, PrefixedChannel>();
  for (const call of communication.calls) {
    if (call.role === "emit") continue;
    for (const value of call.channel?.values ?? []) {
      const prefix = prefixOf(value, communication);
      const origin = prefix && writtenAt(communication, call, value);
      if (!origin) continue;
      const before = found.get(origin);
      const calls = before?.calls.some(({ node }) => node === call.node)
        ? before.calls
        : [...(before?.calls ?? []), call];
      const isHere = origin === value.origin;
      const same = !before || (before.owner === prefix.owner && before.id === prefix.id);
      const kept = before && !(before.owner === "foreign" && prefix.owner !== "foreign") ? before : prefix;
      found.set(origin, {
        ...kept,
        origin,
        calls,
        uniform: isHere && same && (before?.uniform ?? true),
      });
    }
  }
  return [...found.values()];
}

/**
 * Where the linted file is told about a name: where it writes it, or where it calls what does. What another file knows by
 * itself is told there.
 */
export function writtenAt({ flow, things }: SdkFile, call: SdkCall, { origin }: Value): Node | undefined {
  if (!flow.file.isElsewhere(origin)) return origin;
  return isSeenThere(flow, things, call) ? undefined : call.place;
}

type Prefix = Pick<PrefixedChannel, "owner" | "name" | "id" | "leaf">;

function prefixOf(value: Value, { things, pluginId, flow }: Communication): Prefix | undefined {
  const parts = value.kind === "text" ? value.parts : value.kind === "primitive" ? [value.value] : [];
  const [head] = parts;
  if (typeof head !== "string" || !head.startsWith(CHANNEL_PREFIX)) return undefined;
  const shown = (part: unknown): string =>
    typeof part === "string" ? part : `\${${flow.file.textOf((part as Hole).node)}}`;
  const name = parts.map(shown).join("");
  const segment: (string | Hole)[] = [];
  const rest = [head.slice(CHANNEL_PREFIX.length), ...parts.slice(1)] as readonly (string | Hole)[];
  for (const [index, part] of rest.entries()) {
    const end = typeof part === "string" ? part.indexOf(":") : -1;
    if (typeof part !== "string" || end < 0) {
      if (part !== "") segment.push(part);
      continue;
    }
    if (end > 0) segment.push(part.slice(0, end));
    if (segment.length === 0) return undefined;
    const leaf = [part.slice(end + 1), ...rest.slice(index + 1)].map(shown).join("");
    return { name, leaf, ...ownerOf(segment, things, pluginId) };
  }
  const isOpen = segment.some((part) => typeof part !== "string");
  return isOpen ? { name, leaf: undefined, id: undefined, owner: "unknown" } : undefined;
}

function ownerOf(
  segment: readonly (string | Hole)[],
  things: Things,
  pluginId: string | undefined,
): Pick<PrefixedChannel, "owner" | "id"> {
  const [only] = segment;
  if (segment.length !== 1 || only === undefined) return { owner: "unknown", id: undefined };
  if (typeof only === "string") {
    if (pluginId === undefined) return { owner: "unknown", id: only };
    return { owner: only === pluginId ? "own" : "foreign", id: only };
  }
  const isOwn = only.value && things.thingOf(only.value) === "plugin-id";
  return isOwn ? { owner: "own", id: pluginId } : { owner: "unknown", id: undefined };
}

const known = new WeakMap<Communication, ReadonlySet<Node>>();

/** The calls whose first argument is a channel, whatever they call. */
function callsWithChannel({ calls }: Communication): ReadonlySet<Node> {
  const mixed = new Set(calls.filter(({ isMixed }) => isMixed).map(({ node }) => node));
  return new Set(calls.flatMap((call) => (call.channel && !mixed.has(call.node) ? [call.node] : [])));
}

/** Whether a name written at `origin` is used for nothing but channels of the SDK, so that it can be changed there. */
export function isOnlyChannel(communication: Communication, origin: Node): boolean {
  const channelArguments = known.get(communication) ?? callsWithChannel(communication);
  known.set(communication, channelArguments);
  return communication.flow.uses(origin).every((use) => {
    if (use.kind === "read") return true;
    return (
      use.kind === "argument" && use.path.length === 0 && use.index === 0 && channelArguments.has(use.node)
    );
  });
}
