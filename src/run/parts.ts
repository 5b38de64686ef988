import type { RunValue } from "./values.js";

/** Values nested deeper than this are not looked for. */
const DEEPEST_PART = 12;

/** Values, with all that they hold. */
export function allParts(values: readonly RunValue[]): readonly RunValue[] {
  const found = new Set<RunValue>();
  let level: readonly RunValue[] = values;
  for (let depth = 0; depth <= DEEPEST_PART && level.length > 0; depth++) {
    for (const value of level) found.add(value);
    level = level.flatMap(partsOf).filter((value) => !found.has(value));
  }
  return [...found];
}

function partsOf(value: RunValue): readonly RunValue[] {
  switch (value.kind) {
    case "object":
      return [...value.members.values()].map((member) => member.value);
    case "list":
      return value.items;
    case "collection":
      return [...value.entries.values()].flatMap((entry) => [entry.key, entry.value]);
    case "bound":
      return [value.target, ...value.first];
    default:
      return [];
  }
}
