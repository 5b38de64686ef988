import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import path from "node:path";
import { lint, writePlugin } from "./helpers/plugin-on-disk.js";

interface Block {
  readonly section: string;
  readonly language: string;
  readonly line: number;
  readonly code: string;
}

/** The fenced blocks of a page, with the heading they stand under. */
function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let section = "";
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, text] of page.split("\n").entries()) {
    const fence = /^```(?<language>\w*)$/.exec(text);
    if (open && fence) {
      blocks.push({ section, language: open.language, line: open.line, code: `${open.lines.join("\n")}\n` });
      open = undefined;
    } else if (open) open.lines.push(text);
    else if (fence) open = { language: fence.groups?.["language"] ?? "", line: index + 1, lines: [] };
    else if (text.startsWith("## ")) section = text.slice(3);
  }
  return blocks;
}

/** The modules of an example that has several: each begins with a comment that is its name. `undefined`: it is one module. */
function filesOf(code: string): Record<string, string> | undefined {
  const parts = code.split(/^\/\/ (?=src\/\S+\.[jt]sx?$)/m);
  if (parts.length === 1) return undefined;
  return Object.fromEntries(
    parts.slice(1).map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
  );
}

const folder = new URL("../docs/rules/", import.meta.url);
const pages = readdirSync(folder).map((file) => ({
  rule: file.replace(/\.md$/, ""),
  blocks: blocksOf(readFileSync(new URL(file, folder), "utf8")),
}));

describe.each(pages)("docs/rules/$rule.md", ({ rule, blocks }) => {
  const examples = (section: string): Block[] =>
    blocks.filter((block) => block.section === section && /^[jt]sx?$/.test(block.language));

  it("has examples of both kinds", () => {
    expect(examples("Incorrect").length).toBeGreaterThanOrEqual(2);
    expect(examples("Correct").length).toBeGreaterThanOrEqual(2);
  });

  const reportsOf = ({ code, language, line }: Block): string[] => {
    const files = filesOf(code);
    if (!files)
      return lint(rule, code, `/nowhere/src/file.${language}`, undefined, { pluginId: "my-plugin" }).map(
        ({ message }) => message,
      );
    const plugin = writePlugin(`docs/${rule}/${String(line)}`, {
      "plugin.json": '{ "id": "my-plugin" }',
      ...files,
    });
    return plugin.sources.flatMap((file) =>
      lint(rule, files[file] ?? "", path.join(plugin.root, file)).map(({ message }) => message),
    );
  };

  it.each(examples("Incorrect"))("the incorrect example of line $line is reported", (block) => {
    expect(reportsOf(block)).not.toEqual([]);
  });

  it.each(examples("Correct"))("the correct example of line $line is not reported", (block) => {
    expect(reportsOf(block)).toEqual([]);
  });
});
