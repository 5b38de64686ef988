import type { Answer, PrimitiveContent } from "../flow/values.js";
import { GivenUp } from "./given-up.js";
import type { Property } from "./possible.js";
import type { FunctionNode } from "../flow/tree.js";
import type { ClassNode, Node } from "../flow/tree.js";
import type { Frame } from "./frame.js";
import type { Activity } from "./activity.js";

/**
 * Values of an abstract run. Objects are real objects of ours, so that two of them are one value exactly where JavaScript
 * would have one; what comes from outside the run is an `Unknown`, which is one value wherever it has one key.
 */
export type RunValue =
  | RunPrimitive
  | RunText
  | Unknown
  | Closure
  | Native
  | Bound
  | RunClass
  | RunObject
  | RunList
  | RunCollection
  | RunPromise;

export interface RunPrimitive {
  readonly kind: "primitive";
  readonly value: PrimitiveContent;
}

/** A string of which only parts are known. */
interface RunText {
  readonly kind: "text";
  readonly key: string;
  readonly parts: readonly (string | Unknown)[];
}

/**
 * `input`: somebody outside chooses it anew for each render (props, state); nothing prevents two of them from being different.
 * `fixed`: it is there before the run and stays (imports, globals). `other`: code that is not in sight makes it.
 */
export type Nature = "input" | "fixed" | "other";

export interface Unknown {
  readonly kind: "unknown";
  /** What has the same key is the same value. */
  readonly key: string;
  readonly nature: Nature;
  /** What following values knows of it. */
  readonly answer: Answer;
  /** Whether it is calculated from others, so that it depends on them. */
  readonly isCalculated?: boolean | undefined;
  /** What decides about its truth. */
  readonly test?: Test | undefined;
  /** What it says about something else: its type, or how many elements it has. */
  readonly about?: { readonly kind: "type" | "size"; readonly of: Unknown } | undefined;
  /** Whether it is a number from 0 to less than 1. */
  readonly isShare?: true | undefined;
  /** Whether it is a number from 1 on: what `setTimeout` gives. */
  readonly isCount?: true;
  /** Whether it is the text that something else becomes, under the same key: `${id}`. */
  readonly isText?: true;
  /** Whether it holds nothing but data: it was parsed, or cloned. */
  readonly isData?: true;
  /** Whether it is an object that is certainly there: a thing that the host knows. */
  readonly isThing?: true;
  /** The keys of what it was made with. */
  readonly sources?: readonly string[] | undefined;
  /** Signals that end what it waits for. */
  readonly signals?: readonly RunObject[] | undefined;
}

type Test =
  | { readonly kind: "not"; readonly of: Unknown }
  /** Something has a property: `value === "a"`, `typeof value === "string"`. */
  | { readonly kind: "holds"; readonly of: Unknown; readonly property: Property }
  /** It is the same as something else. */
  | { readonly kind: "same"; readonly of: Unknown; readonly other: RunValue };

interface Heap {
  /** Counts the objects of a run, in the order in which they are made. */
  readonly id: number;
}

export interface Closure extends Heap {
  readonly kind: "closure";
  readonly node: FunctionNode;
  readonly frame: Frame;
  /** The class whose member it is, for `super`. */
  readonly home?: RunClass | undefined;
  readonly members: Members;
  /** Whether code that is analysed elsewhere owns it. */
  readonly isForeign?: boolean;
}

/** A function that the language, a library or the shell provides. */
interface Native extends Heap {
  readonly kind: "native";
  readonly name: string;
  readonly run: (args: readonly RunValue[], self: RunValue | undefined, node: Node) => RunValue;
}

interface Bound extends Heap {
  readonly kind: "bound";
  readonly target: RunValue;
  readonly self: RunValue;
  readonly first: readonly RunValue[];
}

export interface RunClass extends Heap {
  readonly kind: "class";
  readonly node: ClassNode;
  readonly frame: Frame;
  readonly base: RunValue | undefined;
  readonly statics: Members;
  readonly methods: Members;
}

export interface Member {
  readonly key: RunValue;
  value: RunValue;
  readonly get?: Closure | undefined;
  readonly set?: Closure | undefined;
}

/** By the key as text; a key that is not known stands under its own key. */
export type Members = Map<string, Member>;

