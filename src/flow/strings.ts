import { matchAnswer, safePattern } from "./builtins.js";
import type { Flow, Invocation } from "./flow.js";
import { listOf } from "./lists.js";
import { concatenate, staticHead } from "./text.js";
import type { Node } from "./tree.js";
import type { Answer, PrimitiveContent, Value } from "./values.js";
import { exactly, primitive, unknown } from "./values.js";

/** String methods that depend on nothing but the string and their arguments, and keep or shorten what they get. */
const PURE = new Set([
  "replace",
  "replaceAll",
  "split",
  "match",
  "slice",
  "substring",
  "substr",
  "trim",
  "trimStart",
  "trimEnd",
  "toLowerCase",
  "toUpperCase",
  "startsWith",
  "endsWith",
  "includes",
  "indexOf",
  "lastIndexOf",
  "at",
  "charAt",
  "toString",
  "valueOf",
  "normalize",
]);
const LONGEST_RUN = 256;

/** What a method of a string gives, run for real where everything is known. */
export function applyStringMethod(flow: Flow, object: Value, key: string, call: Invocation): Answer {
  const { args, node } = call;
  if (key === "concat" && !args.open) {
    return concatenate(
      [{ node, answer: exactly(object) }, ...args.answers.map((answer) => ({ node, answer: answer() }))],
      node,
    );
  }
  const replaced =
    key === "replace" || key === "replaceAll" ? replacedBy(flow, object, key, call) : undefined;
  if (replaced) return replaced;
  const given = args.open ? undefined : args.answers.map((answer) => argument(answer()));
  const complete = given?.every((content) => content !== undefined) === true;
  if (!given || !complete || !PURE.has(key)) return unknown(`the result of \`${key}\` is not known`, node);
  const contents = given.map((content) => content.content);
  if (object.kind === "text") return onPartlyKnown(object, key, contents, call);
  const text = (object as { value?: unknown }).value;
  if (typeof text !== "string" || text.length > LONGEST_RUN) return unknown("the text is not known", node);
  const method = (text as unknown as Record<string, (...values: unknown[]) => unknown>)[key];
  const result = attempt(() => method?.apply(text, contents));
  if (result === FAILED) return unknown(`\`${key}\` throws`, node);
  if (key === "match") return matchAnswer(result as RegExpMatchArray | null, call);
  return Array.isArray(result)
    ? listOf(
        result.map((part: PrimitiveContent) => (): Answer => primitive(part, node)),
        node,
      )
    : primitive(result as PrimitiveContent, node);
}

/** `text.replace(pattern, (match, group) => ...)`: what the function gives stands in the place of each match. */
function replacedBy(
  flow: Flow,
  object: Value,
  key: "replace" | "replaceAll",
  { args, node, env }: Invocation,
): Answer | undefined {
  const [searched, replacer] = args.open ? [] : args.answers.map((answer) => answer());
  const [callee] = replacer?.values ?? [];
  const pattern = searched && argument(searched)?.content;
  const text = object.kind === "primitive" ? object.value : undefined;
  const isKnown = typeof text === "string" && text.length <= LONGEST_RUN;
  if (!isKnown || callee?.kind !== "function" || replacer?.values.length !== 1 || replacer.others)
    return undefined;
  if (typeof pattern !== "string" && !(pattern instanceof RegExp)) return undefined;
  // Groups with names are handed over as an object.
  if (pattern instanceof RegExp && pattern.source.includes("(?<")) return undefined;
  const pieces: (string | { node: Node; answer: Answer })[] = [];
  let end = 0;
  const put = (match: string, ...rest: unknown[]): string => {
    const at = rest.findIndex((one) => typeof one === "number");
    const start = Number(rest[at]);
    const given = [match, ...rest.slice(0, at + 2)].map(
      (one) => (): Answer => primitive(one as PrimitiveContent, node),
    );
    const nodes = given.map(() => undefined);
    const answer = flow.apply({ callee, args: { answers: given, nodes }, self: undefined, node, env });
    pieces.push(text.slice(end, start), { node, answer });
    end = start + match.length;
    return match;
  };
  const run = (): string => (key === "replace" ? text.replace(pattern, put) : text.replaceAll(pattern, put));
  if (attempt(run) === FAILED) return unknown(`\`${key}\` throws`, node);
  return concatenate([...pieces, text.slice(end)], node);
}

const FAILED = Symbol("it throws");

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return FAILED;
  }
}

function argument({ values, others }: Answer): { content: unknown } | undefined {
  const [only] = values;
  if (values.length !== 1 || others || !only) return undefined;
  if (only.kind === "primitive") return { content: only.value };
  const pattern = safePattern(only);
  return pattern && { content: pattern };
}

/** What is certain of a text whose beginning is known. */
function onPartlyKnown(
  object: Value,
  key: string,
  contents: readonly unknown[],
  { node }: Invocation,
): Answer {
  const head = staticHead(object) ?? "";
  const [content] = contents;
  if (key === "toString" || key === "valueOf") return exactly(object);
  if (key === "startsWith" && typeof content === "string" && contents.length === 1) {
    if (head.startsWith(content)) return primitive(true, node);
    if (!content.startsWith(head)) return primitive(false, node);
  }
  if ((key === "slice" || key === "substring") && contents.length === 1 && object.kind === "text") {
    const [, ...rest] = object.parts;
    if (typeof content === "number" && content >= 0 && content <= head.length && head !== "") {
      return concatenate(
        [
          head.slice(content),
          ...rest.map((part) =>
            typeof part === "string"
              ? part
              : {
                  node: part.node,
                  answer: part.value ? exactly(part.value) : unknown("it is not known", node),
                },
          ),
        ],
        node,
      );
    }
  }
  return unknown(`the result of \`${key}\` is not known`, node);
}
