import type { ArgumentUse, Flow, Invocation } from "./flow.js";
import { truthOfAnswer } from "./guards.js";
import type { Certain } from "./lists.js";
import { allElements, listOf } from "./lists.js";
import { changesOf } from "./changes.js";
import { concatenate } from "./text.js";
import type { Node } from "./tree.js";
import type { Answer, Lazy, ListValue, Reason, Value } from "./values.js";
import {
  exactly,
  flatMap,
  isNullish,
  isOpaqueKind,
  primitive,
  union,
  unknown,
  withOthers,
} from "./values.js";

/** Methods that call what they are given with each element. */
export const PER_ELEMENT: ReadonlySet<string> = new Set([
  "forEach",
  "map",
  "flatMap",
  "filter",
  "find",
  "findLast",
  "findIndex",
  "some",
  "every",
]);
const GIVES_RESULTS = new Map<string, readonly string[]>([
  ["map", ["*"]],
  ["flatMap", []],
]);

/** What becomes of an argument of an array method. */
export function arrayArgument(list: ListValue, key: string, index: number): ArgumentUse | undefined {
  if (list.shape && (key === "has" || key === "get" || key === "delete")) return { kind: "read" };
  if (key === "forEach" || (!list.shape && PER_ELEMENT.has(key))) {
    if (index > 0) return undefined;
    return {
      kind: "called",
      runs: (flow) => runsOver(flow, list),
      returns: GIVES_RESULTS.get(key),
    };
  }
  if (key === "concat") return { kind: "result", path: ["*"], strip: 1 };
  return key === "includes" || key === "indexOf" || key === "join" || key === "at"
    ? { kind: "read" }
    : undefined;
}

/** The elements, where nothing can have taken one away; `undefined` where that is not certain. */
export function certainElements(flow: Flow, list: ListValue): Certain | undefined {
  const { lost, writes, added, appended } = changesOf(flow, list);
  if (lost || writes.length > 0) return undefined;
  const more = appended.map((node) => (): Answer => flow.evaluate(node));
  const elements = [...list.elements, ...more];
  const certain =
    list.shape === "set"
      ? onceEach(elements, list, list.open ?? added)
      : { elements, open: list.open ?? added };
  return { ...certain, isFilled: list.isFilled === true || appended.length > 0 };
}

/** What a set holds: of equal values one. */
function onceEach(
  elements: readonly Lazy<Answer>[],
  { origin }: ListValue,
  open: Reason | undefined,
): Certain {
  const values = elements.map((element) => onlyValue(element()));
  const seen = new Set<unknown>();
  const isNew = values.map((value) => {
    const before = seen.size;
    return seen.add(value?.kind === "primitive" ? value.value : value?.origin).size > before;
  });
  const isKnown = values.every((value, index) => {
    if (value?.kind === "primitive") return true;
    return value && value.kind !== "text" && !isOpaqueKind(value.kind) && isNew[index];
  });
  const unknownEquals = isKnown
    ? undefined
    : { why: "which of its elements are equal is not known", node: origin };
  return {
    elements: elements.filter((_, index) => isNew[index] === true || values[index]?.kind !== "primitive"),
    open: open ?? unknownEquals,
  };
}

function runsOver(flow: Flow, list: ListValue): readonly (readonly Lazy<Answer>[])[] | undefined {
  const certain = certainElements(flow, list);
  if (!certain) return undefined;
  const { open } = certain;
  const whole = (): Answer => exactly(list);
  const runs = certain.elements.map((element, index) =>
    list.shape === "map"
      ? [partOf(element, 1, list), partOf(element, 0, list), whole]
      : [element, list.shape ? element : (): Answer => primitive(index, list.origin), whole],
  );
  return open
    ? [...runs, [(): Answer => ({ values: [], others: open }), (): Answer => ({ values: [], others: open })]]
    : runs;
}

