/** `npx eslint-plugin-stratos` without any config, as an author runs it who has never used ESLint. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { node, ROOT, stratos } from "../helpers/command.js";
import { writePlugin } from "../helpers/plugin-on-disk.js";

const SDK = "@skyvexsoftware/stratos-sdk";
const BROKEN = path.join(ROOT, "examples/status-board-broken");

const BACKGROUND = `import { createPlugin } from "${SDK}/helpers";

export default createPlugin({
  onStart(ctx) {
    ctx.ipc.send("plugin:small:state", 1);
  },
});
`;
const UI = `import { usePluginContext } from "${SDK}";

export function Panel() {
  const { socket } = usePluginContext();
  return <button onClick={() => socket.emit("go")}>go</button>;
}
`;
/** Without one of its own, a plugin in this project would belong to the tsconfig of the project. */
const TSCONFIG =
  '{ "compilerOptions": { "allowJs": true, "types": [], "moduleResolution": "bundler" }, "include": ["src"] }';
const SMALL = {
  "plugin.json": '{ "id": "small" }',
  "tsconfig.json": TSCONFIG,
  "src/background/index.ts": BACKGROUND,
  "src/ui/index.jsx": UI,
};

interface Found {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}

const flat = (results: readonly Found[]): string[] =>
  results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, line, column, message }) =>
          `${filePath}:${String(line)}:${String(column)} ${String(ruleId)} ${message}`,
      ),
    )
    .sort();

describe("what is found", () => {
  it.each([
    ["with types", [], {}],
    ["without types", ["--no-types"], { languageOptions: { parserOptions: { projectService: false } } }],
  ])("is what ESLint finds with a config, %s", async (_, args, overrideConfig) => {
    const { stdout, status } = stratos(BROKEN, "--format", "json", ...args);
    const expected = await new ESLint({ cwd: BROKEN, overrideConfig }).lintFiles(["."]);
    expect(status).toBe(1);
    expect(flat(JSON.parse(stdout) as Found[])).toEqual(flat(expected));
  });

  it("is the same from above, and from a folder that the plugin is not in", () => {
    const here = stratos(BROKEN, "--format", "json");
    const above = stratos(ROOT, "examples/status-board-broken", "--format", "json");
    const aside = stratos(path.join(ROOT, "docs"), "../examples/status-board-broken", "--format", "json");
    const findings = flat(JSON.parse(here.stdout) as Found[]);
    expect(findings.length).toBeGreaterThan(30);
    expect(flat(JSON.parse(above.stdout) as Found[])).toEqual(findings);
    expect(flat(JSON.parse(aside.stdout) as Found[])).toEqual(findings);
  });

  it("is told in TypeScript and JavaScript, with the code, the page of the rule and what --fix would do", () => {
    const { root } = writePlugin("cli/small", SMALL);
    const { stdout, status, stderr } = stratos(root);
    expect(stderr).toBe("");
    expect(status).toBe(1);
    expect(stdout).toContain("src/background/index.ts:5:18 error no-prefixed-channel (--fix repairs it)\n");
    expect(stdout).toContain('  5 | ctx.ipc.send("plugin:small:state", 1);\n');
    expect(stdout).toContain("                   ~~~~~~~~~~~~~~~~~~~~\n");
    expect(stdout).toContain("src/ui/index.jsx:5:33 error no-ui-socket-emit\n");
    expect(stdout).toMatch(/\d problems in 2 files, 2 files checked\./);
    expect(stdout).toMatch(/ +1 +no-prefixed-channel +https:\S+\/docs\/rules\/no-prefixed-channel\.md\n/);
    expect(stdout).toContain("--fix repairs 1 of them.");
  });

  it("does not depend on configs and comments that are there for others", () => {
    const { root } = writePlugin("cli/others", {
      ...SMALL,
      "eslint.config.js": "throw new Error('not read');",
      "src/ui/index.jsx": `/* eslint no-var: "error", other/rule: "error" */\n// eslint-disable-next-line no-console\nvar a = 1;\n${UI}`,
    });
    const { stdout, status } = stratos(root, "--format", "json");
    expect(status).toBe(1);
    expect(flat(JSON.parse(stdout) as Found[]).map((text) => text.replace(/^\S+ (\S+) .*$/s, "$1"))).toEqual([
      "stratos/no-prefixed-channel",
      "stratos/no-ui-socket-emit",
    ]);
  });

  it("can be switched off where it is", () => {
    const { root } = writePlugin("cli/disabled", {
      ...SMALL,
      "src/background/index.ts": "",
      "src/ui/index.jsx": UI.replace(
        "  return",
        "  // eslint-disable-next-line stratos/no-ui-socket-emit\n  return",
      ),
    });
    const { stdout, status } = stratos(root);
    expect(stdout).toContain("No problems: 2 files checked.");
    expect(status).toBe(0);
  });

  it("leaves out tests, what is built, and what git ignores", () => {
    const { root } = writePlugin("cli/left-out", {
      "plugin.json": '{ "id": "small" }',
      "tsconfig.json": TSCONFIG,
      ".gitignore": "/generated\n",
      "src/ui/index.tsx": "export const a = 1;\n",
      "src/ui/index.test.tsx": UI,
      "src/__tests__/a.jsx": UI,
      "dist/ui.js": UI,
      "generated/ui.jsx": UI,
      "node_modules/kit/index.js": UI,
    });
    const { stdout, status } = stratos(root);
    expect(stdout).toContain("No problems: 1 file checked.");
    expect(status).toBe(0);
  });
});

