/** Forms that the text of a file can have: a mistake in it is reported at its exact text, and its fix makes what is right. */
import { Linter } from "eslint";
import * as parser from "@typescript-eslint/parser";
import { describe, expect, it } from "vitest";
import stratos from "../../src/index.js";
import type { Circumstances } from "./support.js";
import { lintAll, reported } from "./support.js";

const START = 'import { createPlugin, usePluginContext } from "@skyvexsoftware/stratos-sdk";\n';
const start = (statement: string): string =>
  `${START}export default createPlugin({ onStart(ctx) { ${statement} } });\n`;
const WRONG = 'ctx.ipc.send("plugin:my-plugin:x", 1);';
const SAID = ['no-prefixed-channel: "plugin:my-plugin:x"'];

interface Form extends Circumstances {
  readonly code: string;
  readonly says: readonly string[];
  /** It is not fixed by itself: it may be used elsewhere, or is spelled so that nothing can be cut out of it. */
  readonly stays?: true;
}

const FORMS: Readonly<Record<string, Form>> = {
  "a byte order mark": { code: `\uFEFF${start(WRONG)}`, says: SAID },
  "lines that end as on Windows": { code: start(`\n${WRONG}\n`).replaceAll("\n", "\r\n"), says: SAID },
  "lines that end as on the first Macs": { code: start(`\n${WRONG}\n`).replaceAll("\n", "\r"), says: SAID },
  "lines that end with a line separator": { code: start(`\u2028${WRONG}\u2029`), says: SAID },
  "form feeds and other blanks": { code: start(`\f\v\u00A0\u3000${WRONG}\f`), says: SAID },
  "a line for the shell": { code: `#!/usr/bin/env node\n${start(WRONG)}`, says: SAID },
  "`@ts-nocheck`": { code: `// @ts-nocheck\n/// <reference types="node" />\n${start(WRONG)}`, says: SAID },
  "escapes in names": {
    code: start('\\u0063tx.\\u{69}pc.s\\u0065nd("plugin:my-plugin:x", 1);'),
    says: SAID,
  },
  "escapes in a string": {
    stays: true,
    code: start(String.raw`ctx.ipc.send("plu\u0067in:my-\x70lugin:\u{78}", 1);`),
    says: [String.raw`no-prefixed-channel: "plu\u0067in:my-\x70lugin:\u{78}"`],
  },
  "a string over two lines": {
    stays: true,
    code: start('ctx.ipc.send("plugin:my-\\\nplugin:x", 1);'),
    says: ['no-prefixed-channel: "plugin:my-\\\nplugin:x"'],
  },
  "astral characters before it": {
    code: start(`const 𝒜 = "😀"; /* 👩‍👩‍👧 */ ${WRONG} ctx.ipc.send(𝒜, 1);`),
    says: SAID,
  },
  "astral characters in it": {
    code: start('ctx.ipc.send("plugin:my-plugin:😀", 1);'),
    says: ['no-prefixed-channel: "plugin:my-plugin:😀"'],
  },
  "old octal numbers, `with` and comments of HTML": {
    code: `<!-- html\nvar { createPlugin } = require("@skyvexsoftware/stratos-sdk");\nvar a = 010; with (a) { a; }\nmodule.exports = createPlugin({ onStart(ctx) { ${WRONG} } });\n--> html`,
    says: SAID,
    filename: "/nowhere/src/file.cjs",
    parser: null,
    sourceType: "script",
  },
  "JavaScript with JSDoc": {
    code: `/** @param {import("@skyvexsoftware/stratos-sdk").PluginContext} ctx @returns {void} */\nexport function help(ctx) {}\n${start(WRONG)}`,
    says: SAID,
    filename: "/nowhere/src/file.js",
    parser: null,
  },
  decorators: {
    code: `${START}function deco(...a: unknown[]): any {}\n@deco export class A { @deco() m(@deco a: string) {} @deco accessor b = 1; }\nexport default createPlugin({ onStart(ctx) { ${WRONG} } });`,
    says: SAID,
    filename: "/nowhere/src/file.ts",
  },
  "`using`": {
    code: start(`using a = f(); await using b = f(); ${WRONG}`).replace("onStart", "async onStart"),
    says: SAID,
  },
  "an enum": {
    stays: true,
    code: `enum E { A = 1, X = "plugin:my-plugin:x", B = A }\n${start("ctx.ipc.send(E.X, 1); ctx.ipc.send(E.A as never, 1);")}`,
    says: SAID,
  },
  "a constant enum": {
    stays: true,
    code: `const enum E { X = "plugin:my-plugin:x" }\n${start("ctx.ipc.send(E.X, 1);")}`,
    says: SAID,
  },
  "an enum that only declares": { code: `declare enum E { X }\n${start("ctx.ipc.send(E.X, 1);")}`, says: [] },
  "a namespace": {
    code: `namespace N { export const a = 1; }\nnamespace N { export namespace M {} }\nexport import O = N.M;\n${start(WRONG)}`,
    says: SAID,
  },
  "`import x = require()` and `export =`": {
    code: `import sdk = require("@skyvexsoftware/stratos-sdk");\nexport = sdk.createPlugin({ onStart(ctx) { ${WRONG} } });`,
    says: SAID,
    filename: "/nowhere/src/file.cts",
  },
  "`satisfies`, assertions and `!`": {
    code: start('(<any>ctx!.ipc).send(("plugin:my-plugin:x" satisfies string) as string, 1);'),
    says: SAID,
    filename: "/nowhere/src/file.mts",
    parserOptions: { ecmaFeatures: { jsx: false } },
  },
  "overloads and abstract classes": {
    code: `abstract class A { abstract m(): void; f(a: string): void; f(a: unknown) {} }\nfunction g(a: string): void; function g(a: unknown) {}\n${start(WRONG)}`,
    says: SAID,
  },
  "an empty file": { code: "", says: [] },
  "only a byte order mark": { code: "\uFEFF", says: [] },
  "only a line end": { code: "\r\n", says: [] },
  "a file that only declares": {
    code: 'import type { PluginContext } from "@skyvexsoftware/stratos-sdk";\ndeclare global { var ctx: PluginContext; }\nexport declare const a: PluginContext;',
    says: [],
    filename: "/nowhere/src/file.d.ts",
  },
  "a component of Vue": {
    code: `<script setup>${start(WRONG)}</script>\n<template><div/></template>`,
    says: ["the parser: Parsing error"],
  },
  "a syntax of Flow": {
    code: `// @flow\nimport typeof T from "x"; type A = {| a: ?string |};`,
    says: ["the parser: Parsing error"],
  },
  "a NUL character": { code: `${start(WRONG)}\0`, says: ["the parser: Parsing error"] },
};

