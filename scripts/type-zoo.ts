/** `tsx scripts/type-zoo.ts`: what the rule about payloads says of every declared type, and which take longest. */
import { visitZoo } from "../tests/clone/zoo.js";

const animals = visitZoo();
const slowest = animals.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
const total = animals.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
console.log(`types    ${String(animals.length)}`);
console.log(`bad      ${String(animals.filter(({ damages }) => damages > 0).length)}`);
console.log(`total    ${total.toFixed(0)} ms`);
for (const { name, milliseconds } of slowest)
  console.log(`${milliseconds.toFixed(1).padStart(8)} ms ${name}`);
