import type { TSESTree } from "@typescript-eslint/utils";
import { createFlow } from "../../src/flow/evaluate.js";
import { viewFile } from "../../src/flow/file.js";
import type { Answer } from "../../src/flow/values.js";
import { reactKnowledge } from "../../src/react/knowledge.js";
import { nodesOf, parse } from "../helpers/parse.js";

/**
 * What the argument of `ask(...)` may be, as text: `?` for "or something else", `${}` for what is not known in it,
 * nothing where `ask` is not reached.
 */
export function answerTo(code: string): string[] {
  const sourceCode = parse(code);
  const flow = createFlow(viewFile(sourceCode), reactKnowledge);
  const asked = [...nodesOf(sourceCode)].find(
    (node): node is TSESTree.CallExpression =>
      node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "ask",
  );
  if (!asked?.arguments[0]) throw new Error("nothing is asked");
  const worlds = flow.worldsAt(asked) ?? [];
  const argument = asked.arguments[0];
  return [...new Set(worlds.flatMap((world) => shown(flow.evaluate(argument, world))))].sort();
}

function shown({ values, others }: Answer): string[] {
  const texts = values.map((value) => {
    if (value.kind === "primitive") return String(value.value);
    if (value.kind === "text")
      return value.parts.map((part) => (typeof part === "string" ? part : "${}")).join("");
    return `<${value.kind}>`;
  });
  return [...texts, ...(others ? ["?"] : [])];
}
