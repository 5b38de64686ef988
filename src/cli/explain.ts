import fs from "node:fs";
import path from "node:path";
import stratos from "../index.js";
import { assertNotEmpty, runEngine } from "./engine.js";
import { CliError } from "./errors.js";
import type { Io } from "./io.js";
import { explain } from "./story.js";
import { targetsOf } from "./targets.js";

/** Tells what the model knows of files. */
export async function explainCommand(
  files: readonly string[],
  { types }: { readonly types: boolean },
  { cwd, stdout }: Io,
): Promise<void> {
  for (const file of files) {
    const isFolder = fs.statSync(path.resolve(cwd, file), { throwIfNoEntry: false })?.isDirectory();
    if (isFolder) throw new CliError(`"${file}" is a folder: name the files to explain.`);
  }
  const stories = new Map<string, string>();
  const targets = targetsOf(files, cwd);
  const run = await runEngine({
    targets,
    rules: {},
    plugin: stratos,
    types,
    fix: false,
    onFile: (file, communication) => stories.set(file, explain(communication, file, cwd)),
  });
  assertNotEmpty(run, targets);
  for (const { filePath, messages } of run.results) {
    const [problem] = messages;
    const story =
      stories.get(filePath) ??
      `${path.relative(cwd, filePath)}\n  ${problem ? `It cannot be read: line ${String(problem.line)}: ${problem.message}` : "It is not checked: it is no part of a plugin."}\n`;
    stdout.write(`${story}\n`);
  }
}
