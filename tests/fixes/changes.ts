import path from "node:path";
import type { Linter } from "eslint";
import { rules } from "../../src/rules/index.js";
import type { PluginOnDisk } from "../helpers/plugin-on-disk.js";
import { oracles } from "../oracle/oracles.js";
import { lint, writePlugin } from "../helpers/plugin-on-disk.js";

/** A plugin whose fixes are tried. */
export interface Subject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A fix or a suggestion, and the file before and after it. */
export interface Change {
  readonly title: string;
  readonly kind: "fix" | "suggestion";
  readonly message: Linter.LintMessage;
  /** The file, relative to the folder of all subjects. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly reportsBefore: readonly Linter.LintMessage[];
  readonly reportsAfter: readonly Linter.LintMessage[];
}

/** A file in which something can be fixed, and what one pass of `--fix` makes of it. */
interface FixedFile {
  readonly title: string;
  readonly fixed: string;
  readonly fixableAfter: readonly Linter.LintMessage[];
}

export interface Changes {
  readonly plugin: PluginOnDisk;
  readonly changes: readonly Change[];
  readonly fixed: readonly FixedFile[];
}

/** The programs that the oracles' grammars write for some seeds. */
export function generatedSubjects(first: number, count: number): readonly Subject[] {
  return oracles.flatMap(({ name, write }) =>
    Array.from({ length: count }, (_, index): Subject => {
      const seed = first + index;
      return { name: `${name}, seed ${String(seed)}`, files: write(seed).files };
    }),
  );
}

const isSource = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file) && !file.endsWith(".d.ts");

let folders = 0;

/** Writes plugins to disk and applies every fix and every suggestion for them, each by itself. */
export function changesOf(subjects: readonly Subject[]): Changes {
  const texts = subjects.flatMap(({ files }, index) =>
    Object.entries({ "plugin.json": '{ "id": "my-plugin" }\n', ...files }).map(
      ([file, text]) => [`${String(index)}/${file}`, text] as const,
    ),
  );
  const plugin = writePlugin(`fixes/${String(process.pid)}-${String(folders++)}`, Object.fromEntries(texts));
  const check = (file: string, text: string): readonly Linter.LintMessage[] =>
    lint(Object.keys(rules), text, path.join(plugin.root, file));
  const changes: Change[] = [];
  const fixed: FixedFile[] = [];
  for (const [index, { name, files }] of subjects.entries()) {
    for (const [relative, before] of Object.entries(files)) {
      if (!isSource(relative)) continue;
      const file = `${String(index)}/${relative}`;
      const reportsBefore = check(file, before);
      for (const message of reportsBefore) {
        const offers = [
          ...(message.fix ? [{ kind: "fix" as const, fix: message.fix, title: "fix" }] : []),
          ...(message.suggestions ?? []).map(({ fix, desc }) => ({
            kind: "suggestion" as const,
            fix,
            title: desc,
          })),
        ];
        for (const { kind, fix, title } of offers) {
          const after = applied(before, [fix]);
          changes.push({
            title: `${name}: ${relative}:${String(message.line)}: ${String(message.ruleId)}: ${title}`,
            kind,
            message,
            file,
            before,
            after,
            reportsBefore,
            reportsAfter: check(file, after),
          });
        }
      }
      const fixes = reportsBefore.flatMap(({ fix }) => (fix ? [fix] : []));
      if (fixes.length === 0) continue;
      const text = applied(before, fixes);
      const fixableAfter = check(file, text).filter(({ fix }) => fix);
      fixed.push({ title: `${name}: ${relative}`, fixed: text, fixableAfter });
    }
  }
  return { plugin, changes, fixed };
}

/** What one pass of ESLint does: from the first to the last, and those that overlap an earlier one wait. */
function applied(code: string, fixes: readonly NonNullable<Linter.LintMessage["fix"]>[]): string {
  let text = "";
  let end = -1;
  const sorted = fixes.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  for (const { range, text: replacement } of sorted) {
    const [from, to] = range;
    if (end >= from || from > to) continue;
    text += code.slice(Math.max(0, end), Math.max(0, from)) + replacement;
    end = to;
  }
  return text + code.slice(Math.max(0, end));
}
