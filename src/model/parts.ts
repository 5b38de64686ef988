import path from "node:path";
import { modulesBelow } from "../project/listing.js";
import type { Module, Modules } from "../project/modules.js";
import { Recent } from "../project/recent.js";
import { resolutionVersion } from "../project/resolver.js";
import { viewOf } from "./neighbours.js";
import type { Part } from "./part.js";
import { partOf } from "./part.js";
import type { SdkFile, Surroundings } from "./sdk-file.js";
import { readSdkFile, touchesSdk } from "./sdk-file.js";
import type { Sites, Slots } from "./sites.js";
import { sitesIn } from "./sites.js";

/** What the other modules of a plugin have to do with its contract. */
export interface OtherParts {
  readonly parts: readonly Part[];
  readonly hasBackground: boolean;
  readonly hasUi: boolean;
  /** Whether a module imports another one of the plugin that is not there. */
  readonly hasMissing: boolean;
  /** Whether a module changes a list or table of another one. */
  readonly changesTables: boolean;
  /** All modules of the plugin, the one that is linted among them. */
  readonly files: ReadonlySet<string>;
  /** What each of them does under some names. */
  scan(slots: Slots, isBase: boolean): readonly Sites[];
}

/** What was found out about a module, and what that stands on. */
interface Entry {
  readonly module: Module | undefined;
  readonly part: Part | undefined;
  readonly isBackground: boolean;
  readonly isUi: boolean;
  readonly hasMissing: boolean;
  readonly changesTables: boolean;
  /** The modules of the plugin that it imports. */
  readonly imports: readonly string[];
  /** The versions of all files that were read for it. */
  readonly files: Map<string, string | undefined>;
  readonly scans: Recent<Sites>;
  /** Its flow, for as long as there is memory for it. */
  flow?: WeakRef<SdkFile>;
}

interface PluginParts {
  readonly entries: Map<string, Entry>;
  listing: string;
}

/** The parts of more plugins (under more settings) than this are not kept. */
const MOST_PLUGINS = 16;
/** The answers to more questions about names than this are not kept for one module: names change while they are typed. */
const MOST_SCANS = 64;

/** Kept for as long as all files that an entry stands on are unchanged. */
const plugins = new Recent<PluginParts>(MOST_PLUGINS);

const UNREADABLE: Part = {
  sends: [],
  hears: [],
  mayDoMore: {
    send: "a module cannot be read",
    hear: "a module cannot be read",
    route: "a module cannot be read",
  },
  additions: [],
  mounts: [],
  routeLike: [],
  maybeHears: [],
};

/** The parts of all modules of a plugin but the one that is linted. */
export function otherParts(modules: Modules, around: Surroundings, pluginId: string | undefined): OtherParts {
  const listed = modulesBelow(modules.root, modules.disk);
  const key = `${modules.root} ${JSON.stringify([around.settings, pluginId])}`;
  const known: PluginParts = plugins.get(key) ?? { entries: new Map<string, Entry>(), listing: "" };
  plugins.set(key, known);
  // A new module can be what an import has missed.
  const listing = `${resolutionVersion(modules.root, modules.disk)} ${listed.join("\n")}`;
  if (known.listing !== listing) known.entries.clear();
  known.listing = listing;

  const reader = new EntryReader(known.entries, modules, around, pluginId);
  const files = new Set(listed);
  // What a module of the plugin imports belongs to it, whatever its name; the set grows while it is gone through.
  for (const file of files) for (const imported of reader.entryOf(file).imports) files.add(imported);
  const entries = [...files].flatMap((file) => (file === around.filename ? [] : [reader.entryOf(file)]));
  return {
    parts: entries.flatMap(({ part }) => part ?? []),
    hasBackground: [...files].some((file) => reader.entryOf(file).isBackground),
    hasUi: [...files].some((file) => reader.entryOf(file).isUi),
    hasMissing: [...files].some((file) => reader.entryOf(file).hasMissing),
    changesTables: [...files].some((file) => reader.entryOf(file).changesTables),
    files,
    scan: (slots, isBase) => entries.flatMap((entry) => reader.scan(entry, slots, isBase) ?? []),
  };
}

class EntryReader {
  constructor(
    private readonly entries: Map<string, Entry>,
    private readonly modules: Modules,
    private readonly around: Surroundings,
    private readonly pluginId: string | undefined,
  ) {}

  entryOf(file: string): Entry {
    const before = this.entries.get(file);
    if (before && this.isValid(before)) return before;
    const entry = this.makeEntry(file);
    this.entries.set(file, entry);
    return entry;
  }

