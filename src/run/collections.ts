import { isFoundSame } from "./conditions.js";
import { elements } from "./iteration.js";
import type { Node } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import type { RunCollection, RunValue } from "./values.js";
import { constant, FALSE, isSame, TRUE, UNDEFINED } from "./values.js";

/** `new Set(list)`, `new Map(pairs)`, and their weak siblings. */
export function collectionOf(
  machine: Machine,
  shape: "set" | "map",
  from: RunValue | undefined,
  node: Node,
): RunCollection {
  const made: RunCollection = { kind: "collection", id: machine.newId(), shape, entries: [] };
  for (const element of from ? elements(machine, from) : []) {
    const [key, value] =
      shape === "set"
        ? [element, element]
        : [machine.named(element, 0, node), machine.named(element, 1, node)];
    put(machine, made, key, value);
  }
  return made;
}

function entryOf(
  machine: Machine,
  collection: RunCollection,
  key: RunValue,
): RunCollection["entries"][number] | undefined {
  const found = collection.entries.find((entry) => isFoundSame(machine, entry.key, key));
  if (!found && collection.entries.some((entry) => isSame(entry.key, key) === undefined))
    machine.host.assume();
  return found;
}

function put(machine: Machine, collection: RunCollection, key: RunValue, value: RunValue): void {
  const entry = entryOf(machine, collection, key);
  if (entry) entry.value = value;
  else collection.entries.push({ key, value });
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
      collection.entries = collection.entries.filter((one) => one !== entry);
      return constant(entry !== undefined);
    }
    case "clear":
      collection.entries = [];
      return UNDEFINED;
    case "forEach":
      for (const entry of [...collection.entries])
        machine.call(key, [entry.value, entry.key, collection], undefined, node);
      return UNDEFINED;
    case "keys":
      return machine.list(collection.entries.map((entry) => entry.key));
    case "values":
      return machine.list(collection.entries.map((entry) => entry.value));
    case "entries":
      return machine.list(collection.entries.map((entry) => machine.list([entry.key, entry.value])));
    default:
      return undefined;
  }
}
