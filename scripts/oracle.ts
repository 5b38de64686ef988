/** `tsx scripts/oracle.ts [oracle...] [--count 1000] [--seed 1] [--record]`: the rules against the execution of generated plugins. */
import { format } from "prettier";
import type { FoundDisagreement, Tally } from "../tests/oracle/compare.js";
import { compare } from "../tests/oracle/compare.js";
import { recordDisagreement } from "../tests/oracle/disagreements.js";
import type { Oracle } from "../tests/oracle/oracle.js";
import { oracles } from "../tests/oracle/oracles.js";
import { shrinkDisagreement } from "../tests/oracle/shrink.js";
import { readOptions, stop } from "./options.js";

/** More misses than this part of what goes wrong are a failure. Without types, declared types are out of sight. */
const MOST_MISSES = 0.02;
/** Disagreements are told after so many programs. */
const BATCH = 100;

const { numbers, has, names } = readOptions(
  { count: 1000, seed: 1 },
  { flags: ["record"], takesNames: true },
);
const { count, seed: first } = numbers;
const unknown = names.filter((name) => !oracles.some((oracle) => oracle.name === name));
if (unknown.length > 0)
  stop(`There is no oracle "${unknown.join()}". There are ${oracles.map(({ name }) => name).join(", ")}.`);
const chosen = oracles.filter(({ name }) => names.length === 0 || names.includes(name));

const rows: string[] = [];
/** The oracles of which the rules say something wrong, or miss too much. */
const failures: string[] = [];
for (const oracle of chosen) await runOracle(oracle);
console.log(
  [
    `Seeds ${String(first)} to ${String(first + count - 1)}:`,
    "",
    "| rule | | programs | of them wrong | false alarms | precision | missed | recall | threw |",
    "|---|---|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n"),
);
// jsdom and React keep the process alive.
process.exit(failures.length > 0 ? 1 : 0);

async function runOracle(oracle: Oracle): Promise<void> {
  const tallies = new Map<string, Tally>();
  const total = { wrong: 0, errors: 0 };
  for (let done = 0; done < count; done += BATCH) {
    const length = Math.min(BATCH, count - done);
    const found = await compare(
      oracle,
      Array.from({ length }, (_, index) => first + done + index),
    );
    total.wrong += found.wrong;
    if (found.disagreements.some(({ kind }) => kind === "crash")) failures.push(oracle.name);
    total.errors += found.disagreements.filter(({ kind }) => kind === "error").length;
    for (const tally of found.tallies) add(tallies, tally);
    await tell(oracle, found.disagreements);
    console.error(`${oracle.name}: ${String(done + length)} of ${String(count)}`);
  }
  for (const { rule, mode, reports, falseAlarms, findings, misses } of tallies.values()) {
    const cells = [
      `\`${rule}\``,
      oracle.isTyped ? mode : "",
      String(count),
      String(total.wrong),
      String(falseAlarms),
      percent(reports - falseAlarms, reports),
      `${String(misses)} of ${String(findings)}`,
      percent(findings - misses, findings),
      String(total.errors),
    ];
    rows.push(`| ${cells.join(" | ")} |`);
    const isBounded = !oracle.isTyped || mode === "typed";
    if (falseAlarms > 0 || (isBounded && misses > findings * MOST_MISSES)) failures.push(oracle.name);
  }
}

function add(tallies: Map<string, Tally>, tally: Tally): void {
  const key = `${tally.rule} ${tally.mode}`;
  const sum = tallies.get(key);
  if (!sum) tallies.set(key, { ...tally });
  else for (const part of ["reports", "falseAlarms", "findings", "misses"] as const) sum[part] += tally[part];
}

/** Prints disagreements as small as they get, those with the same mistake together. */
async function tell(oracle: Oracle, disagreements: readonly FoundDisagreement[]): Promise<void> {
  const groups = new Map<string, FoundDisagreement[]>();
  for (const one of disagreements) {
    const title = `${one.kind}, ${one.mode}: ${mistakesOf(one)}`;
    groups.set(title, [...(groups.get(title) ?? []), one]);
  }
  for (const [title, group] of groups) {
    console.log(`\n${oracle.name}: ${title}: ${String(group.length)}`);
    for (const one of group) {
      console.log(`\n--- seed ${String(one.seed)}: ${one.rule}: ${one.why}\n${one.program.parts.join(", ")}`);
      if (one.kind === "error") continue;
      const files = await shrinkDisagreement(oracle, one.program.files, one);
      for (const [file, text] of Object.entries(files)) {
        const code = await format(text, { parser: "typescript", printWidth: 110 });
        if (code.trim() !== "export {};") console.log(`// ${file}\n${code}`);
      }
      if (has("record")) recordDisagreement(oracle, one, files);
    }
  }
}

function mistakesOf({ program: { parts } }: FoundDisagreement): string {
  return parts.filter((part) => /^mistake:|^edit:|: not:/.test(part)).join(", ") || "meant to be right";
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "" : `${((100 * part) / whole).toFixed(2)} %`;
}
