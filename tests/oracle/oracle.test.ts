/** The rules agree with what happens when generated plugins are run. `npm run oracle` is the long form of it. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Comparison } from "./compare.js";
import { compare, disagreementsAbout } from "./compare.js";
import { pastDisagreements } from "./disagreements.js";
import { oracles } from "./oracles.js";

/** How many programs are run here: running one in React takes longer than sending something. */
const COUNTS: Readonly<Record<string, number>> = { cleanup: 60, contract: 60, payloads: 250 };
const USUAL_COUNT = 120;

const seedsOf = (name: string): number[] =>
  Array.from({ length: COUNTS[name] ?? USUAL_COUNT }, (_, index) => index + 1);

describe.each(oracles.map((oracle) => [oracle.name, oracle] as const))("%s", (name, oracle) => {
  const seeds = seedsOf(name);
  let comparison: Comparison;

  beforeAll(async () => {
    comparison = await compare(oracle, seeds);
  });

  const disagreementsOf = (kind: string, mode?: string): readonly unknown[] =>
    comparison.disagreements
      .filter((one) => one.kind === kind && (mode ?? one.mode) === one.mode)
      .map(({ seed, rule, why, program }) => ({ seed, rule, why, ...program.files }));

  it("nothing is reported that works", () => {
    expect(disagreementsOf("false alarm")).toEqual([]);
  });

  it("no rule throws", () => {
    expect(disagreementsOf("crash")).toEqual([]);
  });

  it("hardly anything that does not is missed", () => {
    const misses = disagreementsOf("miss", oracle.isTyped ? "typed" : "untyped");
    expect(misses.length, JSON.stringify(misses, undefined, 2)).toBeLessThanOrEqual(
      Math.max(2, comparison.wrong * 0.03),
    );
  });

  it("many programs of both kinds are run, and hardly any of them throws", () => {
    const errors = disagreementsOf("error");
    expect(errors.length, JSON.stringify(errors, undefined, 2)).toBeLessThanOrEqual(seeds.length * 0.03);
    expect(comparison.programs).toBe(seeds.length);
    expect(comparison.wrong).toBeGreaterThan(seeds.length * 0.15);
    expect(comparison.programs - comparison.wrong).toBeGreaterThan(seeds.length * 0.25);
  });

  it("each of its rules has something to report", () => {
    for (const { rule, mode, reports } of comparison.tallies)
      expect(reports, `${rule}, ${mode}`).toBeGreaterThan(seeds.length * 0.05);
  });

  it("the program of a seed is always the same, and that of another one another", () => {
    const texts = seeds.map((seed) => JSON.stringify(oracle.write(seed).files));
    expect(seeds.map((seed) => JSON.stringify(oracle.write(seed).files))).toEqual(texts);
    expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.7);
  });
});

describe("past disagreements are none any more", () => {
  const titled = pastDisagreements().map((one) => [one.oracle, one.rule, one.seed, one] as const);
  it.each(titled)("%s: %s: seed %i", async (name, _rule, _seed, { what, limit, files }) => {
    const oracle = oracles.find((one) => one.name === name);
    if (!oracle) throw new Error(`There is no oracle "${name}".`);
    const left = await disagreementsAbout(oracle, files);
    if (limit === undefined) expect(left, what).toEqual([]);
    else expect(left, `it agrees now: take its limit away. ${limit}`).not.toEqual([]);
  });
});
