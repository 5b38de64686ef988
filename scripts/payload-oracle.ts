/** `tsx scripts/payload-oracle.ts [--count 5000] [--seed 1]`: the rule about payloads against the execution of generated programs. */
import { parseArgs } from "node:util";
import type { PayloadDisagreement } from "../tests/oracle/payload/compare.js";
import { comparePayloads } from "../tests/oracle/payload/compare.js";

const BATCH = 250;
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    show: { type: "boolean", default: false },
  },
});
const [count, first] = [Number(values.count), Number(values.seed)];
if (!Number.isSafeInteger(count) || !Number.isSafeInteger(first) || count < 1) {
  console.error("--count and --seed take positive whole numbers.");
  process.exit(2);
}
const start = performance.now();
const total = { programs: 0, invalid: 0, falseAlarms: 0, untypedMisses: 0, typedMisses: 0, errors: 0 };
for (let done = 0; done < count; done += BATCH) {
  const seeds = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => first + done + index);
  const found = await comparePayloads(seeds);
  for (const one of found.falseAlarms) tell("false alarm", one);
  for (const one of found.misses) if (one.isTyped || values.show) tell("miss", one);
  for (const one of found.errors) tell("error", one);
  total.programs += found.programs;
  total.invalid += found.invalid;
  total.falseAlarms += found.falseAlarms.length;
  total.untypedMisses += found.misses.filter(({ isTyped }) => !isTyped).length;
  total.typedMisses += found.misses.filter(({ isTyped }) => isTyped).length;
  total.errors += found.errors.length;
}
const percent = (part: number): string => `${((100 * part) / Math.max(1, total.invalid)).toFixed(1)} %`;
console.log(
  [
    `programs        ${String(total.programs)} (seeds ${String(first)} to ${String(first + count - 1)})`,
    `invalid         ${String(total.invalid)}`,
    `false alarms    ${String(total.falseAlarms)} (typed and untyped)`,
    `misses, typed   ${String(total.typedMisses)} (${percent(total.typedMisses)} of the invalid)`,
    `misses, untyped ${String(total.untypedMisses)} (${percent(total.untypedMisses)} of the invalid)`,
    `errors          ${String(total.errors)}`,
    `seconds         ${((performance.now() - start) / 1000).toFixed(0)}`,
  ].join("\n"),
);
process.exit(total.falseAlarms > 0 || total.typedMisses > total.invalid * 0.03 ? 1 : 0);

function tell(kind: string, { program, why, isTyped }: PayloadDisagreement): void {
  console.log(`\n${kind} (${isTyped ? "typed" : "untyped"}), seed ${String(program.seed)}: ${why}`);
  console.log(program.code.split("\n").slice(2).join("\n"));
  if (program.other.length > 12) console.log(`--- data\n${program.other}`);
}
