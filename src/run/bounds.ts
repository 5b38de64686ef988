import type { Path } from "./path.js";

/** `<(a,b)`: a comparison of which one side is a number. */
const COMPARISON = /^<\((?:(?<low>-?[\d.]+),(?<right>.+)|(?<left>.+),(?<high>-?[\d.]+))\)/;

interface Comparison {
  readonly of: string;
  /** `of < limit`, or `limit < of`. */
  readonly isBelow: boolean;
  readonly limit: number;
}

function comparisonIn(key: string): Comparison | undefined {
  const { low, right, left, high } = COMPARISON.exec(key)?.groups ?? {};
  if (low !== undefined && right !== undefined) return { of: right, isBelow: false, limit: Number(low) };
  return left !== undefined && high !== undefined
    ? { of: left, isBelow: true, limit: Number(high) }
    : undefined;
}

/** What a comparison with a number must give after those that the path has passed; `undefined`: either. */
export function impliedComparison(path: Path, key: string): boolean | undefined {
  const asked = comparisonIn(key);
  if (!asked) return undefined;
  for (const [other, outcome] of path.decisions()) {
    const known = comparisonIn(other);
    if (known?.of !== asked.of) continue;
    // What is known is `x < limit` or `x >= limit`, `x > limit` or `x <= limit`.
    const isUpper = known.isBelow === outcome;
    if (asked.isBelow) {
      if (isUpper && known.limit < asked.limit) return true;
      if (isUpper && known.limit === asked.limit && known.isBelow) return true;
      if (!isUpper && known.limit >= asked.limit) return false;
    } else {
      if (!isUpper && known.limit > asked.limit) return true;
      if (!isUpper && known.limit === asked.limit && !known.isBelow) return true;
      if (isUpper && known.limit <= asked.limit) return false;
    }
  }
  return undefined;
}

/** Whether something can be a number after the comparisons that the path has passed. */
export function canBeNumber(path: Path, key: string, value: number): boolean {
  return path.decisions().every(([other, outcome]) => {
    const known = comparisonIn(other);
    if (known?.of !== key) return true;
    return (known.isBelow ? value < known.limit : known.limit < value) === outcome;
  });
}
