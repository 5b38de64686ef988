import path from "node:path";
import type { FindModule } from "../flow/exports.js";
import type { FileView } from "../flow/file.js";
import { viewFile } from "../flow/file.js";
import type { Disk } from "../project/disk.js";
import { diskNow } from "../project/disk.js";
import type { Module, Modules } from "../project/modules.js";
import { modulesOf } from "../project/modules.js";
import { native } from "../project/native.js";
import type { Source } from "../project/source.js";

/** More modules than this are not gone through to see whether one of them has to do with the SDK. */
const MOST_MODULES = 4000;

/** The modules of the plugin around a file; `undefined` where they cannot be read: then the file stands alone. */
export function modulesAround(root: string | undefined, disk?: Disk): Modules | undefined {
  if (root === undefined) return undefined;
  const libraries = native();
  return libraries && modulesOf(libraries, root, disk ?? diskNow());
}

const views = new WeakMap<Source, FileView>();

/** The view of a module on disk: its tree is read once for each version. */
export function viewOf(modules: Modules, module: Module): FileView | undefined {
  const source = modules.sourceOf(module);
  if (!source) return undefined;
  const view = views.get(source) ?? viewFile(source, module.file);
  views.set(source, view);
  return view;
}

/**
 * Finds the modules that a file imports. `linted` is found as it is being linted, with what is not saved yet.
 * `modules` is only asked for when something is imported that can be a module of the plugin.
 */
export function createFindModule(linted: FileView, modules: () => Modules | undefined): FindModule {
  const found = new Map<string, FileView | undefined>();
  return (source, from) => {
    if (from.path === undefined) return undefined;
    const key = `${from.path} ${source}`;
    if (found.has(key)) return found.get(key);
    const all = modules();
    const file = all && mayBeOwn(all, source) ? all.resolve(from.path, source) : undefined;
    const isLinted = file !== undefined && file === linted.path;
    const module = file === undefined || isLinted ? undefined : all?.read(file);
    const view = isLinted ? linted : module && all && viewOf(all, module);
    found.set(key, view);
    return view;
  };
}

/** Asks the texts of modules, once for each question. */
export function createMentions(
  modules: () => Modules | undefined,
): (source: string, from: FileView, words: RegExp) => boolean {
  const known = new Map<string, boolean>();
  return (source, { path: from }, words) => {
    const all = from === undefined ? undefined : modules();
    if (!all || from === undefined) return false;
    const key = `${from} ${source} ${words.source}`;
    const answer = known.get(key) ?? importsMarked(all, from, [source], (module) => says(module, words));
    known.set(key, answer);
    return answer;
  };
}

/** Whether a name can stand for a module of the plugin: a package that is installed is none. */
function mayBeOwn({ disk, root }: Modules, source: string): boolean {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? source;
  if (/^[.#~/]|^@$|^node:/.test(name)) return !source.startsWith("node:");
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (disk.version(path.join(folder, "node_modules", name)) !== undefined) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** Whether a module imports a file, through any number of modules. */
export function importsReach(modules: Modules, { file, imports }: Module, wanted: string): boolean {
  return importedFrom(modules, file, imports, (target) => target === wanted);
}

/** Whether a file imports, through any number of modules, one in which `isMarked` holds. */
export function importsMarked(
  modules: Modules,
  file: string,
  imports: readonly string[],
  isMarked: (module: Module) => boolean,
): boolean {
  return importedFrom(modules, file, imports, (_, module) => module !== undefined && isMarked(module));
}

/** What was asked about the text of a module: it is there for as long as the module is as it is. */
const answers = new WeakMap<Module, Map<string, boolean>>();

function says(module: Module, words: RegExp): boolean {
  const known = answers.get(module) ?? new Map<string, boolean>();
  answers.set(module, known);
  const answer = known.get(words.source) ?? words.test(module.text);
  known.set(words.source, answer);
  return answer;
}

function importedFrom(
  modules: Modules,
  file: string,
  imports: readonly string[],
  isWanted: (file: string, module: Module | undefined) => boolean,
): boolean {
  const seen = new Set<string>();
  const queue = [{ file, imports }];
  for (let at = queue.pop(); at && seen.size < MOST_MODULES; at = queue.pop()) {
    for (const source of at.imports) {
      const target = mayBeOwn(modules, source) ? modules.resolve(at.file, source) : undefined;
      if (target === undefined || seen.has(target)) continue;
      seen.add(target);
      const module = modules.read(target);
      if (isWanted(target, module)) return true;
      if (module) queue.push(module);
    }
  }
  return seen.size >= MOST_MODULES;
}
