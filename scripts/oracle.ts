/** `tsx scripts/oracle.ts [--count 2000] [--seed 1] [--write FILE]`: the rule against the execution of generated programs. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { format } from "prettier";
import type { Disagreement } from "../tests/oracle/compare.js";
import { compare, shrinkDisagreement } from "../tests/oracle/compare.js";

/** More misses than this part of the invalid programs are a failure. */
const MOST_MISSES = 0.03;
/** Disagreements are told after so many programs. */
const BATCH = 100;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    write: { type: "string" },
  },
});
const [count, first] = [wholeNumber("count", values.count), wholeNumber("seed", values.seed)];
const start = performance.now();
const total = { programs: 0, invalid: 0, falseAlarms: 0, misses: 0, errors: 0 };

for (let done = 0; done < count; done += BATCH) {
  const length = Math.min(BATCH, count - done);
  const found = await compare(Array.from({ length }, (_, index) => first + done + index));
  await tell("false alarm", found.falseAlarms);
  await tell("miss", found.misses);
  for (const { seed, findings } of found.errors)
    console.log(`error: seed ${String(seed)}: ${findings[0] ?? "the rule threw"}`);
  total.programs += found.programs;
  total.invalid += found.invalid;
  total.falseAlarms += found.falseAlarms.length;
  total.misses += found.misses.length;
  total.errors += found.errors.length;
  console.error(`${String(total.programs)} of ${String(count)}`);
}

const { programs, invalid, falseAlarms, misses, errors } = total;
console.log(
  [
    `programs      ${String(programs)} (seeds ${String(first)} to ${String(first + count - 1)})`,
    `invalid       ${String(invalid)} (${percent(invalid, programs)})`,
    `false alarms  ${String(falseAlarms)}`,
    `misses        ${String(misses)} (${percent(misses, invalid)} of the invalid)`,
    `errors        ${String(errors)}`,
    `seconds       ${((performance.now() - start) / 1000).toFixed(0)}`,
  ].join("\n"),
);
// jsdom and React keep the process alive.
process.exit(falseAlarms > 0 || misses > invalid * MOST_MISSES ? 1 : 0);

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${name} takes a positive whole number, not "${text}".`);
  process.exit(2);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

/** Prints disagreements as small as they get, those with the same mistake together. */
async function tell(kind: string, disagreements: readonly Disagreement[]): Promise<void> {
  const groups = new Map<string, Disagreement[]>();
  for (const one of disagreements) groups.set(mistakesOf(one), [...(groups.get(mistakesOf(one)) ?? []), one]);
  for (const [mistakes, group] of groups) {
    console.log(`\n${kind}, ${mistakes}: ${String(group.length)}`);
    for (const one of group) {
      const code = await format(await shrinkDisagreement(one), { parser: "typescript", printWidth: 110 });
      console.log(`\n--- seed ${String(one.seed)}: ${[...one.reports, ...one.findings][0] ?? ""}`);
      console.log(one.parts.join(", "));
      console.log(code);
      if (values.write !== undefined) record(values.write, kind, one, code);
    }
  }
}

function mistakesOf({ parts }: Disagreement): string {
  return parts.filter((part) => /^(?:mistake|edit):/.test(part)).join(", ") || "meant to be right";
}

/** Adds a case to a file of cases. */
function record(file: string, kind: string, one: Disagreement, code: string): void {
  const cases = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { readonly name: string }[])
    : [];
  const name = `generated-${String(one.seed)}`;
  const added = {
    name,
    why: `${kind} (${mistakesOf(one)}): ${(kind === "miss" ? one.findings : one.reports)[0] ?? ""}`,
    kind: kind === "miss" ? "invalid" : "valid",
    rule: "require-socket-cleanup",
    files: { "src/ui/index.tsx": code },
  };
  const others = cases.filter((other) => other.name !== name);
  writeFileSync(file, `${JSON.stringify([...others, added], undefined, 2)}\n`);
}
