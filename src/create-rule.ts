import type { TSESLint } from "@typescript-eslint/utils";
import { version } from "../package.json";
import type { Communication } from "./model/communication.js";
import { communicationOf } from "./model/communication.js";

/** How a preset treats a rule: which presets have it, and how serious it is there. */
export interface PresetSeverity {
  readonly recommended?: "error" | "warn";
  readonly strict: "error" | "warn";
}

export interface RuleDocs {
  readonly description: string;
  readonly presets: PresetSeverity;
  /** Whether type information lets the rule find more. */
  readonly usesTypes: boolean;
  readonly url?: string;
}

export type StratosRule<MessageIds extends string = string> = TSESLint.RuleModule<MessageIds, [], RuleDocs>;
export type RuleContext<MessageIds extends string> = Readonly<TSESLint.RuleContext<MessageIds, []>>;

interface RuleSource<MessageIds extends string> {
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, RuleDocs>, "schema" | "docs" | "defaultOptions"> & {
    readonly docs: RuleDocs;
  };
  /** Reports what the rule finds in a file's communication. */
  check(context: RuleContext<MessageIds>, communication: Communication): void;
}

/** The page of a rule; the pages are part of the published package. */
export function docsUrl(name: string): string {
  return `https://unpkg.com/eslint-plugin-stratos@${version}/docs/rules/${name}.md`;
}

/** A rule asks the model once, when its file is complete. Files without the SDK cost it nothing. */
export function createRule<MessageIds extends string>(source: RuleSource<MessageIds>): StratosRule<MessageIds> {
  const { meta, name, check } = source;
  return {
    meta: { ...meta, docs: { ...meta.docs, url: docsUrl(name) }, schema: [] },
    defaultOptions: [],
    create: (context) => ({
      Program() {
        const communication = communicationOf(context);
        if (communication) check(context, communication);
      },
    }),
  };
}
