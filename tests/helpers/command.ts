import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Without a slash at its end. */
export const ROOT = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as its users do: `npm run build` makes it. */
export function stratos(cwd: string, ...args: readonly string[]): Ended {
  return node(cwd, `${ROOT}/dist/cli.cjs`, ...args);
}

/** Runs a script with Node in a folder. */
export function node(cwd: string, ...args: readonly string[]): Ended {
  // The test runner asks for colours.
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  delete env["FORCE_COLOR"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}
