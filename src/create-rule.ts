import type { TSESLint } from "@typescript-eslint/utils";
import { version } from "../package.json";
import type { Communication } from "./model/communication.js";
import { communicationOf, forgetCommunication, mayCommunicate } from "./model/communication.js";
import { isOutOfStack } from "./run/given-up.js";

/** How a preset treats a rule: which presets have it, and how serious it is there. */
interface PresetSeverity {
  readonly recommended?: "error" | "warn";
  readonly strict: "error" | "warn";
}

interface RuleDocs {
  readonly description: string;
  readonly presets: PresetSeverity;
  readonly url?: string;
}

export type StratosRule<MessageIds extends string = string> = Omit<
  TSESLint.RuleModule<MessageIds, [], RuleDocs>,
  "defaultOptions"
>;
export type RuleContext<MessageIds extends string> = Readonly<TSESLint.RuleContext<MessageIds, []>>;

interface RuleSource<MessageIds extends string> {
  readonly name: string;
  readonly meta: Omit<TSESLint.RuleMetaData<MessageIds, RuleDocs>, "docs" | "defaultOptions"> & {
    readonly docs: RuleDocs;
  };
  readonly create: (context: RuleContext<MessageIds>) => TSESLint.RuleListener;
}

/** The page of a rule; the pages are part of the published package. */
function docsUrl(name: string): string {
  return `https://unpkg.com/eslint-plugin-stratos@${version}/docs/rules/${name}.md`;
}

/** Gives a rule its page, and the type that its messages say. */
export function createRule<MessageIds extends string>(
  source: RuleSource<MessageIds>,
): StratosRule<MessageIds> {
  const { meta, name, create } = source;
  return { meta: { ...meta, docs: { ...meta.docs, url: docsUrl(name) } }, create };
}

const NOTHING: TSESLint.RuleListener = {};

/** Asks the model once, when the file is read. A file without the SDK has no listener. */
export function withCommunication<MessageIds extends string>(
  context: RuleContext<MessageIds>,
  check: (communication: Communication) => void,
): TSESLint.RuleListener {
  if (!mayCommunicate(context)) return NOTHING;
  return {
    Program() {
      try {
        const communication = communicationOf(context);
        if (communication) check(communication);
      } catch (error) {
        if (!isOutOfStack(error)) throw error;
        // Parsed, but nested too deeply to be followed: what was found so far is proved, and nothing more is said.
        forgetCommunication(context);
      }
    },
  };
}
