import { closest, distance } from "fastest-levenshtein";
import type { Pattern } from "../express/shapes.js";

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
