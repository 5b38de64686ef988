import type { PrimitiveContent } from "../flow/values.js";

/** The kinds of values that conditions tell apart. */
type Kind = (typeof KINDS)[number];

const KINDS = [
  "undefined",
  "null",
  "false",
  "true",
  "zero",
  "nan",
  "number",
  "empty",
  "text",
  "bigint",
  "function",
  "list",
  "object",
] as const;

/** Kinds of which there is one value only. */
const SINGLE: ReadonlyMap<Kind, PrimitiveContent> = new Map<Kind, PrimitiveContent>([
  ["undefined", undefined],
  ["null", null],
  ["false", false],
  ["true", true],
  ["zero", 0],
  ["nan", NaN],
  ["empty", ""],
]);

/** What a condition asks of one value. */
export type Property =
  | { readonly kind: "truthy" }
  /** `value == null` */
  | { readonly kind: "nothing" }
  /** `value === constant` */
  | { readonly kind: "constant"; readonly value: PrimitiveContent }
  /** `typeof value === name` */
  | { readonly kind: "type"; readonly name: string }
  /** `Array.isArray(value)` */
  | { readonly kind: "list" };

/** What a value can still be, by the conditions that it has passed. */
export interface Possible {
  readonly kinds: ReadonlySet<Kind>;
  /** Numbers and texts that it is not. */
  readonly excluded: ReadonlySet<PrimitiveContent>;
}

export const ANYTHING: Possible = { kinds: new Set(KINDS), excluded: new Set() };

const FALSY: ReadonlySet<Kind> = new Set(["undefined", "null", "false", "zero", "nan", "empty"]);

const TYPES: Readonly<Record<string, readonly Kind[]>> = {
  undefined: ["undefined"],
  boolean: ["false", "true"],
  number: ["zero", "nan", "number"],
  string: ["empty", "text"],
  bigint: ["bigint"],
  function: ["function"],
  object: ["null", "list", "object"],
};

/** The kinds that types, or kinds themselves, stand for. */
export function kindsOfType(names: readonly string[]): ReadonlySet<Kind> {
  const kinds = names.flatMap((name): readonly Kind[] => {
    if (name === "null" || name === "list") return [name];
    return name === "object" ? ["object"] : (TYPES[name] ?? []);
  });
  return new Set(kinds);
}

/** What is called. */
export const FUNCTION = kindsOfType(["function"]);
/** What `new` gives. */
export const OBJECT = kindsOfType(["object", "list", "function"]);
/** What is gone through; who goes through the letters of a text is not expected. */
export const ITERABLE = kindsOfType(["list", "object"]);
/** What has members. */
export const PRESENT: Possible["kinds"] = new Set(
  KINDS.filter((kind) => kind !== "undefined" && kind !== "null"),
);
/** The name of an event. */
export const NAME: Possible["kinds"] = new Set(["text"]);

function kindOf(value: PrimitiveContent): Kind {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "number":
      return Number.isNaN(value) ? "nan" : value === 0 ? "zero" : "number";
    case "string":
      return value === "" ? "empty" : "text";
    case "bigint":
      return "bigint";
    default:
      return "undefined";
  }
}

function kindsWith(property: Property): readonly Kind[] {
  switch (property.kind) {
    case "truthy":
      return KINDS.filter((kind) => !FALSY.has(kind));
    case "nothing":
      return ["undefined", "null"];
    case "constant":
      return [kindOf(property.value)];
    case "type":
      return Object.hasOwn(TYPES, property.name) ? (TYPES[property.name] ?? []) : [];
    case "list":
      return ["list"];
  }
}

/** Whether a value has a property; `undefined` where it can have it or not. */
export function hasProperty({ kinds, excluded }: Possible, property: Property): boolean | undefined {
  const matching = kindsWith(property).filter((kind) => kinds.has(kind));
  if (matching.length === 0) return false;
  if (property.kind === "constant" && !SINGLE.has(kindOf(property.value)))
    return excluded.has(property.value) ? false : undefined;
  return matching.length === kinds.size ? true : undefined;
}

/** What is left when a value has a property, or has not. */
export function narrowed({ kinds, excluded }: Possible, property: Property, has: boolean): Possible {
  const matching = new Set(kindsWith(property));
  if (property.kind === "constant" && !SINGLE.has(kindOf(property.value)) && !has)
    return { kinds, excluded: new Set([...excluded, property.value]) };
  return { kinds: new Set([...kinds].filter((kind) => matching.has(kind) === has)), excluded };
}

/** The only value that is left, if there is but one. */
export function onlyValue({ kinds }: Possible): { readonly value: PrimitiveContent } | undefined {
  const [kind] = kinds;
  return kinds.size === 1 && kind && SINGLE.has(kind) ? { value: SINGLE.get(kind) } : undefined;
}
