import type { Answer, Value } from "../flow/values.js";
import { globalName, NOTHING } from "../flow/values.js";
import { hasUnseenBase } from "../run/classes.js";
import type { Machine } from "../run/machine.js";
import { Thrown } from "../run/machine.js";
import { ANYTHING } from "../run/possible.js";
import type {
  Closure,
  RunClass,
  RunCollection,
  RunObject,
  RunPromise,
  RunValue,
  Unknown,
} from "../run/values.js";
import { isObject, isPrivateMember } from "../run/values.js";
import type { Damage, Step } from "./damage.js";
import { factAbout, listed } from "./damage.js";

/** A part of a payload of which the run does not know what it is. */
export interface OpenPart {
  readonly part: Unknown;
  readonly path: readonly Step[];
  /** Only its own members are meant, but for these: it is spread into an object. */
  readonly except?: ReadonlySet<string>;
}

export interface CloneOfValue {
  readonly damages: readonly Damage<RunValue>[];
  readonly open: readonly OpenPart[];
}

/** No more parts than this are looked at. */
const MOST_PARTS = 2000;

/** What structured clone does to a value of a run. `isShared`: code out of sight may have changed what the object holds. */
export function cloneOfValue(
  machine: Machine,
  value: RunValue,
  isShared: (object: RunValue) => boolean,
): CloneOfValue {
  const damages: Damage<RunValue>[] = [];
  const open: OpenPart[] = [];
  const seen = new Set<RunValue>();

  function tell(part: RunValue, path: readonly Step[], name: string): void {
    const fact = factAbout(name);
    if (fact) damages.push({ ...fact, path, part });
  }

  function visit(part: RunValue, path: readonly Step[]): void {
    if (seen.has(part) || seen.size > MOST_PARTS) return;
    if (isObject(part)) seen.add(part);
    switch (part.kind) {
      case "closure":
      case "native":
      case "bound":
      case "class":
        // Who was handed it may have said that it is a function.
        if (!isShared(part)) tell(part, path, "Function");
        return;
      case "promise":
        if (part.isGuessed) open.push({ part: guessed(part), path });
        else if (!isShared(part)) tell(part, path, "Promise");
        return;
      case "list":
        if (isShared(part)) return;
        if (part.isIterator) tell(part, path, "ArrayIterator");
        else
          for (const [index, item] of part.items.entries())
            visit(item, [...path, { kind: "element", index }]);
        return;
      case "collection":
        visitCollection(part, path);
        return;
      case "object":
        visitObject(part, path);
        return;
      case "unknown":
        visitUnknown(part, path);
        return;
      default:
    }
  }

  function visitCollection(part: RunCollection, path: readonly Step[]): void {
    if (part.isWeak) {
      tell(part, path, part.shape === "map" ? "WeakMap" : "WeakSet");
      return;
    }
    if (isShared(part)) return;
    for (const entry of part.entries.values()) {
      if (part.shape === "map") visit(entry.key, [...path, { kind: "key" }]);
      visit(entry.value, [...path, { kind: "value" }]);
    }
  }

  function visitObject(part: RunObject, path: readonly Step[]): void {
    const errorBase =
      part.brand !== undefined && isError(part.brand) ? part.brand : part.of && errorBaseOf(part.of);
    if (errorBase !== undefined) {
      visitError(part, path);
      return;
    }
    if (isShared(part)) return;
    if (part.brand !== undefined) {
      tell(part, path, part.brand);
      return;
    }
    const lost = part.of && lostOf(part.of, part);
    if (lost !== undefined) {
      const isPlain = lost === "its methods" && part.of?.base === undefined;
      damages.push({
        kind: "damaged",
        path,
        part,
        what: `an instance of \`${nameOf(part.of)}\``,
        lost,
        ...(isPlain ? { cure: "spread" as const } : {}),
      });
    } else if (isOfPrototype(part)) {
      damages.push({
        kind: "damaged",
        path,
        part,
        what: "an object with a prototype",
        lost: "what it inherits",
      });
    }
    visitMembers(part, path);
  }

  function visitMembers(part: RunObject, path: readonly Step[]): void {
    for (const [name, member] of part.members) {
      // A key that is not known may be a symbol.
      const isCertain =
        member.key.kind === "primitive" || member.key.kind === "text" || isTextKey(member.key);
      if (isPrivateMember(name) || !isCertain) continue;
      const at: Step = member.key.kind === "primitive" ? { kind: "member", name } : { kind: "element" };
      const value = member.get ? givenBy(member.get, part) : member.value;
      if (value) visit(value, [...path, at]);
    }
    if (part.rest && !part.rest.isData)
      open.push({ part: part.rest, path, except: new Set([...(part.lacks ?? []), ...part.members.keys()]) });
  }

  function isTextKey(key: RunValue): boolean {
    if (key.kind !== "unknown") return false;
    const { kinds } = machine.possible.get(key.key) ?? ANYTHING;
    return key.isText === true || !kinds.has("object");
  }

  /** What an accessor gives; `undefined`: it throws. */
  function givenBy(accessor: Closure, self: RunObject): RunValue | undefined {
    try {
      return machine.call(accessor, [], self, accessor.node);
    } catch (error) {
      if (error instanceof Thrown) return undefined;
      throw error;
    }
  }

  /** Only its message and its cause come over with an error. */
  function visitError(part: RunObject, path: readonly Step[]): void {
    const cause = part.members.get("cause");
    if (cause) visit(cause.value, [...path, { kind: "member", name: "cause" }]);
    if (isShared(part)) return;
    const own = [...part.members].flatMap(([name, { key, value }]) =>
      key.kind !== "primitive" ||
      OF_ERRORS.has(name) ||
      (name === "name" && value.kind === "primitive" && isStandardError(String(value.value))) ||
      (value.kind === "primitive" && value.value === undefined)
        ? []
        : [name.replace(/@\d+$/, "")],
    );
    const hasMethods = part.of !== undefined && part.of.methods.size > 0;
    if (own.length === 0 && !hasMethods) return;
    const lost = [...own.map((name) => `\`${name}\``), ...(hasMethods ? ["its methods"] : [])];
    damages.push({
      kind: "damaged",
      path,
      part,
      what: part.of ? `an instance of \`${nameOf(part.of)}\`` : `an \`${part.brand ?? "Error"}\``,
      lost: listed(lost),
    });
  }

  function visitUnknown(part: Unknown, path: readonly Step[]): void {
    if (part.isData || part.isText) return;
    // What is kept in something that is not in sight is in sight itself.
    for (const [key, kept] of isShared(part) ? [] : machine.stored) {
      const name = key.startsWith(`${part.key}.`) ? key.slice(part.key.length + 1) : undefined;
      if (name !== undefined && !name.includes(".")) visit(kept, [...path, { kind: "member", name }]);
    }
    if (part.isCount) {
      tell(part, path, "Timeout");
      return;
    }
    const kinds = (machine.possible.get(part.key) ?? ANYTHING).kinds;
    const isFunction = kinds.size > 0 && [...kinds].every((kind) => kind === "function");
    if (isFunction || isFunctionOfLanguage(part.answer)) {
      tell(part, path, "Function");
      return;
    }
    const [only] = part.answer.values;
    const isAlone = part.answer.values.length === 1 && !part.answer.others && !part.isThing;
    const name = isAlone && only ? classBehind(machine, only, part.key.startsWith("await(")) : undefined;
    const fact = name === undefined ? null : factAbout(name);
    // What the program has asked about, or handed to somebody, it may have sorted out.
    const isSortedOut = isShared(part) || machine.path.hasAskedAbout(part.key);
    if (fact && !isSortedOut) damages.push({ ...fact, path, part });
    else if (fact === null) open.push({ part, path });
  }

  visit(value, []);
  return { damages, open };
}

