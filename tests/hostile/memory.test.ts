import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { ROOT } from "../helpers/command.js";

/** What the engine itself may keep more. Without a bound on what is remembered of plugins that are gone, it is more. */
const MOST_MEGABYTES = 4;

/** `npm run soak` is the long run of 10,000. */
it("memory returns after a thousand lints in one process, while plugins come and go", () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "tests/hostile/memory.ts", "1200"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  const { early, late } = JSON.parse(stdout) as { early: number; late: number };
  expect(late - early).toBeLessThan(MOST_MEGABYTES);
});
