import { beforeAll, describe, expect, it } from "vitest";
import type { ScreenComparison } from "./first-value/compare.js";
import { compareScreens } from "./first-value/compare.js";
import { generateScreen } from "./first-value/grammar.js";

const COUNT = 120;
const seeds = Array.from({ length: COUNT }, (_, index) => index + 1);

describe("require-initial-fetch agrees with the execution of generated screens", () => {
  let comparison: ScreenComparison;

  beforeAll(async () => {
    comparison = await compareScreens(seeds);
  });

  it("reports no screen that asks for the first value, or keeps nothing", () => {
    expect(comparison.falseAlarms).toEqual([]);
  });

  it("misses hardly one that does not", () => {
    expect(comparison.misses.length, JSON.stringify(comparison.misses, undefined, 2)).toBeLessThanOrEqual(1);
  });

  it("has seen many of both kinds, and none that throws", () => {
    const { programs, invalid, errors } = comparison;
    expect(errors).toEqual([]);
    expect(invalid).toBeGreaterThan(25);
    expect(programs - invalid).toBeGreaterThan(50);
  });
});

it("writes the same screen for the same seed", () => {
  expect(seeds.map(generateScreen)).toEqual(seeds.map(generateScreen));
});
