import { lint } from "../helpers/plugin-on-disk.js";
import { generateProgram } from "./grammar.js";
import type { Verdict } from "./mount.js";
import { verdictOf } from "./mount.js";
import { shrink } from "./shrink.js";

const RULE = "require-socket-cleanup";
const FILE = "/nowhere/src/ui/index.tsx";

/** A program of which the rule and its execution say different things. */
export interface Disagreement {
  readonly seed: number;
  readonly parts: readonly string[];
  readonly code: string;
  /** What the rule reports. */
  readonly reports: readonly string[];
  /** What execution found. */
  readonly findings: readonly string[];
}

/** The rule and execution, over many programs. */
export interface Comparison {
  readonly programs: number;
  readonly invalid: number;
  readonly falseAlarms: readonly Disagreement[];
  readonly misses: readonly Disagreement[];
  /** Programs that threw, or on which the rule did. */
  readonly errors: readonly Disagreement[];
}

/** Runs the program of each seed, and the rule on it. */
export async function compare(seeds: Iterable<number>): Promise<Comparison> {
  const falseAlarms: Disagreement[] = [];
  const misses: Disagreement[] = [];
  const errors: Disagreement[] = [];
  let programs = 0;
  let invalid = 0;
  for (const seed of seeds) {
    const { code, parts } = generateProgram(seed);
    const { kind, findings } = await verdictOf(code, { stopsEarly: true });
    const reports = reportsOf(code);
    const one = { seed, parts, code, findings, reports: reports ?? [] };
    if (kind === "invalid") invalid++;
    if (kind === "error" || !reports) errors.push(one);
    else if (kind === "valid" && reports.length > 0) falseAlarms.push(one);
    else if (kind === "invalid" && reports.length === 0) misses.push(one);
    programs++;
  }
  return { programs, invalid, falseAlarms, misses, errors };
}

/** What the rule says of a program; `undefined`: it threw, or the program cannot be read. */
function reportsOf(code: string): string[] | undefined {
  try {
    const messages = lint(RULE, code, FILE, undefined, { pluginId: "my-plugin" });
    return messages.map(({ line, message }) => `${String(line)}: ${message}`);
  } catch {
    return undefined;
  }
}

/** A smaller program about which the two disagree in the same way. */
export async function shrinkDisagreement({ code, reports, findings }: Disagreement): Promise<string> {
  const isMiss = reports.length === 0;
  const [kind] = isMiss ? kindsOf({ findings }) : [startOf(reports[0] ?? "")];
  return shrink(code, async (smaller) => {
    const said = reportsOf(smaller);
    if (!said || (isMiss ? said.length > 0 : startOf(said[0] ?? "") !== kind)) return false;
    const verdict = await verdictOf(smaller, { stopsEarly: true });
    if (!isMiss) return verdict.kind === "valid" && verdict.hasSubscribed;
    return verdict.kind === "invalid" && kindsOf(verdict)[0] === kind;
  });
}

/** The words of a report before the first name in it. */
function startOf(report: string): string {
  return /^\d+: (?:`[^`]*`|The inline handler)?(?<words>[^`"]*)/i.exec(report)?.groups?.["words"] ?? "";
}

/** "left", "lost", "deaf" and so on. */
function kindsOf({ findings }: Pick<Verdict, "findings">): string[] {
  return findings.map((finding) => /^[a-z ]+/.exec(finding)?.[0] ?? "").filter((kind) => kind !== "error");
}
