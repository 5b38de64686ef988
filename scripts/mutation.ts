/**
 * `tsx scripts/mutation.ts [--windows 60] [--seed 1]`: breaks the analysis in all ways that Stryker knows, in some windows of
 * its lines that a seed draws, and says how many of the mutants a test has noticed; those that TypeScript refuses are left out.
 * `npx stryker run` takes all lines, for many hours.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Random } from "../tests/oracle/random.js";
import { readOptions } from "./options.js";

const LAYERS = ["flow", "run", "model", "react", "clone", "project"] as const;
/** Lines of a window: a mutant has to fit into one. */
const HEIGHT = 12;

const { windows: count, seed } = readOptions({ windows: 60, seed: 1 }).numbers;
const windows = LAYERS.flatMap((layer) =>
  readdirSync(`src/${layer}`)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort()
    .flatMap((name) => {
      const lines = readFileSync(`src/${layer}/${name}`, "utf8").split("\n").length;
      return Array.from(
        { length: Math.ceil(lines / HEIGHT) },
        (_, index) =>
          `src/${layer}/${name}:${String(index * HEIGHT + 1)}-${String(Math.min(lines, (index + 1) * HEIGHT))}`,
      );
    }),
);
const random = new Random(seed);
const drawn = new Set<string>();
while (drawn.size < Math.min(count, windows.length)) drawn.add(random.pick(windows));
console.log(`${String(drawn.size)} of ${String(windows.length)} windows, seed ${String(seed)}`);
try {
  execFileSync("npx", ["stryker", "run", "--mutate", [...drawn].join(",")], { stdio: "inherit" });
} catch {
  process.exitCode = 1;
}
