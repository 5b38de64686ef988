/** `tsx scripts/first-value-oracle.ts [--count 1000] [--seed 1]`: `require-initial-fetch` against the execution of generated screens. */
import { parseArgs } from "node:util";
import type { ScreenDisagreement } from "../tests/oracle/first-value/compare.js";
import { compareScreens } from "../tests/oracle/first-value/compare.js";

const { values } = parseArgs({
  options: { count: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
const [count, first] = [Number(values.count), Number(values.seed)];
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(first) || count < 1) {
  console.error("--count and --seed take positive whole numbers.");
  process.exit(2);
}
const found = await compareScreens(Array.from({ length: count }, (_, index) => first + index));
for (const one of found.falseAlarms) tell("false alarm", one);
for (const one of found.misses) tell("miss", one);
for (const one of found.errors) tell("error", one);
const share = ((100 * found.misses.length) / Math.max(1, found.invalid)).toFixed(1);
console.log(
  [
    `programs      ${String(found.programs)} (seeds ${String(first)} to ${String(first + count - 1)})`,
    `invalid       ${String(found.invalid)}`,
    `false alarms  ${String(found.falseAlarms.length)}`,
    `misses        ${String(found.misses.length)} (${share} % of the invalid)`,
    `errors        ${String(found.errors.length)}`,
  ].join("\n"),
);
// jsdom and React keep the process alive.
process.exit(found.falseAlarms.length > 0 ? 1 : 0);

function tell(kind: string, { program, why }: ScreenDisagreement): void {
  console.log(`\n${kind}, seed ${String(program.seed)}: ${why}\n${program.parts.join(", ")}`);
  console.log(program.code.split("\n").slice(2).join("\n"));
}
