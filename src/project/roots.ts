import fs from "node:fs";
import path from "node:path";
import { isForeignFolder } from "./listing.js";
import { MANIFEST } from "./manifest.js";

/** More folders than this are not gone through in search of plugins. */
const MOST_FOLDERS = 4000;
const DEEPEST_FOLDER = 8;

/** The folders of the plugins that a linter which runs in a folder may lint: the one that it is in, and those in it. */
export function pluginRoots(start: string): readonly string[] {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, MANIFEST))) return [...new Set([folder, ...rootsBelow(start)])];
    if (folder === path.dirname(folder)) break;
  }
  return rootsBelow(start);
}

function rootsBelow(start: string): readonly string[] {
  const found: string[] = [];
  const queue = [{ folder: start, depth: 0 }];
  let count = 0;
  for (let at = queue.shift(); at && count < MOST_FOLDERS; at = queue.shift(), count++) {
    const entries = entriesOf(at.folder);
    if (entries.some((entry) => entry.name === MANIFEST)) found.push(at.folder);
    if (at.depth < DEEPEST_FOLDER)
      for (const entry of entries)
        if (entry.isDirectory() && !isForeignFolder(entry.name))
          queue.push({ folder: path.join(at.folder, entry.name), depth: at.depth + 1 });
  }
  return found.toSorted();
}

function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
