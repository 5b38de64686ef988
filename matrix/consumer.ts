import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../tests/helpers/command.js";

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command; a failure to run at all, or with another status than is expected, is an error. */
export function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Ended {
  const inherited = { ...process.env };
  // npm and vitest hand on settings of their own.
  for (const key of Object.keys(inherited))
    if (/^(?:npm_|FORCE_COLOR|NODE_OPTIONS|VITEST)/.test(key)) Reflect.deleteProperty(inherited, key);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...inherited, NO_COLOR: "1", ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

function must(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = run(cwd, command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

function freshFolder(name: string): string {
  return realpathSync(mkdtempSync(path.join(tmpdir(), `stratos-${name}-`)));
}

/** The package as it would be published. */
export function pack(): string {
  const folder = freshFolder("tarball");
  const [packed] = JSON.parse(
    must(ROOT, "npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder),
  ) as {
    filename: string;
  }[];
  if (!packed) throw new Error("npm packed nothing");
  return path.join(folder, packed.filename);
}

/** A fresh folder with a plugin, in which the versions of a folder in `matrix` and the packed package are installed. */
export function createConsumer(versions: string, tarball: string, example: string): string {
  const folder = freshFolder(versions);
  for (const file of ["package.json", "package-lock.json"])
    cpSync(path.join(ROOT, "matrix", versions, file), path.join(folder, file));
  cpSync(path.join(ROOT, "fixtures/stratos-sdk"), path.join(folder, "vendor/stratos-sdk"), {
    recursive: true,
  });
  must(folder, "npm", "ci", "--no-audit", "--no-fund");
  must(folder, "npm", "install", "--no-save", "--no-audit", "--no-fund", tarball);
  copyExample(folder, example);
  return folder;
}

/** Writes the modules of an example anew. */
export function copyExample(folder: string, example: string): void {
  rmSync(path.join(folder, "src"), { recursive: true, force: true });
  for (const file of ["src", "plugin.json", "tsconfig.json"])
    cpSync(path.join(ROOT, "examples", example, file), path.join(folder, file), { recursive: true });
}

/** The configs of ESLint that there may be in a folder, of which it shall have but one. */
export function writeConfig(
  folder: string,
  file: "eslint.config.js" | ".eslintrc.json" | ".oxlintrc.json",
  text: string,
): void {
  for (const other of ["eslint.config.js", ".eslintrc.json", ".oxlintrc.json"])
    rmSync(path.join(folder, other), { force: true });
  writeFileSync(path.join(folder, file), text);
}

/** Installs Node.js in some versions; gives the program of each. */
export function installNodes(versions: readonly string[]): ReadonlyMap<string, string> {
  const name = `node-${process.platform}-${process.arch}`;
  return new Map(
    versions.map((version) => {
      const folder = freshFolder(`node-${version}`);
      writeFileSync(path.join(folder, "package.json"), '{ "private": true }');
      must(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${version}`);
      const program = path.join(folder, "node_modules", name, "bin/node");
      if (!existsSync(program)) throw new Error(`${name}@${version} has no program`);
      return [version, program];
    }),
  );
}
