import fs from "node:fs";
import path from "node:path";
import type { Disk } from "./disk.js";
import { MANIFEST } from "./manifest.js";
import { Recent } from "./recent.js";

/** More modules than this in one plugin are not gone through. */
const MOST_MODULES = 20_000;
const DEEPEST_FOLDER = 24;

/** Folders that hold what others have made, or what is made from the plugin. */
const FOREIGN =
  /^(?:\..*|node_modules|bower_components|vendor|dist(?:-.*)?|build|out|output|release|coverage|storybook-static)$/;
/** Folders and files that try the plugin out, and are not part of it. */
const TRIES_FOLDER =
  /^(?:__tests__|__mocks__|__fixtures__|tests?|e2e|spec|specs|cypress|playwright|fixtures|mocks)$/;
const TRIES_FILE = /\.(?:test|spec|e2e|cy|stories|story|bench|mock)\.[cm]?[jt]sx?$/;
const SETUP_FILE = /(?:^|\.)(?:config|setup)\.[cm]?[jt]s$/;
const MODULE = /(?<!\.d)\.[cm]?[jt]sx?$/;

interface Folder {
  readonly version: string;
  readonly modules: readonly string[];
  readonly folders: readonly string[];
  readonly hasManifest: boolean;
}

/** The folders that were looked into last: those of the largest plugin that is gone through. */
const folders = new Recent<Folder>(MOST_MODULES);

/** Whether a file belongs to what the plugin is when it runs: no test, no output of a build, no setting of a tool. */
export function isPartOfPlugin(root: string, file: string): boolean {
  const names = path.relative(root, file).split(path.sep);
  const name = names.pop() ?? "";
  return !names.some(isForeignFolder) && isModuleOfPlugin(name);
}

/** Whether a folder holds no code of a plugin, by its name. */
export function isForeignFolder(name: string): boolean {
  return FOREIGN.test(name) || TRIES_FOLDER.test(name);
}

function isModuleOfPlugin(name: string): boolean {
  return MODULE.test(name) && !name.startsWith(".") && !TRIES_FILE.test(name) && !SETUP_FILE.test(name);
}

/** The modules of the plugin in a folder, in a fixed order; each folder is read once for each of its versions. */
export function modulesBelow(root: string, disk: Disk): readonly string[] {
  const found: string[] = [];
  const stack: { folder: string; depth: number }[] = [{ folder: root, depth: 0 }];
  for (let at = stack.pop(); at && found.length < MOST_MODULES; at = stack.pop()) {
    const content = contentOf(at.folder, disk);
    // A folder with a manifest of its own is another plugin.
    if (!content || (content.hasManifest && at.folder !== root)) continue;
    found.push(...content.modules);
    const { depth } = at;
    if (depth < DEEPEST_FOLDER)
      stack.push(...content.folders.map((folder) => ({ folder, depth: depth + 1 })));
  }
  return found;
}

/** Changes when a file or folder of the plugin comes, goes or gets another name. */
export function layoutVersion(root: string, disk: Disk): string {
  const versions: string[] = [];
  const stack = [root];
  for (
    let folder = stack.pop();
    folder !== undefined && versions.length < MOST_MODULES;
    folder = stack.pop()
  ) {
    versions.push(disk.version(folder) ?? "");
    stack.push(...(contentOf(folder, disk)?.folders ?? []));
  }
  return versions.join(" ");
}

function contentOf(folder: string, disk: Disk): Folder | undefined {
  const version = disk.version(folder);
  if (version === undefined) return undefined;
  const before = folders.get(folder);
  if (before?.version === version) return before;
  let entries: readonly fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const content: Folder = {
    version,
    modules: sorted
      .filter((entry) => entry.isFile() && isModuleOfPlugin(entry.name))
      .map(({ name }) => path.join(folder, name)),
    folders: sorted
      .filter((entry) => entry.isDirectory() && !isForeignFolder(entry.name))
      .map(({ name }) => path.join(folder, name))
      .toReversed(),
    hasManifest: entries.some(({ name }) => name === MANIFEST),
  };
  folders.set(folder, content);
  return content;
}
