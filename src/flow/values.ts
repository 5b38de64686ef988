import type { TSESTree } from "@typescript-eslint/utils";
import type { Env } from "./env.js";
import type { CallNode, ClassNode, FunctionNode, Node } from "./tree.js";

/** Why something is not known, in words an author can act on, and where. */
export interface Reason {
  readonly why: string;
  readonly node: Node;
}

/** What an expression may be: some values, and, unless that is all, why there may be others. */
export interface Answer {
  readonly values: readonly Value[];
  readonly others?: Reason | undefined;
}

export type Lazy<T> = () => T;

interface Written {
  /** The expression or declaration that makes the value: two answers with one origin were written in one place. */
  readonly origin: Node;
}

export type PrimitiveContent = string | number | boolean | bigint | null | undefined;

/** A value known to the last character. */
interface PrimitiveValue extends Written {
  readonly kind: "primitive";
  readonly value: PrimitiveContent;
}
/** A part of a text that is not known; `value` where it is at least known what it stands for. */
export interface Hole {
  readonly node: Node;
  readonly value?: Value | undefined;
}
/** A string of which only parts are known: `` `job-${id}` ``. Neighbouring strings are merged. */
export interface TextValue extends Written {
  readonly kind: "text";
  readonly parts: readonly (string | Hole)[];
}
interface RegExpValue extends Written {
  readonly kind: "regexp";
  readonly source: string;
  readonly flags: string;
}
export interface FunctionValue extends Written {
  readonly kind: "function";
  readonly node: FunctionNode;
  readonly env: Env | undefined;
}
/** `f.bind(self, ...first)`. */
interface BoundValue extends Written {
  readonly kind: "bound";
  readonly target: Value;
  readonly self: Answer | undefined;
  readonly first: readonly Answer[];
}
export interface ClassValue extends Written {
  readonly kind: "class";
  readonly node: ClassNode;
  readonly env: Env | undefined;
}
/** An object with members in sight. `open`: why it may have other members. */
export interface RecordValue extends Written {
  readonly kind: "record";
  readonly members: ReadonlyMap<string, Member>;
  /** Members whose names are calculated, and known in part: `` { [`${id}:state`]: 1 } ``. */
  readonly calculated?: readonly (readonly [name: TextValue, member: Member])[];
  /** What is not in sight, but is spread into it: it may have the members that are missing here. */
  readonly spread?: readonly Value[];
  readonly open?: Reason | undefined;
}
export interface Member {
  readonly answer: Lazy<Answer>;
  /** The key as it is written. */
  readonly key: Node;
}
/** An array, `Set` or `Map` (of pairs) with elements in sight. `open`: why there may be others. */
export interface ListValue extends Written {
  readonly kind: "list";
  readonly shape?: "set" | "map";
  readonly elements: readonly Lazy<Answer>[];
  readonly open?: Reason | undefined;
  /** Some elements are added once it is made: in which order, and whether once each, is not known. */
  readonly isFilled?: boolean | undefined;
}
/** `new C(...)` for a class of this file, or the `this` of its methods (then `env` is undefined). */
export interface InstanceValue extends Written {
  readonly kind: "instance";
  readonly of: ClassValue;
  readonly env: Env | undefined;
  /** Made by a `new` in sight, with these arguments; else it is any instance of the class, or of one built on it. */
  readonly isMade?: boolean;
  readonly passed?: readonly Lazy<Answer>[];
}
interface PromiseValue extends Written {
  readonly kind: "promise";
  readonly of: Answer;
}
/** An export of another module; `name` is `"*"` for the module itself and `"default"` for its default export. */
export interface ImportValue extends Written {
  readonly kind: "import";
  readonly source: string;
  readonly name: string;
}
interface GlobalValue extends Written {
  readonly kind: "global";
  readonly name: string;
}
/** What an unseen caller passes. */
export interface ParameterValue extends Written {
  readonly kind: "parameter";
  readonly fn: FunctionNode;
  readonly index: number;
}
/** The member `key` of something that is not in sight. */
interface MemberValue extends Written {
  readonly kind: "member";
  readonly object: Value;
  readonly key: string;
}
/** What a function that is not in sight gives. */
interface ResultValue extends Written {
  readonly kind: "result";
  readonly callee: Value;
  readonly call: CallNode;
  readonly env: Env | undefined;
}
/** Something of which only the declared type is known: an imported type, or a type literal or interface of this file. */
export interface TypedValue extends Written {
  readonly kind: "typed";
  readonly type: ImportValue | TSESTree.TSTypeLiteral | TSESTree.TSInterfaceBody | TSESTree.TypeNode;
}

