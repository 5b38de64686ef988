import type { Node } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import { NOT_FOLLOWED } from "./maker.js";
import type { RunObject, RunValue } from "./values.js";
import { constant } from "./values.js";

/** Longer texts are not searched. */
const LONGEST_TEXT = 100;
/** Nor is it searched for a pattern with more choices than this (how often, which one): each can multiply the time. */
const MOST_CHOICES = 3;

type Pattern = NonNullable<RunObject["pattern"]>;

/** `/pattern/flags`, or `new RegExp(...)`: then what it is made of is not asked for. */
export function regExp(machine: Machine, written?: Pattern): RunObject {
  return { ...machine.branded("RegExp"), ...(written && { pattern: written }) };
}

/** A member of a regular expression; what it finds in a text is not known, but the same each time. */
export function memberOfRegExp(machine: Machine, of: RunObject, name: string): RunValue | undefined {
  if (of.brand !== "RegExp" || !(name in RegExp.prototype || name === "lastIndex")) return undefined;
  if (name !== "test" && name !== "exec") return machine.calculated("member", [of, constant(name)]);
  return machine.native(name, ([text = constant("undefined")], _, at: Node) => {
    const { pattern } = of;
    // One that begins where it has ended the last time finds something else each time.
    if (!pattern || /[gy]/.test(pattern.flags)) return machine.made(at, () => NOT_FOLLOWED);
    const found = text.kind === "primitive" ? foundIn(pattern, String(text.value)) : undefined;
    if (found !== undefined && name === "test") return constant(found);
    if (found === false) return constant(null);
    return machine.calculated(`/${pattern.pattern}/${pattern.flags}.${name}`, [text]);
  });
}

/** Whether a pattern finds something in a text; `undefined`: it could take long to find out. */
function foundIn({ pattern, flags }: Pattern, text: string): boolean | undefined {
  const choices = pattern.match(/[*+{|]|(?<!\()\?/g)?.length ?? 0;
  const isNested = /[)*+}][*+{]/.test(pattern);
  const canTakeLong = text.length > LONGEST_TEXT || choices > MOST_CHOICES || isNested;
  try {
    return canTakeLong ? undefined : new RegExp(pattern, flags).test(text);
  } catch {
    // The engine that runs the rules may not know the newest syntax.
    return undefined;
  }
}
