import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { ROOT } from "../helpers/command.js";

/** `npm run soak` is the long run of 10,000. */
it("memory returns after a thousand lints in one process, while plugins come and go", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "tests/hostile/memory.ts", "1200"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^1200 lints: \d/);
  expect(status, stdout).toBe(0);
});
