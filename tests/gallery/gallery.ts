/** The plugins of the gallery, and what the rules say of them, as they are and changed. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import ts from "typescript";
import stratos from "../../src/index.js";
import { ROOT } from "../helpers/command.js";

export const GALLERY: string = path.join(ROOT, "examples/gallery");

/** One plugin, or several in one repository. */
export const NAMES: readonly string[] = readdirSync(GALLERY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

type Lines = string | readonly string[] | Readonly<Record<string, string | readonly string[]>>;

/** A change that an author could make by mistake. */
export interface Mistake {
  readonly rule: string;
  readonly file: string;
  /** Text that stands once in the file, and what stands there instead. */
  readonly find: string;
  readonly replace: string;
  /** The lines of the reports, as they are written; by their files, unless all are in `file`. */
  readonly at: Lines;
  /** What else is told of it, by rule. */
  readonly also?: Readonly<Record<string, Lines>>;
  readonly what: string;
  /** Why it is not found. */
  readonly limit?: string;
}

export function mistakesOf(name: string): readonly Mistake[] {
  return JSON.parse(readFileSync(path.join(GALLERY, name, "mistakes.json"), "utf8")) as Mistake[];
}

/** Declarations of libraries are parsed once for all programs. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/** A copy of a plugin, in which one file at a time can be changed. */
export class Copy {
  readonly root: string;
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
  #program: ts.Program | undefined;

  constructor(
    readonly name: string,
    purpose: string,
  ) {
    const folder = path.join(ROOT, "tests/.tmp/gallery", purpose);
    this.root = path.join(folder, name);
    rmSync(this.root, { recursive: true, force: true });
    cpSync(path.join(GALLERY, name), this.root, { recursive: true });
    cpSync(path.join(GALLERY, "tsconfig.base.json"), path.join(folder, "tsconfig.base.json"));
    const { options, fileNames } = configIn(this.root);
    this.options = options;
    this.files = fileNames.map((file) => path.relative(this.root, file).split(path.sep).join("/")).sort();
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), "utf8");
  }

  /** Does something while one file has another text. */
  async with<T>(file: string, text: string, act: () => T | Promise<T>): Promise<T> {
    const before = this.read(file);
    writeFileSync(path.join(this.root, file), text);
    // What one turn of the event loop has seen of the disk may be taken for unchanged.
    await new Promise(setImmediate);
    try {
      return await act();
    } finally {
      writeFileSync(path.join(this.root, file), before);
    }
  }

  /** What tsc says. */
  typeErrors(): readonly string[] {
    return ts
      .getPreEmitDiagnostics(this.#programNow())
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ""} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      );
  }

  /** Each report of the strict preset as `file rule: the line`. */
  reports(isTyped: boolean, files: readonly string[] = this.files): readonly string[] {
    const program = isTyped ? this.#programNow() : undefined;
    const linter = new Linter({ cwd: this.root });
    const reports = files.flatMap((file) => {
      const text = this.read(file);
      const messages = linter.verify(
        text,
        {
          files: ["**/*.{js,jsx,ts,tsx}"],
          plugins: { stratos },
          rules: stratos.configs.strict.rules,
          languageOptions: {
            parser,
            parserOptions: program ? { programs: [program] } : { ecmaFeatures: { jsx: true } },
          },
        },
        { filename: path.join(this.root, file) },
      );
      return messages.map(({ ruleId, line, message, fatal }) =>
        report(
          file,
          fatal ? message : String(ruleId).replace("stratos/", ""),
          text.split("\n")[line - 1] ?? "",
        ),
      );
    });
    return reports.toSorted();
  }

  #programNow(): ts.Program {
    const host = ts.createCompilerHost(this.options, true);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (file, ...rest) => {
      if (file.startsWith(this.root) && !file.includes("node_modules")) {
        const known = this.#program?.getSourceFile(file);
        return known?.text === ts.sys.readFile(file) ? known : read(file, ...rest);
      }
      if (!declarations.has(file)) declarations.set(file, read(file, ...rest));
      return declarations.get(file);
    };
    this.#program = ts.createProgram({
      rootNames: this.files.map((file) => path.join(this.root, file)),
      options: this.options,
      host,
      ...(this.#program && { oldProgram: this.#program }),
    });
    return this.#program;
  }
}

function report(file: string, rule: string, line: string): string {
  return `${file} ${rule}: ${line.trim()}`;
}

/** The reports that a mistake must lead to. */
export function expectedOf({ rule, file, at, also = {}, limit }: Mistake): readonly string[] {
  if (limit !== undefined) return [];
  const reports = Object.entries({ [rule]: at, ...also }).flatMap(([name, lines]) => {
    const inFiles = typeof lines === "string" || Array.isArray(lines) ? { [file]: lines } : lines;
    return Object.entries(inFiles).flatMap(([place, texts]) =>
      [texts].flat().map((text: string) => report(place, name, text)),
    );
  });
  return reports.toSorted();
}

function configIn(root: string): ts.ParsedCommandLine {
  const name = ["tsconfig.json", "jsconfig.json"].find((file) => existsSync(path.join(root, file)));
  const file = path.join(root, String(name));
  const read = ts.readConfigFile(file, ts.sys.readFile.bind(ts.sys)) as { config: unknown };
  return ts.parseJsonConfigFileContent(read.config, ts.sys, root, undefined, file);
}
