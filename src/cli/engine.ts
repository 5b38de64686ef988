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
  /** The name of a formatter of ESLint, which is loaded before anything is done. */
  readonly format?: string | undefined;
  /** Called with each file after its rules, once more for each time that it is fixed. */
  readonly onFile: (file: string, communication: Communication | undefined) => void;
  /** Called with a file that there is no type information about, and with the reason. */
  readonly onUntyped?: (file: string, why: string) => void;
}

export interface EngineRun {
  readonly results: readonly ESLint.LintResult[];
  /** The results in the words of the formatter. */
  readonly formatted: () => Promise<string>;
}

const MODULES = ["**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}"];
const OWN = "stratos/";

/**
 * Lints through the real ESLint, without any config but this one.
 * @throws CliError where ESLint, the parser or the formatter cannot be loaded.
 */
export async function runEngine(options: EngineOptions): Promise<EngineRun> {
  const { types, fix, targets, format, onUntyped } = options;
  const Engine = await loadEngine();
  const { parser, load } = createTypedParser({
    types,
    onParsed: (file, untyped) => {
      if (untyped !== undefined) onUntyped?.(file, untyped);
    },
  });
  told(load);
  const engine = new Engine({
    cwd: targets.cwd,
    errorOnUnmatchedPattern: false,
    overrideConfigFile: true,
    overrideConfig: configFor(parser, options),
    fix: fix && ((message): boolean => isOwn(message)),
  });
  const formatter = format === undefined ? undefined : await loadFormatter(engine, format);
  const results = (await engine.lintFiles([...targets.patterns])).filter(isLinted).map(onlyOwn);
  if (fix) await Engine.outputFixes(results);
  return { results, formatted: async () => (await formatter?.format(results)) ?? "" };
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

async function loadFormatter(engine: ESLint, name: string): Promise<ESLint.LoadedFormatter> {
  try {
    return await engine.loadFormatter(name);
  } catch (error) {
    throw new CliError(`The formatter "${name}" cannot be used: ${messageOf(error).split("\n")[0] ?? ""}`);
  }
}

function told(action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new CliError(messageOf(error));
  }
}

function configFor(
  parser: Linter.Parser,
  { rules, plugin, onFile, targets }: EngineOptions,
): Linter.Config[] {
  return [
    // ESLint's types know texts only; it takes functions as well.
    { ignores: [createIsIgnored(targets) as unknown as string] },
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

/** @throws CliError where nothing was linted */
export function assertNotEmpty({ results }: EngineRun, { folders }: Targets): void {
  if (results.length > 0) return;
  throw new CliError(
    `There is nothing to check in ${folders.join(", ")}: no JavaScript or TypeScript that is part of a plugin. Tests, folders such as dist, and what .gitignore names are left out.`,
  );
}

/** ESLint has a result with nothing but a warning for a file that was named and is left out. */
function isLinted({ messages }: ESLint.LintResult): boolean {
  return !messages.some(
    ({ ruleId, fatal, message }) => ruleId === null && !fatal && message.startsWith("File ignored"),
  );
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
