import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import type ts from "typescript";
import stratos from "../../src/index.js";

const RULES: readonly string[] = Object.keys(stratos.rules);

/** What is imported in most programs of these tests. */
export const IMPORTS = `import { createPlugin, usePluginContext, STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useMemo, useRef, useState } from "react";
`;

export interface Circumstances {
  /** A file that is not there, in a plugin without other modules, unless it is said. */
  readonly filename?: string;
  readonly program?: ts.Program | undefined;
  /** Another parser than that of typescript-eslint; `null`: ESLint's own. */
  readonly parser?: Linter.Parser | null;
  readonly parserOptions?: Linter.ParserOptions;
  readonly sourceType?: "module" | "script" | "commonjs";
  /** No rule of this plugin, to see what the parser and the linter can take. */
  readonly isBare?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

const bare = { rules: { nothing: { create: () => ({ Program: () => undefined }) } } };

/** What all rules together say of a text; the error of the parser is one of the messages. Exceptions go through. */
export function lintAll(code: string, around: Circumstances = {}): Linter.LintMessage[] {
  const rules: Linter.RulesRecord = around.isBare
    ? { "bare/nothing": "error" }
    : Object.fromEntries(RULES.map((rule) => [`stratos/${rule}`, "error"]));
  const { program } = around;
  const options = program ? { programs: [program] } : { ecmaFeatures: { jsx: true } };
  const used = around.parser === null ? undefined : (around.parser ?? parser);
  return new Linter({ cwd: "/" }).verify(
    code,
    {
      files: ["**"],
      plugins: { stratos, bare },
      rules,
      settings: { stratos: { pluginId: "my-plugin", ...around.settings } },
      linterOptions: { reportUnusedDisableDirectives: "off" },
      languageOptions: {
        ...(used && { parser: used }),
        sourceType: around.sourceType ?? "module",
        parserOptions: { ...options, ...around.parserOptions },
      },
    },
    { filename: around.filename ?? "/nowhere/src/file.tsx" },
  );
}

/** The messages as `rule line:column-column`, or the parser's error. */
export function said(messages: readonly Linter.LintMessage[]): string[] {
  return messages.map(({ ruleId, line, column, endColumn, fatal, message }) =>
    fatal
      ? `the parser: ${message}`
      : `${(ruleId ?? "").replace("stratos/", "")} ${String(line)}:${String(column)}-${String(endColumn)}`,
  );
}

/** The texts that are reported, in order, each behind its rule. */
export function reported(code: string, messages: readonly Linter.LintMessage[]): string[] {
  const starts = [0];
  for (const line of code.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(line.index + line[0].length);
  const offset = (line: number, column: number): number => (starts[line - 1] ?? 0) + column - 1;
  return messages.map(({ ruleId, line, column, endLine, endColumn, fatal, message }) => {
    if (fatal) return `the parser: ${message}`;
    const text = code.slice(offset(line, column), offset(endLine ?? line, endColumn ?? column));
    return `${(ruleId ?? "").replace("stratos/", "")}: ${text}`;
  });
}

export const background = (statements: string, after = ""): string =>
  `${IMPORTS}export default createPlugin({ async onStart(ctx) {\n${statements}\n} });\n${after}`;

export const repeat = (count: number, make: (index: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);
