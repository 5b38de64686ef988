import fs from "node:fs";
import path from "node:path";
import { CliError } from "./errors.js";

/** What ESLint is asked to lint. */
export interface Targets {
  /** The working directory, or, if something outside of it is named, the folder around both: ESLint does not look further. */
  readonly cwd: string;
  /** Relative to `cwd`. */
  readonly patterns: readonly string[];
  /** The folders in which something is named. */
  readonly folders: readonly string[];
  /** The files that are named themselves. */
  readonly files: readonly string[];
}

/**
 * The folders and files that a command line names.
 * @throws CliError for one that does not exist.
 */
export function targetsOf(names: readonly string[], cwd: string): Targets {
  const found = names.map((name) => {
    const target = path.resolve(cwd, name);
    const stats = fs.statSync(target, { throwIfNoEntry: false });
    if (!stats) throw new CliError(`There is no file or folder "${name}" in ${cwd}.${hintFor(name)}`);
    const isFolder = stats.isDirectory();
    return { target, isFolder, folder: isFolder ? target : path.dirname(target) };
  });
  const folders = [...new Set(found.map(({ folder }) => folder))];
  const around = folders.reduce(commonFolder, cwd);
  const patterns = found.map(({ target }) => path.relative(around, target).split(path.sep).join("/") || ".");
  const files = found.flatMap(({ target, isFolder }) => (isFolder ? [] : [target]));
  return { cwd: around, patterns, folders, files };
}

/** Who writes one word may mean a command. */
function hintFor(name: string): string {
  return /^\w+$/.test(name) ? "\nThe commands are init, map and explain; --help tells more." : "";
}

function commonFolder(a: string, b: string): string {
  for (let folder = a; ; folder = path.dirname(folder))
    if (isInside(folder, b) || folder === path.dirname(folder)) return folder;
}

/** Whether a file or folder is a folder, or in it. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
