import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import ts from "typescript";
import type { ContestantName } from "./contestants.js";
import { configStartingWith, CONTESTANTS } from "./contestants.js";
import type { Sources } from "./sources.js";

const TEMPORARY = fileURLToPath(new URL("../tests/.tmp/bench/", import.meta.url));

/** Files on the disk. */
export interface Corpus {
  readonly root: string;
  /** Absolute paths of those that are linted. */
  readonly files: readonly string[];
}

/** What files cost: milliseconds for all of them, by who takes them. */
export type Costs = Readonly<Record<ContestantName | "parsing", number>>;

/** Writes a program below this project, so that it finds the SDK's stub, React and Express. */
export function write(name: string, sources: Sources): Corpus {
  const root = path.join(TEMPORARY, name);
  rmSync(root, { recursive: true, force: true });
  for (const [file, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const files = Object.keys(sources).filter((file) => /\.[jt]sx?$/.test(file));
  return { root, files: files.map((file) => path.join(root, file)) };
}

export function removeAll(): void {
  rmSync(TEMPORARY, { recursive: true, force: true });
}

/**
 * Lints files with all contestants at once, in as many rotated orders as there are contestants: the first one to ask pays for
 * what is shared. Two passes in each order; of each file and contestant, the median counts, and the first round of orders warms up.
 */
export async function costsOf({ root, files }: Corpus, program?: ts.Program): Promise<Costs> {
  const linters = CONTESTANTS.map((_, first) => linterOf(root, first, program));
  const samples = new Map<string, number[]>();
  for (let round = 0; round < 3; round++) {
    for (const linter of linters) {
      for (const file of files) {
        const costs = await costsOfFile(linter, file);
        if (round === 0) continue;
        for (const [name, cost] of Object.entries(costs)) {
          const key = `${name} ${file}`;
          const known = samples.get(key);
          if (known) known.push(cost);
          else samples.set(key, [cost]);
        }
      }
    }
  }
  const total = (name: string): number =>
    files.reduce((sum, file) => sum + median(samples.get(`${name} ${file}`) ?? []), 0);
  return Object.fromEntries(
    ["parsing", ...CONTESTANTS.map(({ name }) => name)].map((name) => [name, total(name)]),
  ) as Costs;
}

/** What it costs our rules to learn about all modules of a plugin, and ESLint to parse them: milliseconds. */
export async function indexCostOf({ root, files }: Corpus): Promise<{ index: number; parsing: number }> {
  const linter = linterOf(root, 0, undefined);
  const [first = ""] = files;
  const cold = await costsOfFile(linter, first);
  const warm = await costsOfFile(linter, first);
  let parsing = 0;
  for (const file of files) parsing += (await costsOfFile(linter, file)).parsing;
  return { index: cold.stratos - warm.stratos, parsing };
}

export function programOf({ root, files }: Corpus): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    types: ["node"],
    skipLibCheck: true,
    noEmit: true,
    paths: { "@/*": [path.join(root, "src/*")] },
  };
  return ts.createProgram(files, options);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function linterOf(root: string, first: number, program: ts.Program | undefined): ESLint {
  return new ESLint({
    cwd: root,
    stats: true,
    overrideConfigFile: true,
    overrideConfig: {
      files: ["**"],
      ...configStartingWith(first),
      languageOptions: {
        parser,
        parserOptions: program ? { programs: [program] } : { ecmaFeatures: { jsx: true } },
      },
    },
  });
}

async function costsOfFile(linter: ESLint, file: string): Promise<Costs> {
  const [result] = await linter.lintText(readFileSync(file, "utf8"), { filePath: file });
  const fatal = result?.messages.find((message) => message.fatal);
  const wrong = result?.messages.find(({ ruleId }) => ruleId?.startsWith("stratos/"));
  const bad = fatal ?? wrong;
  if (bad) throw new Error(`${file}:${String(bad.line)}: ${bad.message}`);
  const costs: Record<string, number> = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, 0]));
  costs["parsing"] = 0;
  for (const { parse, rules } of result?.stats?.times.passes ?? []) {
    costs["parsing"] += parse?.total ?? 0;
    for (const [rule, { total }] of Object.entries(rules ?? {})) {
      const owner = rule.slice(0, rule.indexOf("/"));
      costs[owner] = (costs[owner] ?? 0) + total;
    }
  }
  return costs as Costs;
}
