import fs from "node:fs";
import path from "node:path";
import stratos from "../../index.js";
import type { Communication } from "../../model/communication.js";
import { contractAround } from "../../model/contract.js";
import type { End } from "../../model/ends.js";
import { endsOf } from "../../model/ends.js";
import type { Picture } from "../../model/picture.js";
import { pictureOf } from "../../model/picture.js";
import { placeAt } from "../../model/place.js";
import { nearestManifest } from "../../project/manifest.js";
import { runEngine } from "../engine.js";
import { shownPath } from "../words.js";

/** A plugin, and how its two processes reach each other. */
export interface PluginMap extends Picture {
  /** From its `plugin.json`; `null`: it is not known. */
  readonly id: string | null;
  /** Why it is not known. */
  readonly problem: string | null;
  /** Relative to the working directory. The files of all ends are relative to it. */
  readonly root: string;
}

/** Reads all modules of the plugin in a folder; `onFile` is called for each of them. */
export async function buildMap(
  root: string,
  cwd: string,
  types: boolean,
  onFile: (file: string) => void,
): Promise<PluginMap> {
  const found: Communication[] = [];
  await runEngine({
    targets: { cwd: root, patterns: ["."], folders: [root], files: [] },
    rules: {},
    plugin: stratos,
    types,
    fix: false,
    onFile: (file, communication) => {
      onFile(file);
      if (communication && belongsTo(root, communication)) found.push(communication);
    },
  });
  // Files come in the order in which the disk gives them.
  const [first, ...more] = found.toSorted((a, b) => (a.around.filename < b.around.filename ? -1 : 1));
  const manifest = nearestManifest(path.join(root, "plugin.json"));
  const picture = pictureOf(first ? [first, ...more].map(endsOf) : [], {
    contract: first && contractAround(first),
    hasId: manifest.status === "found",
    shellChannels: first?.shellChannels ?? [],
    locate: createLocate(),
  });
  return {
    id: manifest.status === "found" ? manifest.id : null,
    problem: manifest.status === "broken" ? `plugin.json is broken: ${manifest.why}` : null,
    root: shownPath(cwd, root) || ".",
    ...withShownFiles(picture, root),
  };
}

/** A plugin inside of a plugin is one of its own. */
function belongsTo(root: string, { around: { manifest } }: Communication): boolean {
  return manifest.status !== "missing" && path.dirname(manifest.file) === root;
}

/** Finds the line of a place that the contract names: `path:offset`. */
function createLocate(): (at: string) => End | undefined {
  const texts = new Map<string, string>();
  return (at) => {
    const { file, offset } = placeAt(at);
    if (!texts.has(file)) texts.set(file, fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    const before = texts.get(file)?.slice(0, offset) ?? "";
    return { file, line: before.split("\n").length, through: "route" };
  };
}

function withShownFiles({ channels, routes, emits }: Picture, root: string): Picture {
  const shown = (ends: readonly End[]): readonly End[] =>
    ends.map((end) => ({ ...end, file: shownPath(root, end.file) }));
  return {
    channels: channels.map((link) => ({
      ...link,
      senders: shown(link.senders),
      listeners: shown(link.listeners),
    })),
    routes: routes.map((link) => ({ ...link, routes: shown(link.routes), requests: shown(link.requests) })),
    emits: emits.map((link) => ({ ...link, emitters: shown(link.emitters) })),
  };
}