it("a link that leads nowhere, as editors make it, stops nothing", () => {
  const { root } = writePlugin("cli/dangling", SMALL);
  for (const name of [".#index.ts", "gone.ts"])
    symlinkSync("nowhere", path.join(root, "src/background", name));
  expect(stratos(root).stdout).toContain("2 files checked.");
});

describe("--fix", () => {
  it("repairs what is certain, and nothing that others ask for", () => {
    const { root } = writePlugin("cli/fix", {
      ...SMALL,
      "src/background/index.ts": `/* eslint no-var: "error" */\nvar a = 1;\n${BACKGROUND}`,
    });
    const { status, stdout } = stratos(root, "--fix");
    expect(status).toBe(1);
    expect(stdout).not.toContain("no-prefixed-channel");
    const text = readFileSync(path.join(root, "src/background/index.ts"), "utf8");
    expect(text).toContain('ctx.ipc.send("state", 1);');
    expect(text).toContain("var a = 1;");
  });
});

describe("what was not checked", () => {
  const gapsOf = (files: Readonly<Record<string, string>>, name: string, ...args: string[]): string => {
    const { root } = writePlugin(`cli/gaps-${name}`, files);
    const { stdout } = stratos(root, ...args);
    return stdout.slice(stdout.indexOf("Not checked"));
  };

  it("a plugin.json that is broken", () => {
    const gaps = gapsOf({ ...SMALL, "plugin.json": '{ "name": "x" }' }, "manifest");
    expect(gaps).toContain(":\n    plugin.json: it is broken: it has no `id`\n");
  });

  it("no plugin.json", () => {
    const { root } = writePlugin("cli/gaps-none", { "src/ui/index.jsx": UI, "tsconfig.json": TSCONFIG });
    // Above this project there is none either.
    expect(stratos(root).stdout).toContain("there is no plugin.json at or above the files");
  });

  it("a channel that is not known", () => {
    const gaps = gapsOf(
      {
        ...SMALL,
        "src/background/index.ts": BACKGROUND.replace('"plugin:small:state"', "process.env.CHANNEL"),
      },
      "channel",
    );
    expect(gaps).toContain(
      "src/background/index.ts:5: the channel `process.env.CHANNEL` is not known: it comes from the global `process`\n",
    );
  });

  it("but not one that other modules choose", () => {
    const gaps = gapsOf(
      {
        ...SMALL,
        "src/background/send.ts": `import type { PluginContext } from "${SDK}";\nexport const send = (ctx: PluginContext, name: string) => ctx.ipc.send(name, 1);\n`,
        "src/background/index.ts": BACKGROUND.replace(
          'ctx.ipc.send("plugin:small:state", 1)',
          'send(ctx, "state")',
        ).replace("import", 'import { send } from "./send";\nimport'),
      },
      "passed",
    );
    expect(gaps).not.toContain("is not known");
  });

  it("a module that is not there", () => {
    const gaps = gapsOf({ ...SMALL, "src/shared/a.ts": '// see ./gone\nimport "./gone";\n' }, "missing");
    expect(gaps).toContain('src/shared/a.ts:2: there is no module "./gone"\n');
    expect(gaps).toContain("The rule no-unmatched-channel is silent about what the background module sends");
  });

  it("types, where no tsconfig includes a file of TypeScript, and where there is none", () => {
    const files = { ...SMALL, "tsconfig.json": '{ "files": ["src/ui/index.jsx"] }' };
    const told = "src/background/index.ts: no tsconfig.json includes it";
    expect(gapsOf(files, "not-included")).toContain(told);
    expect(gapsOf(files, "no-types", "--no-types")).not.toContain("tsconfig");
    const outside = mkdtempSync(path.join(tmpdir(), "stratos-"));
    writeFileSync(path.join(outside, "plugin.json"), '{ "id": "small" }');
    writeFileSync(path.join(outside, "index.ts"), BACKGROUND);
    expect(stratos(outside).stdout).toContain("index.ts: there is no tsconfig.json at or above it");
    rmSync(outside, { recursive: true });
  });

  it("a module that is imported and left out, and packages that are not installed", () => {
    const outside = mkdtempSync(path.join(tmpdir(), "stratos-"));
    for (const [file, text] of Object.entries({
      ...SMALL,
      "src/mocks/more.ts": BACKGROUND,
      "src/background/index.ts": `import "../mocks/more";\n${BACKGROUND}`,
    })) {
      mkdirSync(path.dirname(path.join(outside, file)), { recursive: true });
      writeFileSync(path.join(outside, file), text);
    }
    const { stdout } = stratos(outside);
    expect(stdout).toMatch(
      /they are not checked unless they are named:\n {4}src\/background\/index\.ts:1: "\.\.\/mocks\/more"\n/,
    );
    expect(stdout).toContain(`.: ${SDK} is not installed: run npm install\n`);
    expect(stratos(outside, "src/mocks/more.ts").stdout).toContain("1 problem in 1 file, 1 file checked.");
    expect(stratos(outside, "--no-types").stdout).not.toContain("is not installed");
    rmSync(outside, { recursive: true });
  });

  it("a broken tsconfig hides no module", () => {
    const gaps = gapsOf(
      { ...SMALL, "tsconfig.json": "{ broken", "src/shared/a.ts": 'import "./b";\n', "src/shared/b.ts": "" },
      "tsconfig",
    );
    expect(gaps).not.toContain("there is no module");
  });

  it("anything, where nothing is of Stratos", () => {
    const { root } = writePlugin("cli/gaps-nothing", {
      "tsconfig.json": TSCONFIG,
      "src/a.ts": "export const a = 1;\n",
    });
    const { stdout, status } = stratos(root);
    expect(stdout).toContain(`no file imports ${SDK}`);
    expect(status).toBe(0);
  });

  it("nothing, for the plugin that is right", () => {
    const { stdout, status } = stratos(path.join(ROOT, "examples/status-board"));
    expect(stdout).toBe("No problems: 18 files checked.\n");
    expect(status).toBe(0);
  });
});

