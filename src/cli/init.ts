import fs from "node:fs";
import path from "node:path";
import detectIndent from "detect-indent";
import { modulesBelow } from "../project/listing.js";
import { diskNow } from "../project/disk.js";
import { CliError, messageOf } from "./errors.js";
import type { Io } from "./io.js";

export interface InitOptions {
  readonly lintStaged?: boolean;
}

const FLAT_CONFIGS = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `eslint.config.${ending}`);
const LEGACY_CONFIGS = ["", ".js", ".cjs", ".yaml", ".yml", ".json"].map((ending) => `.eslintrc${ending}`);
const LINT_STAGED_CONFIGS = [
  ".lintstagedrc",
  ...["json", "yaml", "yml", "mjs", "mts", "js", "ts", "cjs", "cts"].map(
    (ending) => `.lintstagedrc.${ending}`,
  ),
  ...["mjs", "mts", "js", "ts", "cjs", "cts"].map((ending) => `lint-staged.config.${ending}`),
];

/** What has to be there besides the plugin, and how it is installed; the first lockfile that is found decides. */
const INSTALLERS: readonly (readonly [string, string])[] = [
  ["pnpm-lock.yaml", "pnpm add --save-dev"],
  ["yarn.lock", "yarn add --dev"],
  ["bun.lock", "bun add --dev"],
  ["bun.lockb", "bun add --dev"],
];

interface Package {
  readonly file: string;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Sets ESLint up in the folder of a plugin. What is there already is never changed: then it tells what to add.
 * @throws CliError where there is no such folder, or `package.json` cannot be read.
 */
export function initCommand(name: string, { lintStaged }: InitOptions, { cwd, stdout }: Io): void {
  const folder = path.resolve(cwd, name);
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new CliError(`There is no folder "${name}" in ${cwd}.`);
  const own = readPackage(folder);
  if (lintStaged && !own)
    throw new CliError(
      `There is no package.json in ${folder}: an entry for lint-staged has no place. Create one with npm init.`,
    );
  const steps = [setUpEslint(folder, own), ...(lintStaged && own ? [setUpLintStaged(folder, own)] : [])];
  const packages = [
    ...["eslint", "eslint-plugin-stratos"],
    ...(lintStaged ? ["husky", "lint-staged"] : []),
  ].filter((dependency) => versionOf(own, dependency) === undefined);
  const install =
    packages.length > 0 ? [`Install what it needs:\n\n  ${installer(folder)} ${packages.join(" ")}\n`] : [];
  const hooks = lintStaged
    ? [
        `Let git run it before each commit:\n\n  npx husky init\n  echo "npx lint-staged" > .husky/pre-commit\n`,
      ]
    : [];
  stdout.write([...steps, ...install, ...hooks, "Then check the plugin:\n\n  npx eslint .\n"].join("\n"));
}

// ---------------------------------------------------------------- eslint.config.js

function setUpEslint(folder: string, own: Package | undefined): string {
  const legacy = LEGACY_CONFIGS.find((file) => fs.existsSync(path.join(folder, file)));
  const flat = FLAT_CONFIGS.find((file) => fs.existsSync(path.join(folder, file)));
  if (flat !== undefined) return toAdd(flat, folder, own);
  if (legacy !== undefined || own?.content["eslintConfig"] !== undefined)
    return `There is ${legacy ?? "eslintConfig in package.json"} already. Add this to it:\n\n  "extends": ["plugin:stratos/legacy-strict"]\n`;
  const isModule = own?.content["type"] === "module";
  const file = isModule ? "eslint.config.js" : "eslint.config.mjs";
  fs.writeFileSync(path.join(folder, file), configFor(folder, own));
  return `Wrote ${file}.\n`;
}

function toAdd(file: string, folder: string, own: Package | undefined): string {
  const block = `import stratos from "eslint-plugin-stratos";
import parser from "eslint-plugin-stratos/parser";

${blockFor(folder, own)},`;
  return `There is ${file} already. Add this to it:\n\n${indent(block)}\n`;
}

/** A whole config. */
function configFor(folder: string, own: Package | undefined): string {
  const imports = [
    ...(hasDefineConfig(own) ? ['import { defineConfig } from "eslint/config";'] : []),
    'import stratos from "eslint-plugin-stratos";',
    'import parser from "eslint-plugin-stratos/parser";',
  ];
  const blocks = `[\n${indent(blockFor(folder, own))},\n]`;
  return `${imports.join("\n")}\n\nexport default ${hasDefineConfig(own) ? `defineConfig(${blocks})` : blocks};\n`;
}

/** The entry of a config that checks the modules of the plugin. */
function blockFor(folder: string, own: Package | undefined): string {
  const files = modulesBelow(folder, diskNow()).map((file) => path.relative(folder, file));
  const isInSource = files.length > 0 && files.every((file) => file.startsWith(`src${path.sep}`));
  const preset = hasDefineConfig(own)
    ? '  plugins: { stratos },\n  extends: ["stratos/strict"],'
    : "  ...stratos.configs.strict,";
  return `{
  files: ["${isInSource ? "src/**/*" : "**/*"}.{js,jsx,ts,tsx}"],
${preset}
  languageOptions: { parser },
}`;
}

/** ESLint 8 knows neither `eslint/config` nor `extends` in such a config. */
function hasDefineConfig(own: Package | undefined): boolean {
  const version = versionOf(own, "eslint");
  return typeof version !== "string" || !/^\D*8\b/.test(version);
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

// ---------------------------------------------------------------- package.json

function setUpLintStaged(folder: string, { file, text, content }: Package): string {
  const entry = { "*.{js,jsx,ts,tsx}": "eslint --fix --max-warnings=0 --no-warn-ignored" };
  const other = LINT_STAGED_CONFIGS.find((config) => fs.existsSync(path.join(folder, config)));
  if (other !== undefined || content["lint-staged"] !== undefined) {
    const shown = JSON.stringify(entry, undefined, 2).replaceAll("\n", "\n  ");
    return `There is ${other ?? '"lint-staged" in package.json'} already. Add this to it:\n\n  ${shown}\n`;
  }
  const scripts = isObject(content["scripts"]) ? content["scripts"] : {};
  const changed = {
    ...content,
    // Whoever clones the plugin gets the hook with the first install.
    scripts: { ...scripts, prepare: scripts["prepare"] ?? "husky" },
    "lint-staged": entry,
  };
  const ending = /\r?\n$/.exec(text)?.[0] ?? "";
  const written = JSON.stringify(changed, undefined, detectIndent(text).indent || "  ");
  fs.writeFileSync(file, (text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written) + ending);
  return `Wrote an entry for lint-staged to package.json.\n`;
}

function readPackage(folder: string): Package | undefined {
  const file = path.join(folder, "package.json");
  if (!fs.existsSync(file)) return undefined;
  const text = fs.readFileSync(file, "utf8");
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${messageOf(error)}`);
  }
  if (!isObject(content)) throw new CliError(`${file} cannot be read: it is not an object.`);
  return { file, text, content };
}

/** The version of a dependency, as `package.json` asks for it. */
function versionOf(own: Package | undefined, dependency: string): unknown {
  const lists = ["dependencies", "devDependencies"].map((key) => own?.content[key]);
  return lists
    .flatMap((list) => (isObject(list) ? [list[dependency]] : []))
    .find((found) => found !== undefined);
}

function installer(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = INSTALLERS.find(([lockfile]) => fs.existsSync(path.join(at, lockfile)));
    if (found) return found[1];
    if (fs.existsSync(path.join(at, "package-lock.json")) || at === path.dirname(at))
      return "npm install --save-dev";
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
