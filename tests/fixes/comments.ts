import path from "node:path";
import type { Linter } from "eslint";
import { parse } from "../helpers/parse.js";
import type { Changes, Subject } from "./changes.js";

/** Comments are written this far around what is reported. */
const AROUND = 80;

/** The same plugins, with comments around everything that can be changed. */
export function commented(subjects: readonly Subject[], { changes }: Changes): readonly Subject[] {
  const reports = new Map(changes.map(({ file, reportsBefore }) => [file, reportsBefore]));
  return subjects.map(({ name, files }, index) => {
    const texts = Object.entries(files).map(([file, text]) => {
      const found = reports.get(`${String(index)}/${file}`);
      return [file, found ? withComments(text, `/plugin/${path.basename(file)}`, found) : text] as const;
    });
    return { name, files: Object.fromEntries(texts) };
  });
}

/** The text with a numbered comment at every gap between two tokens around a report. */
function withComments(code: string, file: string, reports: readonly Linter.LintMessage[]): string {
  const sourceCode = parse(code, file);
  const near = reports.map(({ line, column, endLine, endColumn }) => [
    sourceCode.getIndexFromLoc({ line, column: column - 1 }) - AROUND,
    sourceCode.getIndexFromLoc({ line: endLine ?? line, column: (endColumn ?? column) - 1 }) + AROUND,
  ]);
  let text = "";
  let done = 0;
  let count = 0;
  const { tokens } = sourceCode.ast;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const at = token.range[1];
    const isNear = near.some(([from = 0, to = 0]) => at >= from && at <= to);
    if (!next || !isNear || isInText(sourceCode, at, token.type, next.type)) continue;
    text += `${code.slice(done, at)}/* ${String(++count)} */`;
    done = at;
  }
  return text + code.slice(done);
}

/** Whether a comment would be text there: between the tags of JSX, or in a template. */
function isInText(sourceCode: ReturnType<typeof parse>, at: number, ...types: readonly string[]): boolean {
  if (types.some((type) => type.startsWith("JSX"))) return true;
  for (let index = at - 1; index <= at; index++)
    if (sourceCode.getNodeByRangeIndex(index)?.type.startsWith("JSX")) return true;
  return false;
}
