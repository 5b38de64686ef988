import { describe, expect, it } from "vitest";
import { canBeNumber, impliedComparison } from "../../src/run/bounds.js";
import { Path } from "../../src/run/path.js";

/** A path on which conditions have had these outcomes. */
function pathWith(...outcomes: readonly (readonly [key: string, outcome: boolean])[]): Path {
  const path = new Path(outcomes.map(([, outcome]) => outcome));
  for (const [key] of outcomes) path.choose(key);
  return path;
}

const below = (limit: number): string => `<(n,${String(limit)}) truthy`;
const above = (limit: number): string => `<(${String(limit)},n) truthy`;

describe("what comparisons with numbers say of each other", () => {
  it.each([
    ["n > 10, so not n < 5", [above(10), true], below(5), false],
    ["n > 10, so n > 5", [above(10), true], above(5), true],
    ["n > 10: n > 20 is open", [above(10), true], above(20), undefined],
    ["n < 5, so n < 10", [below(5), true], below(10), true],
    ["n < 5, so not n > 5", [below(5), true], above(5), false],
    ["n >= 5, so not n < 5", [below(5), false], below(5), false],
    ["n >= 5: n > 5 is open", [below(5), false], above(5), undefined],
    ["n <= 5, so not n > 5", [above(5), false], above(5), false],
    ["n <= 5: n < 5 is open", [above(5), false], below(5), undefined],
    ["another value says nothing", ["<(m,5) truthy", true], below(5), undefined],
  ] as const)("%s", (_, known, asked, answer) => {
    expect(impliedComparison(pathWith(known), asked)).toBe(answer);
  });

  it("a number must lie within", () => {
    expect(canBeNumber(pathWith([below(2), false]), "n", 1)).toBe(false);
    expect(canBeNumber(pathWith([below(2), false]), "n", 2)).toBe(true);
    expect(canBeNumber(pathWith([above(2), true], [below(5), true]), "n", 5)).toBe(false);
  });
});
