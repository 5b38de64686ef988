/** `tsx scripts/agreement.ts [--count 1000] [--seed 1]`: generated programs, run by the machine and by JavaScript itself. */
import { disagreementOf } from "../tests/run/both.js";
import { writeProgram } from "../tests/run/programs.js";
import { readOptions } from "./options.js";

const { count, seed: first } = readOptions({ count: 1000, seed: 1 }).numbers;
let known = 0;
let wrong = 0;
for (let seed = first; seed < first + count; seed++) {
  const code = writeProgram(seed);
  const { disagreement, isKnown } = await disagreementOf(code);
  if (isKnown) known++;
  if (disagreement === undefined) continue;
  wrong++;
  console.log(`--- seed ${String(seed)}\n${code}\n${JSON.stringify(disagreement)}`);
}
console.log(
  `${String(count)} programs: ${String(known)} are known in every part, ${String(wrong)} give something else than in JavaScript`,
);
process.exit(wrong > 0 ? 1 : 0);
