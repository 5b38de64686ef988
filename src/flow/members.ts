import type { TSESTree } from "@typescript-eslint/utils";
import { enter } from "./env.js";
import type { Flow } from "./flow.js";
import { listMember } from "./lists.js";
import type { Node } from "./tree.js";
import { isConstAssertion, isInside } from "./tree.js";
import { typedKeys, typedMember } from "./types.js";
import type { Use } from "./uses.js";
import { constructorOf, keyOfClassMember } from "./uses.js";
import type { Answer, ClassValue, InstanceValue, ListValue, Reason, RecordValue, Value } from "./values.js";
import { exactly, flatMap, isNullish, NOTHING, primitive, union, unknown, withOthers } from "./values.js";
import { isText } from "./text.js";

/** What methods of arrays, sets and maps do to what they are called on. */
const CHANGING_METHODS: ReadonlyMap<string, "appends" | "reorders" | "removes"> = new Map([
  ["push", "appends"],
  ["add", "appends"],
  ["set", "appends"],
  ["unshift", "reorders"],
  ["sort", "reorders"],
  ["reverse", "reorders"],
  ["splice", "removes"],
  ["pop", "removes"],
  ["shift", "removes"],
  ["fill", "removes"],
  ["copyWithin", "removes"],
  ["delete", "removes"],
  ["clear", "removes"],
]);

export interface Changes {
  readonly writes: readonly Extract<Use, { kind: "written" }>[];
  /** Why elements may have been added. */
  readonly added?: Reason | undefined;
  /** Why elements may stand elsewhere than they are written. */
  readonly reordered?: Reason | undefined;
  /** Why nothing is certain any more. */
  readonly lost?: Reason | undefined;
}

/** What happens to an object or array after it is made. */
export function changesOf(flow: Flow, value: RecordValue | ListValue): Changes {
  const { origin } = value;
  if (!isMade(origin) || isFrozen(origin)) return { writes: [] };
  const writes: Extract<Use, { kind: "written" }>[] = [];
  let added: Reason | undefined;
  let reordered: Reason | undefined;
  let lost: Reason | undefined;
  for (const use of flow.uses(origin)) {
    if (use.kind === "written") writes.push(use);
    else if (use.kind === "escape") lost ??= { why: use.why, node: use.node };
    else if (use.kind === "argument" || use.kind === "attribute") {
      lost ??= { why: "it is handed to code that is not in sight and may change it", node: use.node };
    } else if (use.kind === "member" && value.kind === "list" && use.key !== undefined) {
      const effect = CHANGING_METHODS.get(use.key);
      const reason = { why: `\`${use.key}\` changes it after it is made`, node: use.node };
      if (effect === "removes") lost ??= reason;
      else if (effect) added ??= reason;
      if (effect === "reorders") reordered ??= reason;
    }
  }
  return { writes, added, reordered, lost };
}

/** Whether the node makes a new object each time it runs, which others can then change. */
function isMade({ type }: Node): boolean {
  return (
    type === "ObjectExpression" ||
    type === "ArrayExpression" ||
    type === "NewExpression" ||
    type === "CallExpression"
  );
}

/** `as const`, where nobody can change it without a type error, or `Object.freeze`. */
function isFrozen(origin: Node): boolean {
  let at: Node | undefined = origin.parent;
  while (at && /^(?:TSSatisfiesExpression|Property|ObjectExpression|ArrayExpression)$/.test(at.type))
    at = at.parent;
  if (isConstAssertion(at)) return true;
  const call = origin.parent;
  return (
    call?.type === "CallExpression" &&
    call.callee.type === "MemberExpression" &&
    call.callee.object.type === "Identifier" &&
    call.callee.object.name === "Object" &&
    call.callee.property.type === "Identifier" &&
    call.callee.property.name === "freeze"
  );
}

export function memberOf(flow: Flow, of: Answer, key: Answer | string, at: Node): Answer {
  if (typeof key === "string") return flatMap(of, (value) => memberOfValue(flow, value, key, at));
  const keys = keysIn(flow, key);
  if (keys.length === 0) return unknown("the name of the member is not known", at);
  const found = union(keys.map((name) => memberOf(flow, of, name, at)));
  return withOthers(found, key.others);
}

