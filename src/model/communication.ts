import path from "node:path";
import type { TSESLint } from "@typescript-eslint/utils";
import { createFlow } from "../flow/evaluate.js";
import type { FindModule } from "../flow/exports.js";
import { viewFile } from "../flow/file.js";
import type { Flow, Knowledge } from "../flow/flow.js";
import type { Answer, ImportValue, Value } from "../flow/values.js";
import { primitive, union } from "../flow/values.js";
import { diskNow } from "../project/disk.js";
import type { Manifest } from "../project/manifest.js";
import { nearestManifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { reactKnowledge } from "../react/knowledge.js";
import { SDK_PACKAGE } from "../sdk.js";
import type { StratosSettings } from "../settings.js";
import { readSettings } from "../settings.js";
import { createFindModule, createMentions, importsMarked, modulesAround } from "./neighbours.js";
import { emitsOf } from "./emits.js";
import type { Emit } from "./emits.js";
import { sdkCalls } from "./sdk-calls.js";
import type { SdkCall } from "./sdk-calls.js";
import type { Place, Things } from "./things.js";
import { createThings } from "./things.js";
import type { TypeOracle } from "./type-oracle.js";
import { createTypeOracle } from "./type-oracle.js";

/** What one file has to do with the SDK's two channels of communication. */
export interface Communication {
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly calls: readonly SdkCall[];
  readonly emits: readonly Emit[];
  readonly flow: Flow;
  readonly things: Things;
  /** The id of the plugin that the file belongs to, from the settings or the nearest manifest. */
  readonly pluginId: string | undefined;
  readonly manifest: Manifest;
  /** The modules of the plugin; `undefined` where they cannot be read. */
  readonly modules: () => Modules | undefined;
  /** Patterns of the channels that the shell sends. */
  readonly shellChannels: readonly string[];
  /** What the program's types say, where there is a program. */
  readonly types: TypeOracle | undefined;
  /** Whether types can be written in the file. */
  readonly isTypeScript: boolean;
}

/** What of ESLint's rule context the model needs. */
export interface FileContext {
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly filename: string;
  readonly cwd: string;
}

const known = new WeakMap<object, Communication | null>();

/** Computed once per file and shared by all rules; `undefined` for a file that has nothing to do with the SDK. */
export function communicationOf(context: FileContext): Communication | undefined {
  const { sourceCode } = context;
  const remembered = known.get(sourceCode);
  if (remembered !== undefined) return remembered ?? undefined;
  const settings = readSettings(context.settings);
  const types = createTypeOracle(sourceCode);
  const around = surroundingsOf(context.filename);
  const communication = touchesSdk(context, settings, types, around)
    ? readFile(context, settings, types, around)
    : undefined;
  known.set(sourceCode, communication ?? null);
  return communication;
}

/** What lies around a file on disk. */
interface Surroundings {
  readonly manifest: Manifest;
  readonly modules: () => Modules | undefined;
}

function surroundingsOf(filename: string): Surroundings {
  const manifest = nearestManifest(filename);
  let modules: { readonly found: Modules | undefined } | undefined;
  return {
    manifest,
    modules: () =>
      (modules ??= {
        found: modulesAround(manifest.status === "missing" ? undefined : manifest.file, diskNow()),
      }).found,
  };
}

/** Whether anything of the SDK can be in the file: by name of a module, by one that it imports, or by a type that comes from elsewhere. */
function touchesSdk(
  { sourceCode, filename }: FileContext,
  settings: StratosSettings,
  types: TypeOracle | undefined,
  around: Surroundings,
): boolean {
  const { text } = sourceCode;
  const marks = [
    SDK_PACKAGE,
    ...settings.sdkModules.map(lastSegment),
    ...settings.wrappers.map(({ name }) => name),
  ];
  const isMarked = (of: string): boolean => marks.some((mark) => of.includes(mark));
  if (isMarked(text)) return true;
  const imports = importsOf(sourceCode);
  const modules = imports.length > 0 ? around.modules() : undefined;
  if (modules && importsMarked(modules, filename, imports, isMarked)) return true;
  return (
    types !== undefined &&
    /\bfrom\s*["']|\brequire\s*\(/.test(text) &&
    /\b(?:on|off|once|emit\w*|send)\b/.test(text)
  );
}

function importsOf({ ast }: Readonly<TSESLint.SourceCode>): readonly string[] {
  return ast.body.flatMap((statement) => {
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

function readFile(
  context: FileContext,
  settings: StratosSettings,
  types: TypeOracle | undefined,
  { manifest, modules }: Surroundings,
): Communication {
  const file = viewFile(context.sourceCode, path.isAbsolute(context.filename) ? context.filename : undefined);
  const place: Place = { filename: context.filename, cwd: context.cwd };
  // What the SDK's functions do is known by following values, and followed values need it.
  const sdk: { things?: Things } = {};
  const flow = createFlow(
    file,
    knowledgeWith(
      types,
      (callee) => sdk.things?.meaningOf(callee),
      createFindModule(file, modules),
      createMentions(modules),
      (value) => sdk.things?.isNamed(value) === true,
    ),
  );
  const things = createThings(flow, settings, place, types);
  sdk.things = things;
  const calls = sdkCalls(flow, things);
  return {
    sourceCode: context.sourceCode,
    calls,
    emits: emitsOf(flow, things, calls),
    flow,
    things,
    pluginId: settings.pluginId ?? (manifest.status === "found" ? manifest.id : undefined),
    manifest,
    modules,
    types,
    shellChannels: settings.shellChannels,
    isTypeScript: /\.[cm]?tsx?$/.test(context.filename),
  };
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
