import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { FATES } from "../../src/clone/engine.js";
import { fatesOfClasses, fateOf } from "./engine-run.js";

it("the engine's table says what this engine does", () => {
  const found = fatesOfClasses(createRequire(import.meta.url));
  const known = Object.entries(FATES).filter(([name]) => found.has(name));
  expect(known.length).toBeGreaterThan(120);
  expect(Object.fromEntries(known)).toEqual(
    Object.fromEntries(known.map(([name]) => [name, found.get(name)])),
  );
});

it.each([
  ["plain data", { a: [1, new Date(0), new Map([[1, 2]])] }, "whole"],
  ["a function", () => undefined, "throws"],
  ["a platform object", new URL("https://a.invalid"), "damaged"],
  ["a buffer", Buffer.from("x"), "whole"],
] as const)("tells what becomes of %s", (_, value, fate) => {
  expect(fateOf(value)).toBe(fate);
});