const OBJECTS_WITH_FUNCTIONS: ReadonlyMap<string, object> = new Map<string, object>([
  ["Math", Math],
  ["JSON", JSON],
  ["Object", Object],
  ["Array", Array],
  ["Number", Number],
  ["String", String],
  ["Date", Date],
]);

/** `Math.max`, not called, or `Date`. */
function isFunctionOfLanguage(answer: Answer): boolean {
  const [of, key, ...rest] = globalName(answer)?.split(".") ?? [];
  const object = of === undefined ? undefined : OBJECTS_WITH_FUNCTIONS.get(of);
  if (object === undefined || rest.length > 0) return false;
  return typeof (key === undefined ? object : (Reflect.get(object, key) as unknown)) === "function";
}

/** Something of which only its type may tell that it is a promise. */
function guessed({ id }: RunPromise): Unknown {
  return { kind: "unknown", key: `promise#${String(id)}`, nature: "other", answer: NOTHING };
}

const OF_ERRORS = new Set(["message", "stack", "cause"]);

/** Names of errors that come over. */
function isStandardError(name: string): boolean {
  return isError(name) && factAbout(name) === undefined;
}

function isError(name: string): boolean {
  return /^(?:[A-Z]\w*)?Error$/.test(name);
}

/** The global class of errors that a class is built on in the end. */
function errorBaseOf(owner: RunClass): string | undefined {
  const base = lastBaseOf(owner);
  const [only] = base?.kind === "unknown" ? base.answer.values : [];
  return only?.kind === "global" && isError(only.name) && factAbout(only.name) !== null
    ? only.name
    : undefined;
}

