import { expect, it } from "vitest";
import { Recent } from "../../src/project/recent.js";

it("what was used last is kept, and the rest is handed back to whom it concerns", () => {
  const gone: number[] = [];
  const recent = new Recent<number>(2, (value) => gone.push(value));
  recent.set("a", 1);
  recent.set("b", 2);
  recent.get("a");
  recent.set("c", 3);
  recent.set("a", 4);
  expect(["a", "b", "c"].map((key) => recent.get(key))).toEqual([4, undefined, 3]);
  expect(gone).toEqual([2]);
});
