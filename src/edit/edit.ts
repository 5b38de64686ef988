import type { TSESLint } from "@typescript-eslint/utils";

/** A replacement of a range of the file's text. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

export function applyEdits(fixer: TSESLint.RuleFixer, edits: readonly Edit[]): TSESLint.RuleFix[] {
  return edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text));
}
