import { closest, distance } from "fastest-levenshtein";
import { patternOf } from "../express/routers.js";
import type { Pattern } from "../express/shapes.js";
import { textOf } from "../flow/text.js";
import type { Value } from "../flow/values.js";
import { CHANNEL_PREFIX } from "../sdk.js";
import type { Things } from "./things.js";

/** Whether two names, of which parts may not be known, can be one and the same. */
export function canBeSame(a: Pattern, b: Pattern): boolean {
  if (!a.includes(null)) return matches(b, a.join(""));
  if (!b.includes(null)) return matches(a, b.join(""));
  const [head, otherHead] = [a[0] ?? "", b[0] ?? ""];
  const [tail, otherTail] = [a.at(-1) ?? "", b.at(-1) ?? ""];
  return (
    (head.startsWith(otherHead) || otherHead.startsWith(head)) &&
    (tail.endsWith(otherTail) || otherTail.endsWith(tail))
  );
}

function matches(pattern: Pattern, name: string): boolean {
  const source = pattern
    .map((part) => (part === null ? "[^]*" : part.replaceAll(/[\\^$.|?+()[\]{}*]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`).test(name);
}

/** The name that an author most likely meant; `undefined` where none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const found = closest(name, names);
  return distance(name, found) <= Math.max(2, Math.floor(name.length / 3)) && found !== name
    ? found
    : undefined;
}

/** A pattern of the settings: `*` stands for any text. */
export function patternOfSetting(setting: string): Pattern {
  return setting.split("*").flatMap((part, index) => (index > 0 ? [null, part] : [part]));
}

/** A channel name in parts; the plugin's own id is known, however it is spelled. */
export function nameOfChannel(things: Things, value: Value, pluginId: string | undefined): Pattern {
  if (value.kind !== "text" || pluginId === undefined) return patternOf(value);
  const parts = value.parts.map((part) => {
    const isId = typeof part !== "string" && part.value && things.thingOf(part.value) === "plugin-id";
    return isId ? pluginId : part;
  });
  const [text] = textOf(parts, value.origin).values;
  return text ? patternOf(text) : [null];
}

/**
 * A name without its prefix; `undefined` where the end of the prefix is not in sight. Behind the prefix of another plugin stands what
 * the author may have meant: that it is another plugin's is the mistake, and not that the other end is missing.
 */
export function leafOf(name: Pattern): Pattern | undefined {
  const [head, ...rest] = name;
  if (typeof head !== "string" || !head.startsWith(CHANNEL_PREFIX)) return name;
  const end = head.indexOf(":", CHANNEL_PREFIX.length);
  if (end > 0) return [head.slice(end + 1), ...rest];
  // The id may not be spelled.
  return head === CHANNEL_PREFIX && rest.length > 0 ? [null] : undefined;
}
