import { beforeAll, describe, expect, it } from "vitest";
import type { Comparison } from "./compare.js";
import { compare } from "./compare.js";
import { generateProgram } from "./grammar.js";

const FIRST = 1;
const COUNT = 60;
const seeds = Array.from({ length: COUNT }, (_, index) => FIRST + index);

describe("require-socket-cleanup agrees with the execution of generated programs", () => {
  let comparison: Comparison;

  beforeAll(async () => {
    comparison = await compare(seeds);
  });

  it("reports no program that ends what it begins", () => {
    expect(comparison.falseAlarms).toEqual([]);
  });

  it("misses hardly a program that does not", () => {
    expect(comparison.misses.length, JSON.stringify(comparison.misses, undefined, 2)).toBeLessThanOrEqual(2);
  });

  it("has seen many of both kinds, and hardly a program that throws", () => {
    const { programs, invalid, errors } = comparison;
    expect(programs).toBe(COUNT);
    expect(errors.length, JSON.stringify(errors, undefined, 2)).toBeLessThanOrEqual(2);
    expect(invalid).toBeGreaterThanOrEqual(15);
    expect(programs - invalid - errors.length).toBeGreaterThanOrEqual(15);
  });
});

describe("generateProgram", () => {
  it("writes the same program for the same seed, and others for others", () => {
    expect(seeds.map(generateProgram)).toEqual(seeds.map(generateProgram));
    expect(new Set(seeds.map((seed) => generateProgram(seed).code)).size).toBe(COUNT);
  });
});
