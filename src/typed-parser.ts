import { createRequire } from "node:module";
import type { Linter } from "eslint";
import { version } from "../package.json";
import { Programs } from "./programs.js";

export interface TypedParserOptions {
  /** Whether types are wanted at all. */
  readonly types?: boolean;
  /** Called for each file that is parsed, with the reason where there is no type information. */
  readonly onParsed?: (file: string, untyped: string | undefined) => void;
}

export interface TypedParser {
  readonly parser: Linter.Parser;
  /** Loads what it stands on, which is else done for the first file. @throws Error that says what is missing */
  readonly load: () => void;
}

type Parse = (text: string, options?: unknown) => Linter.ESLintParseResult;

/** Of `parserOptions`, what has to do with types. */
interface Options {
  readonly filePath?: string;
  readonly project?: unknown;
  readonly programs?: unknown;
  /** `false`: without types. */
  readonly projectService?: unknown;
}

/**
 * The parser of typescript-eslint, without its demands: types are taken from the tsconfig that includes a file, and a file that none
 * includes, or a tsconfig that is broken, costs the types and not the run. Who says with `project`, `programs` or
 * `projectService` where the types come from is obeyed.
 */
export function createTypedParser({ types = true, onParsed }: TypedParserOptions = {}): TypedParser {
  let loaded: Parse | undefined;
  const programs = new Programs();

  function parseForESLint(text: string, options: Options = {}): Linter.ESLintParseResult {
    const parse = (loaded ??= loadParser());
    const plain = {
      ...options,
      project: undefined,
      programs: undefined,
      projectService: undefined,
      loggerFn: false,
    };
    const { filePath, project, programs: given, projectService } = options;
    if (!types || projectService === false || filePath === undefined) return parse(text, plain);
    let untyped: string;
    try {
      const isSaid = [project, given, projectService].some(Boolean);
      const program = isSaid ? undefined : programs.programOf(filePath, text);
      if (typeof program !== "string") {
        const result = parse(
          text,
          program ? { ...plain, programs: [program] } : { ...options, loggerFn: false },
        );
        onParsed?.(filePath, undefined);
        return result;
      }
      untyped = program;
    } catch (error) {
      untyped = firstLine(error);
    }
    // An error of the syntax is thrown again; any other has to do with types.
    const result = parse(text, plain);
    onParsed?.(filePath, untyped);
    return result;
  }

  return {
    parser: { meta: { name: "eslint-plugin-stratos/parser", version }, parseForESLint },
    load: () => void (loaded ??= loadParser()),
  };
}

function loadParser(): Parse {
  try {
    const loaded = createRequire(import.meta.url)("@typescript-eslint/parser") as { parseForESLint: Parse };
    return loaded.parseForESLint;
  } catch (error) {
    throw new Error(
      `The parser for TypeScript cannot be loaded: ${firstLine(error)} It needs TypeScript 5 or 6. Beside TypeScript 7, which has no interface for linters: npm install --save-dev typescript@npm:@typescript/typescript6 @typescript/native@npm:typescript@7`,
      { cause: error },
    );
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? "").trim();
}
