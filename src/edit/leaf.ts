import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "../flow/flow.js";
import { isText, staticHead } from "../flow/text.js";
import type { Node } from "../flow/tree.js";
import { CHANNEL_PREFIX } from "../sdk.js";
import type { Edit } from "./edit.js";

/** A part of an expression that makes a string. */
type Piece =
  | { readonly kind: "text"; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: "expression"; readonly node: TSESTree.Expression };

/** How to take `plugin:<id>:` away where a channel name is written; `undefined` where that is not certain. */
export function leafEdit(flow: Flow, origin: Node): Edit | undefined {
  const { sourceCode } = flow.file;
  switch (origin.type) {
    case "Literal": {
      const raw = sourceCode.getText(origin);
      const length = prefixLength(raw.slice(1));
      const start = origin.range[0] + 1;
      return length === undefined ? undefined : { range: [start, start + length], text: "" };
    }
    case "TemplateLiteral":
      return templateEdit(flow, origin);
    case "BinaryExpression":
      return concatenationEdit(flow, origin);
    case "CallExpression":
      return wholeEdit(flow, origin);
    default:
      return undefined;
  }
}

function prefixLength(text: string): number | undefined {
  if (!text.startsWith(CHANNEL_PREFIX)) return undefined;
  const end = text.indexOf(":", CHANNEL_PREFIX.length);
  return end > CHANNEL_PREFIX.length ? end + 1 : undefined;
}

function templateEdit(flow: Flow, node: TSESTree.TemplateLiteral): Edit | undefined {
  const text = flow.file.sourceCode.getText();
  const pieces = node.quasis.flatMap((quasi, index): Piece[] => {
    const expression = node.expressions[index];
    const start = quasi.range[0] + 1;
    const end = start + quasi.value.raw.length;
    const written: Piece = { kind: "text", text: text.slice(start, end), start, end };
    return expression ? [written, { kind: "expression", node: expression }] : [written];
  });
  const cut = cutAt(flow, pieces);
  if (!cut) return undefined;
  if (cut.offset !== undefined) return { range: [node.range[0] + 1, cut.offset], text: "" };
  // The prefix ends with an expression: the next piece is the text behind its closing brace.
  const next = pieces[cut.index + 1];
  return next?.kind === "text" ? { range: [node.range[0] + 1, next.start], text: "" } : undefined;
}

function concatenationEdit(flow: Flow, node: TSESTree.BinaryExpression): Edit | undefined {
  const { sourceCode } = flow.file;
  const operands = operandsOf(node);
  const pieces = operands.map((operand): Piece => {
    if (operand.type !== "Literal" || typeof operand.value !== "string")
      return { kind: "expression", node: operand };
    const [start, end] = operand.range;
    return { kind: "text", text: sourceCode.getText(operand).slice(1, -1), start: start + 1, end: end - 1 };
  });
  const cut = cutAt(flow, pieces);
  if (!cut) return undefined;
  const piece = pieces[cut.index];
  const isRestEmpty = piece?.kind === "expression" || (piece?.kind === "text" && cut.offset === piece.end);
  const kept = isRestEmpty ? operands[cut.index + 1] : operands[cut.index];
  if (!kept) return undefined;
  const end = node.range[1];
  if (!isRestEmpty && cut.offset !== undefined) {
    const quote = sourceCode.getText(kept).slice(0, 1);
    return { range: [node.range[0], end], text: quote + sourceCode.getText().slice(cut.offset, end) };
  }
  const rest = sourceCode.getText().slice(kept.range[0], end);
  // What is left must still be a string.
  const isString = flow.evaluate(kept).values.every(isText) || isDeclaredString(flow, kept);
  return { range: [node.range[0], end], text: isString ? rest : `\`\${${rest}}\`` };
}

function operandsOf(node: TSESTree.Expression): TSESTree.Expression[] {
  const operands: TSESTree.Expression[] = [];
  let at = node;
  while (at.type === "BinaryExpression" && at.operator === "+") {
    operands.unshift(at.right);
    at = at.left;
  }
  return [at, ...operands];
}

function isDeclaredString(flow: Flow, node: TSESTree.Expression): boolean {
  if (node.type === "Literal") return typeof node.value === "string";
  if (node.type !== "Identifier") return node.type === "TemplateLiteral";
  const [identifier] = flow.file.variableOf(node)?.identifiers ?? [];
  const annotation = identifier && "typeAnnotation" in identifier ? identifier.typeAnnotation : undefined;
  return annotation?.typeAnnotation.type === "TSStringKeyword";
}

/** A computed name that is known to the last character is replaced by its leaf. */
function wholeEdit(flow: Flow, node: TSESTree.CallExpression): Edit | undefined {
  const { values, others } = flow.evaluate(node);
  const [value] = values;
  if (values.length !== 1 || others || value?.kind !== "primitive" || typeof value.value !== "string")
    return undefined;
  const length = prefixLength(value.value);
  if (length === undefined) return undefined;
  const quote = flow.file.sourceCode.getText(node).includes("'") ? "'" : '"';
  const leaf = value.value.slice(length);
  return /^[\w.:/-]*$/.test(leaf) ? { range: node.range, text: quote + leaf + quote } : undefined;
}

/** Where the prefix ends: in or at the end of which piece, and, in written text, at which offset of the file. */
function cutAt(
  flow: Flow,
  pieces: readonly Piece[],
): { index: number; offset: number | undefined } | undefined {
  let before = "";
  for (const [index, piece] of pieces.entries()) {
    const text = piece.kind === "text" ? piece.text : textOf(flow, piece.node);
    if (before.length < CHANNEL_PREFIX.length && text === undefined) return undefined;
    // An id that is not known to the last character stands for one segment.
    const read = before + (text ?? "id");
    const length = prefixLength(read);
    if (length !== undefined) {
      const into = length - before.length;
      if (piece.kind === "text") return { index, offset: piece.start + into };
      return into === text?.length ? { index, offset: undefined } : undefined;
    }
    before = read;
  }
  return undefined;
}

function textOf(flow: Flow, node: TSESTree.Expression): string | undefined {
  const { values, others } = flow.evaluate(node);
  const [only] = values;
  if (values.length !== 1 || others || !only) return undefined;
  return only.kind === "primitive" ? staticHead(only) : undefined;
}
