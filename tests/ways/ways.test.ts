/** One plugin, linted by the real ESLint in every way in which it is run: the findings are the same, and never stale. */
import { spawnSync } from "node:child_process";
import { rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import type { WholePlugin } from "./whole-plugin.js";
import { SOURCES, writeConfig, writeWholePlugin } from "./whole-plugin.js";

const BIN = fileURLToPath(new URL("../../node_modules/eslint/bin/eslint.js", import.meta.url));

interface Result {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly line: number;
    readonly message: string;
  }[];
}

/** What `eslint ...args` finds in a folder, sorted. */
function eslint(cwd: string, ...args: string[]): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, "--format", "json", ...args], {
    cwd,
    encoding: "utf8",
  });
  if (status === null || status > 1) throw new Error(stderr);
  return findingsOf(cwd, JSON.parse(stdout) as Result[]);
}

function findingsOf(cwd: string, results: readonly Result[]): string[] {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, line, message }) =>
          `${path.relative(cwd, filePath).split(path.sep).join("/")}:${String(line)} ${ruleId ?? message}`,
      ),
    )
    .sort();
}

function pluginWithMistakes(name: string): WholePlugin {
  const plugin = writeWholePlugin(name);
  writeConfig(plugin);
  plugin.edit("src/shared/catalog.ts", "/start`", "/begin`");
  plugin.edit("src/background/index.ts", "CHANNELS.job,", '"jobs",');
  plugin.edit("src/ui/index.tsx", "useChannel(CHANNELS.state", 'useChannel("plugin:fleet:state"');
  return plugin;
}

const MISTAKES = [
  "src/ui/index.tsx:13 stratos/no-prefixed-channel",
  "src/ui/job.tsx:6 stratos/no-unmatched-channel",
  "src/ui/job.tsx:7 stratos/no-unmatched-route",
];

describe("the same findings", () => {
  const { root } = pluginWithMistakes("same");

  it("in one thread, and with nothing to say about the plugin before the mistakes", () => {
    expect(eslint(root, ".")).toEqual(MISTAKES);
    const right = writeWholePlugin("right");
    writeConfig(right);
    expect(eslint(right.root, ".")).toEqual([]);
  });

  it.each([["2"], ["auto"]])("with --concurrency %s", (concurrency) => {
    expect(eslint(root, "--concurrency", concurrency, ".")).toEqual(MISTAKES);
  });

  it("for each file on its own, as lint-staged runs it", async () => {
    const found: string[] = [];
    for (const file of SOURCES) {
      const results = await new ESLint({ cwd: root }).lintFiles([file]);
      found.push(...findingsOf(root, results));
    }
    expect(found.sort()).toEqual(MISTAKES);
    expect(eslint(root, "src/ui/job.tsx")).toEqual(MISTAKES.slice(1));
  });

  it("in the opposite order of files", async () => {
    const eslintInOneProcess = new ESLint({ cwd: root });
    const found: string[] = [];
    for (const file of SOURCES.toReversed())
      found.push(...findingsOf(root, await eslintInOneProcess.lintFiles([file])));
    expect(found.sort()).toEqual(MISTAKES);
  });
});

describe("what cannot be read", () => {
  it("without a native build for the machine, the rules know one file, and nothing else is concluded", () => {
    const plugin = pluginWithMistakes("no-native");
    plugin.edit("src/ui/log.tsx", 'socket.on("log:line"', 'socket.on("plugin:fleet:log:line"');
    plugin.edit("src/ui/log.tsx", 'socket.off("log:line"', 'socket.off("plugin:fleet:log:line"');
    plugin.write(
      "no-native.cjs",
      `const Module = require("node:module");
const load = Module._load;
Module._load = function (name, ...rest) {
  if (/^oxc-/.test(name)) throw new Error("Cannot find native binding.");
  return load.call(this, name, ...rest);
};
`,
    );
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", "./no-native.cjs", BIN, "--format", "json", "src"],
      { cwd: plugin.root, encoding: "utf8" },
    );
    expect(stderr).toBe("");
    expect(findingsOf(plugin.root, JSON.parse(stdout) as Result[])).toEqual([
      "src/ui/log.tsx:15 stratos/no-prefixed-channel",
      "src/ui/log.tsx:17 stratos/no-prefixed-channel",
    ]);
  });

  it.each([
    ["has syntax errors", "export const broken = {;\n"],
    ["is too large", `export const data = "${"x".repeat(600_000)}";\n`],
  ])("a module that %s ends no run, and may do anything", (what, text) => {
    const plugin = pluginWithMistakes(`unreadable-${what.replaceAll(" ", "-")}`);
    plugin.write("src/background/broadcast.ts", `${text}${plugin.read("src/background/broadcast.ts")}`);
    const found = SOURCES.filter((file) => file !== "src/background/broadcast.ts");
    expect(eslint(plugin.root, ...found)).toEqual(["src/ui/index.tsx:13 stratos/no-prefixed-channel"]);
  });
});

