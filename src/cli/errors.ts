/** Something that the author has to change before the command can do its work: told without a stack, exit code 2. */
export class CliError extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
