import { decide, learn, resolved } from "./conditions.js";
import { SOMETHING } from "./declared.js";
import type { Machine } from "./machine.js";
import { NOT_FOLLOWED } from "./maker.js";
import { ITERABLE } from "./possible.js";
import { listedMembers } from "./listed.js";
import type { RunValue, Unknown } from "./values.js";
import { constant } from "./values.js";

/** What an iteration runs through. */
export function elements(machine: Machine, of: RunValue): readonly RunValue[] {
  const value = resolved(machine, of);
  switch (value.kind) {
    case "list":
      return value.items;
    case "collection":
      return value.shape === "set"
        ? [...value.entries.values()].map(({ key }) => key)
        : [...value.entries.values()].map((entry) => machine.list([entry.key, entry.value]));
    case "primitive":
      return typeof value.value === "string" ? Array.from(value.value, constant) : [];
    case "unknown":
      learn(machine, value, ITERABLE);
      return indexes(machine, value).map((index) => elementOf(machine, value, index));
    default:
      // What an object gives when it is iterated over is not followed.
      machine.host.assume();
      return [];
  }
}

/** A list that is not known is taken to have no element, or two. */
export function sizeOf(machine: Machine, list: Unknown): 0 | 2 {
  return decide(machine, `any(${list.key})`, list.nature) ? 2 : 0;
}

function indexes(machine: Machine, list: Unknown): readonly number[] {
  return sizeOf(machine, list) === 0 ? [] : [0, 1];
}

function elementOf(machine: Machine, list: Unknown, index: number): RunValue {
  const key = `${list.key}.${String(index)}`;
  if (!machine.possible.has(key)) machine.possible.set(key, SOMETHING);
  const at = list.answer.values[0]?.origin ?? machine.file.source.ast;
  return machine.unknown(key, list.nature, () => machine.flow.elements(list.answer, at), {
    isCalculated: list.isCalculated,
    ...(list.isData ? { isData: true } : {}),
  });
}

/** What a `for`-`in` loop runs through. */
export function keysOf(machine: Machine, given: RunValue): readonly RunValue[] {
  const of = resolved(machine, given);
  if (of.kind === "list") return of.items.map((_, index) => constant(String(index)));
  if (of.kind === "primitive") return Object.keys(Object(of.value) as object).map(constant);
  const keys = of.kind === "object" ? listedMembers(of).map(({ key }) => key) : [];
  const rest = of.kind === "object" ? of.rest : of;
  return rest?.kind === "unknown" ? [...keys, ...someKeys(machine, rest)] : keys;
}

/** The keys of something that is not known. */
export function someKeys(machine: Machine, of: Unknown): readonly RunValue[] {
  return indexes(machine, of).map((index): RunValue => ({
    kind: "unknown",
    key: `${of.key}.key${String(index)}`,
    nature: of.nature,
    answer: NOT_FOLLOWED,
  }));
}
