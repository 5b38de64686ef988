import { applyArrayMethod, arrayArgument, certainElements } from "./arrays.js";
import type { ArgumentUse, Flow, Invocation, Meaning } from "./flow.js";
import type { Certain } from "./lists.js";
import { listOf } from "./lists.js";
import { applyStringMethod } from "./strings.js";
import { namedMembers, RecordBuilder } from "./records.js";
import { concatenate, isText } from "./text.js";
import type { Answer, Member, Value } from "./values.js";
import { exactly, flatMap, isOpaqueKind, primitive, union, unknown, withOthers } from "./values.js";

const READ: ArgumentUse = { kind: "read" };
const SAME: ArgumentUse = { kind: "result", path: [] };
const READS: Meaning = { argument: () => READ };
const LOGS: Meaning = { argument: () => ({ kind: "read", doesNotMatter: true }) };

/** What the language and its hosts do themselves. Only what is certain: a name that is declared in the file is not global. */
export function builtinMeaning(callee: Value): Meaning | undefined {
  if (callee.kind === "global") return GLOBALS.get(callee.name);
  if (callee.kind !== "member") return undefined;
  const { object, key } = callee;
  if (object.kind === "global") {
    if (object.name === "console") return LOGS;
    return STATICS.get(`${object.name}.${key}`);
  }
  if (isText(object))
    return { argument: () => READ, result: (flow, call) => applyStringMethod(flow, object, key, call) };
  if (object.kind === "list") {
    return {
      argument: (index) => arrayArgument(object, key, index),
      result: (flow, call) => applyArrayMethod(flow, object, key, call),
    };
  }
  if (object.kind === "regexp" && key === "test")
    return { argument: () => READ, result: (_, call) => testPattern(object, call) };
  if (object.kind === "regexp" && key === "exec")
    return { argument: () => READ, result: (_, call) => execPattern(object, call) };
  if (object.kind === "promise" && (key === "catch" || key === "finally")) {
    return { argument: () => ({ kind: "called" }), result: () => exactly(object) };
  }
  if (object.kind === "promise" && key === "then") {
    return { argument: () => ({ kind: "called", runs: () => [[(): Answer => object.of]], returns: [] }) };
  }
  return undefined;
}

const first = ({ args, node }: Invocation): Answer => args.answers[0]?.() ?? primitive(undefined, node);

const CALLED_LATER: Meaning = {
  argument: (index) =>
    index === 0 ? { kind: "called", runs: (_, { args }) => [args.answers.slice(2)] } : READ,
};

const GLOBALS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  [
    "String",
    {
      argument: () => READ,
      result: (_, call) => concatenate([{ node: call.node, answer: first(call) }], call.node),
    },
  ],
  ["Number", READS],
  ["Boolean", READS],
  ["parseInt", READS],
  ["parseFloat", READS],
  ["isNaN", READS],
  ["encodeURIComponent", READS],
  ["structuredClone", READS],
  ["setTimeout", CALLED_LATER],
  ["setInterval", CALLED_LATER],
  ["setImmediate", CALLED_LATER],
  ["queueMicrotask", CALLED_LATER],
  ["requestAnimationFrame", CALLED_LATER],
  [
    "Set",
    { argument: () => ({ kind: "result", path: [] }), result: (flow, call) => copyOf(flow, call, "set") },
  ],
  [
    "Map",
    { argument: () => ({ kind: "result", path: [] }), result: (flow, call) => copyOf(flow, call, "map") },
  ],
  ["require", { argument: () => READ, result: (_, call) => required(call) }],
]);

const STATICS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["Object.freeze", { argument: () => SAME, result: (_, call) => first(call) }],
  ["Object.seal", { argument: () => SAME, result: (_, call) => first(call) }],
  [
    "Object.keys",
    { argument: () => READ, result: (flow, call) => listsOf(call, (record) => keyList(flow, record, call)) },
  ],
  [
    "Object.values",
    {
      argument: () => ({ kind: "result", path: ["*"], strip: 1 }),
      result: (flow, call) => listsOf(call, (record) => valueList(flow, record, call)),
    },
  ],
  [
    "Object.entries",
    {
      argument: () => ({ kind: "result", path: ["*", "1"], strip: 1 }),
      result: (flow, call) => listsOf(call, (record) => entryList(flow, record, call)),
    },
  ],
  [
    "Object.assign",
    { argument: (index) => (index === 0 ? undefined : SAME), result: (flow, call) => assigned(flow, call) },
  ],
  ["Object.fromEntries", { argument: () => SAME, result: (_, call) => recordFrom(call) }],
  ["Object.is", READS],
  ["Array.isArray", { argument: () => READ, result: (_, call) => isArray(call) }],
  [
    "Array.from",
    {
      argument: (index) => (index === 0 ? SAME : undefined),
      result: (flow, call) => (call.args.answers.length === 1 ? copyOf(flow, call) : undefined),
    },
  ],
  [
    "Array.of",
    {
      argument: () => ({ kind: "result", path: ["*"] }),
      result: (_, call) => listOf(call.args.answers, call.node, call.args.open),
    },
  ],
  ["JSON.stringify", READS],
  [
    "Promise.resolve",
    {
      argument: () => SAME,
      result: (_, call) => exactly({ kind: "promise", of: first(call), origin: call.node }),
    },
  ],
  ["Reflect.apply", READS],
]);

