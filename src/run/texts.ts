import { giveCallbacks } from "./given-away.js";
import type { Machine } from "./machine.js";
import type { RunValue } from "./values.js";
import { constant, partsOf, textOf } from "./values.js";

/** Methods of strings that depend on nothing but the string and their arguments. */
const PURE = new Set([
  "replace",
  "replaceAll",
  "split",
  "slice",
  "substring",
  "trim",
  "toLowerCase",
  "toUpperCase",
  "startsWith",
  "endsWith",
  "padStart",
  "padEnd",
  "charAt",
  "toString",
  "concat",
  "repeat",
  "localeCompare",
  "includes",
  "indexOf",
  "at",
]);

/** Longer texts are not calculated with, and none is repeated more often. */
const LONGEST_TEXT = 4096;

/** What a method of a string gives; run for real where everything is known. */
export function callText(
  machine: Machine,
  of: RunValue,
  name: string,
  args: readonly RunValue[],
): RunValue | undefined {
  const isKnown = of.kind === "primitive" && args.every(({ kind }) => kind === "primitive");
  if (!PURE.has(name) && !(isKnown && typeof of.value === "string" && name in String.prototype))
    return undefined;
  giveCallbacks(machine, `.${name}`, args);
  if (name === "concat") {
    const parts = [of, ...args].map(partsOf);
    if (parts.every((part) => part !== undefined)) return textOf(parts.flat());
  }
  const contents = args.map((arg) => (arg.kind === "primitive" ? arg.value : undefined));
  const isShort = contents.every(
    (content) => (typeof content === "number" ? content : String(content).length) <= LONGEST_TEXT,
  );
  if (!isKnown || typeof of.value !== "string" || of.value.length > LONGEST_TEXT || !isShort)
    return machine.calculated(`.${name}`, [of, ...args]);
  const method = (of.value as unknown as Record<string, (...values: unknown[]) => unknown>)[name];
  try {
    const result = method?.apply(of.value, contents);
    if (Array.isArray(result)) return machine.list(result.map((part) => constant(String(part))));
    if (typeof result === "object") return machine.calculated(`.${name}`, [of, ...args]);
    return constant(result as string | number | boolean | undefined);
  } catch {
    return machine.calculated(`.${name}`, [of, ...args]);
  }
}
