import { lint } from "../../helpers/plugin-on-disk.js";
import type { ScreenProgram } from "./grammar.js";
import { generateScreen } from "./grammar.js";
import { outcomeOf } from "./run.js";

/** A program of which the rule and its execution say different things. */
export interface ScreenDisagreement {
  readonly program: ScreenProgram;
  readonly why: string;
}

/** The rule and execution, over many programs. */
export interface ScreenComparison {
  readonly programs: number;
  readonly invalid: number;
  readonly falseAlarms: readonly ScreenDisagreement[];
  readonly misses: readonly ScreenDisagreement[];
  readonly errors: readonly ScreenDisagreement[];
}

/** Runs the program of each seed, and `require-initial-fetch` on it. */
export async function compareScreens(seeds: Iterable<number>): Promise<ScreenComparison> {
  const falseAlarms: ScreenDisagreement[] = [];
  const misses: ScreenDisagreement[] = [];
  const errors: ScreenDisagreement[] = [];
  let programs = 0;
  let invalid = 0;
  for (const seed of seeds) {
    const program = generateScreen(seed);
    const outcome = await outcomeOf(program);
    programs++;
    if (outcome.kind === "error") {
      errors.push({ program, why: outcome.why });
      continue;
    }
    const file = "/nowhere/src/ui/index.tsx";
    const [report] = lint("require-initial-fetch", program.code, file, undefined, { pluginId: "my-plugin" });
    if (outcome.kind === "invalid") invalid++;
    if (outcome.kind === "invalid" && !report) misses.push({ program, why: outcome.why });
    if (outcome.kind === "valid" && report)
      falseAlarms.push({ program, why: `${String(report.line)}: ${report.message}` });
  }
  return { programs, invalid, falseAlarms, misses, errors };
}
