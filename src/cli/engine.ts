import type * as Eslint from "eslint";
import type { ESLint, Linter, Rule } from "eslint";
import type { Communication, FileContext } from "../model/communication.js";
import { communicationOf } from "../model/communication.js";
import { createTypedParser } from "../typed-parser.js";
import { CliError, messageOf } from "./errors.js";
import { createIsIgnored } from "./ignored.js";
import type { Targets } from "./targets.js";

export interface EngineOptions {
  readonly targets: Targets;
  /** The rules that speak. */
  readonly rules: Linter.RulesRecord;
  readonly plugin: ESLint.Plugin;
  readonly types: boolean;
  readonly fix: boolean;
  /** Called with each file after its rules; `undefined`: the file has nothing to do with the SDK. */
  readonly onFile: (file: string, communication: Communication | undefined) => void;
}

export interface EngineRun {
  readonly results: readonly ESLint.LintResult[];
  readonly untyped: ReadonlyMap<string, string>;
  readonly withoutConfig: ReadonlySet<string>;
  /** The results in the words of one of ESLint's formatters. */
  readonly format: (name: string) => Promise<string>;
}

const MODULES = ["**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}"];
const OWN = "stratos/";

/**
 * Lints through the real ESLint, without any config but this one.
 * @throws CliError where ESLint cannot be loaded, or finds nothing to lint.
 */
export async function runEngine(options: EngineOptions): Promise<EngineRun> {
  const { types, fix, targets } = options;
  const Engine = await loadEngine();
  const { parser, untyped, withoutConfig, load } = createTypedParser(types);
  try {
    load();
  } catch (error) {
    throw new CliError(messageOf(error));
  }
  const engine = new Engine({
    cwd: targets.cwd,
    overrideConfigFile: true,
    overrideConfig: configFor(parser, options),
    fix: fix && ((message): boolean => isOwn(message)),
  });
  const results = (await lint(engine, targets)).map(onlyOwn);
  if (fix) await Engine.outputFixes(results);
  return {
    results,
    untyped,
    withoutConfig,
    format: async (name) => (await engine.loadFormatter(name)).format(results),
  };
}

async function loadEngine(): Promise<typeof ESLint> {
  let eslint: typeof Eslint;
  try {
    eslint = await import("eslint");
  } catch (error) {
    throw new CliError(
      `ESLint cannot be loaded: ${messageOf(error)}\nInstall it beside the plugin: npm install --save-dev eslint`,
    );
  }
  // ESLint 8 has another class for configs of this kind; later ones have one class and no option.
  const load = eslint.loadESLint as (options: { useFlatConfig: true }) => Promise<typeof ESLint>;
  return load({ useFlatConfig: true });
}

function configFor(
  parser: Linter.Parser,
  { rules, plugin, onFile, targets }: EngineOptions,
): Linter.Config[] {
  return [
    // ESLint's types know texts only; it takes functions as well.
    { ignores: [createIsIgnored(targets.folders) as unknown as string] },
    {
      files: MODULES,
      plugins: { stratos: plugin, observer: { rules: { observe: observer(onFile) } } },
      rules: { ...rules, "observer/observe": "error" },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { reportUnusedDisableDirectives: "off" },
    },
  ];
}

function observer(onFile: EngineOptions["onFile"]): Rule.RuleModule {
  return {
    create: (context) => ({
      "Program:exit": (): void => {
        onFile(context.filename, communicationOf(context as unknown as FileContext));
      },
    }),
  };
}

async function lint(engine: ESLint, { patterns, folders }: Targets): Promise<ESLint.LintResult[]> {
  try {
    return await engine.lintFiles([...patterns]);
  } catch (error) {
    const text = messageOf(error);
    if (/^(?:No files matching|All files matched)/.test(text))
      throw new CliError(
        `There is nothing to check in ${folders.join(", ")}: no JavaScript or TypeScript that is part of a plugin. Tests, folders such as dist, and what .gitignore names are left out.`,
      );
    throw error;
  }
}

/** Comments in a file can switch on rules that are not here; they are not what was asked for. */
function onlyOwn(result: ESLint.LintResult): ESLint.LintResult {
  const messages = result.messages.filter((message) => message.fatal === true || isOwn(message));
  const count = (test: (message: Linter.LintMessage) => boolean): number => messages.filter(test).length;
  return {
    ...result,
    messages,
    errorCount: count(({ severity }) => severity === 2),
    fatalErrorCount: count(({ fatal }) => fatal === true),
    warningCount: count(({ severity }) => severity === 1),
    fixableErrorCount: count(({ severity, fix }) => severity === 2 && fix !== undefined),
    fixableWarningCount: count(({ severity, fix }) => severity === 1 && fix !== undefined),
  };
}

function isOwn({ ruleId }: Linter.LintMessage): boolean {
  return ruleId?.startsWith(OWN) === true;
}
