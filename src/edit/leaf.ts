import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "../flow/flow.js";
import type { Communication } from "../model/communication.js";
import { isText, staticHead } from "../flow/text.js";
import type { Node } from "../flow/tree.js";
import { isConstAssertion, writtenKey } from "../flow/tree.js";
import { CHANNEL_PREFIX } from "../sdk.js";
import type { PrefixedChannel } from "../model/channels.js";
import { isOnlyChannel } from "../model/channels.js";
import type { Edit } from "./edit.js";
import { fixOf } from "./edit.js";
import { together } from "./together.js";

/** A part of an expression that makes a string. */
type Piece =
  | { readonly kind: "text"; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: "expression"; readonly node: TSESTree.Expression };

/** How a channel name becomes its leaf. */
interface LeafFix {
  /** Whether it is this plugin's name, and used for nothing but channels. */
  readonly isCertain: boolean;
  readonly fix: TSESLint.ReportFixFunction | undefined;
}

/** How to take `plugin:<id>:` away from channel names, where that is possible; those of one name at once. */
export function leafEdits(
  communication: Communication,
  channels: readonly PrefixedChannel[],
): ReadonlyMap<PrefixedChannel, LeafFix> {
  const written = channels.flatMap((channel) => {
    const edit = channel.uniform ? leafEdit(communication, channel.origin) : undefined;
    if (!edit) return [];
    const { origin, owner, name, calls } = channel;
    const isOnly = isOnlyChannel(communication, origin);
    return isOnly || !isKey(origin)
      ? [{ channel, name, calls, edit, isCertain: owner === "own" && isOnly }]
      : [];
  });
  const found = [true, false].flatMap((isCertain) => {
    const groups = together(written.filter((one) => one.isCertain === isCertain));
    return [...groups].map(
      ([{ channel }, edits]) => [channel, { isCertain, fix: fixOf(communication, edits) }] as const,
    );
  });
  return new Map(found);
}

/** Whether a text may be the name of a member somewhere: there it would have to be changed, too. */
function isKey(node: Node): boolean {
  const { parent } = node;
  return parent?.type === "ArrayExpression" || (parent?.type === "Property" && parent.key === node);
}

/** How to take the prefix away where a channel name is written; `undefined` where that is not certain. */
function leafEdit(communication: Communication, origin: Node): Edit | undefined {
  const { flow, sourceCode } = communication;
  const text = sourceCode.getText(origin);
  // Escapes make what is written differ from what is meant.
  if (isSpelledByType(origin) || text.includes("\\")) return undefined;
  switch (origin.type) {
    case "Literal":
      return literalEdit(origin, text);
    case "TemplateLiteral":
      return templateEdit(flow, origin);
    case "BinaryExpression":
      return concatenationEdit(communication, origin);
    case "CallExpression":
      return wholeEdit(flow, origin);
    default:
      return undefined;
  }
}

/** Whether a type beside it may spell the same text: `const a: "x" = "x"`, `"x" as "x"`. */
function isSpelledByType(origin: Node): boolean {
  const { parent } = origin;
  if (parent?.type === "TSAsExpression" || parent?.type === "TSTypeAssertion")
    return !isConstAssertion(parent);
  const annotation =
    parent?.type === "VariableDeclarator" ? parent.id.typeAnnotation?.typeAnnotation.type : undefined;
  return annotation !== undefined && annotation !== "TSStringKeyword";
}

function literalEdit(node: TSESTree.Literal, text: string): Edit | undefined {
  const length = prefixLength(text.slice(1));
  const leaf = length === undefined ? "" : text.slice(1 + length, -1);
  if (length === undefined || leaf === "" || isKeyTwice(node, leaf)) return undefined;
  const start = node.range[0] + 1;
  return { range: [start, start + length], text: "" };
}

/** Whether the object that a key stands in has a member of that name already. */
function isKeyTwice(node: TSESTree.Literal, name: string): boolean {
  const { parent } = node;
  if (parent.type !== "Property" || parent.key !== node || parent.parent.type !== "ObjectExpression")
    return false;
  return parent.parent.properties.some(
    (property) => property.type === "Property" && writtenKey(property.key, property.computed) === name,
  );
}

/** How long the prefix is, also where it is written several times. */
function prefixLength(text: string): number | undefined {
  if (!text.startsWith(CHANNEL_PREFIX)) return undefined;
  const end = text.indexOf(":", CHANNEL_PREFIX.length) + 1;
  if (end <= CHANNEL_PREFIX.length + 1) return undefined;
  return end + (prefixLength(text.slice(end)) ?? 0);
}

function templateEdit(flow: Flow, node: TSESTree.TemplateLiteral): Edit | undefined {
  const text = flow.file.source.getText();
  const pieces = node.quasis.flatMap((quasi, index): Piece[] => {
    const expression = node.expressions[index];
    const start = quasi.range[0] + 1;
    const end = start + quasi.value.raw.length;
    const written: Piece = { kind: "text", text: text.slice(start, end), start, end };
    return expression ? [written, { kind: "expression", node: expression }] : [written];
  });
  const cut = cutAt(flow, pieces);
  if (!cut || cut.offset === node.range[1] - 1) return undefined;
  if (cut.offset !== undefined) return { range: [node.range[0] + 1, cut.offset], text: "" };
  // The prefix ends with an expression: the next piece is the text behind its closing brace.
  const next = pieces[cut.index + 1];
  return next?.kind === "text" && next.start < node.range[1] - 1
    ? { range: [node.range[0] + 1, next.start], text: "" }
    : undefined;
}

function concatenationEdit(
  { flow, sourceCode }: Communication,
  node: TSESTree.BinaryExpression,
): Edit | undefined {
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
  // What is left must still be put together as text.
  const first = textOfOperand(sourceCode, kept);
  const rest = sourceCode.getText().slice(first.end, end);
  return {
    range: [node.range[0], end],
    text: (isString(flow, kept) ? first.text : `\`\${${first.text}}\``) + rest,
  };
}

/** An operand with the parentheses around it. */
function textOfOperand(
  sourceCode: Communication["sourceCode"],
  node: TSESTree.Expression,
): { text: string; end: number } {
  const before = sourceCode.getTokenBefore(node);
  const after = sourceCode.getTokenAfter(node);
  const isParenthesized = before?.value === "(" && after?.value === ")" && node.type !== "CallExpression";
  const [start, end] = isParenthesized ? [before.range[0], after.range[1]] : node.range;
  return { text: sourceCode.getText().slice(start, end), end };
}

function isString(flow: Flow, node: TSESTree.Expression): boolean {
  const { values, others } = flow.evaluate(node);
  if (values.length > 0 && !others && values.every(isText)) return true;
  return isDeclaredString(flow, node);
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
  const quote = flow.file.source.getText(node).includes("'") ? "'" : '"';
  const leaf = value.value.slice(length);
  return /^[\w.:/-]+$/.test(leaf) ? { range: node.range, text: quote + leaf + quote } : undefined;
}

/** Where the prefix ends: in or at the end of which piece, and, in written text, at which offset of the file. */
function cutAt(
  flow: Flow,
  pieces: readonly Piece[],
): { index: number; offset: number | undefined } | undefined {
  let before = "";
  for (const [index, piece] of pieces.entries()) {
    const text = piece.kind === "text" ? piece.text : textOf(flow, piece.node);
    // Taking away a call would take away what it does.
    if (
      piece.kind === "expression" &&
      piece.node.type !== "Identifier" &&
      piece.node.type !== "MemberExpression"
    )
      return undefined;
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