it("an argument that has nothing to check hides nothing of the others, in any order", () => {
  const { root } = writePlugin("cli/order", { ...SMALL, "dist/a.jsx": UI, "docs/a.md": "" });
  expect(stratos(root, "src", "docs").stdout).toContain("2 problems in 2 files, 2 files checked.");
  for (const args of [
    [".", "dist"],
    ["dist", "."],
  ])
    expect(stratos(root, ...args).stdout).toContain("3 problems in 3 files, 3 files checked.");
});

it("--max-warnings counts what a comment makes a warning", () => {
  const { root } = writePlugin("cli/warnings", {
    ...SMALL,
    "src/background/index.ts": "",
    "src/ui/index.jsx": `/* eslint stratos/no-ui-socket-emit: "warn" */\n${UI}`,
  });
  expect(stratos(root)).toMatchObject({ status: 0, stderr: "" });
  expect(stratos(root, "--max-warnings", "1").status).toBe(0);
  expect(stratos(root, "--max-warnings", "0")).toMatchObject({
    status: 1,
    stderr: "There are more than 0 warnings.\n",
  });
});

it("whoever stops reading ends nothing with an error", () => {
  const command = `node ${JSON.stringify(path.join(ROOT, "dist/cli.cjs"))} --format json | head -c 10`;
  const { stderr } = spawnSync("sh", ["-c", command], { cwd: BROKEN, encoding: "utf8" });
  expect(stderr).not.toContain("EPIPE");
});

