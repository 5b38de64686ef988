/** `npx eslint-plugin-stratos init`, and that what it writes works. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { node, ROOT, stratos } from "../helpers/command.js";
import { writePlugin } from "../helpers/plugin-on-disk.js";

const PLUGIN = {
  "plugin.json": '{ "id": "small" }',
  "tsconfig.json": '{ "compilerOptions": { "types": [] }, "include": ["src"] }',
  "package.json": '{\n    "name": "small",\n    "type": "module"\n}\n',
  "src/background/index.ts": `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";

export default createPlugin({ onStart: (ctx) => ctx.ipc.send("plugin:small:state", 1) });
`,
  // No tsconfig includes it: that is no error.
  "vite.config.ts": "export default {};\n",
};

function init(
  name: string,
  files: Readonly<Record<string, string>>,
  ...args: string[]
): { root: string; stdout: string } {
  const { root } = writePlugin(`init/${name}`, files);
  const { stdout, stderr, status } = stratos(root, "init", ...args);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return { root, stdout };
}

const eslint = (root: string): string => {
  const { stdout, stderr } = node(root, path.join(ROOT, "node_modules/eslint/bin/eslint.js"), ".");
  return stdout + stderr;
};
const read = (root: string, file: string): string => readFileSync(path.join(root, file), "utf8");

describe("a plugin without ESLint", () => {
  it("gets a config that works, and is told what to install", () => {
    const { root, stdout } = init("new", PLUGIN);
    expect(stdout).toContain("Wrote eslint.config.js.\n");
    expect(stdout).toContain("  npm install --save-dev eslint eslint-plugin-stratos\n");
    expect(eslint(root)).toMatch(
      /src\/background\/index\.ts\n +3:62 +error .* stratos\/no-prefixed-channel\n\n.*1 problem /s,
    );
  });

  it.each([
    ["a package without a type", { "package.json": '{ "name": "small" }' }],
    ["no package.json", { "package.json": undefined }],
  ])("as an ES module by its name: %s", (name, change) => {
    const files = Object.fromEntries(
      Object.entries({ ...PLUGIN, ...change }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    const { root, stdout } = init(name.replaceAll(" ", "-"), files);
    expect(stdout).toContain("Wrote eslint.config.mjs.\n");
    expect(existsSync(path.join(root, "eslint.config.js"))).toBe(false);
    expect(eslint(root)).toContain("stratos/no-prefixed-channel");
  });

  it("in a form that every version of ESLint takes, and what is installed is not installed again", () => {
    const { root, stdout } = init("eight", {
      ...PLUGIN,
      "package.json": '{ "type": "module", "devDependencies": { "eslint": "^8.57.1" } }',
    });
    expect(read(root, "eslint.config.js")).not.toContain("eslint/config");
    expect(stdout).toContain("  npm install --save-dev eslint-plugin-stratos\n");
  });

  it("code that is not in src is checked as well", () => {
    const { root } = init("flat", { ...PLUGIN, "background.ts": PLUGIN["src/background/index.ts"] });
    expect(read(root, "eslint.config.js")).toContain('files: ["**/*.{js,jsx,ts,tsx}"]');
    expect(eslint(root)).toContain("2 problems");
  });

  it.each([
    ["pnpm-lock.yaml", "pnpm add --save-dev"],
    ["yarn.lock", "yarn add --dev"],
    ["bun.lock", "bun add --dev"],
  ])("with %s, the command is `%s`", (lockfile, command) => {
    expect(init(`with-${lockfile}`, { ...PLUGIN, [lockfile]: "" }).stdout).toContain(
      `  ${command} eslint eslint-plugin-stratos\n`,
    );
  });
});

describe("a plugin with ESLint", () => {
  it.each([
    ["a list", "eslint.config.mjs", "\nexport default [\n  // here\n];\n"],
    [
      "defineConfig",
      "eslint.config.js",
      'import { defineConfig } from "eslint/config";\nexport default defineConfig([\n  // here\n]);\n',
    ],
    ["CommonJS", "eslint.config.cjs", "module.exports = [\n  // here\n];\n"],
  ])("keeps its config, and is told what to add, which works: %s", (name, file, config) => {
    const { root, stdout } = init(`config-${name}`, { ...PLUGIN, [file]: config });
    expect(read(root, file)).toBe(config);
    expect(readdirSync(root).filter((one) => one.startsWith("eslint.config"))).toEqual([file]);
    const [, imports = "", block = ""] =
      /already\. Add this to it:\n\n(?<imports>(?:  \S.*\n)+)\n(?<block>(?:  .*\n)+)/.exec(stdout) ?? [];
    expect(block).not.toBe("");
    writeFileSync(path.join(root, file), `${imports}${config.replace("// here", block)}`);
    expect(eslint(root)).toMatch(/stratos\/no-prefixed-channel\n\n.*1 problem /s);
  });

  it.each([
    [".eslintrc.json", { ".eslintrc.json": "{}" }],
    ["eslintConfig in package.json", { "package.json": '{ "eslintConfig": {} }' }],
  ])("of the old kind: %s", (name, files) => {
    const { stdout, root } = init(name.replaceAll(/\W+/g, "-"), { ...PLUGIN, ...files }, "--lint-staged");
    expect(stdout).toContain(`There is ${name} already. Add this to it, `);
    expect(stdout).toContain(
      '  "extends": ["plugin:stratos/legacy-strict"],\n  "parser": "eslint-plugin-stratos/parser"\n',
    );
    expect(stdout).toContain("  npx eslint --ext .js,.jsx,.ts,.tsx .\n");
    // ESLint refuses it together with such a config.
    expect(read(root, "package.json")).not.toContain("--no-warn-ignored");
  });
});

