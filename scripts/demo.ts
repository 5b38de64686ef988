/**
 * `npm run demo`: a hurried author's plugin, linted by the real ESLint command line, then fixed.
 * Exits 0 when it showed what it should, and 1 with what went wrong when it did not.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ESLint } from "eslint";
import stratos from "eslint-plugin-stratos";

interface Mistake {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly what: string;
  /** What one file does not tell; types are at hand here. */
  readonly needs?: "types" | "other files";
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const broken = path.join(root, "examples/status-board-broken");
const right = path.join(root, "examples/status-board");
const useColor = process.stdout.isTTY && !process.env["NO_COLOR"];
const failures: string[] = [];

heading("1. A plugin with mistakes, and ESLint as its author runs it");
command("examples/status-board-broken", "npx eslint .");
console.log(eslint(broken, []).stdout);
explainRules(jsonReports(broken));
checkFindings(jsonReports(broken));

heading("2. What can be fixed for certain is fixed: the same command with --fix, on a copy");
const copy = copyOf(broken);
try {
  command("a copy of it", "npx eslint . --fix");
  const fixed = eslint(copy, ["--fix"]);
  console.log(diff(broken, copy));
  console.log(lastLine(fixed.stdout));
  checkFixed(jsonReports(copy));
} finally {
  rmSync(copy, { recursive: true, force: true });
}

heading("3. The same plugin, written as the SDK's documentation recommends");
command("examples/status-board", "npx eslint .");
const silent = eslint(right, ["--max-warnings=0"]);
console.log(silent.stdout || "(silence)\n");
if (silent.status !== 0) failures.push("the plugin that is right is not silent");

if (failures.length > 0) {
  console.error(`The demo did not show what it should:\n- ${failures.join("\n- ")}`);
  process.exit(1);
}
console.log("To see who reaches whom: cd examples/status-board && npx eslint-plugin-stratos map");

function heading(text: string): void {
  console.log(`\n${useColor ? `\u001B[1m${text}\u001B[22m` : text}\n${"=".repeat(text.length)}\n`);
}

function command(folder: string, line: string): void {
  console.log(`${folder} $ ${line}`);
}

function eslint(folder: string, args: readonly string[]): { status: number | null; stdout: string } {
  const bin = path.join(root, "node_modules/eslint/bin/eslint.js");
  const color = useColor ? ["--color"] : ["--no-color"];
  const run = spawnSync(process.execPath, [bin, ".", ...color, ...args], { cwd: folder, encoding: "utf8" });
  if (run.status !== 0 && run.status !== 1)
    failures.push(`ESLint could not run in ${folder}:\n${run.stderr}`);
  return { status: run.status, stdout: run.stdout };
}

interface Report {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly fixable: boolean;
}

function jsonReports(folder: string): Report[] {
  const results = JSON.parse(eslint(folder, ["--format=json"]).stdout || "[]") as ESLint.LintResult[];
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, fix }) => ({
      rule: (ruleId ?? "").replace("stratos/", ""),
      file: path.relative(folder, filePath).split(path.sep).join("/"),
      line,
      fixable: fix !== undefined,
    })),
  );
}

/** The rules that spoke, with their pages: here on disk, and where the published package has them. */
function explainRules(reports: readonly Report[]): void {
  console.log("What the rules mean:");
  for (const [name, rule] of Object.entries(stratos.rules)) {
    const count = reports.filter((report) => report.rule === name).length;
    console.log(`  ${name} (${String(count)}): ${rule.meta?.docs?.description ?? ""}`);
    console.log(`    ${pathToFileURL(path.join(root, `docs/rules/${name}.md`)).href}`);
    console.log(`    ${rule.meta?.docs?.url ?? ""}`);
  }
}

/** Every mistake of the list that a rule of this version knows is found on its line, and nothing else. */
function checkFindings(reports: readonly Report[]): void {
  const all = JSON.parse(readFileSync(path.join(broken, "mistakes.json"), "utf8")) as Mistake[];
  const expected = all.filter(({ rule, needs }) => rule in stratos.rules && needs !== "other files");
  const key = ({ rule, file, line }: Pick<Report, "rule" | "file" | "line">): string =>
    `${rule} in ${file}, line ${String(line)}`;
  const found = new Set(reports.map(key));
  const known = new Set(expected.map(key));
  for (const mistake of expected)
    if (!found.has(key(mistake))) failures.push(`not found: ${key(mistake)}: ${mistake.what}`);
  for (const report of reports)
    if (!known.has(key(report))) failures.push(`found, but it is no mistake: ${key(report)}`);
  if (expected.length === 0) failures.push("there is nothing to find");
}

function checkFixed(left: readonly Report[]): void {
  const before = jsonReports(broken);
  const unfixable = before.filter(({ fixable }) => !fixable).length;
  if (unfixable === before.length) failures.push("nothing could be fixed");
  if (left.length !== unfixable)
    failures.push(`after --fix ${String(left.length)} problems are left, not ${String(unfixable)}`);
}

/** Beside this project, so that the copy finds what is installed here. */
function copyOf(folder: string): string {
  const parent = path.join(root, "tests/.tmp");
  mkdirSync(parent, { recursive: true });
  const target = mkdtempSync(path.join(parent, "demo-"));
  cpSync(folder, target, { recursive: true, filter: (source) => path.basename(source) !== "node_modules" });
  return target;
}

function diff(from: string, to: string): string {
  const args = ["diff", "--no-index", "--unified=0", useColor ? "--color=always" : "--color=never", from, to];
  const { stdout } = spawnSync("git", args, { encoding: "utf8" });
  const isNoise = /^(?:\u001B\[\d*m)*(?:diff --git|index |--- )/;
  const short = stdout
    .replaceAll(`a${from}/`, "")
    .replaceAll(`b${to}/`, "")
    .replaceAll(`${to}/`, "")
    .replaceAll(`${from}/`, "");
  return short
    .split("\n")
    .filter((line) => !isNoise.test(line))
    .join("\n");
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")
      .findLast((line) => line.includes("problem")) ?? ""
  );
}
