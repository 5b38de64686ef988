import fs from "node:fs";
import type { ESLint, Linter } from "eslint";
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";
import type { Gap } from "./gaps.js";
import { counted, indent, shownPath } from "./words.js";

type Colors = ReturnType<typeof pc.createColors>;

export interface ReportOptions {
  readonly cwd: string;
  /** Whether colours and links are understood. */
  readonly hasColors: boolean;
  readonly width: number | undefined;
  /** The page of each rule, by its name with prefix. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Longer lines of code than this are cut around what is marked. */
const LONGEST_CODE = 100;
/** More gaps of one kind than this are counted only. */
const MOST_GAPS = 8;

/** The findings as a person reads them: where, the code, what is wrong and what to do, then a summary by rule. */
export function report(results: readonly ESLint.LintResult[], options: ReportOptions): string {
  const colors = pc.createColors(options.hasColors);
  const findings = results.flatMap((result) => {
    const lines = result.messages.length > 0 ? linesOf(result) : [];
    return result.messages.map((message) => finding(result.filePath, message, lines, options, colors));
  });
  return [...findings, summary(results, options, colors)].join("\n");
}

function linesOf({ source, filePath }: ESLint.LintResult): readonly string[] {
  const text = source ?? (fs.existsSync(filePath) ? fs.readFileSync(filePath, "utf8") : "");
  return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}

function finding(
  file: string,
  message: Linter.LintMessage,
  lines: readonly string[],
  { cwd, width, hasColors, pages }: ReportOptions,
  colors: Colors,
): string {
  const { ruleId, line, column, severity, fix } = message;
  const where = `${shownPath(cwd, file)}:${String(line)}:${String(column)}`;
  const level = severity === 2 ? colors.red("error") : colors.yellow("warning");
  const name = ruleId === null ? "this file cannot be read" : shortName(ruleId);
  const page = ruleId === null ? undefined : pages.get(ruleId);
  const linked = hasColors && page !== undefined ? `\u001B]8;;${page}\u0007${name}\u001B]8;;\u0007` : name;
  const fixable = fix ? colors.dim(" (--fix repairs it)") : "";
  const text = width === undefined ? message.message : wrapAnsi(message.message, Math.max(40, width - 2));
  return [
    `${colors.bold(where)} ${level} ${colors.dim(linked)}${fixable}`,
    ...marked(message, lines, colors),
    indent(text),
    "",
  ].join("\n");
}

/** The line of code, with what is meant underlined. */
function marked(
  { line, column, endLine, endColumn }: Linter.LintMessage,
  lines: readonly string[],
  colors: Colors,
): string[] {
  const code = lines[line - 1];
  if (code === undefined || code.trim() === "") return [];
  const text = code.replaceAll("\t", " ");
  const start = column - 1;
  const end = endLine === line && endColumn !== undefined ? endColumn - 1 : text.trimEnd().length;
  const from = Math.min(text.length - text.trimStart().length, start);
  const cut = Math.max(from, start - LONGEST_CODE / 2);
  const shown = text.slice(cut, cut + LONGEST_CODE);
  const mark = "~".repeat(Math.max(1, Math.min(end, cut + LONGEST_CODE) - start));
  const gutter = `${String(line)} | `;
  return [
    `  ${colors.dim(gutter)}${cut > from ? "…" : ""}${shown}${cut + LONGEST_CODE < text.length ? "…" : ""}`,
    `  ${" ".repeat(gutter.length + start - cut + (cut > from ? 1 : 0))}${colors.red(mark)}`,
  ];
}

function summary(results: readonly ESLint.LintResult[], { pages }: ReportOptions, colors: Colors): string {
  const messages = results.flatMap((result) => result.messages);
  const repaired = results.filter(({ output }) => output !== undefined).length;
  const checked = `${counted(results.length, "file")} checked${repaired > 0 ? `, ${String(repaired)} of them repaired` : ""}`;
  if (messages.length === 0) return `${colors.green("No problems")}: ${checked}.\n`;
  const files = results.filter((result) => result.messages.length > 0).length;
  const fixable = messages.filter(({ fix }) => fix !== undefined).length;
  const lines = [
    colors.red(colors.bold(`${counted(messages.length, "problem")} in ${counted(files, "file")}`)) +
      `, ${checked}.`,
  ];
  const byRule = new Map<string | null, number>();
  for (const { ruleId } of messages) byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + 1);
  const width = Math.max(...[...byRule.keys()].map((rule) => shortName(rule).length));
  for (const [rule, count] of [...byRule].toSorted(([, a], [, b]) => b - a))
    lines.push(
      `  ${String(count).padStart(3)}  ${shortName(rule).padEnd(width)}  ${colors.dim(pages.get(rule ?? "") ?? "")}`.trimEnd(),
    );
  if (fixable > 0)
    lines.push(
      "",
      `--fix repairs ${fixable === messages.length ? "all of them" : `${String(fixable)} of them`}.`,
    );
  return `${lines.join("\n")}\n`;
}

/** What was not checked, and what follows from that. */
export function reportGaps(gaps: readonly Gap[], hasColors: boolean): string {
  if (gaps.length === 0) return "";
  const colors = pc.createColors(hasColors);
  const byEffect = new Map<string, Gap[]>();
  for (const gap of gaps) byEffect.set(gap.effect, [...(byEffect.get(gap.effect) ?? []), gap]);
  const chapters = [...byEffect].flatMap(([effect, same]) => {
    const shown = same
      .slice(0, MOST_GAPS)
      .map(({ where, what }) => `    ${where === undefined ? "" : `${where}: `}${what}`);
    const more = same.length > MOST_GAPS ? [`    and ${String(same.length - MOST_GAPS)} more`] : [];
    return [`  ${effect}:`, ...shown, ...more];
  });
  return [colors.yellow("Not checked"), ...chapters, ""].join("\n");
}

function shortName(ruleId: string | null): string {
  return ruleId === null ? "syntax" : ruleId.replace(/^stratos\//, "");
}
