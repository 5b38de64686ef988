import path from "node:path";
import type ts from "typescript";
import { lint, programOf, writePlugin } from "../../helpers/plugin-on-disk.js";
import type { PayloadProgram } from "./grammar.js";
import { generatePayload } from "./grammar.js";
import { outcomeOf } from "./run.js";

const RULE = "no-non-cloneable-payload";

/** A program of which the rule and its execution say different things. */
export interface PayloadDisagreement {
  readonly program: PayloadProgram;
  readonly why: string;
  readonly isTyped: boolean;
}

/** The rule and execution, over many programs. */
export interface PayloadComparison {
  readonly programs: number;
  readonly invalid: number;
  readonly falseAlarms: readonly PayloadDisagreement[];
  readonly misses: readonly PayloadDisagreement[];
  /** Programs that threw, or on which the rule did. */
  readonly errors: readonly PayloadDisagreement[];
}

/** Runs the program of each seed, and the rule on it, with types and without. */
export async function comparePayloads(seeds: readonly number[]): Promise<PayloadComparison> {
  const programs = seeds.map(generatePayload);
  const files = programs.flatMap(({ seed, code, other }) => [
    [`src/background/plugin-${String(seed)}.ts`, code] as const,
    [`src/background/data-${String(seed)}.ts`, other] as const,
  ]);
  const plugin = writePlugin(`payloads-${String(seeds[0])}`, Object.fromEntries(files));
  const types = programOf(plugin);
  const found = {
    programs: seeds.length,
    invalid: 0,
    falseAlarms: [] as PayloadDisagreement[],
    misses: [] as PayloadDisagreement[],
    errors: [] as PayloadDisagreement[],
  };
  for (const program of programs) {
    const outcome = await outcomeOf(program);
    if (outcome.kind === "error") {
      found.errors.push({ program, why: outcome.why, isTyped: false });
      continue;
    }
    if (outcome.kind === "invalid") found.invalid++;
    const file = path.join(plugin.root, `src/background/plugin-${String(program.seed)}.ts`);
    for (const isTyped of [false, true]) {
      const reports = reportsOf(program, file, isTyped ? types : undefined);
      if (typeof reports === "string") found.errors.push({ program, why: reports, isTyped });
      else if (outcome.kind === "valid" && reports.length > 0)
        found.falseAlarms.push({ program, why: reports[0] ?? "", isTyped });
      else if (outcome.kind === "invalid" && reports.length === 0)
        found.misses.push({ program, why: outcome.why, isTyped });
    }
  }
  return found;
}

function reportsOf(
  { code }: PayloadProgram,
  file: string,
  types: ts.Program | undefined,
): readonly string[] | string {
  try {
    return lint(RULE, code, file, types, { pluginId: "my-plugin" }).map(
      ({ line, message }) => `${String(line)}: ${message}`,
    );
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
