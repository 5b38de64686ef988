import type { TSESTree } from "@typescript-eslint/utils";
import { changesOf } from "./changes.js";
import type { Flow } from "./flow.js";
import { isText } from "./text.js";
import { membersOfType } from "./types.js";
import type { Node } from "./tree.js";
import type { Answer, Member, Reason, RecordValue, TextValue, Value } from "./values.js";
import { exactly, NOTHING, primitive, union, unknown } from "./values.js";

/** What stays certain of a member that may change: which objects it can hold, but not which text. */
export function onlyThings(answer: Answer, reason: Reason): Answer {
  return { values: answer.values.filter((value) => !isText(value)), others: answer.others ?? reason };
}

/** The members of an object literal; what is spread into it is merged. */
export function recordOf(
  flow: Flow,
  node: TSESTree.ObjectExpression,
  evaluate: (node: Node) => Answer,
): RecordValue {
  const made = new RecordBuilder(flow, node);
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      made.merge(evaluate(property.argument), property);
      continue;
    }
    if (isPrototype(property)) {
      made.open ??= { why: "it has the members of its prototype", node: property };
      continue;
    }
    const keys = property.computed ? evaluate(property.key) : primitive(nameOf(property.key), property.key);
    for (const key of keys.values) {
      const member = {
        key: property.computed ? key.origin : property.key,
        answer: () =>
          property.kind === "init" ? evaluate(property.value) : accessorOf(flow, property, evaluate),
      };
      if (key.kind === "primitive") made.members.set(String(key.value), member);
      else made.open ??= { why: "it has a member whose name is not known", node: property };
      if (key.kind === "text") made.calculated.push([key, member]);
    }
    made.open ??= keys.others;
  }
  return made.finish();
}

/** `{ __proto__: base }` sets no member; `{ __proto__ }` and `{ ["__proto__"]: base }` do. */
function isPrototype({ computed, shorthand, method, key }: TSESTree.Property): boolean {
  return !computed && !shorthand && !method && nameOf(key) === "__proto__";
}

function accessorOf(
  flow: Flow,
  { kind, value }: TSESTree.Property,
  evaluate: (node: Node) => Answer,
): Answer {
  if (kind !== "get" || value.type !== "FunctionExpression") return unknown("it can only be set", value);
  const results = flow.file.returnsOf(value).map((node) => (node ? evaluate(node) : NOTHING));
  return results.length > 0 ? union(results) : unknown("the getter returns nothing", value);
}

/** An object that is put together from others, in their order: what comes later wins. */
export class RecordBuilder {
  readonly members = new Map<string, Member>();
  readonly calculated: (readonly [TextValue, Member])[] = [];
  readonly spread: Value[] = [];
  open: Reason | undefined;

  constructor(
    private readonly flow: Flow,
    private readonly origin: Node,
  ) {}

  merge(given: Answer, at: Node): void {
    this.open ??= given.others;
    const several = given.values.length > 1;
    for (const value of given.values) {
      if (value.kind === "record") {
        const changes = changesOf(this.flow, value);
        this.open ??=
          value.open ??
          changes.lost ??
          changes.writes.map(({ node }) => ({ why: "it is filled later", node }))[0];
        this.spread.push(...(value.spread ?? []));
        this.calculated.push(...(value.calculated ?? []));
        const written = changes.writes.flatMap(({ key }) => (key === undefined ? [] : [key]));
        for (const key of new Set([...value.members.keys(), ...written])) {
          const before = this.members.get(key);
          const answer = (): Answer => this.flow.member(exactly(value), key, at);
          const member = value.members.get(key);
          this.members.set(key, {
            key: member?.key ?? at,
            answer: several && before ? (): Answer => union([before.answer(), answer()]) : answer,
          });
        }
      } else if (value.kind !== "primitive" || (typeof value.value === "string" && value.value !== "")) {
        const reason = { why: "something that is not in sight is spread into it", node: at };
        const keys = value.kind === "typed" ? membersOfType(value) : undefined;
        if (!keys) this.open ??= reason;
        this.spread.push(value);
        for (const [key, { key: written, answer }] of this.members) {
          if (keys && !keys.has(key)) continue;
          this.members.set(key, { key: written, answer: () => onlyThings(answer(), reason) });
        }
      }
    }
  }

  finish(): RecordValue {
    return {
      kind: "record",
      members: this.members,
      calculated: this.calculated,
      open: this.open,
      spread: this.spread,
      origin: this.origin,
    };
  }
}

/** The entries of an object as they are after everything that happens to it. */
export function certainEntries(
  flow: Flow,
  record: RecordValue,
  at: Node,
): { entries: [string, Member][]; open: Reason | undefined } {
  const { writes, lost } = changesOf(flow, record);
  if (lost) return { entries: [], open: lost };
  const deleted = new Set(
    writes.flatMap(({ key, isDeletion }) => (isDeletion && key !== undefined ? [key] : [])),
  );
  const added = writes.flatMap(({ key, isDeletion, node }) =>
    isDeletion || key === undefined ? [] : [[key, node] as const],
  );
  const keys = new Map([
    ...[...record.members].map(([key, member]) => [key, member.key] as const),
    ...added.filter(([key]) => !record.members.has(key)),
  ]);
  const unnamed = writes.find(({ key }) => key === undefined);
  // The engine puts keys that are numbers first, in their order.
  const inOrder = Object.entries(Object.fromEntries(keys));
  const entries = inOrder
    .filter(([key]) => !deleted.has(key))
    .map(([key, node]): [string, Member] => [
      key,
      { key: node, answer: () => flow.member(exactly(record), key, at) },
    ]);
  const open = record.open ?? (unnamed && { why: "members are added to it", node: unnamed.node });
  return { entries, open };
}

/** The members of an object with their names, also those whose names are calculated. */
export function namedMembers(
  flow: Flow,
  record: RecordValue,
  at: Node,
): { named: (readonly [name: Answer, member: Member])[]; open: Reason | undefined } {
  const { entries, open } = certainEntries(flow, record, at);
  const written = entries.map(([key, member]) => [primitive(key, member.key), member] as const);
  const calculated = (record.calculated ?? []).map(([name, member]) => [exactly(name), member] as const);
  return { named: [...written, ...calculated], open };
}

function nameOf(key: Node): string {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : "";
}
