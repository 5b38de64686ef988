import path from "node:path";
import type { Disk } from "./disk.js";
import { isNestedTooDeeply } from "./nesting.js";
import { Recent } from "./recent.js";
import { readText } from "./text.js";

/** What the native resolver reads on its way up from a module. */
const CONFIGS = ["package.json", "tsconfig.json"];
/** A larger one (bytes) is none. */
const LARGEST = 4 * 1024 * 1024;
/** More files than this are not remembered. */
const MOST_CONFIGS = 500;

const known = new Recent<{ readonly version: string; readonly canBeRead: boolean }>(MOST_CONFIGS);

/**
 * Whether the files that say how names are resolved in a folder can be read: the native resolver would wait for a pipe for ever,
 * and one that is nested thousands of levels deep ends its process.
 */
export function canResolveIn(folder: string, disk: Disk): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (CONFIGS.some((name) => !canBeRead(path.join(at, name), disk))) return false;
    if (at === path.dirname(at)) return true;
  }
}

function canBeRead(file: string, disk: Disk): boolean {
  const version = disk.version(file);
  if (version === undefined) return !disk.isSpecial(file);
  const before = known.get(file);
  if (before?.version === version) return before.canBeRead;
  const text = disk.isFolder(file) ? "" : readText(file, LARGEST);
  const now = { version, canBeRead: text !== undefined && !isNestedTooDeeply(text) };
  known.set(file, now);
  return now.canBeRead;
}