describe("a mistake is reported at its text", () => {
  it.each(Object.entries(FORMS))("%s", (_, { code, says, ...around }) => {
    const shown = reported(code.replace(/^\uFEFF/, ""), lintAll(code, around));
    expect(shown.map((one) => one.replace(/^(the parser: Parsing error).*$/s, "$1"))).toEqual(says);
  });

  it.each(
    Object.entries(FORMS).filter(([, { says }]) => says === SAID || says[0]?.startsWith("no-prefixed")),
  )("and is gone once it is fixed, where it can be: %s", (_, { code, stays, ...around }) => {
    const { output, messages } = new Linter({ cwd: "/" }).verifyAndFix(
      code,
      {
        files: ["**"],
        plugins: { stratos },
        rules: Object.fromEntries(Object.keys(stratos.rules).map((rule) => [`stratos/${rule}`, "error"])),
        settings: { stratos: { pluginId: "my-plugin" } },
        languageOptions: {
          ...(around.parser === null ? {} : { parser: parser }),
          sourceType: around.sourceType ?? "module",
          parserOptions: { ecmaFeatures: { jsx: true }, ...around.parserOptions },
        },
      },
      { filename: around.filename ?? "/nowhere/src/file.tsx" },
    );
    if (stays) {
      expect(output).toBe(code);
      return;
    }
    expect(messages).toEqual([]);
    expect(output).not.toBe(code);
    expect(output.startsWith("\uFEFF")).toBe(code.startsWith("\uFEFF"));
    expect(output).toContain('"');
  });
});
