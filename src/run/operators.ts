import { methodOf } from "./classes.js";
import { hasChanged, resolved, truth } from "./conditions.js";
import type { PrimitiveContent } from "../flow/values.js";
import { sizeOf } from "./iteration.js";
import type { Machine } from "./machine.js";
import type { Property } from "./possible.js";
import type { RunValue, Unknown } from "./values.js";
import {
  constant,
  isCallable,
  isNothing,
  isSame,
  keyOf,
  memberName,
  partsOf,
  textOf,
  withoutVersions,
} from "./values.js";

/** `left operator right` */
export function calculate(
  machine: Machine,
  operator: string,
  leftGiven: RunValue,
  rightGiven: RunValue,
): RunValue {
  const left = resolved(machine, leftGiven);
  const right = resolved(machine, rightGiven);
  switch (operator) {
    case "===":
    case "==":
      return equality(machine, left, right, operator === "==");
    case "!==":
    case "!=":
      return negate(machine, equality(machine, left, right, operator === "!="));
    case "+":
      return add(machine, left, right);
    case "in":
      return contains(machine, left, right);
    case "instanceof":
      return isInstance(machine, left, right);
    default:
  }
  const [a, b] = [counted(machine, left, right), counted(machine, right, left)];
  if (a.kind === "primitive" && b.kind === "primitive") {
    const result = withConstants(operator, a.value, b.value);
    if (result !== undefined) return constant(result);
  }
  // One way to compare is enough, so that two ways to write a condition are one condition.
  switch (operator) {
    case "<":
      return isLess(machine, a, b);
    case ">":
      return isLess(machine, b, a);
    case ">=":
      return negate(machine, isLess(machine, a, b));
    case "<=":
      return negate(machine, isLess(machine, b, a));
    default:
      return machine.calculated(operator, [a, b]);
  }
}

function isLess(machine: Machine, a: RunValue, b: RunValue): RunValue {
  const known = isLessForSure(a, b);
  return known === undefined ? machine.calculated("<", [a, b]) : constant(known);
}

/** `a < b`, where one is a number and the other certainly on one side of it. */
function isLessForSure(a: RunValue, b: RunValue): boolean | undefined {
  if (a.kind === "unknown" && b.kind === "primitive") {
    if (a.isShare && Number(b.value) >= 1) return true;
    return a.isCount && Number(b.value) <= 1 ? false : undefined;
  }
  if (a.kind !== "primitive" || b.kind !== "unknown") return undefined;
  if (b.isShare && Number(a.value) >= 1) return false;
  return b.isCount && Number(a.value) < 1 ? true : undefined;
}

/** How many elements a list has that is compared with as few as it is taken to have. */
function counted(machine: Machine, value: RunValue, other: RunValue): RunValue {
  const isSmall = other.kind === "primitive" && [0, 1, 2].includes(Number(other.value));
  if (!isSmall || value.kind !== "unknown" || value.about?.kind !== "size") return value;
  return constant(sizeOf(machine, value.about.of));
}

/** Texts are compared as texts, all else as numbers; what needs more than 53 bits is not calculated. */
function withConstants(
  operator: string,
  a: PrimitiveContent,
  b: PrimitiveContent,
): number | boolean | undefined {
  if (typeof a === "bigint" || typeof b === "bigint") return undefined;
  const areTexts = typeof a === "string" && typeof b === "string";
  const [left, right] = [Number(a), Number(b)];
  return (
    (areTexts ? compared(operator, a, b) : compared(operator, left, right)) ??
    withNumbers(operator, left, right)
  );
}

function compared<T extends string | number>(operator: string, a: T, b: T): boolean | undefined {
  switch (operator) {
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      return undefined;
  }
}

function withNumbers(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "**":
      return a ** b;
    case "|":
      return a | b;
    case "&":
      return a & b;
    case "^":
      return a ^ b;
    case "<<":
      return a << b;
    case ">>":
      return a >> b;
    case ">>>":
      return a >>> b;
    default:
      return undefined;
  }
}

function add(machine: Machine, left: RunValue, right: RunValue): RunValue {
  const numeric = (value: RunValue): value is RunValue & { kind: "primitive" } =>
    value.kind === "primitive" && typeof value.value !== "string" && typeof value.value !== "bigint";
  if (numeric(left) && numeric(right)) return constant(Number(left.value) + Number(right.value));
  const isText = [left, right].some(
    (value) => value.kind === "text" || (value.kind === "primitive" && typeof value.value === "string"),
  );
  const parts = [partsOf(left), partsOf(right)];
  if (isText && parts.every((part) => part !== undefined)) return textOf(parts.flat());
  return machine.calculated("+", [left, right]);
}

function contains(machine: Machine, key: RunValue, of: RunValue): RunValue {
  const isOfLanguage = of.kind === "list" || of.kind === "collection" || of.kind === "promise";
  if (of.kind === "list" && !of.isIterator && key.kind === "primitive" && /^\d+$/.test(String(key.value)))
    return constant(Number(key.value) < of.items.length);
  if (isOfLanguage && key.kind === "primitive" && typeof key.value === "string")
    return constant(
      !(of.kind === "list" && of.isIterator && key.value !== "next") &&
        !/^\d+$/.test(key.value) &&
        machine.member(of, key, machine.file.source.ast).kind !== "unknown",
    );
  if (of.kind !== "object") return machine.calculated("in", [key, of]);
  const name = memberName(key);
  const isOwn = of.members.has(name) || (of.of !== undefined && methodOf(of.of, name) !== undefined);
  if (isOwn) return constant(true);
  const found = machine.member(of, key, machine.file.source.ast);
  return found.kind === "unknown" ? machine.calculated("in", [key, of]) : constant(!isNothing(found));
}