/** What an array method gives, where the elements are in sight. */
export function applyArrayMethod(
  flow: Flow,
  list: ListValue,
  key: string,
  call: Invocation,
): Answer | undefined {
  const { args, node } = call;
  const certain = certainElements(flow, list);
  if (!certain) return unknown("the array is changed after it is made", node);
  if (list.shape) return collectionResult(list, certain, key, call);
  const { elements, open, isFilled } = certain;
  const filled = isFilled ? { why: "in which order it is filled is not known", node } : undefined;
  const passed = (element: Lazy<Answer>, index: number): readonly Lazy<Answer>[] => [
    element,
    (): Answer => primitive(index, node),
    (): Answer => exactly(list),
  ];
  const copy = (some: readonly Lazy<Answer>[], more = open): Answer => listOf(some, node, more, isFilled);
  const number = (index: number, fallback: number): number | undefined => {
    const answer = args.answers[index]?.();
    if (!answer) return fallback;
    const value = onlyValue(answer);
    return value?.kind === "primitive" && typeof value.value === "number" ? value.value : undefined;
  };
  switch (key) {
    case "join": {
      if (open) return unknown(open.why, open.node);
      if (filled) return unknown(filled.why, node);
      const given = args.answers[0]?.();
      const isLeftOut = given?.values.every(
        (value) => value.kind === "primitive" && value.value === undefined,
      );
      const separator = given && !isLeftOut ? given : primitive(",", node);
      return concatenate(
        elements.flatMap((element, index) => [
          ...(index > 0 ? [{ node, answer: separator }] : []),
          { node: element().values[0]?.origin ?? node, answer: joined(element(), node) },
        ]),
        node,
      );
    }
    case "concat": {
      const more = args.answers.map((answer) => unchangedElements(flow, answer(), node));
      return more.every((part) => part !== undefined) ? copy([...elements, ...more.flat()]) : undefined;
    }
    case "slice": {
      const start = number(0, 0);
      const end = number(1, elements.length);
      return open || isFilled || start === undefined || end === undefined
        ? copy(elements, open ?? { why: "a part of it", node })
        : copy(elements.slice(start, end));
    }
    case "map":
      return copy(
        elements.map((element, index) => (): Answer => runCallback(flow, call, passed(element, index))),
      );
    case "flatMap": {
      const results = elements.map((element, index) => runCallback(flow, call, passed(element, index)));
      return results.every(({ others }) => !others)
        ? flatList(flow, results, open ?? filled, node)
        : undefined;
    }
    case "filter": {
      const kept = elements.filter(
        (element, index) => truthOfAnswer(runCallback(flow, call, passed(element, index))) === true,
      );
      const undecided = elements.some(
        (element, index) => truthOfAnswer(runCallback(flow, call, passed(element, index))) === undefined,
      );
      return copy(kept, undecided ? { why: "which elements remain is not known", node } : open);
    }
    case "at": {
      const index = number(0, 0);
      return open || isFilled || index === undefined
        ? undefined
        : (elements.at(index)?.() ?? primitive(undefined, node));
    }
    case "includes": {
      const [wanted, ...contents] = [args.answers[0]?.(), ...elements.map((element) => element())].map(
        (answer) => onlyValue(answer),
      );
      if (open || isFilled || args.answers.length !== 1 || wanted?.kind !== "primitive") return undefined;
      const known = contents.flatMap((one) => (one?.kind === "primitive" ? [one.value] : []));
      return known.length === contents.length ? primitive(known.includes(wanted.value), node) : undefined;
    }
    case "find":
      return withOthers({ values: [] }, { why: "which element is found is not known", node });
    case "keys":
      return copy(elements.map((_, index) => (): Answer => primitive(index, node)));
    case "sort":
    case "toSorted":
      return copy(elements, open ?? { why: "in which order its elements stand is not known", node });
    case "values":
      return copy(elements);
    case "reverse":
    case "toReversed":
      return copy(elements.toReversed());
    case "entries":
      return copy(
        elements.map(
          (element, index) => (): Answer => listOf([(): Answer => primitive(index, node), element], node),
        ),
      );
    case "flat":
      return flatList(
        flow,
        elements.map((element) => element()),
        open ??
          filled ??
          (args.answers.length > 0 ? { why: "how deep it goes is not known", node } : undefined),
        node,
      );
    case "forEach":
      return primitive(undefined, node);
    default:
      return undefined;
  }
}

