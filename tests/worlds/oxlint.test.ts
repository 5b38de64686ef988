/** oxlint with the plugin: what ESLint finds without types, and the same fixes. */
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import stratos from "eslint-plugin-stratos";
import { afterAll, expect, it } from "vitest";
import { node, ROOT } from "../helpers/command.js";
import { OXLINT_CONFIG } from "./oxlint-config.js";

const UNTYPED = { languageOptions: { parserOptions: { projectService: false } } };

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A copy of an example outside of this project: oxlint leaves out what git ignores here. */
function workspace(name: string): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "stratos-oxlint-")));
  folders.push(root);
  cpSync(path.join(ROOT, "examples", name), root, { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"), "junction");
  writeFileSync(path.join(root, ".oxlintrc.json"), JSON.stringify(OXLINT_CONFIG));
  return root;
}

interface Diagnostic {
  readonly message: string;
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly offset: number; readonly length: number } }[];
}

function oxlint(root: string, ...args: string[]): string[] {
  const { stdout, stderr } = node(
    root,
    path.join(ROOT, "node_modules/oxlint/bin/oxlint"),
    "--format",
    "json",
    ...args,
    "src",
  );
  expect(stderr).toBe("");
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  return diagnostics
    .filter(({ code }) => code.startsWith("stratos"))
    .map(({ code, filename, labels, message }) => {
      const text = readFileSync(path.join(root, filename), "utf8");
      const [{ span } = { span: { offset: 0, length: 0 } }] = labels;
      // Its offsets count bytes.
      const before = Buffer.from(text).subarray(0, span.offset).toString();
      return `${filename}:${String(before.split("\n").length)}:${String(before.length - before.lastIndexOf("\n"))} ${code.replace(/^stratos\((.*)\)$/, "stratos/$1")} ${message}`;
    })
    .sort();
}

async function eslint(root: string, fix: boolean): Promise<string[]> {
  const engine = new ESLint({ cwd: root, overrideConfig: UNTYPED, fix });
  const results = await engine.lintFiles(["."]);
  if (fix) await ESLint.outputFixes(results);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, column, ruleId, message }) =>
          `${path.relative(root, filePath).split(path.sep).join("/")}:${String(line)}:${String(column)} ${String(ruleId)} ${message}`,
      ),
    )
    .sort();
}

it("the config of the README has all rules, as `strict` has them", () => {
  expect(OXLINT_CONFIG.rules).toEqual(stratos.configs.strict.rules);
});

it("finds what ESLint finds without types", async () => {
  const root = workspace("status-board-broken");
  const found = oxlint(root);
  expect(found.length).toBeGreaterThan(30);
  expect(found).toEqual(await eslint(root, false));
});

it("fixes what ESLint fixes", async () => {
  const [root, other] = [workspace("status-board-broken"), workspace("status-board-broken")];
  // What it says while it fixes are places in the text before.
  oxlint(root, "--fix");
  expect(oxlint(root)).toEqual(await eslint(other, true));
  const sources = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  expect(sources.length).toBeGreaterThan(10);
  for (const file of sources) {
    const [text, expected] = [root, other].map((folder) =>
      readFileSync(path.join(folder, "src", file), "utf8"),
    );
    expect(text, file).toBe(expected);
  }
});

it("is silent about the plugin that is right", () => {
  expect(oxlint(workspace("status-board"))).toEqual([]);
});
