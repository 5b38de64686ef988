import path from "node:path";
import type { Communication } from "../model/communication.js";
import type { Contract } from "../model/contract.js";
import { contractAround } from "../model/contract.js";
import { unknownChannels } from "../model/unknown-channels.js";
import { shorten } from "../model/words.js";
import { diskNow } from "../project/disk.js";
import { modulesBelow } from "../project/listing.js";
import type { Manifest } from "../project/manifest.js";
import { nearestManifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { SDK_PACKAGE } from "../sdk.js";

/** Something that was not checked. */
export interface Gap {
  /** The file, and perhaps the line, relative to the working directory. */
  readonly where: string | undefined;
  /** What is the matter: half a sentence without a full stop. */
  readonly what: string;
  /** What follows from it; gaps with one consequence are told together. */
  readonly effect: string;
}

const NOTHING = "nothing was found that the rules could check";
const NO_ID = "the rules that need the plugin's id are silent";
const NO_CHANNEL = "the rules about channels are silent about these calls";
const NO_TYPES = "payloads and helpers are judged by the code alone, without what only types tell";
const NO_CONTRACT = "no-unmatched-channel and no-unmatched-route are silent in this plugin";

/** Collects what is not checked while files are linted. */
export class GapCollector {
  private readonly gaps = new Map<string, Gap>();
  private readonly seenPlugins = new Set<string>();
  private usesSdk = false;

  constructor(private readonly cwd: string) {}

  get found(): readonly Gap[] {
    const isForeign: Gap = { where: undefined, what: `no file imports ${SDK_PACKAGE}`, effect: NOTHING };
    return [...(this.usesSdk ? [] : [isForeign]), ...this.gaps.values()];
  }

  addFile(file: string, communication: Communication | undefined): void {
    this.addManifest(nearestManifest(file), communication);
    if (!communication) return;
    this.usesSdk = true;
    for (const { line, written, why } of unknownChannels(communication)) {
      const channel = written === undefined ? "the channel" : `the channel \`${shorten(written)}\``;
      this.add(
        `${this.shown(file)}:${String(line)}`,
        `${channel} is not known: ${why.replace(/\.$/, "")}`,
        NO_CHANNEL,
      );
    }
    const modules = communication.around.modules();
    if (modules === undefined || this.seenPlugins.has(modules.root)) return;
    this.seenPlugins.add(modules.root);
    this.addMissingModules(modules);
    this.addOpenEnds(modules, contractAround(communication));
  }

  /** What a file of TypeScript does not tell without its types. */
  addUntyped(untyped: ReadonlyMap<string, string>, withoutConfig: ReadonlySet<string>): void {
    for (const [file, why] of untyped)
      if (isTypeScript(file))
        this.add(this.shown(file), `there is no type information: ${shortReason(why)}`, NO_TYPES);
    const [first, ...more] = [...withoutConfig].filter(isTypeScript);
    if (first === undefined) return;
    const others = more.length > 0 ? ` and ${String(more.length)} more` : "";
    this.add(`${this.shown(first)}${others}`, "there is no tsconfig.json at or above it", NO_TYPES);
  }

  private addManifest(manifest: Manifest, communication: Communication | undefined): void {
    if (manifest.status === "broken")
      this.add(this.shown(manifest.file), `it is broken: ${manifest.why}`, NO_ID);
    if (manifest.status === "missing" && communication?.pluginId === undefined && communication)
      this.add(undefined, "there is no plugin.json at or above the files", NO_ID);
  }

  private addMissingModules(modules: Modules): void {
    for (const file of modulesBelow(modules.root, diskNow())) {
      const module = modules.read(file);
      for (const name of module?.imports ?? []) {
        if (!modules.isMissing(file, name)) continue;
        const line = (module?.text ?? "").split("\n").findIndex((text) => text.includes(name)) + 1;
        this.add(`${this.shown(file)}:${String(line)}`, `there is no module "${name}"`, NO_CONTRACT);
      }
    }
  }

  private addOpenEnds(modules: Modules, contract: Contract | undefined): void {
    const where = this.shown(modules.root) || ".";
    if (!contract) return;
    const { mayDoMore, sends, hears, hasBackground, hasUi, routes } = contract;
    if (hears.length > 0) {
      const why = hasBackground ? mayDoMore.send : "there is no background module in sight";
      if (why !== undefined) this.add(where, why, "no-unmatched-channel is silent about what the UI hears");
    }
    if (sends.length > 0) {
      const why = hasUi ? mayDoMore.hear : "there is no UI module in sight";
      if (why !== undefined)
        this.add(where, why, "no-unmatched-channel is silent about what the background module sends");
    }
    if (mayDoMore.route !== undefined && (routes.length > 0 || hasUi))
      this.add(where, mayDoMore.route, "no-unmatched-route is silent in this plugin");
  }

  private add(where: string | undefined, what: string, effect: string): void {
    const gap: Gap = { where, what, effect };
    this.gaps.set(JSON.stringify(gap), gap);
  }

  private shown(file: string): string {
    return path.relative(this.cwd, file).split(path.sep).join("/");
  }
}

function shortReason(why: string): string {
  return why.includes("was not found by the project service")
    ? "no tsconfig.json includes it"
    : why.replace(/\.$/, "");
}

function isTypeScript(file: string): boolean {
  return /\.[cm]?tsx?$/.test(file);
}
