import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { FoundDisagreement } from "./compare.js";
import type { Files } from "./execution/evaluate.js";
import type { Oracle, RuleName } from "./oracle.js";

const FILE = new URL("disagreements.json", import.meta.url);

/** A program about which a rule and execution once disagreed, as small as it got. */
export interface PastDisagreement {
  readonly oracle: string;
  readonly seed: number;
  readonly rule: RuleName;
  readonly what: string;
  /** Why the two still disagree, where they do. */
  readonly limit?: string;
  readonly files: Files;
}

export const pastDisagreements = (): readonly PastDisagreement[] =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as PastDisagreement[]) : [];

/** Adds a disagreement to those that are replayed by each run of the tests. */
export function recordDisagreement({ name }: Oracle, found: FoundDisagreement, files: Files): void {
  const { seed, rule, kind, mode, why } = found;
  const added = { oracle: name, seed, rule, what: `${kind}, ${mode}: ${why}`, files };
  const others = pastDisagreements().filter(
    (one) => one.oracle !== name || one.seed !== seed || one.rule !== rule,
  );
  writeFileSync(FILE, `${JSON.stringify([...others, added], undefined, 1)}\n`);
}
