import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./lint.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Fresh processes for each import. */
const PROCESSES = 15;

/** What it costs to import modules: the median of some fresh processes each, one after the other in turn; milliseconds. */
export function importCosts(modules: readonly string[]): readonly number[] {
  const times = modules.map((): number[] => []);
  for (let round = 0; round < PROCESSES; round++)
    for (const [index, module] of modules.entries()) times[index]?.push(timeToImport(module));
  return times.map(median);
}

function timeToImport(module: string): number {
  const code = `const before = performance.now(); require(${JSON.stringify(module)}); console.log(performance.now() - before);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], { cwd: ROOT, encoding: "utf8" });
  const time = Number(stdout);
  if (stdout === "" || !Number.isFinite(time)) throw new Error(`importing ${module} failed: ${stderr}`);
  return time;
}
