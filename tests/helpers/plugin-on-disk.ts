import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import ts from "typescript";
import stratos from "../../src/index.js";

const TEMPORARY = fileURLToPath(new URL("../.tmp/plugins/", import.meta.url));

export interface PluginOnDisk {
  readonly root: string;
  /** The files that a linter reads, relative to the root. */
  readonly sources: readonly string[];
}

/** Writes a plugin below this project, so that it finds the SDK's stub, React and Express. */
export function writePlugin(name: string, files: Readonly<Record<string, string>>): PluginOnDisk {
  const root = path.join(TEMPORARY, name);
  rmSync(root, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { root, sources: Object.keys(files).filter((file) => /\.[cm]?[jt]sx?$/.test(file)) };
}

export function removePlugin({ root }: PluginOnDisk): void {
  rmSync(root, { recursive: true, force: true });
}

/** What one rule, or several, say of one text; an error of the parser fails the test. */
export function lint(
  rule: string | readonly string[],
  code: string,
  filename: string,
  program?: ts.Program,
  settings: Readonly<Record<string, unknown>> = {},
): Linter.LintMessage[] {
  const messages = new Linter({ cwd: path.dirname(filename) }).verify(
    code,
    {
      files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"],
      plugins: { stratos },
      rules: Object.fromEntries([rule].flat().map((name) => [`stratos/${name}`, "error"])),
      settings: { stratos: settings },
      languageOptions: {
        parser,
        parserOptions: program ? { programs: [program] } : { ecmaFeatures: { jsx: true } },
      },
    },
    { filename },
  );
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${filename}:${String(fatal.line)}: ${fatal.message}\n${code}`);
  return messages;
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  types: ["node"],
  skipLibCheck: true,
  noEmit: true,
};

/** Declarations of libraries are parsed once for all programs. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/** A program over a plugin, with the alias `@/*` for `src/*`. */
export function programOf({ root, sources }: PluginOnDisk): ts.Program {
  const options: ts.CompilerOptions = { ...OPTIONS, paths: { "@/*": [path.join(root, "src/*")] } };
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    if (file.startsWith(root)) return read(file, ...rest);
    if (!declarations.has(file)) declarations.set(file, read(file, ...rest));
    return declarations.get(file);
  };
  host.getCurrentDirectory = () => root;
  return ts.createProgram(
    sources.map((file) => path.join(root, file)),
    options,
    host,
  );
}