describe("formats and exit codes", () => {
  const { root } = writePlugin("cli/formats", { ...SMALL, "plugin.json": "{" });

  it("ESLint's own formatters write to stdout, and what was not checked goes to stderr", () => {
    const { stdout, stderr, status } = stratos(root, "--format", "stylish");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^\n\S*index\.ts\n +5:18 +error .* stratos\/no-prefixed-channel\n/);
    expect(stderr).toContain("Not checked");
    const html = stratos(root, "--format", "html");
    expect(html.stdout).toContain("<!DOCTYPE html>");
    const both = stratos(root, "src", "../small/src", "--format", "html");
    expect(both.stdout).toContain("<!DOCTYPE html>");
  });

  it("a file with a syntax error is a problem", () => {
    const broken = writePlugin("cli/syntax", { ...SMALL, "src/shared/a.ts": "export const = 1;\n" });
    const { stdout, status } = stratos(broken.root);
    expect(status).toBe(1);
    expect(stdout).toMatch(/src\/shared\/a\.ts:1:\d+ error this file cannot be read\n/);
    expect(stdout).toMatch(/ 1 +syntax\n/);
  });

  it.each([
    ["a folder that is not there", ["nowhere"], 'There is no file or folder "nowhere"'],
    ["a command that does not exist", ["mapp"], "The commands are init, map and explain;"],
    ["a file that is no code", ["plugin.json"], "There is nothing to check in"],
    ["a folder without code", ["empty"], "There is nothing to check in"],
    ["a folder with nothing but tests", ["tries"], "There is nothing to check in"],
    ["an option that does not exist", ["--fixx"], "(Did you mean --fix?)"],
    ["a number that is none", ["--max-warnings", "many"], "It must be a whole number."],
    ["a formatter that is not there", ["--fix", "--format", "nope"], 'The formatter "nope" cannot be used'],
  ])("%s is an error with exit code 2", (_, args, message) => {
    mkdirSync(path.join(root, "empty"), { recursive: true });
    mkdirSync(path.join(root, "tries"), { recursive: true });
    writeFileSync(path.join(root, "tries/a.test.js"), "");
    const { status, stderr, stdout } = stratos(root, ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe("");
    expect(status).toBe(2);
    expect(readFileSync(path.join(root, "src/background/index.ts"), "utf8")).toBe(BACKGROUND);
  });

  it("says its version and its options", () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      version: string;
    };
    expect(stratos(root, "--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
    const help = stratos(root, "--help");
    expect(help.status).toBe(0);
    for (const word of ["--fix", "--format", "--max-warnings", "--no-types", "init", "map", "explain"])
      expect(help.stdout).toContain(word);
  });

  it("colours and links are for terminals", () => {
    expect(stratos(root).stdout).not.toContain("\u001B");
    const script = `process.env.FORCE_COLOR = "1"; delete process.env.NO_COLOR; process.argv.splice(1, 0, "x"); require(${JSON.stringify(path.join(ROOT, "dist/cli.cjs"))})`;
    const { stdout } = node(root, "-e", script);
    expect(stdout).toContain("\u001B[31merror");
    expect(stdout).toMatch(
      /\u001B\]8;;https:\S+no-prefixed-channel\.md\u0007no-prefixed-channel\u001B\]8;;\u0007/,
    );
  });
});

it("a parser that cannot be loaded is an error that says what to do", () => {
  const home = path.join(ROOT, "tests/.tmp/cli-alone");
  rmSync(home, { recursive: true, force: true });
  const parser = path.join(home, "node_modules/@typescript-eslint/parser");
  mkdirSync(parser, { recursive: true });
  writeFileSync(
    path.join(parser, "index.js"),
    'throw new Error("typescript-eslint does not support TS 7.0");',
  );
  cpSync(path.join(ROOT, "dist"), path.join(home, "dist"), { recursive: true });
  const { root } = writePlugin("cli/no-parser", SMALL);
  const { status, stderr } = node(root, path.join(home, "dist/cli.cjs"));
  expect(stderr).toBe(
    "The parser for TypeScript cannot be loaded: typescript-eslint does not support TS 7.0 It needs TypeScript 5 or 6. Beside TypeScript 7, which has no interface for linters: npm install --save-dev typescript@npm:@typescript/typescript6 @typescript/native@npm:typescript@7\n",
  );
  expect(status).toBe(2);
});