function keysIn(flow: Flow, key: Answer): string[] {
  return key.values.flatMap((value) => {
    if (value.kind === "primitive" && typeof value.value !== "object") return [String(value.value)];
    return value.kind === "typed" ? (typedKeys(flow, value) ?? []) : [];
  });
}

function memberOfValue(flow: Flow, value: Value, key: string, at: Node): Answer {
  switch (value.kind) {
    case "record":
      return memberOfRecord(flow, value, key, at);
    case "list":
      return memberOfList(flow, value, key, at);
    case "class":
      return memberOfClass(flow, value, key, undefined, at);
    case "instance":
      return memberOfClass(flow, value.of, key, value, at);
    case "typed":
      return typedMember(flow, value, key, at) ?? opaque(value, key, at);
    case "primitive":
      if (isNullish(value)) return NOTHING;
      if (key === "length" && typeof value.value === "string") return primitive(value.value.length, at);
      if (/^\d+$/.test(key) && typeof value.value === "string")
        return primitive(value.value[Number(key)], at);
      return opaque(value, key, at);
    case "import":
      if (value.name === "*") return exactly({ kind: "import", source: value.source, name: key, origin: at });
      return opaque(value, key, at);
    default:
      return opaque(value, key, at);
  }
}

/** A member of something that is not in sight; its methods are told apart by what knows the thing. */
function opaque(object: Value, key: string, at: Node): Answer {
  return exactly({ kind: "member", object, key, origin: at });
}

function memberOfRecord(flow: Flow, record: RecordValue, key: string, at: Node): Answer {
  const member = record.members.get(key);
  const base = member ? member.answer() : missing(record, key, at);
  const changes = changesOf(flow, record);
  if (changes.lost) return onlyThings(base, changes.lost);
  const writes = changes.writes.filter((use) => use.key === key || use.key === undefined);
  return writes.length === 0 ? base : afterWrites(flow, base, writes, at);
}

function missing(record: RecordValue, key: string, at: Node): Answer {
  if (record.open) return { values: [], others: record.open };
  // Only what every object has; a missing member is `undefined`.
  return key in Object.prototype ? opaque(record, key, at) : primitive(undefined, at);
}

/** A member that is assigned to as well: all it may be; which text it holds at a given moment is not certain. */
function afterWrites(
  flow: Flow,
  base: Answer,
  writes: readonly Extract<Use, { kind: "written" }>[],
  at: Node,
): Answer {
  const start: Answer = { values: base.values.filter((value) => !isNullish(value)), others: base.others };
  const written = writes.map(({ value, node, key }) =>
    value && key !== undefined
      ? flow.evaluate(value)
      : unknown("it is changed in a way that is not followed", node),
  );
  const all = union([start, ...written]);
  const sources = written.length + (start.values.length > 0 || start.others ? 1 : 0);
  if (sources === 1) return all;
  return onlyThings(all, { why: "it is changed after it is made", node: writes[0]?.node ?? at });
}

/** What stays certain of a member that may change: which objects it can hold, but not which text. */
function onlyThings(answer: Answer, reason: Reason): Answer {
  return { values: answer.values.filter((value) => !isText(value)), others: answer.others ?? reason };
}

function memberOfList(flow: Flow, list: ListValue, key: string, at: Node): Answer {
  const changes = changesOf(flow, list);
  const reason =
    changes.lost ??
    changes.reordered ??
    changes.writes.map(({ node }) => ({ why: "its elements are assigned to", node }))[0];
  if (reason && /^\d+$/.test(key)) return unknown(reason.why, reason.node);
  return listMember(list, key, at) ?? opaque(list, key, at);
}

