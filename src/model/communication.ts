import path from "node:path";
import type { TSESLint } from "@typescript-eslint/utils";
import { viewFile } from "../flow/file.js";
import { diskNow } from "../project/disk.js";
import type { Manifest } from "../project/manifest.js";
import { nearestManifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { readSettings } from "../settings.js";
import { modulesAround } from "./neighbours.js";
import type { SdkFile, Surroundings } from "./sdk-file.js";
import { importsOf, readSdkFile, touchesSdk } from "./sdk-file.js";
import type { TypeOracle } from "./type-oracle.js";
import { createTypeOracle } from "./type-oracle.js";

/** What the linted file has to do with the SDK's two channels of communication. */
export interface Communication extends SdkFile {
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly around: Surroundings;
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
  const around = surroundingsOf(context);
  const types = createTypeOracle(sourceCode);
  const isOfSdk =
    touchesSdk({ text: sourceCode.text, imports: importsOf(sourceCode.ast) }, around) ||
    (types !== undefined && mayHaveSdkTypes(sourceCode));
  const communication = isOfSdk ? communicationIn(context, around, types) : undefined;
  known.set(sourceCode, communication ?? null);
  return communication;
}

/** From here on, a file has nothing to do with the SDK. */
export function forgetCommunication({ sourceCode }: FileContext): void {
  known.set(sourceCode, null);
}

function surroundingsOf({ filename, cwd, settings }: FileContext): Surroundings {
  const manifest = nearestManifest(filename);
  let modules: { readonly found: Modules | undefined } | undefined;
  return {
    filename,
    cwd,
    settings: readSettings(settings),
    manifest,
    modules: () => (modules ??= { found: modulesAround(folderOf(manifest), diskNow()) }).found,
  };
}

function folderOf(manifest: Manifest): string | undefined {
  return manifest.status === "missing" ? undefined : path.dirname(manifest.file);
}

/** Whether something in a file can have a type of the SDK that it does not name. */
function mayHaveSdkTypes({ text }: Readonly<TSESLint.SourceCode>): boolean {
  return (
    /\bfrom\s*["']|\brequire\s*\(/.test(text) && /\b(?:on|off|once|emit\w*|send|registerRouter)\b/.test(text)
  );
}

function communicationIn(
  { sourceCode, filename }: FileContext,
  around: Surroundings,
  types: TypeOracle | undefined,
): Communication {
  const { settings } = around;
  const file = viewFile(sourceCode, path.isAbsolute(filename) ? filename : undefined);
  return {
    ...readSdkFile(file, around, types),
    sourceCode,
    around,
    types,
    shellChannels: settings.shellChannels,
    isTypeScript: /\.[cm]?tsx?$/.test(filename),
  };
}
