#!/usr/bin/env node
/** `npx eslint-plugin-stratos`: see `cli/program.ts`. */
import { CommanderError } from "commander";
import { CliError, messageOf } from "./cli/errors.js";
import { processIo } from "./cli/io.js";
import { runProgram } from "./cli/program.js";

for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read the output has enough of it: `| head`.
    if (error.code !== "EPIPE") throw error;
  });

// The exit code is set rather than forced, so that what is still to be written is written.
runProgram(process.argv.slice(2), processIo()).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = exitCodeOf(error);
  },
);

function exitCodeOf(error: unknown): number {
  // Help and version end the program this way as well; it has said everything itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const text =
    error instanceof CliError
      ? error.message
      : `It cannot run: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`;
  process.stderr.write(`${text}\n`);
  return 2;
}
