import path from "node:path";
import type { Modules } from "../project/modules.js";
import { modulesBelow } from "../project/listing.js";
import { viewOf } from "./neighbours.js";
import type { Part } from "./part.js";
import { partOf } from "./part.js";
import type { Surroundings } from "./sdk-file.js";
import { readSdkFile, touchesSdk } from "./sdk-file.js";

/** What the other modules of a plugin have to do with its contract. */
export interface OtherParts {
  readonly parts: readonly Part[];
  readonly hasBackground: boolean;
  readonly hasUi: boolean;
  /** Whether a module imports another one of the plugin that is not there. */
  readonly hasMissing: boolean;
}

/** What was found out about a module, and what that stands on. */
interface Entry {
  readonly part: Part | undefined;
  readonly isBackground: boolean;
  readonly isUi: boolean;
  readonly hasMissing: boolean;
  /** The versions of all files that were read for it. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

interface PluginParts {
  readonly entries: Map<string, Entry>;
  listing: string;
}

/** Kept for as long as all files that an entry stands on are unchanged. */
const plugins = new Map<string, PluginParts>();

const UNREADABLE: Part = {
  sends: [],
  hears: [],
  mayDoMore: {
    send: "a module has syntax errors",
    hear: "a module has syntax errors",
    route: "a module has syntax errors",
  },
  additions: [],
  mounts: [],
};

/** The parts of all modules of a plugin but the one that is linted. */
export function otherParts(modules: Modules, around: Surroundings, pluginId: string | undefined): OtherParts {
  const files = modulesBelow(modules.root, modules.disk);
  const settings = JSON.stringify([around.settings, pluginId]);
  const key = `${modules.root} ${settings}`;
  const known: PluginParts = plugins.get(key) ?? { entries: new Map<string, Entry>(), listing: "" };
  plugins.set(key, known);
  // A new module can be what an import has missed.
  const listing = `${String(files.length)} ${files.join("\n")}`;
  if (known.listing !== listing) known.entries.clear();
  known.listing = listing;
  const entries = files
    .filter((file) => file !== around.filename)
    .map((file) => entryOf(known, modules, around, file, pluginId));
  return {
    parts: entries.flatMap(({ part }) => part ?? []),
    hasBackground: entries.some(({ isBackground }) => isBackground),
    hasUi: entries.some(({ isUi }) => isUi),
    hasMissing: entries.some(({ hasMissing }) => hasMissing),
  };
}

function entryOf(
  { entries }: PluginParts,
  modules: Modules,
  around: Surroundings,
  file: string,
  pluginId: string | undefined,
): Entry {
  const before = entries.get(file);
  if (before && isValid(before, modules)) return before;
  const entry = makeEntry(modules, around, file, pluginId);
  entries.set(file, entry);
  return entry;
}

function isValid({ files }: Entry, { disk }: Modules): boolean {
  for (const [file, version] of files) if (disk.version(file) !== version) return false;
  return true;
}

function makeEntry(
  modules: Modules,
  around: Surroundings,
  file: string,
  pluginId: string | undefined,
): Entry {
  const files = new Map<string, string | undefined>();
  const watched: Modules = {
    ...modules,
    read(other) {
      files.set(other, modules.disk.version(other));
      return modules.read(other);
    },
  };
  const module = watched.read(file);
  if (!module) return { part: undefined, isBackground: false, isUi: false, hasMissing: false, files };
  const isUi =
    /\.[jt]sx$/.test(file) ||
    /["']react["']/.test(module.text) ||
    folderNames(modules.root, file).includes("ui");
  const isBackground =
    /\bcreatePlugin\b|\bonStart\b/.test(module.text) ||
    folderNames(modules.root, file).includes("background");
  const hasMissing = module.imports.some((source) => modules.isMissing(file, source));
  return { part: partIn(watched, around, module, pluginId), isBackground, isUi, hasMissing, files };
}

function folderNames(root: string, file: string): readonly string[] {
  return path.relative(root, path.dirname(file)).split(path.sep);
}

/** What a module contributes; `undefined`: nothing, as it has to do neither with the SDK nor with Express. */
function partIn(
  modules: Modules,
  around: Surroundings,
  module: NonNullable<ReturnType<Modules["read"]>>,
  pluginId: string | undefined,
): Part | undefined {
  const here: Surroundings = { ...around, filename: module.file, modules: () => modules };
  if (!touchesSdk(module, here, /\bexpress\b/)) return undefined;
  const view = viewOf(modules, module);
  return view ? partOf(readSdkFile(view, here), pluginId) : UNREADABLE;
}