describe("--cache", () => {
  const lintCached = ({ root }: Pick<WholePlugin, "root">): string[] => eslint(root, "--cache", ".");

  it("a change in another file that changes the contract is noticed", () => {
    const plugin = writeWholePlugin("cached");
    writeConfig(plugin);
    expect(lintCached(plugin)).toEqual([]);
    plugin.edit("src/shared/catalog.ts", 'job: "job"', 'job: "jobs"');
    expect(lintCached(plugin), "both ends follow").toEqual([]);
    plugin.edit("src/background/index.ts", "broadcast(ctx, CHANNELS.job", 'broadcast(ctx, "job"');
    expect(lintCached(plugin)).toEqual(["src/ui/job.tsx:6 stratos/no-unmatched-channel"]);
    plugin.edit("src/background/index.ts", '"job"', "CHANNELS.job");
    plugin.edit("src/background/router.ts", '"/jobs/:id/start"', '"/jobs/:id/begin"');
    expect(lintCached(plugin)).toEqual(["src/ui/job.tsx:7 stratos/no-unmatched-route"]);
    plugin.edit("src/background/router.ts", '"/jobs/:id/begin"', '"/jobs/:id/start"');
    expect(lintCached(plugin)).toEqual([]);
  });

  it("a change of what an imported function does is noticed", () => {
    const plugin = writeWholePlugin("cached-helper");
    writeConfig(plugin);
    plugin.write(
      "src/ui/subscribe.ts",
      `export function subscribe(socket, hear) {
  socket.on("state", hear);
  return () => socket.off("state", hear);
}
`,
    );
    plugin.write(
      "src/ui/extra.tsx",
      `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";
import { subscribe } from "./subscribe";

export function Extra() {
  const { socket } = usePluginContext();
  useEffect(() => subscribe(socket, () => console.log("heard")), [socket]);
  return null;
}
`,
    );
    expect(lintCached(plugin)).toEqual([]);
    plugin.edit("src/ui/subscribe.ts", "return () =>", "const end = () =>");
    expect(lintCached(plugin)).toEqual(["src/ui/extra.tsx:7 stratos/require-socket-cleanup"]);
  });

  it("a change of who passes the sender to a background module is noticed", () => {
    const plugin = writeWholePlugin("cached-sender");
    writeConfig(plugin);
    plugin.write(
      "src/background/history.ts",
      `import type { Publish } from "./publish";

export function createHistory(publish: Publish) {
  const seen = new Set<string>();
  return (id: string) => publish("state", seen.add(id).values());
}
`,
    );
    plugin.write(
      "src/background/publish.ts",
      `import type { PluginContext } from "@skyvexsoftware/stratos-sdk";

export type Publish = (name: string, list: Iterable<string>) => void;
export const createPublish =
  (ctx: PluginContext): Publish =>
  (name, list) =>
    ctx.ipc.send(name, [...list]);
`,
    );
    plugin.edit(
      "src/background/index.ts",
      "onStart(ctx) {",
      'onStart(ctx) {\n    createHistory(createPublish(ctx))("first");',
    );
    plugin.edit(
      "src/background/index.ts",
      'import { createRouter } from "./router";',
      'import { createRouter } from "./router";\nimport { createHistory } from "./history";\nimport { createPublish } from "./publish";',
    );
    expect(lintCached(plugin)).toEqual([]);
    plugin.edit("src/background/publish.ts", "[...list]", "list");
    expect(lintCached(plugin)).toEqual(["src/background/history.ts:5 stratos/no-non-cloneable-payload"]);
  });

  it("a change that does not touch the contract invalidates nothing", () => {
    const plugin = pluginWithMistakes("cached-untouched");
    expect(lintCached(plugin)).toEqual(MISTAKES);
    const fingerprint = fingerprintIn(plugin);
    plugin.edit("src/ui/job.tsx", ">Start<", ">Begin<");
    plugin.edit("src/ui/index.tsx", "<main>", '<main title="fleet">\n      {/* all of it */}');
    plugin.edit(
      "src/background/broadcast.ts",
      "export function",
      "\n// Everything goes through here.\nexport function",
    );
    plugin.write("src/ui/format.ts", "export const format = (count: number) => `${count} jobs`;\n");
    expect(fingerprintIn(plugin)).toBe(fingerprint);
    plugin.edit("src/ui/job.tsx", 'method: "POST"', 'method: "PUT"');
    expect(fingerprintIn(plugin), "a request is nobody else's business").toBe(fingerprint);
    plugin.edit("src/background/index.ts", "CHANNELS.state,", '"ready",');
    expect(fingerprintIn(plugin)).not.toBe(fingerprint);
  });

  it("with several plugins in one repository, and also in threads", () => {
    const repository = writeWholePlugin("several/plugins/one");
    writeWholePlugin("several/plugins/two");
    const root = path.join(repository.root, "../..");
    writeConfig({ root });
    rmSync(path.join(root, ".eslintcache"), { force: true });
    const run = (): string[] => eslint(root, "--cache", "--concurrency", "2", ".");
    expect(run()).toEqual([]);
    repository.edit("src/background/index.ts", "broadcast(ctx, CHANNELS.job", 'broadcast(ctx, "jobs"');
    expect(run()).toEqual(["plugins/one/src/ui/job.tsx:6 stratos/no-unmatched-channel"]);
  });

  function fingerprintIn({ root }: WholePlugin): string {
    const { stdout } = spawnSync(process.execPath, [BIN, "--print-config", "src/ui/job.tsx"], {
      cwd: root,
      encoding: "utf8",
    });
    const config = JSON.parse(stdout) as { settings: { stratos: { fingerprint: string } } };
    return config.settings.stratos.fingerprint;
  }
});

