/** husky and lint-staged in a repository of its own: what `npx eslint-plugin-stratos init --lint-staged` sets up. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ROOT, stratos } from "../helpers/command.js";

const RIGHT = `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";

export function announce(ctx: PluginContext) {
  ctx.ipc.send("alert", { level: "info", text: "" });
}

export function repeat(ctx: PluginContext) {
  ctx.ipc.send("alert", { level: "info", text: "" });
}
`;
const FILE = "src/background/announce.ts";
const [FIRST, SECOND] = [4, 8];

let root = "";

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

function run(command: string, ...args: string[]): Ended {
  const { HOME, PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    // No settings of whoever runs the tests.
    env: {
      HOME,
      PATH,
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CONFIG_SYSTEM: "/dev/null",
      npm_config_offline: "true",
    },
  });
  return { status, output: stdout + stderr };
}

const git = (...args: string[]): Ended =>
  run("git", "-c", "user.name=Author", "-c", "user.email=author@example.com", ...args);
const write = (text: string): void => {
  writeFileSync(path.join(root, FILE), text);
};
const onDisk = (): string => readFileSync(path.join(root, FILE), "utf8");
const committed = (): string => git("show", `HEAD:${FILE}`).output;
const changed = (line: number, from: string, to: string, text = RIGHT): string =>
  text
    .split("\n")
    .map((one, index) => (index === line - 1 ? one.replace(from, to) : one))
    .join("\n");

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "stratos-commits-")));
  cpSync(path.join(ROOT, "examples/status-board"), root, { recursive: true });
  rmSync(path.join(root, "eslint.config.js"));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"), "junction");
  writeFileSync(path.join(root, ".gitignore"), "node_modules\n");
  expect(git("init", "--quiet").status).toBe(0);
  const { stdout, status } = stratos(root, "init", "--lint-staged");
  expect(status).toBe(0);
  // As it tells the author to do.
  const commands = [...stdout.matchAll(/^ {2}(?<command>(?:npx husky|echo .*))$/gm)].map(
    ({ groups }) => groups?.["command"] ?? "",
  );
  expect(commands.length).toBe(2);
  for (const command of commands) expect(run("sh", "-c", command)).toMatchObject({ status: 0 });
  write(RIGHT);
  git("add", "--all");
  const first = git("commit", "--message", "All of it");
  expect(first.output).toContain("eslint --fix");
  expect(first.status, first.output).toBe(0);
});
beforeEach(() => {
  git("reset", "--hard", "--quiet");
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe("a commit", () => {
  it("is refused for what cannot be fixed, and nothing is lost", () => {
    const text = changed(FIRST, '{ level: "info", text: "" }', "{ stop: () => 1 }");
    write(text);
    git("add", FILE);
    const { status, output } = git("commit", "--message", "Not cloneable");
    expect(status).not.toBe(0);
    expect(output).toContain("stratos/no-non-cloneable-payload");
    expect(committed()).toBe(RIGHT);
    expect(onDisk()).toBe(text);
    expect(git("diff", "--cached", "--name-only").output).toBe(`${FILE}\n`);
  });

  it("contains what could be fixed, fixed", () => {
    write(changed(FIRST, '"alert"', '"plugin:status-board:alert"').replace("announce", "tell"));
    git("add", FILE);
    const { status, output } = git("commit", "--message", "Prefixed");
    expect(status, output).toBe(0);
    expect(committed()).toBe(RIGHT.replace("announce", "tell"));
    expect(onDisk()).toBe(committed());
    expect(git("status", "--short").output).toBe("");
  });

  it("of a part of a file fixes that part, and leaves the rest as it is", () => {
    const before = committed();
    const staged = changed(FIRST, '"alert"', '"plugin:status-board:alert"', before).replace(
      'text: ""',
      'text: "a"',
    );
    write(staged);
    git("add", FILE);
    const both = changed(SECOND, '"alert"', '"plugin:status-board:alert"', staged);
    write(both);
    const { status, output } = git("commit", "--message", "A part");
    expect(status, output).toBe(0);
    expect(committed()).toBe(before.replace('text: ""', 'text: "a"'));
    // The rest is still not staged, and still not fixed.
    expect(onDisk()).toBe(changed(SECOND, '"alert"', '"plugin:status-board:alert"', committed()));
    expect(git("status", "--short").output).toBe(` M ${FILE}\n`);
  });
});
