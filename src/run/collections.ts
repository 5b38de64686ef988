import { isFoundSame } from "./conditions.js";
import { elements } from "./iteration.js";
import type { Node } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import type { Entry, RunCollection, RunValue } from "./values.js";
import { constant, FALSE, isObject, isSame, keyOf, TRUE, UNDEFINED } from "./values.js";

/** `new Set(list)`, `new Map(pairs)`, and their weak siblings. */
export function collectionOf(
  machine: Machine,
  shape: "set" | "map",
  from: RunValue | undefined,
  node: Node,
): RunCollection {
  const made: RunCollection = { kind: "collection", id: machine.newId(), shape, entries: new Map() };
  for (const element of from ? elements(machine, from) : []) {
    const [key, value] =
      shape === "set"
        ? [element, element]
        : [machine.named(element, 0, node), machine.named(element, 1, node)];
    put(machine, made, key, value);
  }
  return made;
}

function entryOf(machine: Machine, { entries }: RunCollection, key: RunValue): Entry | undefined {
  const found = entries.get(keyOf(key));
  if (found) return found;
  const rest = [...entries.values()].filter((entry) => !isSettled(entry.key) || !isSettled(key));
  const same = rest.find((entry) => isFoundSame(machine, entry.key, key));
  if (!same && rest.some((entry) => isSame(entry.key, key) === undefined)) machine.host.assume();
  return same;
}

/** Whether a key alone tells that one value is another one than that of another key. */
function isSettled(value: RunValue): boolean {
  return value.kind === "primitive" || isObject(value);
}

function put(machine: Machine, collection: RunCollection, key: RunValue, value: RunValue): void {
  const entry = entryOf(machine, collection, key);
  if (entry) entry.value = value;
  else collection.entries.set(keyOf(key), { key, value });
}

/** What a method of a set or map does and gives; `undefined` for one that is not known. */
export function callCollection(
  machine: Machine,
  collection: RunCollection,
  name: string,
  args: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  const [key = UNDEFINED, value = UNDEFINED] = args;
  switch (name) {
    case "add":
      put(machine, collection, key, key);
      return collection;
    case "set":
      put(machine, collection, key, value);
      return collection;
    case "get":
    case "has": {
      const entry = entryOf(machine, collection, key);
      if (name === "has") return entry ? TRUE : FALSE;
      return entry?.value ?? UNDEFINED;
    }
    case "delete": {
      const entry = entryOf(machine, collection, key);
      if (entry) collection.entries.delete(keyOf(entry.key));
      return constant(entry !== undefined);
    }
    case "clear":
      collection.entries.clear();
      return UNDEFINED;
    case "forEach":
      for (const entry of [...collection.entries.values()])
        machine.call(key, [entry.value, entry.key, collection], undefined, node);
      return UNDEFINED;
    case "keys":
      return machine.iterator([...collection.entries.values()].map((entry) => entry.key));
    case "values":
      return machine.iterator([...collection.entries.values()].map((entry) => entry.value));
    case "entries":
      return machine.iterator(
        [...collection.entries.values()].map((entry) => machine.list([entry.key, entry.value])),
      );
    default:
      return undefined;
  }
}