export interface RunObject extends Heap {
  readonly kind: "object";
  readonly members: Members;
  readonly of?: RunClass | undefined;
  /** The class of the language that it is an instance of, where its members alone do not tell. */
  readonly brand?: string;
  /** What a regular expression is made of, where that is written there. */
  readonly pattern?: { readonly pattern: string; readonly flags: string };
  /** The object that has what it has not. */
  proto?: RunValue | undefined;
  /** Something that is not in sight is spread into it. */
  rest?: Unknown | undefined;
  /** Members that the rest has lost: they were taken out, or deleted. */
  lacks?: Set<string>;
}

interface WithExtras extends Heap {
  /** Members that the program adds to it. */
  extras?: Members;
}

export interface RunList extends WithExtras {
  readonly kind: "list";
  items: RunValue[];
  /** Whether it gives its elements one after the other and is no array: `map.values()`. */
  readonly isIterator?: true;
}

export interface RunCollection extends WithExtras {
  readonly kind: "collection";
  readonly shape: "set" | "map";
  readonly isWeak?: true;
  /** By the keys as `keyOf` tells them apart; in a set, the key is the value. */
  readonly entries: Map<string, Entry>;
}

export interface Entry {
  readonly key: RunValue;
  value: RunValue;
}

export interface RunPromise extends WithExtras {
  readonly kind: "promise";
  /** Whether it is only taken for one: something that is not in sight has a method `then` or `catch`. */
  isGuessed?: boolean;
  state: "pending" | "fulfilled" | "rejected";
  value: RunValue;
  readonly reactions: Reaction[];
}

interface Reaction {
  readonly fulfilled: (value: RunValue) => void;
  readonly rejected: (reason: RunValue) => void;
  readonly activity: Activity;
}

export const UNDEFINED: RunPrimitive = { kind: "primitive", value: undefined };
export const TRUE: RunPrimitive = { kind: "primitive", value: true };
export const FALSE: RunPrimitive = { kind: "primitive", value: false };

export function constant(value: PrimitiveContent): RunPrimitive {
  if (value === undefined) return UNDEFINED;
  if (typeof value === "boolean") return value ? TRUE : FALSE;
  // Whether a zero is negative matters to nobody.
  return { kind: "primitive", value: value === 0 ? 0 : value };
}

export function isNothing(value: RunValue): boolean {
  return value.kind === "primitive" && (value.value === undefined || value.value === null);
}

/** Whether a value is an object that the run has made. */
export function isObject({ kind }: RunValue): boolean {
  return kind !== "primitive" && kind !== "text" && kind !== "unknown";
}

export function isCallable({ kind }: RunValue): boolean {
  return kind === "closure" || kind === "native" || kind === "bound" || kind === "class";
}

/** What `typeof` says of a value that is known. */
export function typeNameOf(value: Exclude<RunValue, Unknown>): string {
  if (value.kind === "primitive") return value.value === null ? "object" : typeof value.value;
  if (value.kind === "text") return "string";
  if (value.kind === "object" && value.brand === "Symbol") return "symbol";
  return isCallable(value) ? "function" : "object";
}

/** What tells a value from every other of the run. */
export function keyOf(value: RunValue): string {
  switch (value.kind) {
    case "primitive":
      return typeof value.value === "string"
        ? JSON.stringify(value.value)
        : `${String(value.value)}${typeof value.value === "bigint" ? "n" : ""}`;
    case "text":
    case "unknown":
      return value.key;
    default:
      return `#${String(value.id)}`;
  }
}

/** The name of a private member: each class has its own. */
export function privateName(name: string, place: string): string {
  return `#${name}@${place}`;
}

/** Whether the name of a member is that of a private one. */
export function isPrivateMember(name: string): boolean {
  return /^#[^@]+@./.test(name);
}

/** The name under which an object keeps a member. */
export function memberName(key: RunValue): string {
  return key.kind === "primitive" ? String(key.value) : `?${keyOf(key)}`;
}

/** Texts of more parts than this, or longer ones, are not put together. */
const MOST_PARTS = 64;
const LONGEST_TEXT = 4096;

