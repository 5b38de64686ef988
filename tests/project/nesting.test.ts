/** What is counted as nested: what really is, and nothing that only looks like it. */
import { describe, expect, it } from "vitest";
import { isNestedTooDeeply } from "../../src/project/nesting.js";

const DEEP = 1100;
const LONG = 5100;

describe("too deep", () => {
  it.each<[string, string]>([
    ["brackets of one kind", "(".repeat(DEEP)],
    ["brackets of all kinds", "[({".repeat(DEEP / 3 + 1)],
    ["what has no bracket", "a => ".repeat(DEEP)],
    ["words", "typeof ".repeat(DEEP)],
    ["half of each", "(".repeat(DEEP / 2 + 1) + "a => ".repeat(DEEP / 2 + 1)],
    ["links that a bracket around them keeps open", "f(a => ".repeat(DEEP / 2 + 1)],
    ["behind a comment", `/* ( */${"(".repeat(DEEP)}`],
    ["behind comments right after one another", `/**//**/${"(".repeat(DEEP)}`],
    ["behind statements", `a();\n`.repeat(10) + "(".repeat(DEEP)],
    ["behind brackets that close nothing", `)))${"(".repeat(DEEP)}`],
    ["a chain of operators", "a + ".repeat(LONG)],
    ["a chain of members", "a.b".repeat(LONG)],
    ["elements that are closed", "</a>".repeat(LONG)],
    ["`else if`, which a semicolon does not end", "if (a) b; else ".repeat(DEEP)],
  ])("%s", (_, text) => {
    expect(isNestedTooDeeply(text)).toBe(true);
  });
});

describe("not too deep", () => {
  it.each<[string, string]>([
    ["nothing", ""],
    ["as deep as it may be", "(".repeat(1000)],
    ["brackets that are closed", "()[]{};".repeat(LONG)],
    ["links in brackets that are closed", "f(a => b);".repeat(LONG)],
    ["links of many statements", "const a = b ? c : d;\n".repeat(LONG)],
    ["links between commas", `[${"a => b, ".repeat(LONG)}]`],
    ["statements without semicolons", "const a = b\n".repeat(LONG)],
    ["brackets in texts", `"(((" + '[[['`.repeat(DEEP)],
    ["brackets in a comment", `/* ${"(".repeat(DEEP)} */`],
    ["brackets in a comment of a line", `// ${"(".repeat(DEEP)}`],
    ["brackets in a comment that does not end", `/* ${"(".repeat(DEEP)}`],
    ["chains that a statement ends", "a + b + c;".repeat(LONG)],
    ["two thousand closed elements", "</a>".repeat(2000)],
  ])("%s", (_, text) => {
    expect(isNestedTooDeeply(text)).toBe(false);
  });
});
