import { closest, distance } from "fastest-levenshtein";
import type { Pattern } from "../express/shapes.js";

/** Whether two names, of which parts may not be known, can be one and the same. */
export function canBeSame(a: Pattern, b: Pattern): boolean {
  const [headOfA, headOfB] = [a, b].map((pattern) => pattern[0] ?? "");
  if (!a.includes(null)) return matches(b, a.join(""));
  if (!b.includes(null)) return matches(a, b.join(""));
  const [tailOfA, tailOfB] = [a, b].map((pattern) => pattern.at(-1) ?? "");
  return areAlike(headOfA ?? "", headOfB ?? "") && areAlike(reversed(tailOfA ?? ""), reversed(tailOfB ?? ""));
}

/** Whether one of two texts begins with the other. */
function areAlike(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function reversed(text: string): string {
  return [...text].toReversed().join("");
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
