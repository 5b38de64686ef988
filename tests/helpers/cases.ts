import { readFileSync } from "node:fs";
import stratos from "../../src/index.js";

/** A small plugin with the verdict of one rule; see tests/conformance/README.md. */
export interface Case {
  readonly rule: string;
  readonly kind: "valid" | "invalid";
  readonly name: string;
  readonly why: string;
  readonly files: Readonly<Record<string, string>>;
}

const allCases = JSON.parse(
  readFileSync(new URL("../conformance/cases.json", import.meta.url), "utf8"),
) as readonly Case[];

/** The cases of the rules that exist. */
export const cases = allCases.filter(({ rule }) => rule in stratos.rules);

/** Whether what decides stands in the declarations of Node, which only types show. */
export function needsTypes({ files }: Case): boolean {
  return Object.values(files).some((text) => text.includes('from "node:'));
}
