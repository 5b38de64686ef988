/** `npm run matrix:lock`: writes the lockfiles of the folders in `matrix` anew, after a version in one of them has changed. */
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

for (const { name } of readdirSync("matrix", { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
)) {
  const folder = mkdtempSync(path.join(tmpdir(), `stratos-lock-`));
  const [from, lock] = [path.join("matrix", name), "package-lock.json"];
  copyFileSync(path.join(from, "package.json"), path.join(folder, "package.json"));
  cpSync("fixtures/stratos-sdk", path.join(folder, "vendor/stratos-sdk"), { recursive: true });
  const { status } = spawnSync("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
  copyFileSync(path.join(folder, lock), path.join(from, lock));
  rmSync(folder, { recursive: true });
  console.log(`Wrote ${path.join(from, lock)}.`);
}
