import fs from "node:fs";
import path from "node:path";
import stratos from "../../index.js";
import type { Communication } from "../../model/communication.js";
import { contractAround } from "../../model/contract.js";
import type { End, ModuleEnds } from "../../model/ends.js";
import { endsOf } from "../../model/ends.js";
import type { Picture, PictureFacts } from "../../model/picture.js";
import { pictureOf } from "../../model/picture.js";
import { nearestManifest } from "../../project/manifest.js";
import { runEngine } from "../engine.js";
import { shownPath } from "../words.js";

/** A plugin, and how its two processes reach each other. */
export interface PluginMap extends Picture {
  /** From its `plugin.json`; `null`: it is not known. */
  readonly id: string | null;
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
  const modules: ModuleEnds[] = [];
  let facts: Pick<PictureFacts, "contract" | "shellChannels"> | undefined;
  await runEngine({
    targets: { cwd: root, patterns: ["."], folders: [root] },
    rules: {},
    plugin: stratos,
    types,
    fix: false,
    onFile: (file, communication) => {
      onFile(file);
      if (!communication || !belongsTo(root, communication)) return;
      modules.push(endsOf(communication));
      facts ??= { contract: contractAround(communication), shellChannels: communication.shellChannels };
    },
  });
  const picture = pictureOf(modules, {
    contract: facts?.contract,
    shellChannels: facts?.shellChannels ?? [],
    locate: createLocate(),
  });
  const manifest = nearestManifest(path.join(root, "plugin.json"));
  return {
    id: manifest.status === "found" ? manifest.id : null,
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
    const end = at.lastIndexOf(":");
    const file = at.slice(0, end);
    if (!texts.has(file)) texts.set(file, fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    const before = texts.get(file)?.slice(0, Number(at.slice(end + 1))) ?? "";
    return { file, line: before.split("\n").length, through: "route" };
  };
}

function withShownFiles({ channels, routes }: Picture, root: string): Picture {
  const shown = (ends: readonly End[]): readonly End[] =>
    ends.map((end) => ({ ...end, file: shownPath(root, end.file) }));
  return {
    channels: channels.map((link) => ({
      ...link,
      senders: shown(link.senders),
      listeners: shown(link.listeners),
    })),
    routes: routes.map((link) => ({ ...link, routes: shown(link.routes), requests: shown(link.requests) })),
  };
}
