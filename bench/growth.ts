/**
 * `npm run bench:growth [shape]`: what the rules cost in files of a shape that doubles in size. The time
 * of one unit is compared with that at the smallest size at which it can be measured, all in one run; more than `MOST` is an error.
 */
import { growthOf } from "./growth-of.js";
import { SHAPES } from "./shapes.js";

const MOST = 3;

const wanted = process.argv[2];
if (wanted !== undefined && !Object.keys(SHAPES).some((name) => name.includes(wanted))) {
  console.error(`No shape is called "${wanted}". There are ${Object.keys(SHAPES).join(", ")}.`);
  process.exit(2);
}
let worst = 0;
for (const [name, shape] of Object.entries(SHAPES)) {
  if (wanted !== undefined && !name.includes(wanted)) continue;
  const { steps, most } = await growthOf(shape);
  const cells = steps.map(
    ({ cost, times }) => `${cost.toFixed(0)} ms${times === undefined ? "" : ` (${times.toFixed(1)})`}`,
  );
  worst = Math.max(worst, most);
  console.log(
    `${most > MOST ? "GROWS" : "ok   "} ${name} (${String(shape.first)} x 1..64): ${cells.join(", ")}`,
  );
}
console.log(`The dearest unit costs ${worst.toFixed(1)} times the first one that can be measured.`);
if (worst > MOST) process.exitCode = 1;
