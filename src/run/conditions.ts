import { canBeNumber, impliedComparison } from "./bounds.js";
import type { Node } from "../flow/tree.js";
import { isFunction } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import { Thrown } from "./machine.js";
import { NOT_FOLLOWED } from "./maker.js";
import { sizeOf } from "./iteration.js";
import { equality } from "./operators.js";
import type { Possible, Property } from "./possible.js";
import { ANYTHING, hasProperty, narrowed, onlyValue } from "./possible.js";
import type { Nature, RunValue, Unknown } from "./values.js";
import { constant, isNothing, isSame, partsOf, textOf, typeNameOf } from "./values.js";

/** A value, or what it must be on this path. */
export function resolved(machine: Machine, value: RunValue): RunValue {
  if (value.kind === "unknown") {
    const known = machine.activity.start.sees?.get(value.key) ?? machine.assumed.get(value.key);
    return known && known !== value ? resolved(machine, known) : value;
  }
  if (value.kind !== "text" || (machine.assumed.size === 0 && !machine.activity.start.sees)) return value;
  const parts = value.parts.map((part) =>
    typeof part === "string" ? [part] : partsOf(resolved(machine, part)),
  );
  return parts.every((part) => part !== undefined) ? textOf(parts.flat()) : value;
}

/** Whether a value is truthy: what cannot be told is decided, for the rest of the path. */
export function truth(machine: Machine, given: RunValue): boolean {
  const value = resolved(machine, given);
  switch (value.kind) {
    case "primitive":
      return Boolean(value.value);
    case "text":
      return value.parts.some((part) => typeof part === "string") || decide(machine, value.key, "input");
    case "unknown":
      return truthOfUnknown(machine, value);
    default:
      return true;
  }
}

function truthOfUnknown(machine: Machine, value: Unknown): boolean {
  const { test, about } = value;
  if (about?.kind === "size") return sizeOf(machine, about.of) > 0;
  switch (test?.kind) {
    case "not":
      return !truth(machine, test.of);
    case "holds":
      return holds(machine, test.of, test.property);
    case "same": {
      const isSame = decide(machine, value.key, value.nature);
      if (isSame && machine.onlyOutcome === undefined) machine.assumed.set(test.of.key, test.other);
      return isSame;
    }
    default:
      return holds(machine, value, { kind: "truthy" });
  }
}

/** Whether a value has a property that a condition asks for. */
function holds(machine: Machine, of: Unknown, property: Property): boolean {
  const value = resolved(machine, of);
  if (value.kind !== "unknown") return isKnownToHold(machine, value, property);
  if (value.isThing)
    return property.kind === "truthy" || (property.kind === "type" && property.name === "object");
  const possible = machine.possible.get(value.key) ?? ANYTHING;
  const known = hasProperty(possible, property);
  // What is asked for again may have changed.
  if (known !== undefined && isHeldByOthers(value.key, value.nature) && machine.isInCleanup)
    machine.host.assume();
  if (known !== undefined) return known;
  const implied = property.kind === "truthy" ? impliedComparison(machine.path, value.key) : undefined;
  if (implied !== undefined) return implied;
  const isExcluded =
    property.kind === "constant" &&
    typeof property.value === "number" &&
    !canBeNumber(machine.path, value.key, property.value);
  if (isExcluded) return false;
  const outcome = decide(
    machine,
    `${value.key} ${Object.values(property).map(String).join(" ")}`,
    value.nature,
  );
  if (machine.onlyOutcome === undefined) narrow(machine, value, property, outcome);
  return outcome;
}

function isKnownToHold(machine: Machine, value: Exclude<RunValue, Unknown>, property: Property): boolean {
  switch (property.kind) {
    case "truthy":
      return truth(machine, value);
    case "nothing":
      return isNothing(value);
    case "constant":
      return value.kind === "primitive" && value.value === property.value;
    case "type":
      return typeNameOf(value) === property.name;
    case "list":
      return value.kind === "list";
  }
}

function narrow(machine: Machine, { key }: Unknown, property: Property, has: boolean): void {
  const left = narrowed(machine.possible.get(key) ?? ANYTHING, property, has);
  machine.possible.set(key, left);
  const only = has && property.kind === "constant" ? property : onlyValue(left);
  if (only) machine.assumed.set(key, constant(only.value));
}

/**
 * What the program does with a value tells what it is: what is called is a function, what is gone through is a list. Where
 * it were not, the program would have ended there. What others hold can be something else by the next time.
 */
export function learn(machine: Machine, given: RunValue, kinds: Possible["kinds"], isOwn = false): void {
  const value = resolved(machine, given);
  if (value.kind !== "unknown" || value.isThing || machine.onlyOutcome !== undefined) return;
  if (!isOwn && isHeldByOthers(value.key, value.nature)) return;
  const before = machine.possible.get(value.key) ?? ANYTHING;
  const left = new Set([...before.kinds].filter((kind) => kinds.has(kind)));
  if (left.size > 0) machine.possible.set(value.key, { kinds: left, excluded: before.excluded });
}

