import type { rules } from "../../src/rules/index.js";
import type { Files } from "./execution/evaluate.js";

export type RuleName = keyof typeof rules;

/** A plugin that a grammar has written. */
export interface Program {
  /** Texts by path, relative to the plugin's root. */
  readonly files: Files;
  /** What it is made of, in words: `mistake: ...` and `not: ...` are what it does wrong. */
  readonly parts: readonly string[];
}

/** Something that goes wrong when a plugin runs. */
export interface Finding {
  /** The rules one of which has to tell it. It counts for the first one. */
  readonly rules: readonly [RuleName, ...RuleName[]];
  readonly why: string;
  /** Texts one of which stands in a report of it. Without them, each report of these rules is about it. */
  readonly names?: readonly string[];
}

/** What happened when a plugin ran. */
export interface Outcome {
  readonly findings: readonly Finding[];
  /** It threw something, so nothing can be said about it. */
  readonly error?: string;
  /** Nothing happened that these rules are about. */
  readonly isIdle?: boolean;
}

/** A grammar that writes plugins, and what runs them: the judge of some rules. */
export interface Oracle {
  readonly name: string;
  readonly rules: readonly RuleName[];
  /** Whether the rules are asked with types as well. */
  readonly isTyped?: boolean;
  /** Writes the program of a seed, always the same one. */
  readonly write: (seed: number) => Program;
  /** Runs a plugin. Plugins share a document and a console: one after the other. */
  readonly run: (files: Files) => Promise<Outcome>;
}
