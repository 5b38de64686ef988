import fs from "node:fs";
import path from "node:path";
import type { Communication } from "../model/communication.js";
import type { Contract } from "../model/contract.js";
import { contractAround, whyOpen } from "../model/contract.js";
import { unknownChannels } from "../model/unknown-channels.js";
import { shorten } from "../model/words.js";
import { diskNow } from "../project/disk.js";
import { isPartOfPlugin, modulesBelow } from "../project/listing.js";
import type { Manifest } from "../project/manifest.js";
import { nearestManifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { SDK_PACKAGE } from "../sdk.js";
import { shownPath } from "./words.js";

/** Something that was not checked. */
export interface Gap {
  /** The file, and perhaps the line, relative to the working directory. */
  readonly where: string | undefined;
  /** What is the matter: half a sentence without a full stop. */
  readonly what: string;
  /** What follows from it; gaps with one consequence are told together. */
  readonly effect: string;
}

const NOTHING = "Nothing was found that the rules could check";
const NO_ID =
  "Without the plugin's id, channels of other plugins are not told from its own, and routes not by it";
const NO_CHANNEL = "The rules about channels are silent about these calls";
const NO_TYPES = "Payloads and helpers are judged by the code alone, without what only types tell";
const NO_CONTRACT = "The rules no-unmatched-channel and no-unmatched-route are silent in this plugin";
const LEFT_OUT =
  "These modules are imported, but look like tests, or like what is built: they are not checked unless they are named";

/** What a file says of its plugin, of which only the last one counts: a file can be linted again once it is fixed. */
interface Seen {
  readonly gaps: readonly Gap[];
  readonly usesSdk: boolean;
}

/** Collects what is not checked while files are linted. */
export class GapCollector {
  private readonly files = new Map<string, Seen>();
  /** A file of each plugin: always the same one, whichever is linted first. */
  private readonly plugins = new Map<string, Communication>();
  private readonly untyped = new Map<string, string>();

  constructor(
    private readonly cwd: string,
    private readonly wantsTypes: boolean,
  ) {}

  get found(): readonly Gap[] {
    const seen = [...this.files.values()];
    const isForeign: Gap = { where: undefined, what: `no file imports ${SDK_PACKAGE}`, effect: NOTHING };
    const all = [
      ...(seen.some(({ usesSdk }) => usesSdk) ? [] : [isForeign]),
      ...seen.flatMap(({ gaps }) => gaps),
      ...[...this.plugins].flatMap(([root, communication]) => this.pluginGaps(root, communication)),
      ...this.typeGaps(),
    ];
    return [...new Map(all.map((gap) => [JSON.stringify(gap), gap])).values()];
  }

  addFile(file: string, communication: Communication | undefined): void {
    const manifest = nearestManifest(file);
    const channels = communication ? unknownChannels(communication) : [];
    this.files.set(file, {
      usesSdk: communication !== undefined,
      gaps: [
        ...this.manifestGaps(manifest, communication),
        ...channels.map(({ line, written, why }): Gap => {
          const channel = written === undefined ? "the channel" : `the channel \`${shorten(written)}\``;
          const what = `${channel} is not known: ${why.replace(/\.$/, "")}`;
          return { where: `${this.shown(file)}:${String(line)}`, what, effect: NO_CHANNEL };
        }),
      ],
    });
    const root = communication?.around.modules()?.root;
    if (!communication || root === undefined) return;
    const before = this.plugins.get(root)?.around.filename;
    if (before === undefined || file <= before) this.plugins.set(root, communication);
  }

  /** What a file of TypeScript does not tell without its types. */
  addUntyped(file: string, why: string): void {
    if (/\.[cm]?tsx?$/.test(file)) this.untyped.set(file, why);
  }

  private manifestGaps(manifest: Manifest, communication: Communication | undefined): readonly Gap[] {
    if (manifest.status === "broken")
      return [{ where: this.shown(manifest.file), what: `it is broken: ${manifest.why}`, effect: NO_ID }];
    if (manifest.status === "found" || !communication) return [];
    return [{ where: undefined, what: "there is no plugin.json at or above the files", effect: NO_ID }];
  }

  private pluginGaps(root: string, communication: Communication): readonly Gap[] {
    const modules = communication.around.modules();
    const where = this.shown(root) || ".";
    return [
      ...(modules ? this.importGaps(modules) : []),
      ...openEnds(where, contractAround(communication)),
      ...(this.wantsTypes && !isInstalled(root) ? [{ where, what: NOT_INSTALLED, effect: NO_TYPES }] : []),
    ];
  }

  private importGaps(modules: Modules): readonly Gap[] {
    const { root } = modules;
    return modulesBelow(root, diskNow()).flatMap((file) => {
      const module = modules.read(file);
      return (module?.imports ?? []).flatMap((name): readonly Gap[] => {
        const where = `${this.shown(file)}:${String(lineOfImport(module?.text ?? "", name))}`;
        if (modules.isMissing(file, name))
          return [{ where, what: `there is no module "${name}"`, effect: NO_CONTRACT }];
        const target = modules.resolve(file, name);
        const isLeftOut = target !== undefined && MODULE.test(target) && !isPartOfPlugin(root, target);
        return isLeftOut ? [{ where, what: `"${name}"`, effect: LEFT_OUT }] : [];
      });
    });
  }

  /** Files without types, those with one reason together. */
  private typeGaps(): readonly Gap[] {
    const byReason = new Map<string, string[]>();
    for (const [file, why] of this.untyped) byReason.set(why, [...(byReason.get(why) ?? []), file]);
    return [...byReason].map(([why, [first = "", ...more]]): Gap => {
      const others = more.length > 0 ? ` and ${String(more.length)} more` : "";
      return { where: `${this.shown(first)}${others}`, what: REASONS[why] ?? why, effect: NO_TYPES };
    });
  }

  private shown(file: string): string {
    return shownPath(this.cwd, file);
  }
}

const NOT_INSTALLED = `${SDK_PACKAGE} is not installed: run npm install`;
const MODULE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const REASONS: Readonly<Record<string, string>> = {
  "no tsconfig": "there is no tsconfig.json at or above it",
  "not included": "no tsconfig.json includes it",
};

/** Where "nobody" cannot be concluded. */
function openEnds(where: string, contract: Contract | undefined): readonly Gap[] {
  if (!contract) return [];
  const { mayDoMore, sends, hears, hasUi, routes } = contract;
  const gap = (what: string | undefined, effect: string): readonly Gap[] =>
    what === undefined ? [] : [{ where, what, effect }];
  return [
    ...gap(
      hears.length > 0 ? whyOpen(contract, "send") : undefined,
      "The rule no-unmatched-channel is silent about what the UI hears",
    ),
    ...gap(
      sends.length > 0 ? whyOpen(contract, "hear") : undefined,
      "The rule no-unmatched-channel is silent about what the background module sends",
    ),
    ...gap(
      routes.length > 0 || hasUi ? mayDoMore.route : undefined,
      "The rule no-unmatched-route is silent in this plugin",
    ),
  ];
}

/** Whether the packages of a plugin are there, by the one that each of them has. */
function isInstalled(folder: string): boolean {
  const isHere = fs.existsSync(path.join(folder, "node_modules", SDK_PACKAGE));
  const parent = path.dirname(folder);
  return isHere || (parent !== folder && isInstalled(parent));
}

function lineOfImport(text: string, name: string): number {
  const quoted = name.replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&");
  const index = text.search(new RegExp(`(?:\\bfrom|\\bimport|\\brequire|\\()\\s*["']${quoted}["']`));
  return text.slice(0, Math.max(0, index)).split("\n").length;
}
