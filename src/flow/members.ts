import { certainElements } from "./arrays.js";
import { changesOf } from "./changes.js";
import { memberOfClass } from "./classes.js";
import type { Flow } from "./flow.js";
import { listMember } from "./lists.js";
import { reachingWrites } from "./reaching.js";
import { certainEntries, onlyThings } from "./records.js";
import { staticHead, textOf } from "./text.js";
import type { Node } from "./tree.js";
import { enclosingFunction, isInside } from "./tree.js";
import { typedKeys, typedMember } from "./types.js";
import type { Use } from "./uses.js";
import type { Answer, ListValue, RecordValue, Value } from "./values.js";
import { exactly, flatMap, isNullish, NOTHING, primitive, union, unknown, withOthers } from "./values.js";

export function memberOf(flow: Flow, of: Answer, key: Answer | string, at: Node): Answer {
  if (typeof key === "string") return flatMap(of, (value) => memberOfValue(flow, value, key, at));
  const keys = keysIn(flow, key);
  if (keys.length === 0) return flatMap(of, (value) => anyMember(flow, value, at));
  const found = union(keys.map((name) => memberOf(flow, of, name, at)));
  return withOthers(found, key.others);
}

/** A member whose name is not known: only what all members have in common is certain, the beginning of their texts. */
function anyMember(flow: Flow, of: Value, at: Node): Answer {
  const unnamed = unknown("the name of the member is not known", at);
  const members = membersInSight(flow, of, at);
  if (!members || members.length === 0) return unnamed;
  const heads = members.flatMap(({ values, others }) =>
    others ? [""] : values.map((value) => staticHead(value) ?? ""),
  );
  const head = heads.reduce(commonStart);
  return head === "" ? unnamed : textOf([head, { node: at }], at);
}

function membersInSight(flow: Flow, of: Value, at: Node): Answer[] | undefined {
  if (of.kind === "list") {
    const certain = certainElements(flow, of);
    return certain && !certain.open ? certain.elements.map((element) => element()) : undefined;
  }
  if (of.kind !== "record") return undefined;
  const { entries, open } = certainEntries(flow, of, at);
  return open ? undefined : entries.map(([, member]) => member.answer());
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
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
      return typedMember(flow, value, key) ?? opaque(value, key, at);
    case "primitive":
      if (isNullish(value)) return NOTHING;
      if (key === "length" && typeof value.value === "string") return primitive(value.value.length, at);
      if (/^\d+$/.test(key) && typeof value.value === "string")
        return primitive(value.value[Number(key)], at);
      return opaque(value, key, at);
    case "import":
      if (value.name !== "*") return opaque(value, key, at);
      return (
        flow.imported({ ...value, name: key }) ??
        exactly({ kind: "import", source: value.source, name: key, origin: at })
      );
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
  const changes = changesOf(flow, record);
  const writes = changes.writes.filter((use) => use.key === key || use.key === undefined);
  const base = member ? member.answer() : missing(flow, record, key, at);
  const answer = writes.length === 0 ? base : afterWrites(flow, record, base, writes, at);
  return changes.lost ? onlyThings(answer, changes.lost) : answer;
}

function missing(flow: Flow, record: RecordValue, key: string, at: Node): Answer {
  if (record.spread && record.spread.length > 0) {
    const found = record.spread.map((value) => flow.member(exactly(value), key, at));
    return withOthers(union(found), record.open);
  }
  if (record.open) return { values: [], others: record.open };
  // Only what every object has; a missing member is `undefined`.
  return key in Object.prototype ? opaque(record, key, at) : primitive(undefined, at);
}

/** A member that is assigned to as well: what a read can still see. Of several texts, none is certain. */
function afterWrites(
  flow: Flow,
  record: RecordValue,
  base: Answer,
  writes: readonly Extract<Use, { kind: "written" }>[],
  at: Node,
): Answer {
  const scope = enclosingFunction(record.origin) ?? flow.file.of(record.origin).source.ast;
  const nodes = [record.origin, ...writes.map(({ node }) => node)];
  const seen = isInside(at, scope) ? reachingWrites(flow.file, scope, nodes, at) : { writes: nodes };
  const sources = seen.writes.flatMap((node): Answer[] => {
    const use = writes.find((write) => write.node === node);
    if (!use) return base.others || base.values.some((value) => !isNullish(value)) ? [base] : [];
    if (use.value && use.key !== undefined) return [flow.evaluate(use.value)];
    return use.isDeletion ? [] : [unknown("it is changed in a way that is not followed", use.node)];
  });
  if (sources.length === 1 && sources[0]) return sources[0];
  return onlyThings(union(sources), { why: "it is changed after it is made", node: writes[0]?.node ?? at });
}

function memberOfList(flow: Flow, list: ListValue, key: string, at: Node): Answer {
  const changes = changesOf(flow, list);
  const reason =
    changes.lost ??
    changes.reordered ??
    changes.writes.map(({ node }) => ({ why: "its elements are assigned to", node }))[0];
  if (reason && /^\d+$/.test(key)) return unknown(reason.why, reason.node);
  const grown =
    reason ?? changes.added ?? changes.appended.map((node) => ({ why: "it is filled later", node }))[0];
  const isAtEnd = key === "length" || Number(key) >= list.elements.length;
  if (grown && isAtEnd) return unknown(grown.why, grown.node);
  return listMember(list, key, at) ?? opaque(list, key, at);
}