describe("an editor, which keeps one process for all files", () => {
  it("sees a change of another file with the next lint, and takes what is not saved for true", async () => {
    const plugin = writeWholePlugin("editor");
    writeConfig(plugin);
    const { root } = plugin;
    const server = new ESLint({ cwd: root });
    const show = async (file: string, text = plugin.read(file)): Promise<string[]> =>
      findingsOf(root, await server.lintText(text, { filePath: path.join(root, file) }));

    expect(await show("src/ui/job.tsx")).toEqual([]);
    const unsaved = plugin.read("src/ui/job.tsx").replace("CHANNELS.job", '"jobs"');
    expect(await show("src/ui/job.tsx", unsaved)).toEqual(["src/ui/job.tsx:6 stratos/no-unmatched-channel"]);
    expect(await show("src/background/index.ts"), "what is not saved is not there for others").toEqual([]);

    plugin.edit("src/background/index.ts", "broadcast(ctx, CHANNELS.job", 'broadcast(ctx, "jobs"');
    expect(await show("src/ui/job.tsx", unsaved)).toEqual([]);
    expect(await show("src/ui/job.tsx")).toEqual(["src/ui/job.tsx:6 stratos/no-unmatched-channel"]);

    plugin.write("src/background/more.ts", plugin.read("src/background/index.ts").replace('"jobs"', '"job"'));
    expect(await show("src/ui/job.tsx"), "a new module").toEqual([]);
    rmSync(path.join(root, "src/background/more.ts"));
    expect(await show("src/ui/job.tsx"), "it is gone").toEqual([
      "src/ui/job.tsx:6 stratos/no-unmatched-channel",
    ]);
  });

  it("finds a module that is made after it was missed", async () => {
    const plugin = writeWholePlugin("editor-missing");
    writeConfig(plugin);
    const { root } = plugin;
    const channels = "src/ui/more-channels.ts";
    plugin.edit(
      "src/ui/job.tsx",
      'from "@/shared/catalog";',
      'from "@/shared/catalog";\nimport { MORE } from "./more-channels";',
    );
    plugin.edit("src/ui/job.tsx", "useChannel(CHANNELS.job", "useChannel(MORE.job");
    const server = new ESLint({ cwd: root });
    const show = async (): Promise<string[]> => findingsOf(root, await server.lintFiles(["src/ui/job.tsx"]));
    expect(await show()).toEqual([]);
    plugin.write(channels, 'export const MORE = { job: "jobs" };\n');
    expect(await show()).toEqual(["src/ui/job.tsx:7 stratos/no-unmatched-channel"]);
    plugin.write(channels, 'export const MORE = { job: "job" };\n');
    expect(await show()).toEqual([]);
  });

  it("notices that a name stands for another file than before", async () => {
    const plugin = writeWholePlugin("editor-names");
    writeConfig(plugin);
    const { root } = plugin;
    plugin.write("src/ui/names/index.ts", 'export const NAMES = { job: "job" };\n');
    plugin.edit("src/ui/job.tsx", "import { call }", 'import { NAMES } from "./names";\nimport { call }');
    plugin.edit("src/ui/job.tsx", "useChannel(CHANNELS.job", "useChannel(NAMES.job");
    const server = new ESLint({ cwd: root });
    const show = async (): Promise<string[]> => findingsOf(root, await server.lintFiles(["src/ui/job.tsx"]));
    expect(await show()).toEqual([]);
    plugin.write("src/ui/names.ts", 'export const NAMES = { job: "jobs" };\n');
    expect(await show()).toEqual(["src/ui/job.tsx:7 stratos/no-unmatched-channel"]);
  });

  it("notices a change that keeps the size of a file", async () => {
    const plugin = writeWholePlugin("editor-size");
    writeConfig(plugin);
    const { root } = plugin;
    const server = new ESLint({ cwd: root });
    const show = async (): Promise<string[]> => findingsOf(root, await server.lintFiles(["src/ui/job.tsx"]));
    expect(await show()).toEqual([]);
    plugin.edit("src/background/index.ts", "CHANNELS.job,", '"jabber",   ');
    const later = new Date(Date.now() + 5000);
    utimesSync(path.join(root, "src/background/index.ts"), later, later);
    expect(await show()).toEqual(["src/ui/job.tsx:6 stratos/no-unmatched-channel"]);
  });
});
