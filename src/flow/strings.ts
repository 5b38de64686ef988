import { matchAnswer, safePattern } from "./builtins.js";
import type { Invocation } from "./flow.js";
import { listOf } from "./lists.js";
import { concatenate, staticHead } from "./text.js";
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
export function applyStringMethod(object: Value, key: string, call: Invocation): Answer {
  const { args, node } = call;
  if (key === "concat" && !args.open) {
    return concatenate(
      [{ node, answer: exactly(object) }, ...args.answers.map((answer) => ({ node, answer: answer() }))],
      node,
    );
  }
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
