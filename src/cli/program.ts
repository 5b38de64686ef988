import { Command, InvalidArgumentError } from "commander";
import { name, version } from "../../package.json";
import { explainCommand } from "./explain.js";
import { initCommand } from "./init.js";
import type { InitOptions } from "./init.js";
import type { Io } from "./io.js";
import type { LintOptions } from "./lint.js";
import { lintCommand } from "./lint.js";
import type { MapOptions } from "./map.js";
import { mapCommand } from "./map.js";

/** The command line. Gives the exit code: 0 clean, 1 problems; whatever throws is exit code 2. */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  const program = new Command(name)
    .description(
      "Checks that the two processes of a Stratos plugin really reach each other: runs every rule of eslint-plugin-stratos, with no config.",
    )
    .argument("[folder...]", "folders or files to check; without one, the folder it runs in")
    .option("--fix", "repair what can be repaired for certain")
    .option("--format <name>", "a formatter of ESLint: stylish, json, html, or an installed one")
    .option(
      "--max-warnings <number>",
      "fail if there are more warnings; all findings are errors, unless a comment makes one a warning",
      wholeNumber,
    )
    .option("--no-types", "do not use type information, even if there is a tsconfig.json")
    .version(version, "-v, --version")
    .helpOption("-h, --help", "show this help")
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .exitOverride()
    .addHelpText(
      "after",
      "\nExit code: 0 no problems, 1 problems, 2 it cannot run.\nA folder that is called like a command is written with a dot: ./map",
    )
    .action(async (folders: string[], options: LintOptions) => {
      code = await lintCommand(folders.length > 0 ? folders : ["."], options, io);
    });

  program
    .command("init")
    .description(
      "set ESLint up in a plugin: writes eslint.config.js, or tells what to add to an existing one",
    )
    .argument("[folder]", "the folder of the plugin's package.json; without one, the folder it runs in")
    .option("--lint-staged", "also check what is committed: adds an entry for lint-staged to package.json")
    .action((folder: string | undefined, options: InitOptions) => {
      initCommand(folder ?? ".", options, io);
    });

  program
    .command("map")
    .description(
      "show how the two processes of a plugin reach each other: every channel and route, and who is at its ends",
    )
    .argument("[folder]", "the folder of the plugin; without one, the folder it runs in")
    .option("--mermaid", "as a Mermaid diagram")
    .option("--json", "as data")
    .option("--html <file>", "as a page that opens in every browser, without a network")
    .option("--no-types", "do not use type information, even if there is a tsconfig.json")
    .action(async (folder: string | undefined, options: MapOptions) => {
      await mapCommand(folder ?? ".", options, io);
    });

  program
    .command("explain")
    .description(
      "tell what is known of files: what they send, hear and release, and why the rest is not known",
    )
    .argument("<file...>", "the files")
    .option("--no-types", "do not use type information, even if there is a tsconfig.json")
    .action(async (files: string[], options: { readonly types: boolean }) => {
      await explainCommand(files, options, io);
    });

  await program.parseAsync([...argv], { from: "user" });
  return code;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return number;
}
