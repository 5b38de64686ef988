/** `npm run explain -- FILE...`: what the model knows of a file. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import type { FileContext } from "../src/model/communication.js";
import { communicationOf } from "../src/model/communication.js";
import { explain } from "../src/explain.js";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error(
    "Name the files to explain: npm run explain -- examples/status-board/src/ui/hooks/use-jobs.ts",
  );
  process.exit(2);
}
for (const file of files) {
  const problem = explainFile(path.resolve(file));
  if (problem === undefined) continue;
  console.error(`${file}: ${problem}`);
  process.exitCode = 2;
}

/** Gives what went wrong, if anything did. */
function explainFile(filename: string): string | undefined {
  if (!existsSync(filename)) return "there is no such file.";
  const tsconfigRootDir = folderWith("tsconfig.json", path.dirname(filename));
  // A file that no tsconfig includes is explained without types.
  const problem =
    tsconfigRootDir === undefined ? "" : tell(filename, { projectService: true, tsconfigRootDir });
  return problem === undefined ? undefined : tell(filename, {});
}

/** Lints one file through ESLint with a rule that does nothing but tell. */
function tell(filename: string, types: object): string | undefined {
  const rule = {
    create: (context: object) => ({
      Program(): void {
        console.log(explain(communicationOf(context as FileContext), filename, process.cwd()));
      },
    }),
  };
  const [message] = new Linter({ cwd: path.dirname(filename) }).verify(
    readFileSync(filename, "utf8"),
    {
      files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"],
      plugins: { explain: { rules: { rule } } },
      rules: { "explain/rule": "error" },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, ...types } },
    },
    { filename },
  );
  return message?.message;
}

function folderWith(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, name))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}