/**
 * Whether what comes anew with each render has changed from one to another: it has, unless both are only told to be there
 * or not. What has changed and was there is not there any more, and the other way round.
 */
export function hasChanged(machine: Machine, a: Unknown, b: Unknown): boolean {
  const truthy = { kind: "truthy" } as const;
  const [left, right] = [a, b].map(({ key }) => hasProperty(machine.possible.get(key) ?? ANYTHING, truthy));
  if (left !== undefined && left === right) return isAnother(machine, a, b);
  if (left !== undefined) narrow(machine, b, truthy, !left);
  if (right !== undefined) narrow(machine, a, truthy, !right);
  return true;
}

/** Whether of two values that are both there, or both not, one is another than the other: what may be a flag is not. */
function isAnother(machine: Machine, a: Unknown, b: Unknown): boolean {
  const [first = a, second = b] = [a, b].sort((x, y) => (x.key < y.key ? -1 : 1));
  const isFlag = (machine.possible.get(second.key) ?? ANYTHING).kinds.has("true");
  if (!isFlag && decide(machine, `another(${first.key},${second.key})`, second.nature)) return true;
  if (machine.onlyOutcome === undefined) machine.assumed.set(second.key, first);
  return false;
}

/** Whether something is missing, as `?.` and `??` ask. What is not known is taken to be there, from then on. */
export function isMissing(machine: Machine, given: RunValue): boolean {
  const value = resolved(machine, given);
  if (value.kind !== "unknown") return isNothing(value);
  if (value.isThing || machine.onlyOutcome !== undefined) return false;
  const nothing = { kind: "nothing" } as const;
  if (hasProperty(machine.possible.get(value.key) ?? ANYTHING, nothing)) return true;
  narrow(machine, value, nothing, false);
  return false;
}

/** Whether the program finds two values to be one: a constant may be what is not known, two things that are not known are not. */
export function isFoundSame(machine: Machine, a: RunValue, b: RunValue): boolean {
  const [left, right] = [resolved(machine, a), resolved(machine, b)];
  const isOpen = [left, right].filter(({ kind }) => kind === "unknown" || kind === "text").length === 1;
  return isOpen ? truth(machine, equality(machine, left, right)) : isSame(left, right) === true;
}

/** As `isMissing`, for `??`, which somebody writes for both cases: where a type says that it may be missing, that is decided. */
export function isAbsent(machine: Machine, given: RunValue): boolean {
  const value = resolved(machine, given);
  const nothing = { kind: "nothing" } as const;
  const possible = value.kind === "unknown" ? machine.possible.get(value.key) : undefined;
  const isOpen = possible && !possible.kinds.has("true") && hasProperty(possible, nothing) === undefined;
  return isOpen && value.kind === "unknown" ? holds(machine, value, nothing) : isMissing(machine, value);
}

/** Whether code that is not in sight can change something at any time. */
export function isHeldByOthers(key: string, nature: Nature): boolean {
  return nature === "other" || key.includes("import:");
}

/** The outcome of something that cannot be told. */
export function decide(machine: Machine, key: string, nature: Nature): boolean {
  if (machine.onlyOutcome !== undefined) return machine.path.known(key) ?? machine.onlyOutcome;
  const outcome = machine.path.choose(key);
  // What is asked of an object of the run, of constants alone, or of where it runs, is not free: it only is not known.
  const isFixed = nature === "fixed" && !/\b(?:import|global|sdk):/.test(key);
  if (isFixed || /[(,]#\d/.test(key) || /^global:\w+ type /.test(key)) machine.host.guess();
  const isOfOthers = isHeldByOthers(key, nature);
  if (isOfOthers && machine.isInCleanup) machine.host.assume();
  return outcome;
}

/** Something that may throw stands in a `try`. `isKnown`: it does for some values; else that is an assumption. */
export function mayThrow(machine: Machine, node: Node, isKnown: boolean): void {
  const statement = tryAround(node);
  if (!statement || machine.onlyOutcome !== undefined) return;
  const key = `completes@${machine.file.placeOf(statement)}`;
  const isNew = machine.path.known(key) === undefined;
  if (machine.path.choose(key) || !isNew) return;
  if (!isKnown) machine.host.assume();
  throw new Thrown(machine.made(statement, () => NOT_FOLLOWED));
}

/** The statement that catches what a node throws, in the same function. */
function tryAround(node: Node): Node | undefined {
  let child = node;
  for (let at = node.parent; at && !isFunction(at); child = at, at = at.parent)
    if (at.type === "TryStatement" && at.handler && at.block === child) return at;
  return undefined;
}