/** What an answer is, where there is nothing else that it may be. */
function onlyValue(answer: Answer | undefined): Value | undefined {
  return answer?.values.length === 1 && !answer.others ? answer.values[0] : undefined;
}

/** What becomes of an element when a list is joined: of nothing, nothing. */
function joined(element: Answer, node: Invocation["node"]): Answer {
  return flatMap(element, (value) => (isNullish(value) ? primitive("", node) : exactly(value)));
}

/** A key (0) or value (1) of an entry of a map. */
function partOf(entry: Lazy<Answer>, part: 0 | 1, map: ListValue): Lazy<Answer> {
  return () =>
    union(
      entry().values.map(
        (pair) =>
          (pair.kind === "list" ? pair.elements[part]?.() : undefined) ??
          unknown("the entry is not in sight", map.origin),
      ),
    );
}

function collectionResult(
  list: ListValue,
  certain: Certain,
  key: string,
  { args, node }: Invocation,
): Answer | undefined {
  const { elements, open, isFilled } = certain;
  const isMap = list.shape === "map";
  switch (key) {
    case "keys":
      return listOf(isMap ? elements.map((entry) => partOf(entry, 0, list)) : elements, node, open, isFilled);
    case "values":
      return listOf(isMap ? elements.map((entry) => partOf(entry, 1, list)) : elements, node, open, isFilled);
    case "entries":
      return isMap ? listOf(elements, node, open, isFilled) : undefined;
    case "get": {
      const wanted = onlyValue(args.answers[0]?.());
      if (open || wanted?.kind !== "primitive") return undefined;
      const entry = elements.findLast((candidate) => {
        const name = onlyValue(partOf(candidate, 0, list)());
        return name?.kind === "primitive" && name.value === wanted.value;
      });
      return entry ? partOf(entry, 1, list)() : primitive(undefined, node);
    }
    default:
      return undefined;
  }
}

/** The elements of the one list that something certainly is, in their order, as far as this file goes. */
function unchangedElements(flow: Flow, answer: Answer, call: Node): readonly Lazy<Answer>[] | undefined {
  const only = onlyValue(answer);
  if (only?.kind !== "list" || only.shape || only.open || only.isFilled) return undefined;
  const { writes, appended, added, reordered, removed, lost } = changesOf(flow, only);
  const isChanged = writes.length + appended.length > 0 || (added ?? reordered ?? removed) !== undefined;
  return isChanged || (lost && !isWrittenIn(only.origin, call)) ? undefined : only.elements;
}

/** Whether a list is written where a call takes it, so that nobody else has it: `[["a"]].flat()`, `list.concat(["a"])`. */
function isWrittenIn(list: Node, call: Node): boolean {
  let at = list;
  while (at.parent?.type === "ArrayExpression") at = at.parent;
  const { parent } = at;
  return parent === call || parent?.parent === call;
}

/** A list of the elements of lists, and of what is no list. */
function flatList(
  flow: Flow,
  answers: readonly Answer[],
  open: Reason | undefined,
  node: Invocation["node"],
): Answer {
  const parts = answers.map((answer) => {
    const only = onlyValue(answer);
    const isOne = only && only.kind !== "list" && !isOpaqueKind(only.kind);
    return isOne ? [(): Answer => answer] : unchangedElements(flow, answer, node);
  });
  if (!open && parts.every((part) => part !== undefined)) return listOf(parts.flat(), node);
  return listOf(
    answers.map((answer) => (): Answer => flattened(answer)),
    node,
    open ?? { why: "how many elements it has is not known", node },
  );
}

function flattened({ values, others }: Answer): Answer {
  const parts = values.map((value) => (value.kind === "list" ? allElements(value) : exactly(value)));
  return withOthers(union(parts), others);
}

function runCallback(flow: Flow, call: Invocation, args: readonly Lazy<Answer>[]): Answer {
  const callbacks = call.args.answers[0]?.();
  if (!callbacks || callbacks.others || callbacks.values.length === 0)
    return unknown("the callback is not in sight", call.node);
  return union(
    callbacks.values.map((callee) =>
      flow.apply({ ...call, callee, args: { answers: args, nodes: [] }, self: undefined }),
    ),
  );
}