export type Value =
  | PrimitiveValue
  | TextValue
  | RegExpValue
  | FunctionValue
  | BoundValue
  | ClassValue
  | RecordValue
  | ListValue
  | InstanceValue
  | PromiseValue
  | ImportValue
  | GlobalValue
  | ParameterValue
  | MemberValue
  | ResultValue
  | TypedValue;

/** More alternatives than this for one expression are not followed. */
const MOST_VALUES = 256;

export const NOTHING: Answer = { values: [] };

export function unknown(why: string, node: Node): Answer {
  return { values: [], others: { why, node } };
}

export function exactly(value: Value): Answer {
  return { values: [value] };
}

export function primitive(value: PrimitiveContent, origin: Node): Answer {
  return exactly({ kind: "primitive", value, origin });
}

export function union(answers: readonly Answer[]): Answer {
  if (answers.length === 1) return answers[0] ?? NOTHING;
  const values = new Set<Value>();
  let others: Reason | undefined;
  for (const answer of answers) {
    others ??= answer.others;
    for (const value of answer.values) {
      if (values.size >= MOST_VALUES) {
        others ??= { why: "there are too many possible values to follow", node: value.origin };
        break;
      }
      values.add(value);
    }
  }
  return { values: [...values], others };
}

/** Applies a question to every possible value; what is unknown stays unknown. */
export function flatMap(answer: Answer, ask: (value: Value) => Answer): Answer {
  if (answer.values.length === 0) return answer;
  const answers = answer.values.map(ask);
  return union(answer.others ? [...answers, { values: [], others: answer.others }] : answers);
}

export function withOthers(answer: Answer, others: Reason | undefined): Answer {
  return others && !answer.others ? { values: answer.values, others } : answer;
}

/** Kinds of values that are known by where they come from only. */
export function isOpaqueKind(kind: Value["kind"]): boolean {
  return (
    kind === "import" ||
    kind === "global" ||
    kind === "parameter" ||
    kind === "member" ||
    kind === "result" ||
    kind === "typed"
  );
}

export function isNullish(value: Value): boolean {
  return value.kind === "primitive" && (value.value === undefined || value.value === null);
}

/** The value's string where it is known to the last character. */
export function knownText(value: Value): string | undefined {
  return value.kind === "primitive" && typeof value.value === "string" ? value.value : undefined;
}

/** Whether a value is truthy; `undefined` where that depends on what is not known. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case "primitive":
      return Boolean(value.value);
    case "text":
      return value.parts.some((part) => typeof part === "string" && part !== "") ? true : undefined;
    default:
      // What `new` gives is an object, also where the class is not in sight.
      if (value.kind === "result" && value.call.type === "NewExpression") return true;
      return isOpaqueKind(value.kind) ? undefined : true;
  }
}

/** The name of the global that something certainly is, also through `window` and `globalThis`: `String.raw`. */
export function globalName({ values, others }: Answer): string | undefined {
  const [only] = values;
  return values.length === 1 && !others && only ? nameOfGlobal(only) : undefined;
}

function nameOfGlobal(value: Value): string | undefined {
  if (value.kind === "global") return value.name;
  if (value.kind !== "member") return undefined;
  const holder = nameOfGlobal(value.object);
  if (holder === undefined) return undefined;
  return /^(?:window|globalThis|self|global)$/.test(holder) ? value.key : `${holder}.${value.key}`;
}
