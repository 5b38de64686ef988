import fs from "node:fs";
import path from "node:path";
import type { Ignore } from "ignore";
import ignore from "ignore";
import { isPartOfPlugin } from "../project/listing.js";
import type { Targets } from "./targets.js";
import { isInside } from "./targets.js";

const MODULE = /\.[cm]?[jt]sx?$/;

/**
 * Whether a file, or a folder (its path ends with a slash), is left out: tests, what is built and what others have made are no
 * part of a plugin when it runs, and what git ignores is not the author's. Names above the folders that were asked for do
 * not count, and a file that was asked for is never left out.
 */
export function createIsIgnored({ folders, files }: Targets): (file: string) => boolean {
  const isIgnoredByGit = createIsIgnoredByGit();
  const named = new Set(files);
  return (file) => {
    const isFolder = /[\\/]$/.test(file);
    if (named.has(file) || !(isFolder || MODULE.test(file))) return false;
    const around = folders.filter((folder) => isInside(folder, file));
    // What was named more exactly says more: `. dist`.
    const root = around.toSorted((a, b) => b.length - a.length)[0];
    // Between the working directory and what was asked for.
    if (root === undefined || path.relative(root, file) === "") return false;
    if (!isPartOfPlugin(root, isFolder ? path.join(file, "any.ts") : file)) return true;
    return (!isFolder && !isReadable(file)) || isIgnoredByGit(file, root);
  };
}

/** A link that leads nowhere, as some editors make beside a file, or a pipe, would stop the run. */
function isReadable(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** As git does it: each folder can have a list, and the nearest one has the last word. */
function createIsIgnoredByGit(): (file: string, root: string) => boolean {
  const lists = new Map<string, Ignore | undefined>();
  const listIn = (folder: string): Ignore | undefined => {
    if (!lists.has(folder)) lists.set(folder, readList(path.join(folder, ".gitignore")));
    return lists.get(folder);
  };
  return (file, root) => {
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const result = listIn(folder)?.test(relative(folder, file));
      // What was asked for by name is wanted, whoever ignores all of it.
      const isOfAll = (): boolean => isInside(folder, root) && ignores(listIn(folder), folder, root);
      if (result?.ignored === true && !isOfAll()) return true;
      if (result?.unignored === true) return false;
      if (fs.existsSync(path.join(folder, ".git")) || folder === path.dirname(folder)) return false;
    }
  };
}

function readList(file: string): Ignore | undefined {
  if (!fs.existsSync(file)) return undefined;
  // Git itself minds case where the file system does.
  return ignore({ ignorecase: process.platform !== "linux" }).add(fs.readFileSync(file, "utf8"));
}

function ignores(list: Ignore | undefined, folder: string, root: string): boolean {
  const name = relative(folder, `${root}/`);
  return name !== "/" && list?.ignores(name) === true;
}

function relative(folder: string, file: string): string {
  const text = path.relative(folder, file).split(path.sep).join("/");
  return /[\\/]$/.test(file) ? `${text}/` : text;
}