it("a config that has it already is not added to", () => {
  const { root } = init("twice", PLUGIN);
  expect(stratos(root, "init").stdout).toMatch(/^eslint\.config\.js has it already\.\n/);
});

it("a folder without a plugin is told", () => {
  const outside = mkdtempSync(path.join(tmpdir(), "stratos-"));
  expect(stratos(outside, "init").stdout).toContain("There is no plugin.json in this folder or above it");
  rmSync(outside, { recursive: true });
});

describe("--lint-staged", () => {
  it("changes no other value, and no byte order mark", () => {
    const text = '\uFEFF{ "big": 12345678901234567890, "files": ["a", "b"] }';
    const { root } = init("staged-odd", { ...PLUGIN, "package.json": text }, "--lint-staged");
    const written = read(root, "package.json");
    expect(written.startsWith("\uFEFF{")).toBe(true);
    expect(written).toContain('"big": 12345678901234567890,');
    expect(JSON.parse(written.slice(1))).toMatchObject({ scripts: { prepare: "husky" }, files: ["a", "b"] });
  });

  it("adds an entry, and keeps how package.json is written", () => {
    const { root, stdout } = init("staged", PLUGIN, "--lint-staged");
    expect(read(root, "package.json")).toBe(
      `{
    "name": "small",
    "type": "module",
    "scripts": {
        "prepare": "husky"
    },
    "lint-staged": {
        "*.{js,jsx,ts,tsx}": "eslint --fix --max-warnings=0 --no-warn-ignored"
    }
}
`,
    );
    expect(stdout).toContain("npm install --save-dev eslint eslint-plugin-stratos husky lint-staged\n");
    expect(stdout).toContain('  npx husky\n  echo "npx lint-staged" >> .husky/pre-commit\n');
  });

  it("with Windows' line ends and a script that is there", () => {
    const { root } = init(
      "staged-crlf",
      { ...PLUGIN, "package.json": '{\r\n\t"scripts": { "prepare": "tsc" }\r\n}\r\n' },
      "--lint-staged",
    );
    expect(read(root, "package.json")).toMatch(
      /^\{\r\n\t"scripts": \{\r\n\t\t"prepare": "tsc"\r\n[^]*\}\r\n$/,
    );
    expect(read(root, "package.json")).not.toMatch(/(?<!\r)\n/);
  });

  it.each([
    ["an entry", { "package.json": '{ "lint-staged": {} }' }, '"lint-staged" in package.json'],
    ["a file", { ".lintstagedrc.json": "{}" }, ".lintstagedrc.json"],
  ])("keeps %s that is there, and tells what to add", (name, files, shown) => {
    const { root, stdout } = init(
      `staged-${name.replace(" ", "-")}`,
      { ...PLUGIN, ...files },
      "--lint-staged",
    );
    expect(stdout).toContain(`There is ${shown} already. Add this to it:\n`);
    if ("package.json" in files) expect(read(root, "package.json")).toBe(files["package.json"]);
  });
});

describe("what cannot be done is an error with exit code 2", () => {
  it.each([
    ["no folder", PLUGIN, ["nowhere"], 'There is no folder "nowhere"'],
    [
      "a package.json that is broken",
      { ...PLUGIN, "package.json": "{" },
      [],
      "package.json cannot be read: ",
    ],
    [
      "a package.json that is a list",
      { ...PLUGIN, "package.json": "[]" },
      [],
      "package.json cannot be read: it is not an object.",
    ],
    [
      "no package.json for lint-staged",
      { "plugin.json": "{}" },
      ["--lint-staged"],
      "There is no package.json in ",
    ],
  ])("%s", (name, files, args, message) => {
    const { root } = writePlugin(`init/${name.replaceAll(" ", "-")}`, files);
    const { status, stderr, stdout } = stratos(root, "init", ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe("");
    expect(status).toBe(2);
    expect(existsSync(path.join(root, "eslint.config.js"))).toBe(false);
    rmSync(root, { recursive: true });
  });
});
