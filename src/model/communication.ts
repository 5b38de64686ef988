import path from "node:path";
import type { TSESLint } from "@typescript-eslint/utils";
import { viewFile } from "../flow/file.js";
import type { Manifest } from "../project/manifest.js";
import { nearestManifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { readSettings } from "../settings.js";
import { modulesAround } from "./neighbours.js";
import type { SdkFile, Surroundings } from "./sdk-file.js";
import { importsOf, namesSdk, readSdkFile, touchesSdk } from "./sdk-file.js";
import type { TypeOracle } from "./type-oracle.js";
import { createTypeOracle, hasTypes } from "./type-oracle.js";

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

/** What lies around each file; `null`: the file has nothing to do with the SDK. */
const touched = new WeakMap<object, Surroundings | null>();
const known = new WeakMap<object, Communication>();

/** Whether a file can have anything to do with the SDK: most say with a look at their text that they have not. */
export function mayCommunicate(context: FileContext): boolean {
  return aroundOf(context) !== undefined;
}

/** Computed once per file and shared by all rules; `undefined` for a file that has nothing to do with the SDK. */
export function communicationOf(context: FileContext): Communication | undefined {
  const around = aroundOf(context);
  if (!around) return undefined;
  const communication = known.get(context.sourceCode) ?? communicationIn(context, around);
  known.set(context.sourceCode, communication);
  return communication;
}

function aroundOf(context: FileContext): Surroundings | undefined {
  const { sourceCode } = context;
  const remembered = touched.get(sourceCode);
  if (remembered !== undefined) return remembered ?? undefined;
  const around = isUntouched(context) ? undefined : surroundingsOf(context);
  const isOfSdk =
    around !== undefined &&
    (touchesSdk({ text: sourceCode.text, imports: () => importsOf(sourceCode.ast) }, around) ||
      (hasTypes(sourceCode) && mayHaveSdkTypes(sourceCode)));
  touched.set(sourceCode, isOfSdk ? around : null);
  return isOfSdk ? around : undefined;
}

/** Whether a first look shows that a file has nothing to do with the SDK: it does not name it, no plugin is around it, and no types say more. */
function isUntouched({ sourceCode, settings, filename }: FileContext): boolean {
  return (
    !namesSdk(sourceCode.text, readSettings(settings)) &&
    nearestManifest(filename).status === "missing" &&
    !hasTypes(sourceCode)
  );
}

/** From here on, a file has nothing to do with the SDK. */
export function forgetCommunication({ sourceCode }: FileContext): void {
  touched.set(sourceCode, null);
}

function surroundingsOf({ filename, cwd, settings }: FileContext): Surroundings {
  let manifest: Manifest | undefined;
  let modules: { readonly found: Modules | undefined } | undefined;
  const manifestHere = (): Manifest => (manifest ??= nearestManifest(filename));
  return {
    filename,
    cwd,
    settings: readSettings(settings),
    // A file without the SDK asks for neither.
    get manifest() {
      return manifestHere();
    },
    modules: () => (modules ??= { found: modulesAround(folderOf(manifestHere())) }).found,
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

function communicationIn({ sourceCode, filename }: FileContext, around: Surroundings): Communication {
  const { settings } = around;
  const types = createTypeOracle(sourceCode);
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
