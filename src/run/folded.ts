import type { RunValue } from "./values.js";
import { constant } from "./values.js";

/** Functions of the language that give the same for the same texts and numbers. */
const FOLDED =
  /^(?:Math\.(?!random$)\w+|(?:Number\.)?(?:isNaN|isFinite|parseInt|parseFloat)|Number(?:\.is(?:Safe)?Integer)?|(?:en|de)codeURI(?:Component)?|JSON\.parse|JSON\.stringify)$/;
/** Longer texts are not read. */
const LONGEST_TEXT = 1000;

/** What a function of the language gives for constants; `undefined`: that is not known, or no constant. */
export function fold(name: string, args: readonly RunValue[]): RunValue | undefined {
  if (!FOLDED.test(name)) return undefined;
  const contents: unknown[] = [];
  for (const arg of args) {
    if (arg.kind !== "primitive" || String(arg.value).length > LONGEST_TEXT) return undefined;
    contents.push(arg.value);
  }
  const [owner, member] = name.includes(".") ? name.split(".", 2) : ["globalThis", name];
  const holder = (globalThis as unknown as Record<string, Record<string, unknown>>)[owner ?? ""];
  const run = holder?.[member ?? ""];
  if (typeof run !== "function") return undefined;
  try {
    const result: unknown = run.apply(holder, contents);
    return isConstant(result) ? constant(result) : undefined;
  } catch {
    return undefined;
  }
}

/** What `global:Math.PI` and `global:Number.MAX_SAFE_INTEGER` are. */
export function numberNamed(key: string): RunValue | undefined {
  const { owner, member = "" } =
    /^global:(?<owner>Math|Number)\.(?<member>[A-Z\d_]+)$/.exec(key)?.groups ?? {};
  const holder = owner === "Math" ? Math : owner === "Number" ? Number : undefined;
  const value: unknown = holder && Object.getOwnPropertyDescriptor(holder, member)?.value;
  return typeof value === "number" ? constant(value) : undefined;
}

function isConstant(value: unknown): value is string | number | boolean | null | undefined {
  return value === null || ["string", "number", "boolean", "undefined"].includes(typeof value);
}
