import { readFileSync } from "node:fs";
import path from "node:path";
import type { Linter } from "eslint";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import type { Case } from "../helpers/cases.js";
import { cases } from "../helpers/cases.js";
import { lint, programOf, writePlugin } from "../helpers/plugin-on-disk.js";

/** A suggestion of a message, and the file before and after it. */
interface Change {
  readonly title: string;
  readonly rule: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly messages: readonly Linter.LintMessage[];
}

const lifetimes = JSON.parse(
  readFileSync(new URL("lifetimes.json", import.meta.url), "utf8"),
) as readonly Case[];

const check = (rule: string, code: string, file: string): readonly Linter.LintMessage[] =>
  lint(rule, code, path.join("/nowhere", file), undefined, { pluginId: "my-plugin" });

const changes = [...cases, ...lifetimes]
  .filter(({ kind }) => kind === "invalid")
  .flatMap(({ rule, name, files }) =>
    Object.entries(files)
      .filter(([file]) => /\.tsx?$/.test(file))
      .flatMap(([file, before]) => {
        const messages = check(rule, before, file);
        return messages.flatMap(({ line, suggestions = [] }) =>
          suggestions.map(({ desc, fix }, index): Change => {
            const after = before.slice(0, fix.range[0]) + fix.text + before.slice(fix.range[1]);
            const title = `${rule}: ${name}, line ${String(line)}, ${String(index)}: ${desc}`;
            return { title, rule, file, before, after, messages };
          }),
        );
      }),
  );

describe("every suggestion for the known programs", () => {
  let typesOf: (file: string) => readonly string[];

  beforeAll(() => {
    const texts = changes.flatMap(({ file, before, after }, index) => {
      const ending = path.extname(file);
      const at = (side: string): string => `change-${String(index)}/${side}${ending}`;
      return [[at("before"), before] as const, [at("after"), after] as const];
    });
    const plugin = writePlugin("suggestions", Object.fromEntries(texts));
    const program = programOf(plugin);
    typesOf = (file) => {
      const source = program.getSourceFile(path.join(plugin.root, file));
      if (!source) throw new Error(`${file} is not part of the program`);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "),
      );
    };
  });

  it("there are many of them", () => {
    expect(changes.length).toBeGreaterThan(60);
  });

  it.each(changes.map((change, index) => [change.title, change, index] as const))(
    "%s",
    (_title, { rule, file, after, messages }, index) => {
      expect(check(rule, after, file).length, after).toBeLessThan(messages.length);
      const ending = path.extname(file);
      const before = new Set(typesOf(`change-${String(index)}/before${ending}`));
      const added = typesOf(`change-${String(index)}/after${ending}`).filter((error) => !before.has(error));
      expect(added, after).toEqual([]);
    },
  );
});
