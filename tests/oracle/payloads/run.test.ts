import { describe, expect, it } from "vitest";
import { whyNot } from "./run.js";

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
