import { elements } from "./iteration.js";
import { isFoundSame, truth } from "./conditions.js";
import type { Node } from "../flow/tree.js";
import { giveCallbacks } from "./given-away.js";
import type { Machine } from "./machine.js";
import type { RunList, RunValue } from "./values.js";
import { constant, FALSE, partsJoined, partsOf, textOf, TRUE, UNDEFINED } from "./values.js";

type Method = (machine: Machine, list: RunList, args: readonly RunValue[], node: Node) => RunValue;

/** Calls a callback with an element, its index and the list. */
function each(
  machine: Machine,
  list: RunList,
  [callback = UNDEFINED, self]: readonly RunValue[],
  node: Node,
) {
  return (item: RunValue, index: number): RunValue =>
    machine.call(callback, [item, constant(index), list], self, node);
}

/** A number that a method was given; one that is not known is taken to be `fallback`. */
function numberOf(value: RunValue | undefined, fallback: number): number {
  if (value?.kind !== "primitive" || value.value === undefined) return fallback;
  return Math.trunc(Number(value.value)) || 0;
}

/** As `numberOf`, where it matters which one it is. */
function indexOf(machine: Machine, value: RunValue | undefined, fallback: number): number {
  if (value && value.kind !== "primitive") machine.host.guess();
  return numberOf(value, fallback);
}

function flattened(machine: Machine, value: RunValue): readonly RunValue[] {
  return value.kind === "list" || value.kind === "unknown" ? elements(machine, value) : [value];
}

/** Goes through elements with their positions, in whichever order. */
function reduce(
  machine: Machine,
  items: readonly (readonly [index: number, item: RunValue])[],
  list: RunList,
  args: readonly RunValue[],
  node: Node,
): RunValue {
  const [callback = UNDEFINED, first] = args;
  const start = first ?? items[0]?.[1];
  if (!start) return UNDEFINED;
  return (first ? items : items.slice(1)).reduce(
    (result, [index, item]) => machine.call(callback, [result, item, constant(index), list], undefined, node),
    start,
  );
}

/** Where the program finds an element, from a position on. */
function positionOf(
  machine: Machine,
  list: RunList,
  [wanted = UNDEFINED, from]: readonly RunValue[],
): number {
  const start = numberOf(from, 0);
  const first = start < 0 ? list.items.length + start : start;
  return list.items.findIndex((item, index) => index >= first && isFoundSame(machine, item, wanted));
}

/** The elements of lists in a list, so many levels deep. */
function flat(machine: Machine, items: readonly RunValue[], depth: number): readonly RunValue[] {
  if (depth < 1) return items;
  return items.flatMap((item) => {
    const inner = flattened(machine, item);
    return item.kind === "list" || item.kind === "unknown" ? flat(machine, inner, depth - 1) : inner;
  });
}

/** Puts elements in an order that is not followed: for who goes through all of them, that changes nothing. */
function reorder(machine: Machine, list: RunList, args: readonly RunValue[]): void {
  giveCallbacks(machine, ".sort", args);
  if (list.items.length > 1) machine.host.guess();
}

const METHODS: Readonly<Record<string, Method>> = {
  forEach(machine, list, args, node) {
    const call = each(machine, list, args, node);
    const { length } = list.items;
    for (let index = 0; index < Math.min(length, list.items.length); index++)
      call(list.items[index] ?? UNDEFINED, index);
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
  reduce: (machine, list, args, node) => reduce(machine, [...list.items.entries()], list, args, node),
  reduceRight: (machine, list, args, node) =>
    reduce(machine, [...list.items.entries()].toReversed(), list, args, node),
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
  splice(machine, list, args) {
    const [start, count, ...added] = args;
    const from = indexOf(machine, start, 0);
    // `splice(from)` takes all the rest, `splice(from, undefined)` nothing.
    const most = args.length === 1 ? list.items.length : indexOf(machine, count, 0);
    return machine.list(list.items.splice(from, most, ...added));
  },
  slice: (machine, list, [start, end]) =>
    machine.list(list.items.slice(numberOf(start, 0), numberOf(end, list.items.length))),
  concat: (machine, list, args) =>
    machine.list([...list.items, ...args.flatMap((arg) => flattened(machine, arg))]),
  reverse(_, list) {
    list.items.reverse();
    return list;
  },
  toReversed: (machine, list) => machine.list(list.items.toReversed()),
  sort(machine, list, args) {
    reorder(machine, list, args);
    return list;
  },
  toSorted(machine, list, args) {
    reorder(machine, list, args);
    return machine.list([...list.items]);
  },
  with(machine, list, [index, value = UNDEFINED]) {
    const at = indexOf(machine, index, 0);
    const position = at < 0 ? list.items.length + at : at;
    return machine.list(list.items.map((item, one) => (one === position ? value : item)));
  },
  at: (machine, list, [index = UNDEFINED]) =>
    index.kind === "primitive"
      ? (list.items.at(numberOf(index, 0)) ?? UNDEFINED)
      : machine.calculated("at", [list, index]),
  fill(_, list, [value = UNDEFINED, start, end]) {
    list.items.fill(value, numberOf(start, 0), numberOf(end, list.items.length));
    return list;
  },
  flat: (machine, list, [depth]) => machine.list([...flat(machine, list.items, numberOf(depth, 1))]),
  includes: (machine, list, args) => constant(positionOf(machine, list, args) >= 0),
  indexOf: (machine, list, args) => constant(positionOf(machine, list, args)),
  join(machine, list, [separator = UNDEFINED]) {
    const isLeftOut = separator.kind === "primitive" && separator.value === undefined;
    const between = isLeftOut ? [","] : partsOf(separator);
    const parts = between && partsJoined(list.items, between);
    return parts ? textOf(parts) : machine.calculated("join", [list, separator]);
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
