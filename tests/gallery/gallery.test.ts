/** Whole plugins, each in the style of another author: nothing is said of them as they are, and each mistake is found. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.js";
import { ROOT } from "../helpers/command.js";
import { Copy, expectedOf, GALLERY, mistakesOf, NAMES } from "./gallery.js";
import type { Mistake } from "./gallery.js";

const UNTYPED = { languageOptions: { parserOptions: { projectService: false } } };
const LINES = { least: 250, most: 500 };

describe("the plugins as they are", () => {
  it("are at least six", () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ["with types", {}],
    ["without types", UNTYPED],
  ])("ESLint says nothing of them, %s", async (_, overrideConfig) => {
    const results = await new ESLint({ cwd: GALLERY, overrideConfig }).lintFiles(["."]);
    expect(results.length).toBeGreaterThan(50);
    expect(
      results.flatMap(({ filePath, messages }) =>
        messages.map(({ line, message }) => `${filePath}:${String(line)} ${message}`),
      ),
    ).toEqual([]);
  });
});

describe.each(NAMES)("%s", (name) => {
  const copy = new Copy(name, "mistakes");
  const mistakes = mistakesOf(name);

  it("is a whole plugin", () => {
    const lines = copy.files
      .map((file) => copy.read(file).split("\n").length)
      .reduce((sum, length) => sum + length, 0);
    expect(lines).toBeGreaterThan(LINES.least);
    expect(lines).toBeLessThan(LINES.most);
    expect(mistakes.length).toBeGreaterThanOrEqual(10);
  });

  it("has the right types", () => {
    expect(copy.typeErrors()).toEqual([]);
  });

  it.each(mistakes.map((mistake) => [mistake.what, mistake] as const))("%s", async (_, mistake) => {
    const text = copy.read(mistake.file);
    expect(text.split(mistake.find).length, "times that the text stands there").toBe(2);
    const [typed, untyped] = await copy.with(
      mistake.file,
      text.replace(mistake.find, () => mistake.replace),
      () => [
        // Types take their time: without them, all files are looked at.
        copy.reports(true, filesOf(mistake)),
        copy.reports(false),
      ],
    );
    const expected = expectedOf(mistake);
    expect(typed, "with types").toEqual(expected);
    expect(untyped, "without types").toEqual(expected);
  });
});

it("there are four mistakes of each rule, and some of each are found", () => {
  const all = NAMES.flatMap(mistakesOf);
  for (const rule of Object.keys(rules)) {
    const ofRule = all.filter((mistake) => mistake.rule === rule);
    expect(ofRule.length, rule).toBeGreaterThanOrEqual(4);
    expect(ofRule.filter(({ limit }) => limit === undefined).length, rule).toBeGreaterThanOrEqual(2);
  }
});

it("the README says how many are found", () => {
  const all = NAMES.flatMap(mistakesOf);
  const found = all.filter(({ limit }) => limit === undefined);
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8").replaceAll(/\s+/g, " ");
  expect(readme).toContain(
    `of the ${String(all.length)} mistakes listed there ${String(found.length)} are found`,
  );
});

/** The file with a mistake, and those in which it is told. */
function filesOf({ file, at, also = {} }: Mistake): readonly string[] {
  const told = [at, ...Object.values(also)].flatMap((lines) =>
    typeof lines === "string" || Array.isArray(lines) ? [] : Object.keys(lines),
  );
  return [...new Set([file, ...told])];
}