type RecordOnly = Extract<Value, { kind: "record" }>;

function listsOf(call: Invocation, list: (record: RecordOnly) => Answer): Answer {
  return flatMap(first(call), (value) =>
    value.kind === "record" ? list(value) : unknown("the object is not in sight", call.node),
  );
}

function keyList(flow: Flow, record: RecordOnly, call: Invocation): Answer {
  const { named, open } = namedMembers(flow, record, call.node);
  return listOf(
    named.map(
      ([name]) =>
        () =>
          name,
    ),
    call.node,
    open,
  );
}

function valueList(flow: Flow, record: RecordOnly, call: Invocation): Answer {
  const { named, open } = namedMembers(flow, record, call.node);
  return listOf(
    named.map(([, { answer }]) => answer),
    call.node,
    open,
  );
}

function entryList(flow: Flow, record: RecordOnly, call: Invocation): Answer {
  const { named, open } = namedMembers(flow, record, call.node);
  const pairs = named.map(
    ([name, { answer }]) =>
      () =>
        listOf([() => name, answer], call.node),
  );
  return listOf(pairs, call.node, open);
}

/** `Object.assign(target, ...sources)`: the target itself is followed where it is made in the call. */
function assigned(flow: Flow, call: Invocation): Answer {
  const made = new RecordBuilder(flow, call.node);
  for (const argument of call.args.answers) made.merge(argument(), call.node);
  made.open ??= call.args.open;
  return exactly(made.finish());
}

function recordFrom(call: Invocation): Answer {
  const [list] = first(call).values;
  if (list?.kind !== "list" || list.open || first(call).others)
    return unknown("its entries are not in sight", call.node);
  const members = new Map<string, Member>();
  for (const element of list.elements) {
    const [entry] = element().values;
    const [key] = entry?.kind === "list" ? (entry.elements[0]?.().values ?? []) : [];
    const value = entry?.kind === "list" ? entry.elements[1] : undefined;
    if (key?.kind !== "primitive" || !value) return unknown("its entries are not in sight", call.node);
    members.set(String(key.value), { key: key.origin, answer: value });
  }
  return exactly({ kind: "record", members, origin: call.node });
}

/** A `Set`, `Map` or array made from the elements of another. */
function copyOf(flow: Flow, call: Invocation, shape?: "set" | "map"): Answer {
  const made = ({ elements, open, isFilled }: Certain): Answer =>
    exactly({ kind: "list", elements, open, isFilled, origin: call.node, ...(shape && { shape }) });
  if (call.args.answers.length === 0) return made({ elements: [], open: undefined });
  return flatMap(first(call), (value) => {
    const certain = value.kind === "list" ? certainElements(flow, value) : undefined;
    return certain ? made(certain) : unknown("its elements are not in sight", call.node);
  });
}

function isArray(call: Invocation): Answer | undefined {
  const { values, others } = first(call);
  const kinds = new Set(
    values.map(({ kind, ...value }) =>
      kind === "list" ? !("shape" in value) : isOpaqueKind(kind) ? undefined : false,
    ),
  );
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined && !others ? primitive(only, call.node) : undefined;
}

function required(call: Invocation): Answer {
  const [source] = first(call).values;
  return source?.kind === "primitive" && typeof source.value === "string"
    ? exactly({ kind: "import", source: source.value, name: "*", origin: call.node })
    : unknown("the required module is not known", call.node);
}

/** Patterns are run on short texts only, and none whose running time could grow without bounds. */
const LONGEST_TESTED = 256;
const MOST_QUANTIFIERS = 3;

export function safePattern(value: Value): RegExp | undefined {
  if (value.kind !== "regexp" || /[*+}]\)?[*+{]|\)[*+{]|\\\d/.test(value.source)) return undefined;
  if ((value.source.match(/[*+{]/g)?.length ?? 0) > MOST_QUANTIFIERS) return undefined;
  try {
    return new RegExp(value.source, value.flags);
  } catch {
    return undefined;
  }
}

function testPattern(pattern: Value, call: Invocation): Answer {
  const regexp = safePattern(pattern);
  const answer = first(call);
  if (!regexp) return unknown("the pattern is not run", call.node);
  const results = answer.values.map((value) =>
    value.kind === "primitive" && typeof value.value === "string" && value.value.length <= LONGEST_TESTED
      ? primitive(regexp.test(value.value), call.node)
      : unknown("the tested text is not known", call.node),
  );
  return results.length > 0
    ? withOthers(union(results), answer.others)
    : unknown("the tested text is not known", call.node);
}

function execPattern(pattern: Value, call: Invocation): Answer {
  const regexp = safePattern(pattern);
  const { values, others } = first(call);
  const [only] = values;
  if (
    !regexp ||
    values.length !== 1 ||
    others ||
    only?.kind !== "primitive" ||
    regexp.global ||
    regexp.sticky
  ) {
    return unknown("the result of the pattern is not known", call.node);
  }
  const text = String(only.value);
  return text.length <= LONGEST_TESTED
    ? matchAnswer(regexp.exec(text), call)
    : unknown("the text is too long", call.node);
}

/** What a match gives: the groups by position, and `null` where there is none. */
export function matchAnswer(match: RegExpMatchArray | null, { node }: Invocation): Answer {
  if (!match) return primitive(null, node);
  return listOf(
    [...match].map((part: string | undefined) => (): Answer => primitive(part, node)),
    node,
  );
}
