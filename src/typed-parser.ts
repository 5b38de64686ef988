import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Linter } from "eslint";
import { version } from "../package.json";

/** A parser that takes type information where it can be had, and goes on without it where it cannot. */
export interface TypedParser {
  readonly parser: Linter.Parser;
  /** The files that were parsed without types although there is a tsconfig, with the first line of the reason. */
  readonly untyped: ReadonlyMap<string, string>;
  /** The files above which there is no tsconfig. */
  readonly withoutConfig: ReadonlySet<string>;
  /** Loads what it stands on, which is else done for the first file. @throws ParserMissing */
  readonly load: () => void;
}

type Parse = (text: string, options?: unknown) => Linter.ESLintParseResult;

interface Options {
  readonly filePath?: string;
  /** `false`: without types. */
  readonly projectService?: unknown;
}

/** The parser of typescript-eslint, or TypeScript, is not there or has another interface. */
class ParserMissing extends Error {}

/**
 * The parser of typescript-eslint with its project service, without its demands: a file that no tsconfig includes, or a
 * tsconfig that is broken, costs the types and not the run. It is loaded when the first file is parsed, and throws
 * `ParserMissing` where it cannot be.
 */
export function createTypedParser(wantsTypes = true): TypedParser {
  let loaded: Parse | undefined;
  const untyped = new Map<string, string>();
  const withoutConfig = new Set<string>();

  function parseForESLint(text: string, options: Options = {}): Linter.ESLintParseResult {
    const parse = (loaded ??= loadParser());
    const plain = { ...options, projectService: undefined, loggerFn: false };
    const { filePath, projectService } = options;
    if (!wantsTypes || projectService === false || filePath === undefined) return parse(text, plain);
    if (!hasConfig(path.dirname(filePath))) {
      withoutConfig.add(filePath);
      return parse(text, plain);
    }
    try {
      // TypeScript looks for a tsconfig.json no higher than in this folder.
      const tsconfigRootDir = path.parse(filePath).root;
      const result = parse(text, { ...plain, projectService: true, tsconfigRootDir });
      untyped.delete(filePath);
      return result;
    } catch (error) {
      // An error of the syntax is thrown again; any other has to do with the tsconfig.
      const result = parse(text, plain);
      untyped.set(filePath, firstLine(error));
      return result;
    }
  }

  return {
    parser: { meta: { name: "eslint-plugin-stratos/parser", version }, parseForESLint },
    untyped,
    withoutConfig,
    load: () => void (loaded ??= loadParser()),
  };
}

function loadParser(): Parse {
  try {
    const loaded = createRequire(import.meta.url)("@typescript-eslint/parser") as { parseForESLint: Parse };
    return loaded.parseForESLint;
  } catch (error) {
    throw new ParserMissing(
      `The parser for TypeScript cannot be loaded: ${firstLine(error)} It needs TypeScript 5 or 6: npm install --save-dev typescript@6`,
    );
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? "").trim();
}

/** Whether TypeScript finds the config of a project in or above a folder. Files come and go while an editor runs: nothing is kept. */
function hasConfig(folder: string): boolean {
  const parent = path.dirname(folder);
  return (
    ["tsconfig.json", "jsconfig.json"].some((name) => fs.existsSync(path.join(folder, name))) ||
    (parent !== folder && hasConfig(parent))
  );
}