/** A string out of parts. */
export function textOf(parts: readonly (string | Unknown)[]): RunValue {
  const merged: (string | Unknown)[] = [];
  let length = 0;
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
    length += typeof part === "string" ? part.length : 0;
    if (length > LONGEST_TEXT) throw new GivenUp("a text is too long");
  }
  const [only] = merged;
  if (merged.length === 0) return constant("");
  // What stands alone in a template is taken for the text that it is.
  if (merged.length === 1 && only !== undefined)
    return typeof only === "string" ? constant(only) : { ...only, isText: true };
  if (merged.length > MOST_PARTS) throw new GivenUp("a text has too many parts");
  const key = merged.map((part) => (typeof part === "string" ? JSON.stringify(part) : part.key)).join("+");
  return { kind: "text", key: `text(${key})`, parts: merged };
}

/** Lists in lists that are deeper than this, as one that is in itself, are not made texts. */
const DEEPEST_LIST = 8;

/** What a list is made of when it is joined: of nothing, nothing. */
export function partsJoined(
  items: readonly RunValue[],
  between: readonly (string | Unknown)[],
  depth = 0,
): readonly (string | Unknown)[] | undefined {
  if (depth > DEEPEST_LIST) return undefined;
  const parts = items.map((item) => {
    if (item.kind === "list") return partsJoined(item.items, [","], depth + 1);
    return item.kind === "primitive" ? [String(item.value ?? "")] : partsOf(item);
  });
  return parts.every((part) => part !== undefined)
    ? parts.flatMap((part, index) => (index > 0 ? [...between, ...part] : part))
    : undefined;
}

/** What `String(value)` is made of. */
export function partsOf(value: RunValue): readonly (string | Unknown)[] | undefined {
  switch (value.kind) {
    case "primitive":
      return [String(value.value)];
    case "text":
      return value.parts;
    case "unknown":
      return [value];
    case "list":
      return partsJoined(value.items, [","]);
    default:
      return undefined;
  }
}

/**
 * Whether two values are one: `undefined` where that depends on code that is not in sight. Two different inputs can be
 * different values, so they are not one; nor is what a later render gets the one of an earlier render.
 */
export function isSame(a: RunValue, b: RunValue): boolean | undefined {
  if (a === b) return true;
  if (a.kind === "primitive" && b.kind === "primitive") return Object.is(a.value, b.value);
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left === right) return true;
  const unknowns = [...unknownsIn(a), ...unknownsIn(b)];
  if (unknowns.length === 0) return false;
  if (isText(a) && isText(b) && excludesEachOther(a, b)) return false;
  const natures = unknowns.map(({ nature }) => nature);
  if (natures.includes("other")) return undefined;
  if (natures.includes("input")) {
    // `bind` has just made it: nothing that was passed in before is that.
    if (a.kind === "bound" || b.kind === "bound") return false;
    const isDerived = unknowns.some(({ isCalculated }) => isCalculated);
    return isDerived && withoutVersions(left) !== withoutVersions(right) ? undefined : false;
  }
  // Two exports can be one value, but neither is an object that the run makes.
  return isMade(a) || isMade(b) ? false : undefined;
}

/** A key for what a value is in each render. */
export function withoutVersions(key: string): string {
  return key.replaceAll(/@v\d+/g, "@v");
}

function isMade({ kind }: RunValue): boolean {
  return kind !== "unknown" && kind !== "text" && kind !== "primitive";
}

function unknownsIn(value: RunValue): readonly Unknown[] {
  if (value.kind === "unknown") return [value];
  return value.kind === "text" ? value.parts.filter((part) => typeof part !== "string") : [];
}

function isText(value: RunValue): value is RunText | RunPrimitive {
  return value.kind === "text" || value.kind === "primitive";
}

/** Two texts that begin or end differently. */
function excludesEachOther(a: RunText | RunPrimitive, b: RunText | RunPrimitive): boolean {
  const [left, right] = [partsOf(a) ?? [], partsOf(b) ?? []];
  const differ = (x: unknown, y: unknown, compare: (s: string, t: string) => boolean): boolean =>
    typeof x === "string" && typeof y === "string" && !compare(x, y) && !compare(y, x);
  return (
    differ(left[0], right[0], (s, t) => s.startsWith(t)) ||
    differ(left.at(-1), right.at(-1), (s, t) => s.endsWith(t))
  );
}
