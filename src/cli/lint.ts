import stratos from "../index.js";
import type { EngineRun } from "./engine.js";
import { assertNotEmpty, runEngine } from "./engine.js";
import { GapCollector } from "./gaps.js";
import type { Io } from "./io.js";
import { Progress } from "./progress.js";
import { report, reportGaps } from "./report.js";
import { targetsOf } from "./targets.js";

export interface LintOptions {
  readonly fix?: boolean;
  /** A formatter of ESLint instead of our own words. */
  readonly format?: string;
  /** More warnings than this are a failure. */
  readonly maxWarnings?: number;
  readonly types: boolean;
}

/** Lints folders with the preset `strict`. Gives the exit code: 0 clean, 1 problems. */
export async function lintCommand(
  folders: readonly string[],
  { fix, format, maxWarnings, types }: LintOptions,
  io: Io,
): Promise<0 | 1> {
  const { cwd, stdout, stderr } = io;
  const gaps = new GapCollector(cwd, types);
  const targets = targetsOf(folders, cwd);
  const run = await Progress.during(stderr, (progress) =>
    runEngine({
      targets,
      rules: stratos.configs.strict.rules,
      plugin: stratos,
      types,
      fix: fix === true,
      format,
      onFile: (file, communication) => {
        progress.step(file);
        gaps.addFile(file, communication);
      },
      onUntyped: (file, why) => {
        gaps.addUntyped(file, why);
      },
    }),
  );
  assertNotEmpty(run, targets);
  const { results, formatted } = run;
  if (format === undefined) {
    const hasColors = io.hasColors(stdout);
    const width = stdout.isTTY ? stdout.columns : undefined;
    stdout.write(report(results, { cwd, hasColors, width, pages: pages() }));
    if (gaps.found.length > 0) stdout.write(`\n${reportGaps(gaps.found, hasColors)}`);
  } else {
    const text = await formatted();
    stdout.write(text === "" || text.endsWith("\n") ? text : `${text}\n`);
    // What another program reads is not mixed with words for people.
    if (gaps.found.length > 0) stderr.write(reportGaps(gaps.found, io.hasColors(stderr)));
  }
  return exitCode(results, maxWarnings, io);
}

function exitCode(results: EngineRun["results"], maxWarnings: number | undefined, { stderr }: Io): 0 | 1 {
  const count = (key: "errorCount" | "warningCount"): number =>
    results.reduce((sum, result) => sum + result[key], 0);
  if (count("errorCount") > 0) return 1;
  if (maxWarnings === undefined || count("warningCount") <= maxWarnings) return 0;
  stderr.write(`There are more than ${String(maxWarnings)} warnings.\n`);
  return 1;
}

/** The page of each rule. */
function pages(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(stratos.rules).map(([name, rule]) => [`stratos/${name}`, rule.meta?.docs?.url ?? ""]),
  );
}
