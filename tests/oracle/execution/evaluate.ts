import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

export type Files = Readonly<Record<string, string>>;
export type Exports = Readonly<Record<string, unknown>>;

type Run = (...values: unknown[]) => void;

const ENDINGS = ["", ".tsx", ".ts", ".js", "/index.tsx", "/index.ts"];
const load = createRequire(import.meta.url);

/** Prepares a plugin; each call of the result evaluates its modules anew, with `scope` in place of globals. */
export function compile(files: Files): (entry: string, given: Exports, scope: Exports) => Exports {
  const compiled = new Map<string, string>();
  for (const [file, text] of Object.entries(files))
    if (/\.[jt]sx?$/.test(file)) compiled.set(file, transpile(text, file));
  const functions = new Map<string, Run>();
  return (entry, given, scope) => {
    const modules = new Map<string, { exports: Exports }>();
    const evaluate = (file: string): Exports => {
      const known = modules.get(file);
      if (known) return known.exports;
      const module = { exports: {} };
      modules.set(file, module);
      const wants = (name: string): unknown => {
        const target = resolve(name, path.posix.dirname(file), compiled);
        if (target !== undefined) return evaluate(target);
        return name in given ? given[name] : load(name);
      };
      const names = ["module", "exports", "require", ...Object.keys(scope)];
      const key = `${file} ${names.join()}`;
      const run =
        functions.get(key) ?? (compileFunction(compiled.get(file) ?? "", names, { filename: file }) as Run);
      functions.set(key, run);
      run(module, module.exports, wants, ...Object.values(scope));
      return module.exports;
    };
    return evaluate(entry);
  };
}

function transpile(text: string, fileName: string): string {
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
    esModuleInterop: true,
  };
  return ts.transpileModule(text, { compilerOptions, fileName }).outputText;
}

/** A package may be given as a file as well: `lodash` or `node_modules/lodash/index.ts`. */
function resolve(name: string, folder: string, files: ReadonlyMap<string, unknown>): string | undefined {
  const stem = name.replace(/\.js$/, "");
  const places = name.startsWith(".")
    ? [path.posix.join(folder, stem)]
    : [stem.replace(/^@\//, "src/"), path.posix.join("node_modules", stem)];
  return places.flatMap((place) => ENDINGS.map((ending) => place + ending)).find((file) => files.has(file));
}