function lastBaseOf(owner: RunClass): RunValue | undefined {
  let at: RunValue | undefined = owner;
  while (at?.kind === "class") at = at.base;
  return at;
}

/** What an instance leaves behind: what its class, not the object itself, has. */
function lostOf(owner: RunClass, instance: RunObject): string | undefined {
  const classes: RunClass[] = [];
  for (let at: RunValue | undefined = owner; at?.kind === "class"; at = at.base) classes.push(at);
  const members = classes.flatMap(({ methods }) => [...methods.values()]);
  const isPrivate = [...instance.members.keys()].some(isPrivateMember);
  const lost = [
    ...(members.some(({ get, set, key }) => !get && !set && !isPrivateKey(key)) ? ["its methods"] : []),
    ...(members.some(({ get, set, key }) => (get ?? set) && !isPrivateKey(key)) ? ["its accessors"] : []),
    ...(isPrivate || members.some(({ key }) => isPrivateKey(key)) ? ["its private state"] : []),
  ];
  if (lost.length > 0) return listed(lost);
  const base = hasUnseenBase(owner) ? lastBaseOf(owner) : undefined;
  const [only] = base?.kind === "unknown" ? base.answer.values : [];
  const name = only && classNamed(only);
  return name !== undefined && factAbout(name) ? `what \`${name}\` gives it` : undefined;
}

function isPrivateKey(key: RunValue): boolean {
  return key.kind === "primitive" && isPrivateMember(String(key.value));
}

/** Whether an object that no class makes inherits something: `Object.create(base)`. */
function isOfPrototype({ proto }: RunObject): boolean {
  return proto?.kind === "object" && proto.members.size > 0;
}

function nameOf(owner: RunClass | undefined): string {
  const { node } = owner ?? {};
  const { parent } = node ?? {};
  if (node?.id) return node.id.name;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier"
    ? parent.id.name
    : "a class";
}

/** What a value that is not in sight is an instance of: a class of the language or of Node, by where it comes from. */
function classBehind({ flow }: Machine, value: Value, isAwaited: boolean): string | undefined {
  if (isAwaited)
    return value.kind === "result" && classNamed(value.callee) === "fetch" ? "Response" : undefined;
  switch (value.kind) {
    case "function":
    case "class":
    case "bound":
      return "Function";
    case "import":
      // A bundler makes a plain object of a module of the plugin's own.
      return value.name === "*" && !flow.behind(value) ? "Module" : undefined;
    case "result": {
      if (value.call.type === "NewExpression") return classNamed(value.callee);
      return classNamed(value.callee) === "fetch" ? "Promise" : undefined;
    }
    default:
      return undefined;
  }
}

/** The name under which the engine's table has a class. */
function classNamed(value: Value): string | undefined {
  if (value.kind === "global") return value.name;
  if (value.kind === "import") return `${value.source.replace(/^node:/, "")}.${value.name}`;
  if (value.kind !== "member") return undefined;
  const holder = value.object;
  if (holder.kind === "global")
    return /^(?:globalThis|global|window|self)$/.test(holder.name)
      ? value.key
      : `${holder.name}.${value.key}`;
  return holder.kind === "import" && /^(?:\*|default)$/.test(holder.name)
    ? `${holder.source.replace(/^node:/, "")}.${value.key}`
    : undefined;
}