/** `value instanceof Class`, for classes of the file. */
function isInstance(machine: Machine, value: RunValue, owner: RunValue): RunValue {
  if (owner.kind === "class" && value.kind === "object") {
    for (let at: RunValue | undefined = value.of; at?.kind === "class"; at = at.base)
      if (at === owner) return constant(true);
    if (!value.proto && !value.rest) return constant(false);
  }
  if (owner.kind === "class" && isCallable(value)) return constant(false);
  const known = isInstanceOfGlobal(value, owner);
  if (known !== undefined) return constant(known);
  if (value.kind === "primitive" || value.kind === "text") return constant(false);
  return machine.calculated("instanceof", [value, owner]);
}

/** `value instanceof Map`, for classes of the language. */
function isInstanceOfGlobal(value: RunValue, owner: RunValue): boolean | undefined {
  const [only] = owner.kind === "unknown" ? owner.answer.values : [];
  const name = only?.kind === "global" ? only.name : undefined;
  if (name === undefined) return undefined;
  const own = classOf(value);
  if (own === undefined) return undefined;
  return own === name || name === "Object" || (name === "Error" && own.endsWith("Error"));
}

/** The class of the language of which a value is an instance. */
function classOf(value: RunValue): string | undefined {
  switch (value.kind) {
    case "list":
      return value.isIterator ? "Iterator" : "Array";
    case "collection":
      return `${value.isWeak ? "Weak" : ""}${value.shape === "map" ? "Map" : "Set"}`;
    case "promise":
      return "Promise";
    case "object": {
      if (value.brand !== undefined || (!value.of && !value.proto && !value.rest))
        return value.brand ?? "Object";
      let base: RunValue | undefined = value.of;
      while (base?.kind === "class") base = base.base;
      const [only] = base?.kind === "unknown" ? base.answer.values : [];
      return only?.kind === "global" ? only.name : value.of && !base ? "Object" : undefined;
    }
    case "unknown": {
      const [only] = value.answer.values;
      const isMade =
        value.answer.values.length === 1 && only?.kind === "result" && only.call.type === "NewExpression";
      return isMade && only.callee.kind === "global" ? only.callee.name : undefined;
    }
    default:
      return isCallable(value) ? "Function" : undefined;
  }
}

/** `!value` */
export function negate(machine: Machine, value: RunValue): RunValue {
  return value.kind === "unknown" ? machine.negated(value) : constant(!truth(machine, value));
}

/** `left === right`; not decided before it is asked for. */
export function equality(machine: Machine, a: RunValue, b: RunValue, isLoose = false): RunValue {
  const [first, second] = [resolved(machine, a), resolved(machine, b)];
  const [left, right] = [counted(machine, first, second), counted(machine, second, first)];
  if (left.kind === "primitive" && right.kind === "primitive") {
    return constant(isLoose ? isLooselySame(left.value, right.value) : left.value === right.value);
  }
  if (keyOf(left) === keyOf(right)) return constant(true);
  const [unknown, other] = left.kind === "unknown" ? [left, right] : [right, left];
  if (unknown.kind === "text") {
    const isText = other.kind === "text" || (other.kind === "primitive" && typeof other.value === "string");
    return isText && isSame(unknown, other) !== false
      ? machine.calculated("===", [unknown, other])
      : constant(false);
  }
  if (unknown.kind !== "unknown") {
    // `[] == ""`: an object is compared as a text.
    const isConverted = isLoose && [left, right].some((one) => one.kind === "primitive" && !isNothing(one));
    return isConverted ? machine.calculated("==", [left, right]) : constant(false);
  }
  if (other.kind === "primitive") return comparedWith(machine, unknown, other.value, isLoose);
  // What changes from render to render is taken to have changed.
  if (other.kind === "unknown" && isLaterVersion(unknown, other))
    return constant(!hasChanged(machine, unknown, other));
  const operands = other.kind === "unknown" && other.key < unknown.key ? [other, unknown] : [unknown, other];
  return machine.calculated("===", operands, { test: { kind: "same", of: unknown, other } });
}

/** `a == b`, of constants. */
function isLooselySame(a: PrimitiveContent, b: PrimitiveContent): boolean {
  if (typeof a === typeof b) return a === b;
  const [isMissing, isOther] = [a, b].map((value) => value === null || value === undefined);
  return isMissing || isOther ? isMissing === isOther : Number(a) === Number(b);
}

function comparedWith(
  machine: Machine,
  unknown: Unknown,
  value: PrimitiveContent,
  isLoose: boolean,
): RunValue {
  // A comparison is true or false.
  if (unknown.test && typeof value === "boolean") return value ? unknown : machine.negated(unknown);
  const isAboutType = unknown.about?.kind === "type" && typeof value === "string";
  const property: Property = isAboutType
    ? { kind: "type", name: value }
    : isLoose && (value === null || value === undefined)
      ? { kind: "nothing" }
      : { kind: "constant", value };
  const of = isAboutType ? unknown.about.of : unknown;
  return machine.calculated("===", [unknown, constant(value)], { test: { kind: "holds", of, property } });
}

function isLaterVersion(a: Unknown, b: Unknown): boolean {
  return a.key !== b.key && withoutVersions(a.key) === withoutVersions(b.key);
}
