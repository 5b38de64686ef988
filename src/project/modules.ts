import fs from "node:fs";
import path from "node:path";
import type { Disk } from "./disk.js";
import type { Native } from "./native.js";
import { isNestedTooDeeply } from "./nesting.js";
import { Recent } from "./recent.js";
import type { Resolver } from "./resolver.js";
import { isOwn, resolverFor } from "./resolver.js";
import type { Source } from "./source.js";
import { parseSource } from "./source.js";
import { readText } from "./text.js";

/** Larger files (bytes) than this are data, or the output of a build. */
const LARGEST_MODULE = 512 * 1024;
/** Syntax trees of more modules than this are not kept. */
const MOST_TREES = 400;
const MODULE = /(?<!\.d)\.[cm]?[jt]sx?$/;

/** A module of the plugin, as it is on disk. */
export interface Module {
  readonly file: string;
  readonly version: string;
  readonly text: string;
  /** The names of the modules that it imports, and exports from. */
  readonly imports: readonly string[];
  /** What it imports and seems to write into; the name is that in the other module. */
  readonly changed: readonly Changed[];
}

interface Changed {
  readonly name: string;
  readonly source: string;
  /** By writing to a member of it, at any depth, or by calling a method of its own that a list, `Map` or `Set` would change by. */
  readonly how: "member" | "method";
}

/** The modules of one plugin, at one moment. */
export interface Modules {
  /** The folder of the plugin's manifest. */
  readonly root: string;
  readonly disk: Disk;
  /** A module of the plugin by its path; `undefined`: it is not one, or cannot be read. */
  read(file: string): Module | undefined;
  /** What a module's text means; `undefined` where it has syntax errors. */
  sourceOf(module: Module): Source | undefined;
  /** The file of the plugin that a name stands for in a file. */
  resolve(from: string, specifier: string): string | undefined;
  /** Whether a name is one of the plugin's own modules, and there is no such file. */
  isMissing(from: string, specifier: string): boolean;
}

/** The modules of more plugins than this are not kept. */
const MOST_PLUGINS = 16;

/** The modules of each plugin that was asked for last. */
const plugins = new Recent<ReadModules>(MOST_PLUGINS);

interface ReadModules {
  readonly resolver: Resolver;
  readonly files: Map<string, { readonly version: string; readonly module: Module | undefined }>;
}
/** The trees that were used last, the latest at the end. */
const trees = new Map<string, { readonly version: string; readonly source: Source | undefined }>();

/** The modules below the folder of a manifest. */
export function modulesOf(native: Native, root: string, disk: Disk): Modules {
  const resolver: Resolver = resolverFor(native, root, disk);
  const before = plugins.get(root);
  const read: ReadModules["files"] = before?.files ?? new Map<string, never>();
  // There is another resolver where files have come or gone.
  if (before && before.resolver !== resolver)
    for (const file of read.keys()) if (disk.version(file) === undefined) read.delete(file);
  plugins.set(root, { resolver, files: read });

  function readModule(file: string): Module | undefined {
    if (isInPackage(file) || !(MODULE.test(file) || file.endsWith(".json"))) return undefined;
    const version = disk.version(file);
    if (version === undefined || disk.isFolder(file)) {
      read.delete(file);
      return undefined;
    }
    const before = read.get(file);
    if (before?.version === version) return before.module;
    const module = load(native, file, version);
    read.set(file, { version, module });
    return module;
  }

  let realRoot: string | undefined;

  function find(from: string, specifier: string): string | undefined {
    // A package is somebody else's code, unless a path of the plugin's tsconfig has its name.
    const found = resolver.resolve(from, specifier, disk);
    if (found === undefined || isInPackage(found)) return undefined;
    if (isInside(root, found)) return found;
    // The resolver follows links, also that by which the plugin itself is reached.
    realRoot ??= realPath(root);
    return isInside(realRoot, found) ? path.join(root, path.relative(realRoot, found)) : found;
  }

  return {
    root,
    disk,
    read: readModule,
    sourceOf: (module) => sourceOf(native, module),
    resolve: find,
    isMissing: (from, specifier) =>
      isOwn(specifier) && resolver.resolve(from, specifier, disk) === undefined && !isAsset(specifier),
  };
}

function isAsset(specifier: string): boolean {
  return /\.(?!(?:[cm]?[jt]sx?)$)[a-z\d]+(?:\?.*)?$/i.test(specifier);
}

function isInPackage(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file);
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return folder;
  }
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}

function load(native: Native, file: string, version: string): Module | undefined {
  const text = readText(file, LARGEST_MODULE);
  if (text === undefined || isNestedTooDeeply(text)) return undefined;
  if (file.endsWith(".json")) return { file, version, text, imports: [], changed: [] };
  const { module } = native.parser.parseSync(file, text);
  return { file, version, text, imports: importsOf(module, text), changed: changedImports(module, text) };
}

type ModuleRecord = ReturnType<Native["parser"]["parseSync"]>["module"];

/** Only the parser's record of a module is asked: that costs a fraction of its tree. */
function importsOf(module: ModuleRecord, text: string): readonly string[] {
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
  );
  const required = [...text.matchAll(/\b(?:require|import)\s*\(\s*["'](?<name>[^"']+)["']\s*\)/g)].flatMap(
    ({ groups }) => groups?.["name"] ?? [],
  );
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  return [...new Set([...imported, ...exported, ...required])];
}

/** What a module writes into what it imports: `TABLE.key = value`, `TABLE.list.push(...)`, `LIST.push(...)`, `Object.assign(TABLE, ...)`. */
function changedImports(module: ModuleRecord, text: string): Module["changed"] {
  return module.staticImports.flatMap(({ moduleRequest: { value: source }, entries }) =>
    entries.flatMap(({ isType, importName, localName }): Changed[] => {
      if (isType || !isOwn(source) || importName.name === null) return [];
      const { name } = importName;
      const local = localName.value.replaceAll("$", "\\$");
      const start = `(?<![\\w$.])${local}`;
      const member = "(?:\\.\\w+|\\[[^\\]]*\\])";
      const call = "\\.(?:push|unshift|splice|set|add|delete|fill)\\(";
      const writes = `${start}${member}+(?:\\s*(?:[-+*/|&?]{0,2}=)(?![=>])|${call})|\\bassign\\(\\s*${local}\\b`;
      if (new RegExp(writes).test(text)) return [{ name, source, how: "member" }];
      return new RegExp(start + call).test(text) ? [{ name, source, how: "method" }] : [];
    }),
  );
}

function sourceOf(native: Native, { file, version, text }: Module): Source | undefined {
  const before = trees.get(file);
  trees.delete(file);
  const found = before?.version === version ? before : { version, source: parse(native, file, text) };
  trees.set(file, found);
  const [oldest] = trees.keys();
  if (trees.size > MOST_TREES && oldest !== undefined) trees.delete(oldest);
  return found.source;
}

function parse(native: Native, file: string, text: string): Source | undefined {
  try {
    return parseSource(native, file, text);
  } catch {
    // What the parser cannot make sense of is not in sight.
    return undefined;
  }
}