function memberOfClass(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
  at: Node,
): Answer {
  const sources: Answer[] = [];
  const env = instance?.env ?? owner.env;
  for (const member of owner.node.body.body) {
    if (keyOfClassMember(member) !== key || member.type === "StaticBlock") continue;
    if ("static" in member && member.static !== !instance) continue;
    if (member.type === "MethodDefinition") {
      if (member.value.type !== "FunctionExpression") continue;
      const method: Value = { kind: "function", node: member.value, env, origin: member.value };
      if (member.kind === "method") return exactly(method);
      if (member.kind === "get") return getterResult(flow, method, instance, at);
    } else if (member.type === "PropertyDefinition" || member.type === "AccessorProperty") {
      if (member.value) sources.push(flow.evaluate(member.value, env));
      if (member.typeAnnotation) sources.push(flow.typed(member.typeAnnotation.typeAnnotation));
    }
  }
  const parameter =
    instance && constructorOf(owner.node)?.params.find((node) => keyOfClassMember(node) === key);
  if (parameter?.type === "TSParameterProperty") {
    const name =
      parameter.parameter.type === "AssignmentPattern" ? parameter.parameter.left : parameter.parameter;
    sources.push(flow.evaluate(name, env));
  }
  sources.push(...assignedIn(flow, owner, key, instance));
  if (sources.length === 0) return inheritedMember(flow, owner, key, instance, at);
  const all = union(sources);
  const texts = sources.filter((source) => source.values.some(isText));
  return texts.length > 0 && sources.filter(isSomething).length > 1
    ? onlyThings(all, { why: `\`${key}\` is set in several places`, node: at })
    : all;
}

function isSomething(answer: Answer): boolean {
  return (
    answer.others !== undefined || answer.values.some((value) => !isNullish(value) && value.kind !== "typed")
  );
}

function getterResult(flow: Flow, getter: Value, instance: InstanceValue | undefined, at: Node): Answer {
  if (getter.kind !== "function") return NOTHING;
  const env = enter(getter.env, getter.node, [], instance && exactly(instance));
  const results = flow.file.returnsOf(getter.node).map((node) => (node ? flow.evaluate(node, env) : NOTHING));
  return results.length > 0 ? union(results) : unknown("the getter returns nothing", at);
}

/** `this.key = value` in the class's own methods. */
function assignedIn(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
): Answer[] {
  const answers: Answer[] = [];
  for (const node of flow.file.membersNamed(key)) {
    if (node.type !== "MemberExpression" || !isInside(node, owner.node.body)) continue;
    const { parent } = node;
    if (parent.type !== "AssignmentExpression" || parent.left !== node) continue;
    const holder = flow.evaluate(node.object).values;
    const holds = holder.some((value) =>
      instance
        ? value.kind === "instance" && value.of.node === owner.node
        : value.kind === "class" && value.node === owner.node,
    );
    if (holds) answers.push(flow.evaluate(parent.right, instance?.env));
  }
  return answers;
}

function inheritedMember(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
  at: Node,
): Answer {
  const known = instance && flow.knowledge.inherited?.(flow, owner, key);
  if (known) return known;
  if (!owner.node.superClass) return primitive(undefined, at);
  return flatMap(flow.evaluate(owner.node.superClass, owner.env), (base) => {
    if (base.kind !== "class") return unknown("it comes from a base class that is not in sight", owner.node);
    return memberOfClass(flow, base, key, instance && { ...instance, env: undefined }, at);
  });
}

/** The members of an object literal; spreads of objects in sight are merged. */
export function recordOf(node: TSESTree.ObjectExpression, evaluate: (node: Node) => Answer): RecordValue {
  const members = new Map<string, { answer: () => Answer; key: Node }>();
  let open: Reason | undefined;
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      const spread = evaluate(property.argument);
      open ??= spread.others;
      for (const value of spread.values) {
        if (value.kind === "record") {
          open ??= value.open;
          const several = spread.values.length > 1;
          for (const [key, member] of value.members) {
            const before = members.get(key);
            members.set(
              key,
              several && before
                ? { key: member.key, answer: () => union([before.answer(), member.answer()]) }
                : member,
            );
          }
        } else if (!isNullish(value))
          open ??= { why: "an object that is not in sight is spread into it", node: property };
      }
      continue;
    }
    const keys = property.computed ? evaluate(property.key) : primitive(nameOf(property.key), property.key);
    for (const key of keys.values) {
      if (key.kind !== "primitive")
        open ??= { why: "it has a member whose name is not known", node: property };
      else {
        members.set(String(key.value), {
          key: property.computed ? key.origin : property.key,
          answer: () =>
            property.kind === "get" ? unknown("it is a getter", property) : evaluate(property.value),
        });
      }
    }
    if (keys.others) open ??= keys.others;
  }
  return { kind: "record", members, open, origin: node };
}

function nameOf(key: Node): string {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : "";
}
