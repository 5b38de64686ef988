import { isRouterMaker } from "../express/routers.js";
import type { Flow, Knowledge } from "../flow/flow.js";
import { createFlow } from "../flow/evaluate.js";
import type { FindModule } from "../flow/exports.js";
import type { FileView, Source } from "../flow/file.js";
import type { Answer, ImportValue, Value } from "../flow/values.js";
import { primitive, union } from "../flow/values.js";
import type { Manifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { reactKnowledge } from "../react/knowledge.js";
import { SDK_PACKAGE } from "../sdk.js";
import type { StratosSettings } from "../settings.js";
import type { Emit } from "./emits.js";
import { emitsOf } from "./emits.js";
import { createFindModule, createMentions, importsMarked } from "./neighbours.js";
import type { SdkCall } from "./sdk-calls.js";
import { sdkCalls } from "./sdk-calls.js";
import type { Things } from "./things.js";
import { createThings } from "./things.js";
import type { TypeOracle } from "./type-oracle.js";

/** What the code of one file does with the SDK: that of the file being linted, or of another module of the plugin. */
export interface SdkFile {
  readonly flow: Flow;
  readonly things: Things;
  readonly calls: readonly SdkCall[];
  readonly emits: readonly Emit[];
  /** The id of the plugin that the file belongs to, from the settings or the manifest. */
  readonly pluginId: string | undefined;
}

/** What lies around a file. */
export interface Surroundings {
  readonly filename: string;
  readonly cwd: string;
  readonly settings: StratosSettings;
  readonly manifest: Manifest;
  /** The modules of the plugin; `undefined` where they cannot be read. */
  readonly modules: () => Modules | undefined;
}

export function readSdkFile(file: FileView, around: Surroundings, types?: TypeOracle): SdkFile {
  const { flow, things } = followFile(file, around, file, types);
  const calls = sdkCalls(flow, things);
  const { manifest, settings } = around;
  const pluginId = settings.pluginId ?? (manifest.status === "found" ? manifest.id : undefined);
  return { flow, things, calls, emits: emitsOf(flow, things, calls), pluginId };
}

/** Follows the values of a file; `linted`: that file, or one that it imports. */
export function followFile(
  file: FileView,
  around: Surroundings,
  linted: FileView,
  types?: TypeOracle,
): Pick<SdkFile, "flow" | "things"> {
  // What the SDK's functions do is known by following values, and followed values need it.
  const sdk: { things?: Things } = {};
  const flow = createFlow(
    file,
    knowledgeWith(
      types,
      (callee) => sdk.things?.meaningOf(callee),
      createFindModule(linted, around.modules),
      createMentions(around.modules),
      (value) => sdk.things?.isNamed(value) === true,
    ),
  );
  const things = createThings(flow, around.settings, around, types);
  sdk.things = things;
  return { flow, things };
}

/** Whether anything of the SDK can be in a file: by the name of a module, or of one that it imports. */
export function touchesSdk(
  { text, imports }: { readonly text: string; readonly imports: () => readonly string[] },
  around: Surroundings,
  more?: RegExp,
): boolean {
  const { settings } = around;
  const isMarked = (of: string): boolean => namesSdk(of, settings) || more?.test(of) === true;
  if (isMarked(text)) return true;
  const sources = imports();
  const modules = sources.length > 0 ? around.modules() : undefined;
  return (
    modules !== undefined &&
    importsMarked(modules, around.filename, sources, (module) => isMarked(module.text))
  );
}

/** Whether a text names a module of the SDK, or something that the settings say is a part of it. */
export function namesSdk(text: string, { sdkModules, wrappers }: StratosSettings): boolean {
  return (
    text.includes(SDK_PACKAGE) ||
    sdkModules.some((module) => text.includes(lastSegment(module))) ||
    wrappers.some(({ name }) => text.includes(name))
  );
}

/** The names of the modules that a file imports, and exports from. */
export function importsOf({ body }: Source["ast"]): readonly string[] {
  return body.flatMap((statement) => {
    const isImport =
      statement.type === "ImportDeclaration" ||
      statement.type === "ExportAllDeclaration" ||
      statement.type === "ExportNamedDeclaration";
    return isImport && statement.source ? [statement.source.value] : [];
  });
}

/** What every way to import a module ends with, but for its ending. */
function lastSegment(module: string): string {
  const [, last] = /([^/]*?)(?:\/index)?(?:\.[cm]?[jt]sx?)?$/.exec(module) ?? [];
  return last ?? module;
}

/** React's functions, and constants of other modules as far as types show them. */
function knowledgeWith(
  types: TypeOracle | undefined,
  ofSdk: Knowledge["meaningOf"],
  findModule: FindModule,
  mentions: Knowledge["mentions"],
  isNamed: (value: ImportValue) => boolean,
): Knowledge {
  const knowledge: Knowledge = {
    ...reactKnowledge,
    findModule,
    mentions,
    isNamed,
    isMaker: isRouterMaker,
    meaningOf: (callee) => reactKnowledge.meaningOf(callee) ?? ofSdk(callee),
  };
  if (!types) return knowledge;
  return {
    ...knowledge,
    resolve(value, node): Answer | undefined {
      if (!comesFromElsewhere(value)) return undefined;
      const texts = types.textsAt(node);
      return texts && union(texts.map((text) => primitive(text, node)));
    },
  };
}

function comesFromElsewhere(value: Value): boolean {
  let at = value;
  while (at.kind === "member") at = at.object;
  return at.kind === "import";
}
