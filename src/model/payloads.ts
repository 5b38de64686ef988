import type { Damage } from "../clone/damage.js";
import type { Node } from "../flow/tree.js";
import type { Module, Modules } from "../project/modules.js";
import { Recent } from "../project/recent.js";
import { resolutionVersion } from "../project/resolver.js";
import type { Communication } from "./communication.js";
import type { Entry } from "./entries.js";
import { entryIn, modulesThatStart } from "./entries.js";
import type { Sent } from "./ipc-in-run.js";
import { importsReach } from "./neighbours.js";
import type { WrittenPart } from "./payload-place.js";
import { damagesOf } from "./payload-damage.js";
import type { PayloadRun } from "./payload-runs.js";
import { runEntry, runPayloads } from "./payload-runs.js";
import type { Surroundings } from "./sdk-file.js";

/** A part of what is sent that does not arrive as it is. */
export interface BadPayload {
  readonly role: Sent["role"];
  readonly damage: Damage;
  readonly place: WrittenPart;
  /** The call that sends it, or registers who gives it. */
  readonly call: Node;
}

/** What a file sends to the other process that cannot get there, or arrives damaged: one finding for each place. */
export function badPayloadsOf(communication: Communication): readonly BadPayload[] {
  const found = new Map<Node, BadPayload>();
  const note = (run: PayloadRun, sent: Sent): void => {
    for (const bad of badPartsOf(communication, run, sent)) {
      const before = found.get(bad.place.node);
      if (!before || (before.damage.kind === "damaged" && bad.damage.kind === "throws"))
        found.set(bad.place.node, bad);
    }
  };
  runPayloads(communication, note);
  for (const entry of entriesAbove(communication)) runEntry(entry, note);
  return [...found.values()].toSorted((a, b) => a.place.node.range[0] - b.place.node.range[0]);
}

// ---------------------------------------------------------------- from above

/** The modules that the shell starts and whose runs have something to tell in a file. */
function entriesAbove({ flow: { file }, around, sourceCode }: Communication): readonly Entry[] {
  const { path } = file;
  const modules = path === undefined ? undefined : around.modules();
  if (!modules || path === undefined) return [];
  const isAsOnDisk = modules.read(path)?.text === sourceCode.text;
  return modulesThatStart(modules).flatMap((module) => {
    if (module.file === path || !importsReach(modules, module, path)) return [];
    if (isAsOnDisk && !filesToldFrom(modules, around, module).has(path)) return [];
    return entryIn(modules, around, module, file.of(sourceCode.ast)) ?? [];
  });
}

/** The runs of a module, as it is on disk: what they stand on, and the files in which they have found something. */
interface Verdict {
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly told: ReadonlySet<string>;
}

/** The verdicts about more modules than this (under more settings) are not kept. */
const MOST_VERDICTS = 64;
const verdicts = new Recent<Verdict>(MOST_VERDICTS);

/** The files in which the runs of a module that the shell starts have found something; asked again only if one of them has changed. */
function filesToldFrom(modules: Modules, around: Surroundings, module: Module): ReadonlySet<string> {
  const { disk, root } = modules;
  const key = JSON.stringify([module.file, around.settings, resolutionVersion(root, disk)]);
  const known = verdicts.get(key);
  if (known && [...known.versions].every(([file, version]) => disk.version(file) === version))
    return known.told;
  const entry = entryIn(modules, around, module);
  const told = new Set<string>();
  if (entry)
    runEntry(entry, (run, sent) => {
      for (const { place } of damagesOf(undefined, run, sent)) {
        const { path } = run.machine.file.of(place.node);
        if (path !== undefined) told.add(path);
      }
    });
  const files = [module.file, ...(entry?.loaded ?? []).flatMap(({ path }) => path ?? [])];
  verdicts.set(key, { told, versions: new Map(files.map((file) => [file, disk.version(file)])) });
  return told;
}

// ---------------------------------------------------------------- one payload

function badPartsOf(communication: Communication, run: PayloadRun, sent: Sent): readonly BadPayload[] {
  const { file } = run.machine;
  const isHere = (node: Node): boolean => file.of(node).source.ast === communication.sourceCode.ast;
  return damagesOf(communication.types, run, sent).flatMap(({ damage, place }): BadPayload[] => {
    const bad = { role: sent.role, damage, place, call: sent.node };
    if (isHere(place.node)) return [bad];
    // A part that another module makes is shown where this file sends it; what this file does not send is told elsewhere.
    if (run.isFromAbove || !isHere(sent.node)) return [];
    const node = sent.node.arguments[sent.index] ?? sent.node;
    return [{ ...bad, place: { node, rest: damage.path } }];
  });
}
