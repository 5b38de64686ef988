import { describe, expect, it } from "vitest";
import { explore } from "../../src/run/path.js";

/** The outcomes of all paths of a program that looks at conditions. */
function pathsOf(program: (choose: (key: string) => boolean) => string, most = 100): [string[], boolean] {
  const found: string[] = [];
  const isComplete = explore(most, (path) => {
    found.push(program((key) => path.choose(key)));
  });
  return [found, isComplete];
}

describe("explore", () => {
  it("runs a program without conditions once", () => {
    expect(pathsOf(() => "x")).toEqual([["x"], true]);
  });

  it("runs each combination once", () => {
    const [paths] = pathsOf((choose) => `${String(choose("a"))} ${String(choose("b"))}`);
    expect(paths).toEqual(["true true", "true false", "false true", "false false"]);
  });

  it("asks a condition once on each path", () => {
    const [paths] = pathsOf((choose) => `${String(choose("a"))} ${String(choose("a"))}`);
    expect(paths).toEqual(["true true", "false false"]);
  });

  it("follows conditions that only some paths meet", () => {
    const [paths] = pathsOf((choose) => (choose("a") ? (choose("b") ? "ab" : "a") : "none"));
    expect(paths).toEqual(["ab", "a", "none"]);
  });

  it("stops at the limit, and says so", () => {
    const [paths, isComplete] = pathsOf((choose) => ["a", "b", "c", "d", "e"].map(choose).join(" "), 10);
    expect(paths.length).toBe(10);
    expect(isComplete).toBe(false);
  });
});
