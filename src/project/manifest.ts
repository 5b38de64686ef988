import fs from "node:fs";
import path from "node:path";
import { Recent } from "./recent.js";

/** The `plugin.json` that a file belongs to. */
export type Manifest =
  | { readonly status: "found"; readonly file: string; readonly id: string }
  | { readonly status: "broken"; readonly file: string; readonly why: string }
  | { readonly status: "missing" };

export const MANIFEST = "plugin.json";
/** A manifest larger than this (bytes) is not one. */
const LARGEST_MANIFEST = 1024 * 1024;

/** More manifests than this are not remembered. */
const MOST_MANIFESTS = 500;

/** A folder that belongs to no manifest is not looked at again for this many milliseconds. */
const MISSING_FOR = 500;
/** More folders without a manifest are not remembered. */
const MOST_FOLDERS = 2000;

/** When a folder was last found to belong to no manifest, by its path. */
const missing = new Map<string, number>();

/** Read at most once per version of the file on disk. */
const read = new Recent<{ readonly version: string; readonly manifest: Manifest }>(MOST_MANIFESTS);

/** The nearest `plugin.json` at or above the folder of a file. A broken one is an answer, never an exception. */
export function nearestManifest(filename: string): Manifest {
  if (!path.isAbsolute(filename)) return { status: "missing" };
  const start = path.dirname(filename);
  if (performance.now() - (missing.get(start) ?? -Infinity) < MISSING_FOR) return { status: "missing" };
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, MANIFEST);
    let stats: fs.Stats | undefined;
    try {
      stats = fs.statSync(file, { throwIfNoEntry: false });
    } catch (error) {
      return { status: "broken", file, why: error instanceof Error ? error.message : String(error) };
    }
    if (stats) return readManifest(file, stats);
    if (folder === path.dirname(folder)) break;
  }
  if (missing.size > MOST_FOLDERS) missing.clear();
  missing.set(start, performance.now());
  return { status: "missing" };
}

function readManifest(file: string, stats: fs.Stats): Manifest {
  const version = `${String(stats.mtimeMs)}/${String(stats.size)}`;
  const known = read.get(file);
  if (known?.version === version) return known.manifest;
  const manifest = parseManifest(file, stats);
  read.set(file, { version, manifest });
  return manifest;
}

function parseManifest(file: string, stats: fs.Stats): Manifest {
  const broken = (why: string): Manifest => ({ status: "broken", file, why });
  if (!stats.isFile()) return broken("it is not a file");
  if (stats.size > LARGEST_MANIFEST) return broken(`it is larger than ${String(LARGEST_MANIFEST)} bytes`);
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  }
  const id = typeof content === "object" && content !== null ? (content as { id?: unknown }).id : undefined;
  if (typeof id !== "string") return broken(id === undefined ? "it has no `id`" : "its `id` is not a string");
  return id === "" ? broken("its `id` is empty") : { status: "found", file, id };
}
