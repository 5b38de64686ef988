/** `tsx scripts/fixes.ts [--count 1000] [--seed 1]`: every fix and suggestion for the programs that the oracles' grammars write. */
import { removePlugin } from "../tests/helpers/plugin-on-disk.js";
import { changesOf, generatedSubjects } from "../tests/fixes/changes.js";
import { commented } from "../tests/fixes/comments.js";
import type { Problem } from "../tests/fixes/problems.js";
import { problemsOf, typeErrorsOf } from "../tests/fixes/problems.js";
import { readOptions } from "./options.js";

/** So many seeds are looked at at a time. */
const BATCH = 25;

const { count, seed: first } = readOptions({ count: 1000, seed: 1 }).numbers;
const total = { programs: 0, fixes: 0, suggestions: 0, problems: 0 };
for (let done = 0; done < count; done += BATCH) {
  const subjects = generatedSubjects(first + done, Math.min(BATCH, count - done));
  const made = changesOf(subjects);
  const again = changesOf(commented(subjects, made));
  tell([...problemsOf(made), ...typeErrorsOf(made), ...problemsOf(again)]);
  for (const { plugin } of [made, again]) removePlugin(plugin);
  total.programs += subjects.length;
  total.fixes += made.changes.filter(({ kind }) => kind === "fix").length;
  total.suggestions += made.changes.filter(({ kind }) => kind === "suggestion").length;
  console.error(`${String(Math.min(done + BATCH, count))} of ${String(count)} seeds`);
}
console.log(
  `${String(total.programs)} programs, ${String(total.fixes)} fixes, ${String(total.suggestions)} suggestions, each also among comments: ${String(total.problems)} problems`,
);
// jsdom and React keep the process alive.
process.exit(total.problems > 0 ? 1 : 0);

function tell(problems: readonly Problem[]): void {
  total.problems += problems.length;
  for (const { title, what, after } of problems) console.log(`\n${title}\n${what}\n${after}`);
}