  /** What a module does under some names; `undefined`: its text does not even have them. */
  scan(entry: Entry, slots: Slots, isBase: boolean): Sites | undefined {
    const { module } = entry;
    const names = [...slots.keys()].map((name) => name.replaceAll(/[^\w]/g, "\\$&"));
    const words = isBase
      ? new RegExp(`[.,{["'\`]\\s*(?:${names.join("|")})\\b`)
      : new RegExp(`(?<![\\w$])(?:${names.join("|")})(?![\\w$])`);
    if (!module || !words.test(module.text)) return undefined;
    const key = JSON.stringify([isBase, ...slots]);
    const before = entry.scans.get(key);
    if (before) return before;
    const file = this.flowOf(entry, module);
    const sites = file
      ? sitesIn(file, slots, isBase, this.pluginId)
      : { names: [], wrappers: [], open: "a module cannot be read", called: new Set<string>() };
    entry.scans.set(key, sites);
    return sites;
  }

  private isValid({ files }: Entry): boolean {
    for (const [file, version] of files) if (this.modules.disk.version(file) !== version) return false;
    return true;
  }

  private makeEntry(file: string): Entry {
    const { root } = this.modules;
    const files = new Map<string, string | undefined>();
    const module = this.watched(files).read(file);
    if (!module)
      return {
        module,
        // It is there, but too large, or not to be read.
        part: this.modules.disk.version(file) === undefined ? undefined : UNREADABLE,
        isBackground: false,
        isUi: false,
        hasMissing: false,
        changesTables: false,
        imports: [],
        files,
        scans: new Recent(MOST_SCANS),
      };
    const folders = foldersOf(root, file);
    const imports = module.imports.flatMap((source) => this.modules.resolve(file, source) ?? []);
    const entry: Entry = {
      module,
      part: undefined,
      isUi: isUiModule(root, module),
      isBackground: /\bcreatePlugin\b|\bonStart\b/.test(module.text) || folders.includes("background"),
      hasMissing: module.imports.some((source) => this.modules.isMissing(file, source)),
      changesTables: this.changesTables(module),
      // What only declares does nothing.
      imports: imports.filter((target) => /(?<!\.d)\.[cm]?[jt]sx?$/.test(target)),
      files,
      scans: new Recent(MOST_SCANS),
    };
    return Object.assign(entry, { part: this.partIn(entry, module) });
  }

  /** Whether a module writes into an object or list that another one exports. */
  private changesTables({ file, changed }: Module): boolean {
    return changed.some(({ name, source, how }) => {
      const target = this.modules.resolve(file, source);
      const text = (target === undefined ? undefined : this.modules.read(target)?.text) ?? "";
      // An object literal has no such methods but its own: `http.delete(path)`.
      const table = how === "method" ? "\\[|new (?:Map|Set)\\b" : "[[{]|new (?:Map|Set)\\b";
      return new RegExp(`\\bconst\\s+${name}\\b[^=;]*=\\s*(?:${table})`).test(text);
    });
  }

  /** What a module contributes; `undefined`: nothing, as it has to do neither with the SDK nor with Express. */
  private partIn(entry: Entry, module: Module): Part | undefined {
    const here = this.surroundings(entry, module);
    const mayRoute = !entry.isUi && ROUTE_LIKE.test(module.text);
    if (!mayRoute && !touchesSdk({ text: module.text, imports: () => module.imports }, here, /\bexpress\b/))
      return undefined;
    const file = this.flowOf(entry, module);
    return file ? partOf(file, this.pluginId, !entry.isUi) : UNREADABLE;
  }

  private flowOf(entry: Entry, module: Module): SdkFile | undefined {
    const before = entry.flow?.deref();
    if (before) return before;
    const view = viewOf(this.modules, module);
    const file = view && readSdkFile(view, this.surroundings(entry, module));
    if (file) entry.flow = new WeakRef(file);
    return file;
  }

  private surroundings(entry: Entry, module: Module): Surroundings {
    const modules = this.watched(entry.files);
    return { ...this.around, filename: module.file, modules: () => modules };
  }

  /** The modules; whichever is read is noted. */
  private watched(files: Map<string, string | undefined>): Modules {
    const { modules } = this;
    return {
      ...modules,
      read(other) {
        files.set(other, modules.disk.version(other));
        return modules.read(other);
      },
    };
  }
}

/** Whether a module belongs to the UI: by its ending, by React, or by its folder. */
export function isUiModule(root: string, { file, text }: Pick<Module, "file" | "text">): boolean {
  return /\.[jt]sx$/.test(file) || /["']react["']/.test(text) || foldersOf(root, file).includes("ui");
}

function foldersOf(root: string, file: string): readonly string[] {
  return path.relative(root, path.dirname(file)).split(path.sep);
}

/** What looks like `router.get("/path", ...)`, whatever it is called on. */
const ROUTE_LIKE =
  /\.\s*(?:get|post|put|patch|delete|all|use|route)\s*\(\s*(?:["'`]\/|\/|\[)|\bregisterRouter\b/;
