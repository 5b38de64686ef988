import { RuleTester } from "@typescript-eslint/rule-tester";
import type { InvalidTestCase, ValidTestCase } from "@typescript-eslint/rule-tester";
import { afterAll, describe, it } from "vitest";
import type { StratosRule } from "../../src/create-rule.js";
import { drawn } from "./drawn.js";

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

export type Change = (code: string) => string;

/** A situation that a rule reports, with the reports drawn under the code. */
export interface Mistake {
  readonly name: string;
  readonly code: string;
  /** What `--fix` makes of it; nothing where there is no fix. */
  readonly fixed?: Change;
  /** What the suggestion of each report makes of it, in order; `undefined` for a report without one. */
  readonly suggested?: readonly (Change | Suggestion | undefined)[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly filename?: string;
}

/** A suggestion with a message of its own. */
export interface Suggestion {
  readonly messageId: string;
  readonly change: Change;
}

export interface Correct {
  readonly name: string;
  readonly code: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly filename?: string;
}

/** Runs cases of a rule for the plugin `my-plugin`. Fixes and suggestions that a case does not mention make it fail. */
export function testRule<MessageIds extends string>(
  name: string,
  rule: StratosRule<MessageIds>,
  suggestionId: MessageIds,
  cases: { readonly correct: readonly Correct[]; readonly mistakes: readonly Mistake[] },
): void {
  const tester = new RuleTester({
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    defaultFilenames: { ts: "file.ts", tsx: "file.tsx" },
  });
  const common = ({ name: title, settings, filename }: Correct): Omit<ValidTestCase<[]>, "code"> => ({
    name: title,
    settings: { stratos: { pluginId: "my-plugin", ...settings } },
    filename: filename ?? "file.tsx",
  });
  const valid = cases.correct.map((test): ValidTestCase<[]> => ({ ...common(test), code: test.code }));
  const invalid = cases.mistakes.map((test): InvalidTestCase<MessageIds, []> => {
    const { code, errors } = drawn<MessageIds>(test.code);
    return {
      ...common(test),
      code,
      output: test.fixed ? test.fixed(code) : null,
      errors: errors.map((error, index) => {
        const given = test.suggested?.[index];
        if (!given) return { ...error, suggestions: null };
        const { messageId, change } =
          typeof given === "function" ? { messageId: suggestionId, change: given } : given;
        return { ...error, suggestions: [{ messageId: messageId as MessageIds, output: change(code) }] };
      }),
    };
  });
  tester.run(name, rule, { valid, invalid });
}
