import type { Ask, Mode, Report } from "./ask.js";
import { modesOf, onDisk } from "./ask.js";
import type { Files } from "./execution/evaluate.js";
import { quiet } from "./execution/quiet.js";
import { messageOf } from "./execution/stage.js";
import type { Finding, Oracle, Outcome, Program, RuleName } from "./oracle.js";

/** A program of which a rule and its execution say different things. */
export interface Disagreement {
  /** `error`: the program throws, so nothing can be said of it. `crash`: a rule throws. */
  readonly kind: "false alarm" | "miss" | "error" | "crash";
  readonly rule: RuleName;
  readonly mode: Mode;
  /** What the rule says, what it should have said, or what was thrown. */
  readonly why: string;
}

/** A disagreement about the program of a seed. */
export interface FoundDisagreement extends Disagreement {
  readonly seed: number;
  readonly program: Program;
}

/** One rule in one mode, over many programs. */
export interface Tally {
  readonly rule: RuleName;
  readonly mode: Mode;
  /** What it reported, and how much of that is not so. */
  reports: number;
  falseAlarms: number;
  /** What went wrong in execution, and how much of that it did not report. */
  findings: number;
  misses: number;
}

/** The rules and execution, over many programs. */
export interface Comparison {
  readonly programs: number;
  /** In how many of them something goes wrong. */
  readonly wrong: number;
  readonly tallies: readonly Tally[];
  readonly disagreements: readonly FoundDisagreement[];
}

/** What is to be said of one report, or of one thing that went wrong. */
interface Judgement extends Omit<Disagreement, "kind"> {
  readonly kind: "true report" | "found" | Disagreement["kind"];
}

/** Runs the program of each seed, and the rules on it. */
export async function compare(oracle: Oracle, seeds: readonly number[]): Promise<Comparison> {
  const programs = seeds.map(oracle.write);
  const files = programs.map((program) => program.files);
  const tallies = modesOf(oracle).flatMap((mode) =>
    oracle.rules.map((rule): Tally => ({ rule, mode, reports: 0, falseAlarms: 0, findings: 0, misses: 0 })),
  );
  const disagreements: FoundDisagreement[] = [];
  let wrong = 0;
  await onDisk(oracle, files, async (ask) => {
    for (const [index, program] of programs.entries()) {
      const outcome = await run(oracle, program.files);
      if (outcome.findings.length > 0) wrong++;
      for (const judgement of judgeAll(oracle, outcome, ask, index)) {
        count(tallies, judgement);
        if (isDisagreement(judgement)) disagreements.push({ ...judgement, seed: seeds[index] ?? 0, program });
      }
    }
  });
  return { programs: seeds.length, wrong, tallies, disagreements };
}

/** In what the rules and the execution of one plugin differ. An idle one tells nothing about false alarms. */
export async function disagreementsAbout(oracle: Oracle, files: Files): Promise<readonly Disagreement[]> {
  const outcome = await run(oracle, files);
  return onDisk(oracle, [files], (ask) =>
    Promise.resolve(
      judgeAll(oracle, outcome, ask, 0)
        .filter(isDisagreement)
        .filter(({ kind }) => kind !== "false alarm" || outcome.isIdle !== true),
    ),
  );
}

/** Runs a plugin. That it cannot even be read is an error of it, too. */
async function run(oracle: Oracle, files: Files): Promise<Outcome> {
  let rejection: unknown;
  const restore = quiet((reason) => (rejection ??= reason));
  try {
    const outcome = await oracle.run(files);
    return rejection === undefined ? outcome : { findings: [], error: `unhandled: ${messageOf(rejection)}` };
  } catch (error) {
    return { findings: [], error: messageOf(error) };
  } finally {
    restore();
  }
}

const isDisagreement = (judgement: Judgement): judgement is Disagreement =>
  judgement.kind !== "true report" && judgement.kind !== "found";

function judgeAll(oracle: Oracle, outcome: Outcome, ask: Ask, plugin: number): readonly Judgement[] {
  const [rule] = oracle.rules;
  if (rule === undefined) throw new Error("An oracle judges at least one rule.");
  return modesOf(oracle).flatMap((mode): readonly Judgement[] => {
    if (outcome.error !== undefined) return [{ kind: "error", rule, mode, why: outcome.error }];
    try {
      return judge(mode, outcome.findings, ask(plugin, mode));
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return [{ kind: "crash", rule, mode, why }];
    }
  });
}

function judge(mode: Mode, findings: readonly Finding[], reports: readonly Report[]): readonly Judgement[] {
  const told = reports.map((report): Judgement => {
    const isTrue = findings.some((finding) => isAbout(report, finding));
    return { kind: isTrue ? "true report" : "false alarm", rule: report.rule, mode, why: report.message };
  });
  const happened = findings.map((finding): Judgement => {
    const isTold = reports.some((report) => isAbout(report, finding));
    return { kind: isTold ? "found" : "miss", rule: finding.rules[0], mode, why: finding.why };
  });
  return [...told, ...happened];
}

const isAbout = ({ rule, message }: Report, { rules, names }: Finding): boolean =>
  rules.includes(rule) && (names?.some((name) => message.includes(name)) ?? true);

function count(tallies: readonly Tally[], { kind, rule, mode }: Judgement): void {
  const tally = tallies.find((one) => one.rule === rule && one.mode === mode);
  if (!tally) throw new Error(`The oracle does not judge ${rule}.`);
  if (kind === "true report" || kind === "false alarm") tally.reports++;
  if (kind === "false alarm") tally.falseAlarms++;
  if (kind === "found" || kind === "miss") tally.findings++;
  if (kind === "miss") tally.misses++;
}
