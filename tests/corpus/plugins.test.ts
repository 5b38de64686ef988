/** Plugins of several modules that adversaries wrote; what happens when they run decides what is right. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { lint, programOf, writePlugin } from "../helpers/plugin-on-disk.js";

interface PluginCase extends Case {
  /** How many reports there are, where that is certain. */
  readonly reports?: number;
  /** A part of `FILE «CODE»` for each report: where it stands. */
  readonly at?: string;
  /** It is judged wrongly, and known to be. */
  readonly limit?: true;
}

const plugins = JSON.parse(readFileSync(new URL("plugins.json", import.meta.url), "utf8")) as PluginCase[];

function isRight({ rule, kind, name, files, reports, at }: PluginCase, isTyped: boolean): boolean {
  const plugin = writePlugin(`corpus/${rule}/${kind}-${name}`, files);
  const typed = plugin.sources.filter((file) => /\.tsx?$/.test(file));
  const program = isTyped ? programOf({ ...plugin, sources: typed }) : undefined;
  const found = plugin.sources.flatMap((file) =>
    lint(
      rule,
      files[file] ?? "",
      path.join(plugin.root, file),
      /\.tsx?$/.test(file) ? program : undefined,
    ).map(({ line, column, endLine, endColumn }) => {
      const text = files[file]?.split("\n")[line - 1] ?? "";
      return text.slice(column - 1, endLine === line && endColumn !== undefined ? endColumn - 1 : undefined);
    }),
  );
  return (
    found.length > 0 === (kind === "invalid") &&
    (reports === undefined || found.length === reports) &&
    (at === undefined || found.every((text) => text.includes(at)))
  );
}

describe.each([
  ["without types", false],
  ["with types", true],
] as const)("%s", (_, isTyped) => {
  // A program takes long to make: every fourth plugin is enough to see that types change nothing.
  const some = isTyped ? plugins.filter((__, index) => index % 4 === 0) : plugins;
  it.each(some.map((plugin) => [`${plugin.rule}: ${plugin.kind}: ${plugin.name}`, plugin] as const))(
    "%s",
    (_title, plugin) => {
      expect(isRight(plugin, isTyped), `${plugin.why}${plugin.limit ? " (no limit any more)" : ""}`).toBe(
        plugin.limit !== true,
      );
    },
  );
});

it("of 400 plugins that are right, no more than one is reported", () => {
  const valid = plugins.filter(({ kind }) => kind === "valid");
  expect(valid.length).toBeGreaterThan(400);
  expect(valid.filter(({ limit }) => limit).length).toBeLessThanOrEqual(1);
});
