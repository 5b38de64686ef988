import fs from "node:fs";
import path from "node:path";
import detectIndent from "detect-indent";
import { applyEdits, modify } from "jsonc-parser";
import { modulesBelow } from "../project/listing.js";
import { diskNow } from "../project/disk.js";
import { nearestManifest } from "../project/manifest.js";
import { CliError, messageOf } from "./errors.js";
import type { Io } from "./io.js";
import { indent } from "./words.js";

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
 * Sets ESLint up in the folder of a plugin. Configs that are there already are not changed: then it tells what to add.
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
  const kind = configKind(folder, own);
  const packages = [
    "eslint",
    "eslint-plugin-stratos",
    ...(lintStaged ? ["husky", "lint-staged"] : []),
  ].filter((dependency) => versionOf(own, dependency) === undefined);
  const steps = [
    ...(nearestManifest(path.join(folder, "plugin.json")).status === "missing" ? [NO_PLUGIN] : []),
    setUpEslint(folder, own, kind),
    ...(lintStaged && own ? [setUpLintStaged(folder, own, kind)] : []),
    ...(packages.length > 0
      ? [`Install what it needs:\n\n  ${installer(folder)} ${packages.join(" ")}\n`]
      : []),
    ...(lintStaged ? [HOOK] : []),
    `Then check the plugin:\n\n  npx eslint ${kind === "legacy" ? "--ext .js,.jsx,.ts,.tsx " : ""}.\n`,
  ];
  stdout.write(steps.join("\n"));
}

const NO_PLUGIN = "There is no plugin.json in this folder or above it: is it the folder of a plugin?\n";
const HOOK = `Let git run it before each commit:

  npx husky
  echo "npx lint-staged" >> .husky/pre-commit
`;

// ---------------------------------------------------------------- the config of ESLint

type ConfigKind = "flat" | "legacy";

function configKind(folder: string, own: Package | undefined): ConfigKind {
  const isThere = (file: string): boolean => fs.existsSync(path.join(folder, file));
  if (FLAT_CONFIGS.some(isThere)) return "flat";
  return LEGACY_CONFIGS.some(isThere) || own?.content["eslintConfig"] !== undefined ? "legacy" : "flat";
}

function setUpEslint(folder: string, own: Package | undefined, kind: ConfigKind): string {
  const isThere = (file: string): boolean => fs.existsSync(path.join(folder, file));
  if (kind === "legacy") {
    const file = LEGACY_CONFIGS.find(isThere) ?? "eslintConfig in package.json";
    return `There is ${file} already. Add this to it, and keep its parser if it has one for TypeScript:\n\n  "extends": ["plugin:stratos/legacy-strict"],\n  "parser": "eslint-plugin-stratos/parser"\n`;
  }
  const block = blockFor(folder);
  const there = FLAT_CONFIGS.find(isThere);
  if (there !== undefined) {
    const text = fs.readFileSync(path.join(folder, there), "utf8");
    if (text.includes("eslint-plugin-stratos")) return `${there} has it already.\n`;
    const isCommonJs = /\bmodule\.exports\b|\brequire\s*\(/.test(text);
    return `There is ${there} already. Add this to it:\n\n${indent(`${importsFor(isCommonJs)}\n\n${block},`)}\n`;
  }
  const file = own?.content["type"] === "module" ? "eslint.config.js" : "eslint.config.mjs";
  fs.writeFileSync(
    path.join(folder, file),
    `${importsFor(false)}\n\nexport default [\n${indent(block)},\n];\n`,
  );
  return `Wrote ${file}.\n`;
}

function importsFor(isCommonJs: boolean): string {
  return ["stratos", "parser"]
    .map((name) => {
      const source = `"eslint-plugin-stratos${name === "parser" ? "/parser" : ""}"`;
      return isCommonJs ? `const ${name} = require(${source});` : `import ${name} from ${source};`;
    })
    .join("\n");
}

/** The entry of a config that checks the modules of the plugin: in this form for every version of ESLint. */
function blockFor(folder: string): string {
  const files = modulesBelow(folder, diskNow()).map((file) => path.relative(folder, file));
  const isInSource = files.length > 0 && files.every((file) => file.startsWith(`src${path.sep}`));
  return `{
  files: ["${isInSource ? "src/**/*" : "**/*"}.{js,jsx,ts,tsx}"],
  ...stratos.configs.strict,
  languageOptions: { parser },
}`;
}

// ---------------------------------------------------------------- package.json

function setUpLintStaged(folder: string, { file, text, content }: Package, kind: ConfigKind): string {
  // ESLint knows the last option for its newer configs only; without it, a file that is left out is a warning.
  const ignoring = kind === "flat" ? " --no-warn-ignored" : "";
  const entry = { "*.{js,jsx,ts,tsx}": `eslint --fix --max-warnings=0${ignoring}` };
  const other = LINT_STAGED_CONFIGS.find((config) => fs.existsSync(path.join(folder, config)));
  if (other !== undefined || content["lint-staged"] !== undefined) {
    const shown = JSON.stringify(entry, undefined, 2).replaceAll("\n", "\n  ");
    return `There is ${other ?? '"lint-staged" in package.json'} already. Add this to it:\n\n  ${shown}\n`;
  }
  const scripts = isObject(content["scripts"]) ? content["scripts"] : {};
  const hasPrepare = scripts["prepare"] !== undefined;
  // Whoever clones the plugin gets the hook with the first install.
  const prepared = hasPrepare ? text : edited(text, ["scripts", "prepare"], "husky");
  fs.writeFileSync(file, edited(prepared, ["lint-staged"], entry));
  const hint = hasPrepare ? 'Add husky to the script "prepare", if it is not there.\n' : "";
  return `Wrote an entry for lint-staged to package.json.\n${hint}`;
}

/** JSON with a value set, in which nothing else is written differently. */
function edited(text: string, where: readonly string[], value: unknown): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const json = text.slice(mark.length);
  const { indent: unit } = detectIndent(json);
  const formattingOptions = {
    insertSpaces: !unit.startsWith("\t"),
    tabSize: unit.length || 2,
    eol: json.includes("\r\n") ? "\r\n" : "\n",
  };
  return mark + applyEdits(json, modify(json, [...where], value, { formattingOptions }));
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
