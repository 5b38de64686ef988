import type { Node } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import { NOT_FOLLOWED } from "./maker.js";
import type { RunObject, RunValue } from "./values.js";
import { constant } from "./values.js";

/** `/pattern/flags`, or `new RegExp(...)`: then what it is made of is not asked for. */
export function regExp(
  machine: Machine,
  written?: { readonly pattern: string; readonly flags: string },
): RunObject {
  return { ...machine.branded("RegExp"), ...(written && { pattern: written }) };
}

/** A member of a regular expression; what it finds in a text is not known, but the same each time. */
export function memberOfRegExp(machine: Machine, of: RunObject, name: string): RunValue | undefined {
  if (of.brand !== "RegExp" || !(name in RegExp.prototype)) return undefined;
  if (name !== "test" && name !== "exec") return machine.calculated("member", [of, constant(name)]);
  return machine.native(name, ([text = constant("undefined")], _, at: Node) => {
    const { pattern } = of;
    // One that begins where it has ended the last time finds something else each time.
    if (!pattern || /[gy]/.test(pattern.flags)) return machine.made(at, () => NOT_FOLLOWED);
    return machine.calculated(`/${pattern.pattern}/${pattern.flags}.${name}`, [text]);
  });
}
