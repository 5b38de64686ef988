import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

export type Exports = Readonly<Record<string, unknown>>;

const transpiled = new Map<string, string>();

/** Evaluates a module and all that it imports, found as TypeScript finds them. `given`: packages; `scope`: in place of globals. */
export function evaluate(
  entry: string,
  options: ts.CompilerOptions,
  given: Exports,
  scope: Exports = {},
): Exports {
  const modules = new Map<string, { exports: Exports }>();
  const names = ["module", "exports", "require", ...Object.keys(scope)];
  const run = (file: string): Exports => {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const load = createRequire(file);
    const wants = (name: string): unknown => {
      if (name in given) return given[name];
      const found = ts.resolveModuleName(name, file, options, ts.sys).resolvedModule;
      return found && !found.isExternalLibraryImport ? run(found.resolvedFileName) : load(name);
    };
    const code = compileFunction(scriptOf(file), names, { filename: file }) as (...values: unknown[]) => void;
    code(module, module.exports, wants, ...Object.values(scope));
    return module.exports;
  };
  return run(path.resolve(entry));
}

function scriptOf(fileName: string): string {
  const text = readFileSync(fileName, "utf8");
  const known = transpiled.get(text);
  if (known !== undefined) return known;
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
    esModuleInterop: true,
  };
  const { outputText } = ts.transpileModule(text, { compilerOptions, fileName });
  transpiled.set(text, outputText);
  return outputText;
}
