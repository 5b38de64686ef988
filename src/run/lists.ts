import { elements } from "./iteration.js";
import { isFoundSame, truth } from "./conditions.js";
import type { Node } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import type { RunList, RunValue } from "./values.js";
import { constant, FALSE, partsOf, textOf, TRUE, UNDEFINED } from "./values.js";

type Method = (machine: Machine, list: RunList, args: readonly RunValue[], node: Node) => RunValue;

/** Calls a callback with an element, its index and the list. */
function each(machine: Machine, list: RunList, [callback = UNDEFINED]: readonly RunValue[], node: Node) {
  return (item: RunValue, index: number): RunValue =>
    machine.call(callback, [item, constant(index), list], undefined, node);
}

function numberOf(value: RunValue | undefined, fallback: number): number {
  return value?.kind === "primitive" && typeof value.value === "number" ? value.value : fallback;
}

function flattened(machine: Machine, value: RunValue): readonly RunValue[] {
  return value.kind === "list" || value.kind === "unknown" ? elements(machine, value) : [value];
}

function reduce(
  machine: Machine,
  items: readonly RunValue[],
  list: RunList,
  args: readonly RunValue[],
  node: Node,
): RunValue {
  const [callback = UNDEFINED, first] = args;
  const [start, ...rest] = first ? [first, ...items] : items;
  if (!start) return UNDEFINED;
  return rest.reduce(
    (result, item, index) => machine.call(callback, [result, item, constant(index), list], undefined, node),
    start,
  );
}

/** Where the program finds an element. */
function positionOf(machine: Machine, list: RunList, wanted: RunValue = UNDEFINED): number {
  return list.items.findIndex((item) => isFoundSame(machine, item, wanted));
}

const METHODS: Readonly<Record<string, Method>> = {
  forEach(machine, list, args, node) {
    const call = each(machine, list, args, node);
    for (let index = 0; index < list.items.length; index++) call(list.items[index] ?? UNDEFINED, index);
    return UNDEFINED;
  },
  map: (machine, list, args, node) => machine.list(list.items.map(each(machine, list, args, node))),
  flatMap: (machine, list, args, node) =>
    machine.list(
      list.items.map(each(machine, list, args, node)).flatMap((value) => flattened(machine, value)),
    ),
  filter(machine, list, args, node) {
    const call = each(machine, list, args, node);
    return machine.list(list.items.filter((item, index) => truth(machine, call(item, index))));
  },
  find(machine, list, args, node) {
    const call = each(machine, list, args, node);
    return list.items.find((item, index) => truth(machine, call(item, index))) ?? UNDEFINED;
  },
  findLast(machine, list, args, node) {
    const call = each(machine, list, args, node);
    return list.items.findLast((item, index) => truth(machine, call(item, index))) ?? UNDEFINED;
  },
  findIndex(machine, list, args, node) {
    const call = each(machine, list, args, node);
    return constant(list.items.findIndex((item, index) => truth(machine, call(item, index))));
  },
  some(machine, list, args, node) {
    const call = each(machine, list, args, node);
    return list.items.some((item, index) => truth(machine, call(item, index))) ? TRUE : FALSE;
  },
  every(machine, list, args, node) {
    const call = each(machine, list, args, node);
    return list.items.every((item, index) => truth(machine, call(item, index))) ? TRUE : FALSE;
  },
  reduce: (machine, list, args, node) => reduce(machine, list.items, list, args, node),
  reduceRight: (machine, list, args, node) => reduce(machine, list.items.toReversed(), list, args, node),
  push(_, list, args) {
    list.items.push(...args);
    return constant(list.items.length);
  },
  unshift(_, list, args) {
    list.items.unshift(...args);
    return constant(list.items.length);
  },
  pop: (_, list) => list.items.pop() ?? UNDEFINED,
  shift: (_, list) => list.items.shift() ?? UNDEFINED,
  splice(machine, list, [start, count, ...added]) {
    const from = numberOf(start, 0);
    return machine.list(list.items.splice(from, numberOf(count, list.items.length), ...added));
  },
  slice: (machine, list, [start, end]) =>
    machine.list(list.items.slice(numberOf(start, 0), end && numberOf(end, list.items.length))),
  concat: (machine, list, args) =>
    machine.list([...list.items, ...args.flatMap((arg) => flattened(machine, arg))]),
  reverse(_, list) {
    list.items.reverse();
    return list;
  },
  toReversed: (machine, list) => machine.list(list.items.toReversed()),
  // In which order the elements stand changes nothing for who goes through all of them.
  sort(machine, list) {
    if (list.items.length > 1) machine.host.guess?.();
    return list;
  },
  toSorted(machine, list) {
    if (list.items.length > 1) machine.host.guess?.();
    return machine.list([...list.items]);
  },
  with(machine, list, [index, value = UNDEFINED]) {
    const items = [...list.items];
    items[numberOf(index, 0)] = value;
    return machine.list(items);
  },
  at: (_, list, [index]) => list.items.at(numberOf(index, 0)) ?? UNDEFINED,
  fill(_, list, [value = UNDEFINED]) {
    list.items = list.items.map(() => value);
    return list;
  },
  flat: (machine, list) => machine.list(list.items.flatMap((item) => flattened(machine, item))),
  includes: (machine, list, [wanted]) => constant(positionOf(machine, list, wanted) >= 0),
  indexOf: (machine, list, [wanted]) => constant(positionOf(machine, list, wanted)),
  join(machine, list, [separator = constant(",")]) {
    const between = partsOf(separator);
    const parts = list.items.map(partsOf);
    if (!between || parts.includes(undefined)) return machine.calculated("join", [list, separator]);
    return textOf(parts.flatMap((part, index) => [...(index > 0 ? between : []), ...(part ?? [])]));
  },
  keys: (machine, list) => machine.iterator(list.items.map((_, index) => constant(index))),
  values: (machine, list) => machine.iterator([...list.items]),
  entries: (machine, list) =>
    machine.iterator(list.items.map((item, index) => machine.list([constant(index), item]))),
};

export function isListMethod(name: string): boolean {
  return Object.hasOwn(METHODS, name);
}

/** What a method of an array does and gives; `undefined` for one that is not known. */
export function callList(
  machine: Machine,
  list: RunList,
  name: string,
  args: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  return isListMethod(name) ? METHODS[name]?.(machine, list, args, node) : undefined;
}
