/** `eslint-plugin-stratos/parser`: types where they can be had, and no error where they cannot. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as plainParser from "@typescript-eslint/parser";
import type { Linter } from "eslint";
import { afterAll, describe, expect, it } from "vitest";
import { createTypedParser } from "../src/typed-parser.js";
import { writePlugin } from "./helpers/plugin-on-disk.js";

const CODE = "export const a = 1;\n";
const TSCONFIG = '{ "compilerOptions": { "types": [] }, "include": ["src"] }';
const FILES = {
  "tsconfig.json": TSCONFIG,
  "src/a.ts": CODE,
  "src/b.ts": CODE,
  "vite.config.ts": CODE,
  "broken/tsconfig.json": "nonsense",
  "broken/a.ts": CODE,
};
const { root } = writePlugin("parser", FILES);
const outside = mkdtempSync(path.join(tmpdir(), "stratos-parser-"));
afterAll(() => {
  rmSync(outside, { recursive: true });
});

interface Parsed {
  readonly program?: { getSourceFile: (file: string) => { text: string } | undefined };
}

function parsed(parser: Linter.Parser, file: string, options: object = {}, text = CODE): Parsed {
  if (!("parseForESLint" in parser)) throw new Error("it is another kind of parser");
  return (parser.parseForESLint(text, { filePath: file, ...options }) as { services: Parsed }).services;
}
const hasTypes = (parser: Linter.Parser, file: string, options: object = {}): boolean =>
  Boolean(parsed(parser, path.resolve(root, file), options).program);

describe("type information", () => {
  const reasons = new Map<string, string | undefined>();
  const { parser } = createTypedParser({
    onParsed: (file, untyped) => reasons.set(path.relative(root, file), untyped),
  });

  it("is there for a file that a tsconfig includes", () => {
    expect(hasTypes(parser, "src/a.ts")).toBe(true);
    expect([...reasons]).toEqual([["src/a.ts", undefined]]);
  });

  it("is that of the text that is parsed, again and again, as a fix or an author changes it", () => {
    const file = path.join(root, "src/a.ts");
    for (const text of [CODE, "export const b = 2;\n", "export const c = 3;\n"])
      expect(parsed(parser, file, {}, text).program?.getSourceFile(file)?.text).toBe(text);
  });

  it("is not there, with a reason, for a file that no tsconfig includes", () => {
    expect(hasTypes(parser, "vite.config.ts")).toBe(false);
    expect(reasons.get("vite.config.ts")).toBe("not included");
  });

  it("is not there above which there is no tsconfig", () => {
    const file = path.join(outside, "a.ts");
    expect(hasTypes(parser, file)).toBe(false);
    expect(reasons.get(path.relative(root, file))).toBe("no tsconfig");
  });

  it("a broken tsconfig costs no run", () => {
    expect(() => hasTypes(parser, "broken/a.ts")).not.toThrow();
  });

  it("comes when the tsconfig includes the file while an editor runs", () => {
    const plugin = writePlugin("parser-editor", { ...FILES, "tsconfig.json": '{ "files": ["src/a.ts"] }' });
    const inEditor = (file: string): boolean => hasTypes(parser, path.join(plugin.root, file));
    expect([inEditor("src/a.ts"), inEditor("src/b.ts")]).toEqual([true, false]);
    writeFileSync(path.join(plugin.root, "tsconfig.json"), TSCONFIG);
    expect([inEditor("src/a.ts"), inEditor("src/b.ts")]).toEqual([true, true]);
  });

  it("comes for a file that is made while an editor runs", () => {
    const plugin = writePlugin("parser-new", FILES);
    const inEditor = (file: string): boolean => hasTypes(parser, path.join(plugin.root, file));
    expect(inEditor("src/a.ts")).toBe(true);
    writeFileSync(path.join(plugin.root, "src/new.ts"), CODE);
    expect(inEditor("src/new.ts")).toBe(true);
  });

  it("is not asked for where it is not wanted", () => {
    expect(hasTypes(parser, "src/a.ts", { projectService: false })).toBe(false);
    expect(hasTypes(createTypedParser({ types: false }).parser, "src/a.ts")).toBe(false);
  });

  it("is taken from where the options say, and missed where that is wrong", () => {
    expect(hasTypes(parser, "src/a.ts", { project: "tsconfig.json", tsconfigRootDir: root })).toBe(true);
    // In CI, typescript-eslint takes a file that is parsed twice for a fixed one, and asks no project about it.
    expect(hasTypes(parser, "src/b.ts", { project: "gone.json", tsconfigRootDir: root })).toBe(false);
    expect(reasons.get("src/b.ts")).toContain("gone.json");
  });
});

describe("beside the parser of typescript-eslint in one process", () => {
  const service = { projectService: { allowDefaultProject: ["*.ts"] }, tsconfigRootDir: root };
  const { parser } = createTypedParser();

  it("neither changes what the other one gives", () => {
    expect(hasTypes(parser, "src/a.ts")).toBe(true);
    // It would throw if the service for its process had been made without its options.
    expect(hasTypes(plainParser as Linter.Parser, "vite.config.ts", service)).toBe(true);
    expect(hasTypes(parser, "vite.config.ts")).toBe(false);
    expect(hasTypes(parser, "vite.config.ts", service)).toBe(true);
  });
});

it("a syntax error is that of the parser of typescript-eslint", () => {
  const { parser } = createTypedParser();
  const error = expect.objectContaining({
    name: "TSError",
    message: "Variable declaration expected.",
  }) as Error;
  expect(() => parsed(parser, path.join(root, "src/a.ts"), {}, "const = 1")).toThrow(error);
  expect(() => parsed(parser, path.join(root, "vite.config.ts"), {}, "const = 1")).toThrow(error);
});
