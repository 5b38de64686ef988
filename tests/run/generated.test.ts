import { describe, expect, it } from "vitest";
import { disagreementOf } from "./both.js";
import { writeProgram } from "./programs.js";

const COUNT = 400;

describe("a generated program gives what it gives in JavaScript", () => {
  it.each([0, 1, 2, 3])("quarter %i", async (quarter) => {
    let known = 0;
    for (let seed = 1 + quarter; seed <= COUNT; seed += 4) {
      const code = writeProgram(seed);
      const { disagreement, isKnown } = await disagreementOf(code);
      expect(disagreement, `seed ${String(seed)}\n${code}`).toBeUndefined();
      if (isKnown) known++;
    }
    expect(known).toBeGreaterThan(COUNT / 8);
  });
});
