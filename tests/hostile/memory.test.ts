import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { ROOT } from "../helpers/command.js";

/** What the engine itself may keep more (compiled code, shapes of objects); a syntax tree too many for each lint would be ten times that. */
const MOST_MEGABYTES = 10;

/** `npm run soak` is the long run of 10,000. */
it("memory returns after hundreds of lints in one process, typed and untyped, while plugins come and go", () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "tests/hostile/memory.ts", "600"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  const { early, late } = JSON.parse(stdout) as { early: number; late: number };
  expect(late - early).toBeLessThan(MOST_MEGABYTES);
});
