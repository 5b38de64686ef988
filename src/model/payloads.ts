import type { Damage } from "../clone/damage.js";
import type { FileView } from "../flow/file.js";
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
  /** Whether a run has shown it, and not only a type. */
  readonly isSeenInRun: boolean;
  /** The call that sends it, or registers who gives it. */
  readonly call: Node;
}

/** What a file sends to the other process that cannot get there, or arrives damaged: one finding for each place. */
export function badPayloadsOf(communication: Communication): readonly BadPayload[] {
  const found = new Map<Node, BadPayload>();
  const { told, reached } = seenFromAbove(communication);
  const note = (run: PayloadRun, sent: Sent): void => {
    for (const bad of badPartsOf(communication, run, sent)) {
      // Whoever starts it shows what is really sent there.
      if (!run.isFromAbove && bad.isSeenInRun && reached.has(sent.node.range[0])) continue;
      const before = found.get(bad.place.node);
      if (!before || (before.damage.kind === "damaged" && bad.damage.kind === "throws"))
        found.set(bad.place.node, bad);
    }
  };
  runPayloads(communication, note);
  for (const entry of told) runEntry(entry, note);
  return [...found.values()].toSorted((a, b) => a.place.node.range[0] - b.place.node.range[0]);
}

// ---------------------------------------------------------------- from above

/** What the runs of the modules that the shell starts show of a file. */
interface SeenFromAbove {
  /** Those that have found something in it. */
  readonly told: readonly Entry[];
  /** Where the calls begin that were reached in it. */
  readonly reached: ReadonlySet<number>;
}

function seenFromAbove({ flow: { file }, around, sourceCode }: Communication): SeenFromAbove {
  const { path } = file;
  const modules = path === undefined ? undefined : around.modules();
  const told: Entry[] = [];
  const reached = new Set<number>();
  if (!modules || path === undefined) return { told, reached };
  const linted = modules.read(path)?.text === sourceCode.text ? undefined : file.of(sourceCode.ast);
  for (const module of modulesThatStart(modules)) {
    if (module.file === path) continue;
    const known = linted ? undefined : knownVerdict(modules, around, module);
    if (!known && !importsReach(modules, module, path)) continue;
    const verdict =
      known ?? (linted ? judge(modules, around, module, linted) : judgeOnDisk(modules, around, module));
    for (const start of verdict.reached.get(path) ?? []) reached.add(start);
    const entry = verdict.told.has(path)
      ? entryIn(modules, around, module, file.of(sourceCode.ast))
      : undefined;
    if (entry) told.push(entry);
  }
  return { told, reached };
}

/** What the runs of a module that the shell starts have shown. */
interface Verdict {
  /** The modules that it stands on, as they are on disk. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  /** The files in which something was found. */
  readonly told: ReadonlySet<string>;
  /** Where the calls begin that were reached, by their files. */
  readonly reached: ReadonlyMap<string, readonly number[]>;
}

/** The verdicts about more modules than this (under more settings) are not kept. */
const MOST_VERDICTS = 64;
const verdicts = new Recent<Verdict>(MOST_VERDICTS);

/** The verdict about a module as it is on disk, if no module has changed since that it stands on. */
function knownVerdict(modules: Modules, around: Surroundings, module: Module): Verdict | undefined {
  const known = verdicts.get(keyOfVerdict(modules, around, module));
  const isValid =
    known && [...known.versions].every(([file, version]) => modules.disk.version(file) === version);
  return isValid ? known : undefined;
}

function judgeOnDisk(modules: Modules, around: Surroundings, module: Module): Verdict {
  const verdict = judge(modules, around, module);
  verdicts.set(keyOfVerdict(modules, around, module), verdict);
  return verdict;
}

function keyOfVerdict({ root, disk }: Modules, around: Surroundings, { file }: Module): string {
  return JSON.stringify([file, around.settings, resolutionVersion(root, disk)]);
}

function judge(modules: Modules, around: Surroundings, module: Module, linted?: FileView): Verdict {
  const entry = entryIn(modules, around, module, linted);
  const told = new Set<string>();
  const reached = new Map<string, number[]>();
  const pathOf = (node: Node): string => entry?.flow.file.of(node).path ?? "";
  const calls = entry
    ? runEntry(entry, (run, sent) => {
        for (const { place } of damagesOf(undefined, run, sent)) told.add(pathOf(place.node));
      })
    : [];
  for (const node of calls) {
    const starts = reached.get(pathOf(node)) ?? [];
    starts.push(node.range[0]);
    reached.set(pathOf(node), starts);
  }
  const files = [module.file, ...(entry?.loaded ?? []).flatMap(({ path }) => path ?? [])];
  return { told, reached, versions: new Map(files.map((file) => [file, modules.disk.version(file)])) };
}

// ---------------------------------------------------------------- one payload

function badPartsOf(communication: Communication, run: PayloadRun, sent: Sent): readonly BadPayload[] {
  const { file } = run.machine;
  const isHere = (node: Node): boolean => file.of(node).source.ast === communication.sourceCode.ast;
  return damagesOf(communication.types, run, sent).flatMap(({ damage, place, isSeenInRun }): BadPayload[] => {
    const bad = { role: sent.role, damage, place, isSeenInRun, call: sent.node };
    if (isHere(place.node)) return [bad];
    // A part that another module makes is shown where this file sends it; what this file does not send is told elsewhere.
    if (run.isFromAbove || !isHere(sent.node)) return [];
    const node = sent.node.arguments[sent.index] ?? sent.node;
    return [{ ...bad, place: { node, rest: damage.path } }];
  });
}
