import { parseArgs } from "node:util";

/** What a command was given. */
interface Given<Name extends string> {
  readonly numbers: Readonly<Record<Name, number>>;
  /** Whether the flag was given. */
  readonly has: (flag: string) => boolean;
  /** What stands there without an option. */
  readonly names: readonly string[];
}

/**
 * Reads the arguments of a command: options that take a positive whole number, with what they are if they are not given, `flags`
 * that take nothing, and names if it `takesNames`. Ends the process with an error that says what is wrong.
 */
export function readOptions<Name extends string>(
  defaults: Readonly<Record<Name, number>>,
  { flags = [], takesNames = false }: { flags?: readonly string[]; takesNames?: boolean } = {},
): Given<Name> {
  try {
    const options = Object.keys(defaults).map((name) => [name, { type: "string" }] as const);
    const { values, positionals } = parseArgs({
      allowPositionals: takesNames,
      options: Object.fromEntries<{ type: "string" | "boolean" }>([
        ...options,
        ...flags.map((name) => [name, { type: "boolean" }] as const),
      ]),
    });
    const numbers = Object.entries<number>(defaults).map(([name, number]) => {
      const given = values[name];
      return [name, typeof given === "string" ? wholeNumber(name, given) : number] as const;
    });
    return {
      numbers: Object.fromEntries(numbers) as Record<Name, number>,
      has: (flag) => values[flag] === true,
      names: positionals,
    };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

/** Ends a command that was given something wrong. */
export function stop(why: string): never {
  console.error(why);
  process.exit(2);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${option} takes a positive whole number, not "${text}".`);
}
