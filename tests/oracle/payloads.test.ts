import { beforeAll, describe, expect, it } from "vitest";
import type { PayloadComparison } from "./payload/compare.js";
import { comparePayloads } from "./payload/compare.js";
import { generatePayload } from "./payload/grammar.js";
import { whyNot } from "./payload/run.js";

const COUNT = 250;
const seeds = Array.from({ length: COUNT }, (_, index) => index + 1);

describe("no-non-cloneable-payload agrees with the execution of generated programs", () => {
  let comparison: PayloadComparison;

  beforeAll(async () => {
    comparison = await comparePayloads(seeds);
  });

  it("reports no program whose payloads arrive whole", () => {
    expect(comparison.falseAlarms).toEqual([]);
  });

  it("misses hardly any with types, and most are found without", () => {
    const typed = comparison.misses.filter(({ isTyped }) => isTyped);
    expect(typed.length, JSON.stringify(typed, undefined, 2)).toBeLessThanOrEqual(1);
    expect(comparison.misses.length - typed.length).toBeLessThan(comparison.invalid * 0.4);
  });

  it("has seen many of both kinds, and none that throws", () => {
    expect(comparison.errors).toEqual([]);
    expect(comparison.invalid).toBeGreaterThan(40);
    expect(comparison.programs - comparison.invalid).toBeGreaterThan(100);
  });
});

it("writes the same program for the same seed", () => {
  expect(seeds.map(generatePayload)).toEqual(seeds.map(generatePayload));
});

describe("what execution calls damage", () => {
  class WithMethod {
    id = 1;
    show(): number {
      return this.id;
    }
  }
  class DataOnly {
    id = 1;
  }
  class Private {
    readonly #id = 1;
    get(): number {
      return this.#id;
    }
  }

  it.each([
    ["data", { a: [new Date(0), new Map([["a", new Set([1])]])], e: new Error("x") }],
    ["an instance that has nothing but data", [new DataOnly()]],
    [
      "a getter of an object literal",
      {
        get a() {
          return 1;
        },
      },
    ],
  ])("not %s", (_, value) => {
    expect(whyNot(value)).toBeUndefined();
  });

  it.each([
    ["a function", { a: () => 1 }, /throws/],
    ["an instance with methods", { a: [new WithMethod()] }, /payload\.a\.0 arrives without show/],
    ["private state", new Private(), /arrives without/],
    ["the fields of an error", Object.assign(new Error("x"), { code: 1 }), /arrives without code/],
    [
      "a platform object",
      { link: new URL("https://a.invalid") },
      /payload\.link arrives as an empty shell|without/,
    ],
  ])("%s", (_, value, why) => {
    expect(whyNot(value)).toMatch(why);
  });
});
