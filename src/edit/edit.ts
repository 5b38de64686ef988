import type { TSESLint } from "@typescript-eslint/utils";
import type { Communication } from "../model/communication.js";

/** A replacement of a range of the file's text. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** What makes edits; `undefined` where there are none, or where a comment would go: it is not ours to take away. */
export function fixOf(
  { sourceCode }: Communication,
  edits: readonly Edit[] | undefined,
): TSESLint.ReportFixFunction | undefined {
  if (!edits || edits.some((edit) => losesComment(sourceCode, edit))) return undefined;
  return (fixer) => edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text));
}

function losesComment(sourceCode: Communication["sourceCode"], { range: [start, end], text }: Edit): boolean {
  return sourceCode
    .getAllComments()
    .some(
      ({ range }) => range[0] >= start && range[1] <= end && !text.includes(sourceCode.text.slice(...range)),
    );
}
