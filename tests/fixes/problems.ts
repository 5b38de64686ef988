import path from "node:path";
import type { Linter } from "eslint";
import ts from "typescript";
import { programOf, removePlugin, writePlugin } from "../helpers/plugin-on-disk.js";
import { parse } from "../helpers/parse.js";
import type { Change, Changes } from "./changes.js";

/** What is wrong with a change. */
export interface Problem {
  readonly title: string;
  readonly what: string;
  readonly after: string;
}

/** What is wrong with fixes and suggestions; what the linter cannot even parse afterwards is thrown. */
export function problemsOf({ changes, fixed }: Changes): Problem[] {
  const wrong = changes.flatMap((change) =>
    [...notGone(change), ...added(change), ...lostComments(change)].map((what) => ({
      title: change.title,
      what,
      after: change.after,
    })),
  );
  const again = fixed.flatMap(({ title, fixed: after, fixableAfter: [first] }) =>
    first ? [{ title, what: `a second pass of --fix has something to do: ${first.message}`, after }] : [],
  );
  return [...wrong, ...again];
}

const countOf = (reports: readonly Linter.LintMessage[], rule: string | null): number =>
  reports.filter(({ ruleId }) => ruleId === rule).length;

function notGone({ message: { ruleId }, reportsBefore, reportsAfter }: Change): string[] {
  return countOf(reportsAfter, ruleId) < countOf(reportsBefore, ruleId) ? [] : ["the problem is still there"];
}

/** A request in place of an emit needs a route, which is still to be written. */
const isToBeWritten = ({ ruleId }: Linter.LintMessage, { message }: Change): boolean =>
  ruleId === "stratos/no-unmatched-route" && message.ruleId === "stratos/no-ui-socket-emit";

function added(change: Change): string[] {
  return change.reportsAfter
    .filter(
      (report) =>
        countOf(change.reportsAfter, report.ruleId) > countOf(change.reportsBefore, report.ruleId) &&
        !isToBeWritten(report, change),
    )
    .map(({ ruleId, message }) => `it brings ${String(ruleId)}: ${message}`);
}

function lostComments({ before, after, file }: Change): string[] {
  const [old, kept] = [before, after].map((text) =>
    parse(text, `/plugin/${path.basename(file)}`)
      .getAllComments()
      .map(({ value }) => value),
  ) as [string[], string[]];
  return old
    .filter((comment) => !kept.includes(comment))
    .map((comment) => `the comment "${comment}" is lost`);
}

/** What TypeScript says of changed files that it did not say of them before. */
export function typeErrorsOf({ plugin, changes }: Changes): Problem[] {
  const typed = changes.filter(({ file }) => /\.tsx?$/.test(file));
  const changedName = (file: string, index: number): string =>
    file.replace(/(?<ending>\.tsx?)$/, `.change-${String(index)}$<ending>`);
  const files = Object.fromEntries(typed.map(({ file, after }, index) => [changedName(file, index), after]));
  const unchanged = plugin.sources.map((file) => [file, ts.sys.readFile(path.join(plugin.root, file)) ?? ""]);
  const written = writePlugin(
    `${path.relative(path.dirname(path.dirname(plugin.root)), plugin.root)}-typed`,
    {
      ...(Object.fromEntries(unchanged) as Record<string, string>),
      ...files,
    },
  );
  const program = programOf(written);
  const errorsOf = (file: string): string[] => {
    const source = program.getSourceFile(path.join(written.root, file));
    if (!source) throw new Error(`${file} is not part of the program`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "),
    );
  };
  const problems = typed.flatMap(({ title, file, after }, index) => {
    const before = errorsOf(file);
    const more = errorsOf(changedName(file, index)).filter((error) => !before.includes(error));
    return more.map((error) => ({ title, what: `TypeScript: ${error}`, after }));
  });
  removePlugin(written);
  return problems;
}
