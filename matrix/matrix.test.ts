/** The packed package in fresh folders: the findings are the same with every ESLint, TypeScript and Node.js that it supports. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Linter } from "eslint";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../tests/helpers/command.js";
import { copyExample, createConsumer, installNodes, pack, run, writeConfig } from "./consumer.js";
import { blocksBelow } from "./readme.js";

const NODES = ["20.20.2", "22.23.3", "24.21.0"];
const BROKEN = "status-board-broken";

const [FLAT = ""] = blocksBelow("By hand", "js");
const [ONE_LINE = "", EXTENDS = ""] = blocksBelow("In a config that is there", "js");
const [LEGACY = ""] = blocksBelow("In a config that is there", "json");
const [OXLINT = ""] = blocksBelow("oxlint", "json");
const CLASSIC = readFileSync(path.join(ROOT, "examples", BROKEN, "eslint.config.js"), "utf8");

/** What is found, with everything that depends on the host: places, words, fixes and suggestions. */
function findings(root: string, results: readonly ESLint.LintResult[]): readonly string[] {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, line, column, endLine, endColumn, message, severity, fix, suggestions }) =>
          `${path.relative(root, filePath)} ${JSON.stringify([ruleId, severity, line, column, endLine, endColumn, message, fix, suggestions?.map((one) => [one.desc, one.fix])])}`,
      ),
    )
    .sort();
}

const linted = async (overrideConfig: Linter.Config): Promise<readonly string[]> => {
  const cwd = path.join(ROOT, "examples", BROKEN);
  return findings(cwd, await new ESLint({ cwd, overrideConfig }).lintFiles(["."]));
};

/** The example as the fixes of this project's own ESLint leave it. */
function fixedText(): string {
  return fixed.map(([, text]) => text).join("\n");
}

let fixed: readonly (readonly [string, string])[] = [];
let typed: readonly string[] = [];
let untyped: readonly string[] = [];
let tarball = "";
let nodes: ReadonlyMap<string, string> = new Map();
const folders: string[] = [];

beforeAll(async () => {
  typed = await linted({});
  untyped = await linted({ languageOptions: { parserOptions: { projectService: false } } });
  const results = await new ESLint({ cwd: path.join(ROOT, "examples", BROKEN), fix: true }).lintFiles(["."]);
  fixed = results
    .map(({ filePath, output }) => [filePath, output ?? readFileSync(filePath, "utf8")] as const)
    .filter(([file]) => file.includes(`${path.sep}src${path.sep}`))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  tarball = pack();
  nodes = installNodes(NODES);
});
afterAll(() => {
  for (const folder of [...folders, path.dirname(tarball)]) rmSync(folder, { recursive: true, force: true });
  for (const program of nodes.values())
    rmSync(path.resolve(program, "../../../.."), { recursive: true, force: true });
});

it("there is something to find, and types tell more", () => {
  expect(untyped.length).toBeGreaterThan(30);
  expect(typed.length).toBeGreaterThan(untyped.length);
});

interface World {
  readonly name: string;
  readonly file: "eslint.config.js" | ".eslintrc.json";
  readonly config: string;
  readonly args?: readonly string[];
  readonly types?: false;
}

const LEGACY_WORLD: World = {
  name: "eslintrc",
  file: ".eslintrc.json",
  config: LEGACY,
  args: ["--ext", ".js,.jsx,.ts,.tsx", "src"],
};
const FLAT_WORLD: World = { name: "the config of the README", file: "eslint.config.js", config: FLAT };
const FLAT_WORLDS: readonly World[] = [
  FLAT_WORLD,
  { name: "extends", file: "eslint.config.js", config: EXTENDS },
  { name: "one line beside typescript-eslint", file: "eslint.config.js", config: ONE_LINE, types: false },
  { name: "the parser of typescript-eslint", file: "eslint.config.js", config: CLASSIC },
];
const CELLS: readonly { readonly versions: string; readonly worlds: readonly World[] }[] = [
  { versions: "eslint-8", worlds: [FLAT_WORLD, LEGACY_WORLD] },
  { versions: "eslint-9", worlds: [...FLAT_WORLDS, LEGACY_WORLD] },
  { versions: "eslint-10", worlds: FLAT_WORLDS },
];

