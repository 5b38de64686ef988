import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
// As its users have it: built.
import stratos from "../dist/index.js";
import type { Shape } from "./shapes.js";

const DOUBLINGS = [1, 2, 4, 8, 16, 32, 64] as const;
/** Times below this (milliseconds) say little. */
const MEASURABLE = 20;

const RULES = Object.fromEntries(
  Object.keys(stratos.rules).map((rule): [string, "error"] => [`stratos/${rule}`, "error"]),
);

const eslint = new ESLint({
  cwd: "/",
  stats: true,
  overrideConfigFile: true,
  overrideConfig: {
    files: ["**"],
    plugins: { stratos },
    rules: RULES,
    settings: { stratos: { pluginId: "my-plugin" } },
    languageOptions: { parser },
  },
});

/** The milliseconds that the linter has measured for the rules. */
async function timeOf(code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: "/nowhere/src/file.tsx" });
  const fatal = result?.messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${fatal.message}\n${code.slice(0, 400)}`);
  const rules = result?.stats?.times.passes.flatMap((pass) => Object.values(pass.rules ?? {})) ?? [];
  return rules.reduce((sum, { total }) => sum + total, 0);
}

/** The least of some runs. */
async function costOf(code: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < (code.length < 100_000 ? 3 : 1); run++) times.push(await timeOf(code));
  return Math.min(...times);
}

/** How the cost of a unit grows with size. */
export interface Growth {
  /** What the whole file costs (milliseconds) at each size, and the cost of a unit as a multiple of the first one that can be measured. */
  readonly steps: readonly { readonly cost: number; readonly times: number | undefined }[];
  /** The greatest of these multiples; 0 if nothing can be measured. */
  readonly most: number;
  /** What a unit of the largest file costs, as a multiple of one in the smallest. */
  readonly last: number;
}

export async function growthOf({ first, make }: Shape): Promise<Growth> {
  await costOf(make(first));
  let least: number | undefined;
  const steps: { cost: number; times: number | undefined }[] = [];
  for (const factor of DOUBLINGS) {
    const size = first * factor;
    const cost = await costOf(make(size));
    if (cost >= MEASURABLE) least ??= cost / size;
    steps.push({ cost, times: least && cost / size / least });
  }
  const times = steps.flatMap((step) => step.times ?? []);
  const costOfUnit = (step: number): number => (steps.at(step)?.cost ?? 0) / (DOUBLINGS.at(step) ?? 1);
  const last = costOfUnit(-1) / costOfUnit(0);
  return { steps, most: Math.max(0, ...times), last };
}
