import type { Node } from "./tree.js";
import { isInside } from "./tree.js";
import type { Answer, Hole, TextValue, Value } from "./values.js";
import { exactly, isNullish, union, unknown } from "./values.js";

/** More combinations than this in one template or concatenation are not followed. */
const MOST_COMBINATIONS = 64;
/** Of more pieces than this, only the beginning is followed. */
const MOST_PIECES = 256;
/** Longer strings than this are not a channel, a route or a name. */
const LONGEST_TEXT = 4096;

type Pieces = readonly (string | { readonly node: Node; readonly answer: Answer })[];
type Parts = readonly (string | Hole)[];

/** The string that `pieces`, written one after the other, make; all combinations of what each may be. */
export function concatenate(pieces: Pieces, origin: Node): Answer {
  let combinations: Parts[] = [[]];
  for (const piece of pieces.length > MOST_PIECES ? beginningOf(pieces, origin) : pieces) {
    let choices = typeof piece === "string" ? [[piece]] : partsOf(piece.answer, piece.node);
    // Where there are too many combinations, the beginning that all have is still known.
    const isTooMany = combinations.length * choices.length > MOST_COMBINATIONS;
    if (isTooMany && typeof piece !== "string") choices = [[{ node: piece.node }]];
    combinations = combinations.flatMap((head) => choices.map((tail) => [...head, ...tail]));
  }
  return union(combinations.map((parts) => textOf(parts, origin)));
}

function beginningOf(pieces: Pieces, origin: Node): Pieces {
  return [
    ...pieces.slice(0, MOST_PIECES),
    { node: origin, answer: unknown("it has too many pieces", origin) },
  ];
}

function partsOf(answer: Answer, node: Node): Parts[] {
  const choices = answer.values.map((value): Parts => asParts(value, node) ?? [{ node, value }]);
  if (answer.others || choices.length === 0) choices.push([{ node }]);
  return choices;
}

/** What `String(value)` is, as far as it is known. */
function asParts(value: Value, node: Node): Parts | undefined {
  switch (value.kind) {
    case "primitive":
      return [String(value.value)];
    case "text":
      return value.parts;
    case "list": {
      // One that has a name may have changed.
      if (
        !/^(?:TemplateLiteral|BinaryExpression|CallExpression|ArrayExpression)$/.test(
          value.origin.parent?.type ?? "",
        )
      )
        return undefined;
      const parts: (string | Hole)[] = [];
      for (const [index, element] of value.elements.entries()) {
        const { values, others } = element();
        const [only] = values;
        const inner = only && values.length === 1 && !others ? asParts(only, node) : undefined;
        if (!only || !inner || value.open || value.isFilled || value.shape) return undefined;
        parts.push(...(index > 0 ? [","] : []), ...(isNullish(only) ? [] : inner));
      }
      return parts;
    }
    default:
      return undefined;
  }
}

/** Parts of a text, of which neighbouring strings are put together. */
export function mergeTexts<T>(parts: readonly (string | T)[]): (string | T)[] {
  const merged: (string | T)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

/** A string value out of parts; neighbouring strings are merged. */
export function textOf(parts: Parts, origin: Node): Answer {
  const merged = mergeTexts(parts);
  const length = merged.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
  if (length > LONGEST_TEXT) return unknown("it is too long to be looked at", origin);
  if (merged.length === 0) return exactly({ kind: "primitive", value: "", origin });
  if (merged.length === 1 && typeof merged[0] === "string") {
    return exactly({ kind: "primitive", value: merged[0], origin });
  }
  return exactly({ kind: "text", parts: merged, origin });
}

/** What a string certainly begins with. */
export function staticHead(value: Value): string | undefined {
  if (value.kind === "primitive") return typeof value.value === "string" ? value.value : undefined;
  if (value.kind !== "text") return undefined;
  const [first] = value.parts;
  return typeof first === "string" ? first : "";
}

export function isText(value: Value): value is TextValue | (Value & { kind: "primitive"; value: string }) {
  return value.kind === "text" || (value.kind === "primitive" && typeof value.value === "string");
}

/**
 * What stands in for something that is not known: a text that is written right there (`unknown ?? "text"`) is one of two
 * ways, one that comes from elsewhere may be what the unknown was made from, and proves nothing.
 */
export function writtenIn(node: Node, answer: Answer): Answer {
  return {
    values: answer.values.filter((value) => !isText(value) || isInside(value.origin, node)),
    others: answer.others,
  };
}