describe.each(CELLS)("$versions", ({ versions, worlds }) => {
  let folder = "";
  beforeAll(() => {
    folder = createConsumer(versions, tarball, BROKEN);
    folders.push(folder);
  });

  const eslint = (node: string, { file, args = ["."] }: World, ...more: string[]): readonly string[] => {
    const env = { ESLINT_USE_FLAT_CONFIG: String(file === "eslint.config.js") };
    const bin = "node_modules/eslint/bin/eslint.js";
    const { stdout, stderr, status } = run(
      folder,
      nodes.get(node) ?? "",
      [bin, "--format", "json", ...more, ...args],
      env,
    );
    expect(stderr.replace(/^.*(?:ESLintRCWarning|--trace-warnings).*\n/gm, "")).toBe("");
    expect(status).toBe(1);
    return findings(folder, JSON.parse(stdout) as ESLint.LintResult[]);
  };

  describe.each(NODES)("Node.js %s", (node) => {
    it.each(worlds)("ESLint with $name", (world) => {
      writeConfig(folder, world.file, world.config);
      expect(eslint(node, world)).toEqual(world.types === false ? untyped : typed);
    });

    it("the command without a config", () => {
      const bin = "node_modules/eslint-plugin-stratos/dist/cli.cjs";
      const { stdout, status } = run(folder, nodes.get(node) ?? "", [bin, "--format", "json"]);
      expect(status).toBe(1);
      expect(findings(folder, JSON.parse(stdout) as ESLint.LintResult[])).toEqual(typed);
    });
  });

  it("what is fixed is the same, and the rest stays", () => {
    const fixes = worlds.map((world) => {
      writeConfig(folder, world.file, world.config);
      const left = eslint(NODES[0] ?? "", world, "--fix");
      expect(left.filter((finding) => finding.includes("no-prefixed-channel"))).toEqual([]);
      const sources = readdirSync(path.join(folder, "src"), { recursive: true, encoding: "utf8" }).filter(
        (file) => /\.tsx?$/.test(file),
      );
      const texts = sources.sort().map((file) => readFileSync(path.join(folder, "src", file), "utf8"));
      copyExample(folder, BROKEN);
      return texts.join("\n");
    });
    for (const text of fixes) expect(text).toBe(fixedText());
  });
});

describe("types of the public object", () => {
  it.each(["eslint-9", "eslint-10"])(
    "%s: presets and parser fit into defineConfig, and nothing is any",
    (versions) => {
      const folder = folders.find((one) => path.basename(one).startsWith(`stratos-${versions}`)) ?? "";
      writeFileSync(
        path.join(folder, "config.ts"),
        `import { defineConfig } from "eslint/config";
import stratos from "eslint-plugin-stratos";
import parser from "eslint-plugin-stratos/parser";

export default defineConfig([
  stratos.configs.recommended,
  stratos.configs.strict,
  { plugins: { stratos }, extends: ["stratos/strict"], languageOptions: { parser } },
]);
export const namespace: "stratos" = stratos.meta.namespace;
export const legacy: string[] = stratos.configs["legacy-strict"].plugins;
export const rules: "no-ui-socket-emit" extends keyof typeof stratos.rules ? true : false = true;
// @ts-expect-error There is no such preset.
stratos.configs.nope;
// @ts-expect-error There is no such rule.
stratos.rules["no-such-rule"];
`,
      );
      const options = [
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "false",
        "--module",
        "nodenext",
        "--types",
        "node",
        "--ignoreConfig",
      ];
      const known =
        versions === "eslint-9" ? options.filter((option) => option !== "--ignoreConfig") : options;
      const { stdout, status } = run(folder, process.execPath, [
        "node_modules/typescript/bin/tsc",
        ...known,
        "config.ts",
      ]);
      rmSync(path.join(folder, "config.ts"));
      expect(stdout).toBe("");
      expect(status).toBe(0);
    },
  );
});

describe("every command of the README", () => {
  const inFolder = (): string =>
    folders.find((one) => path.basename(one).startsWith("stratos-eslint-10")) ?? "";
  const sh = (command: string): ReturnType<typeof run> => run(inFolder(), "sh", ["-c", command]);

  it("without setup: what it shows is what is printed", () => {
    const [lint = "", ...maps] = blocksBelow("Ten seconds, no setup", "sh").flatMap((block) =>
      block.trim().split("\n"),
    );
    const [shown = "", table = ""] = blocksBelow("Ten seconds, no setup", "text");
    const { stdout, status } = sh(lint);
    expect(status).toBe(1);
    expect(stdout).toContain(shown);
    expect(maps.length).toBe(2);
    const [asTable] = maps.map((command) => {
      const ended = sh(command);
      expect(ended).toMatchObject({ status: 0, stderr: "" });
      return ended.stdout.split("\n");
    });
    for (const line of table.trimEnd().split("\n")) expect(asTable).toContain(line);
    expect(readFileSync(path.join(inFolder(), "map.html"), "utf8")).toContain("status-board");
  });

  it("init writes the config that the README shows", () => {
    const [init = ""] = blocksBelow("Set it up", "sh");
    writeConfig(inFolder(), "eslint.config.js", "");
    rmSync(path.join(inFolder(), "eslint.config.js"));
    expect(sh(init)).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(path.join(inFolder(), "eslint.config.js"), "utf8")).toBe(FLAT);
  });

  it("by hand, and in an eslintrc", () => {
    const [install = "", lint = ""] = blocksBelow("By hand", "sh");
    // The package is not published while it is tested: it was installed from its tarball, with the other one that is named here.
    expect(install.trim()).toBe("npm install --save-dev eslint eslint-plugin-stratos");
    expect(sh(lint).stdout).toContain("stratos/no-prefixed-channel");
    const [legacy = ""] = blocksBelow("In a config that is there", "sh");
    const folder = folders.find((one) => path.basename(one).startsWith("stratos-eslint-8")) ?? "";
    writeConfig(folder, ".eslintrc.json", LEGACY);
    expect(run(folder, "sh", ["-c", legacy]).stdout).toContain("stratos/no-prefixed-channel");
  });

  it("oxlint", () => {
    writeConfig(inFolder(), ".oxlintrc.json", OXLINT);
    const { stdout } = sh("npx oxlint --format json src");
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
    expect(diagnostics.filter(({ code }) => code.startsWith("stratos(")).length).toBe(untyped.length);
  });
});
