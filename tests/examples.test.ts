/** The two example plugins, linted by the real ESLint with their own config files. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { rules } from "../src/rules/index.js";

interface Mistake {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  /** What the modules of the plugin do not tell. */
  readonly needs?: "types";
}

const folderOf = (name: string): string => fileURLToPath(new URL(`../examples/${name}`, import.meta.url));

/** Without types, with every rule, over the same files. */
const UNTYPED = { languageOptions: { parserOptions: { projectService: false } } };

async function findings(name: string, overrideConfig: object): Promise<string[]> {
  const cwd = folderOf(name);
  const results = await new ESLint({ cwd, overrideConfig }).lintFiles(["."]);
  expect(results.length).toBeGreaterThan(10);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ ruleId, line, message, fatal }) =>
        `${path.relative(cwd, filePath).split(path.sep).join("/")}:${String(line)} ${fatal ? message : String(ruleId).replace("stratos/", "")}`,
    ),
  );
}

const mistakes = (
  JSON.parse(readFileSync(path.join(folderOf("status-board-broken"), "mistakes.json"), "utf8")) as Mistake[]
).filter(({ rule }) => rule in rules);

describe.each([
  ["with types", {}],
  ["without types", UNTYPED],
])("%s", (mode, config) => {
  it("nothing is said about the plugin that is right", async () => {
    expect(await findings("status-board", config)).toEqual([]);
  });

  it("each mistake of the other one is found on its line, and nothing else", async () => {
    const found = await findings("status-board-broken", config);
    const known = mistakes.filter(({ needs }) => needs === undefined || mode === "with types");
    const expected = known.map(({ rule, file, line }) => `${file}:${String(line)} ${rule}`);
    expect(found.sort(), mode).toEqual(expected.sort());
  });
});

it("there are mistakes of every rule, in at least two spellings", () => {
  for (const rule of Object.keys(rules)) {
    expect(mistakes.filter((mistake) => mistake.rule === rule).length, rule).toBeGreaterThanOrEqual(2);
  }
});

it("the demo of the README shows what it should", () => {
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  });
  expect(status, stdout).toBe(0);
  expect(stdout).toContain("problems");
});
