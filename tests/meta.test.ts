/** Files, exports, presets, documentation and tests agree with each other. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import stratos from "../src/index.js";
import { rules } from "../src/rules/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .filter((name) => name !== "index")
    .sort();

const names = Object.keys(rules).sort();

describe("the rules", () => {
  it("are at least the two of the first release", () => {
    expect(names.length).toBeGreaterThanOrEqual(2);
  });

  it("are the files in src/rules", () => {
    expect(namesIn("src/rules", ".ts")).toEqual(names);
  });

  it("are what the plugin exports", () => {
    expect(Object.keys(stratos.rules).sort()).toEqual(names);
  });

  it("each have a page, and there are no other pages", () => {
    expect(namesIn("docs/rules", ".md")).toEqual(names);
  });

  it("each have a file of cases, and there are no other files of cases", () => {
    expect(namesIn("tests/rules", ".test.ts")).toEqual(names);
  });

  it.each(names)("%s stands in the README's table", (name) => {
    expect(read("README.md")).toContain(`[${name}](docs/rules/${name}.md)`);
  });

  it.each(names)("%s links to its page in the package of this version", (name) => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const url = rules[name as keyof typeof rules].meta.docs?.url;
    expect(url).toBe(`https://unpkg.com/eslint-plugin-stratos@${version}/docs/rules/${name}.md`);
  });

  it.each(names)("%s explains itself in whole sentences", (name) => {
    for (const message of Object.values<string>(rules[name as keyof typeof rules].meta.messages)) {
      expect(message).toMatch(/[.}]$/);
      expect(message).toMatch(/^[`A-Z]/);
    }
  });
});

describe("the presets", () => {
  const prefixed = names.map((name) => `stratos/${name}`);

  it("strict has every rule, and nothing else", () => {
    expect(Object.keys(stratos.configs.strict.rules).sort()).toEqual(prefixed);
    expect(new Set(Object.values(stratos.configs.strict.rules))).toEqual(new Set(["error"]));
  });

  it.each(names)("recommended has %s as its meta says", (name) => {
    const level = rules[name as keyof typeof rules].meta.docs?.presets.recommended;
    expect(stratos.configs.recommended.rules[`stratos/${name}`]).toBe(level);
  });

  it("the legacy presets say the same as the flat ones", () => {
    expect(stratos.configs["legacy-recommended"]).toEqual({
      plugins: ["stratos"],
      rules: stratos.configs.recommended.rules,
      settings: stratos.configs.recommended.settings,
    });
    expect(stratos.configs["legacy-strict"]).toEqual({
      plugins: ["stratos"],
      rules: stratos.configs.strict.rules,
      settings: stratos.configs.strict.settings,
    });
  });

  it("the flat presets bring the plugin itself, not a copy", () => {
    expect(stratos.configs.recommended.plugins.stratos).toBe(stratos);
    expect(stratos.configs.strict.plugins.stratos).toBe(stratos);
  });
});

describe("the documentation", () => {
  it("has headers and a table that were made from the rules' meta (else: npm run docs)", () => {
    const run = spawnSync(
      process.execPath,
      [path.join(root, "node_modules/eslint-doc-generator/dist/bin/eslint-doc-generator.js"), "--check"],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
    expect(`${run.stdout}${run.stderr}`).toBe("");
    expect(run.status).toBe(0);
  });

  it.each([
    "README.md",
    "CONTRIBUTING.md",
    ...namesIn("docs", ".md").map((name) => `docs/${name}.md`),
    ...names.map((name) => `docs/rules/${name}.md`),
  ])("%s links to files that exist", (page) => {
    const targets = [...read(page).matchAll(/\]\((?<target>[^)#:]+)\)/g)].map(
      (match) => match.groups?.["target"] ?? "",
    );
    const missing = targets.filter((target) => !existsSync(path.resolve(root, path.dirname(page), target)));
    expect(missing).toEqual([]);
  });

  it("docs/settings.md names every setting", () => {
    const settings = [...read("src/settings.ts").matchAll(/^ {2}readonly (?<name>\w+): .*;$/gm)].map(
      (match) => match.groups?.["name"],
    );
    expect(settings).toContain("pluginId");
    for (const name of settings.filter(
      (setting) => setting !== "from" && setting !== "name" && setting !== "gives",
    )) {
      expect(read("docs/settings.md")).toMatch(new RegExp(`^\\| \`${String(name)}\` +\\|`, "m"));
    }
  });

  it.each(["npm ci && npm run demo", "npm ci && npm test"])(
    "the README has the command `%s` in a block of its own",
    (command) => {
      expect(read("README.md")).toContain(`\`\`\`sh\n${command}\n\`\`\``);
    },
  );

  it("CI runs the README's test command", () => {
    expect(read(".ci/run")).toContain("npm ci && npm test");
  });

  it("the README's commands exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const used = [...read("README.md").matchAll(/npm run (?<name>[\w:]+)/g)].map(
      (match) => match.groups?.["name"] ?? "",
    );
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
    expect(used).toContain("demo");
  });
});

it("only src/sdk.ts spells the SDK's names", () => {
  const spelled =
    /["'`](?:@skyvexsoftware\/|usePluginContext|createPlugin|PluginContext|PluginUIContext|onStart|emitWithAck|plugin:["'`])/;
  const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(20);
  const guilty = files.filter((file) => file !== "sdk.ts" && spelled.test(read(`src/${file}`)));
  expect(guilty).toEqual([]);
  expect(spelled.test(read("src/sdk.ts"))).toBe(true);
});
