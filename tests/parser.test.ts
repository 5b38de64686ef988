/** `eslint-plugin-stratos/parser`: types where they can be had, and no error where they cannot. */
import path from "node:path";
import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { createTypedParser } from "../src/typed-parser.js";
import { writePlugin } from "./helpers/plugin-on-disk.js";

const { root } = writePlugin("parser", {
  "tsconfig.json": '{ "compilerOptions": { "types": [] }, "include": ["src"] }',
  "src/a.ts": "export const a = 1;\n",
  "vite.config.ts": "export const a = 1;\n",
  "broken/tsconfig.json": "nonsense",
  "broken/a.ts": "export const a = 1;\n",
});

const hasTypes = (parser: Linter.Parser, file: string, options: object = {}): boolean => {
  if (!("parseForESLint" in parser)) throw new Error("it is another kind of parser");
  const result = parser.parseForESLint("export const a = 1;\n", {
    filePath: path.join(root, file),
    ...options,
  });
  return Boolean((result as { services?: { program?: unknown } }).services?.program);
};

describe("type information", () => {
  const { parser, untyped, withoutConfig } = createTypedParser();

  it("is there for a file that a tsconfig includes", () => {
    expect(hasTypes(parser, "src/a.ts")).toBe(true);
    expect(untyped.size).toBe(0);
  });

  it("is not there, with a reason, for a file that it does not include", () => {
    expect(hasTypes(parser, "vite.config.ts")).toBe(false);
    expect(untyped.get(path.join(root, "vite.config.ts"))).toMatch(/was not found by the project service/);
  });

  it("is not there above which there is no tsconfig", () => {
    const file = path.join(path.parse(root).root, "nowhere/a.ts");
    expect(hasTypes(parser, file)).toBe(false);
    expect([...withoutConfig]).toEqual([]);
    if (!("parseForESLint" in parser)) return;
    parser.parseForESLint("", { filePath: file });
    expect([...withoutConfig]).toEqual([file]);
  });

  it("a broken tsconfig costs no run", () => {
    expect(() => hasTypes(parser, "broken/a.ts")).not.toThrow();
  });

  it("is not asked for where it is not wanted", () => {
    expect(hasTypes(parser, "src/a.ts", { projectService: false })).toBe(false);
    expect(hasTypes(createTypedParser(false).parser, "src/a.ts")).toBe(false);
  });
});

it("a syntax error is that of the parser of typescript-eslint", () => {
  const { parser } = createTypedParser();
  if (!("parseForESLint" in parser)) throw new Error("it is another kind of parser");
  expect(() => parser.parseForESLint("const = 1", { filePath: path.join(root, "src/a.ts") })).toThrow(
    expect.objectContaining({ name: "TSError", message: "Variable declaration expected." }),
  );
});
