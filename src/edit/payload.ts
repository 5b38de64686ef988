import type { Node } from "../flow/tree.js";
import { enclosingFunction, unwrap } from "../flow/tree.js";
import type { Communication } from "../model/communication.js";
import type { BadPayload } from "../model/payloads.js";
import type { Edit } from "./edit.js";

/** How a part of a payload can be brought over. */
export interface PayloadRemedy {
  readonly kind: "awaitIt" | "awaitAll" | "sendHref" | "sendList" | "sendData" | "leaveOut";
  readonly edits: readonly Edit[];
}

/** The change that brings a part over; `undefined` where there is none that is certain to be right. */
export function payloadRemedyOf(
  communication: Communication,
  { damage, place: { node, rest } }: BadPayload,
): PayloadRemedy | undefined {
  const text = (one: Node): string => communication.sourceCode.getText(one);
  const around = (before: string, after: string): readonly Edit[] => [
    { range: node.range, text: `${before}${text(node)}${after}` },
  ];
  const [step] = rest;
  if (damage.cure === "await" && canAwait(node)) {
    if (rest.length === 0)
      return {
        kind: "awaitIt",
        edits: around(isSimple(node) ? "await " : "await (", isSimple(node) ? "" : ")"),
      };
    if (rest.length === 1 && step?.kind === "element")
      return { kind: "awaitAll", edits: around("await Promise.all(", ")") };
  }
  if (rest.length > 0) return undefined;
  switch (damage.cure) {
    case "href":
      return isSimple(node) ? { kind: "sendHref", edits: around("", ".href") } : undefined;
    case "list":
      return { kind: "sendList", edits: around("[...", "]") };
    case "spread":
      return {
        kind: "sendData",
        edits: beginsBody(node) ? around("({ ...", " })") : around("{ ...", " }"),
      };
    case "omit":
      return leaveOut(communication, node);
    default:
      return undefined;
  }
}

/** Whether `await` can stand where a node stands. */
function canAwait(node: Node): boolean {
  const fn = enclosingFunction(node);
  return fn?.async === true && !fn.generator;
}

/** Whether a node stands first in what an arrow function gives: a brace there would begin a block. */
function beginsBody(node: Node): boolean {
  const fn = enclosingFunction(node);
  return fn?.type === "ArrowFunctionExpression" && fn.body.range[0] === node.range[0];
}

/** Whether something can be put before or behind an expression without brackets. */
function isSimple(node: Node): boolean {
  return /^(?:Identifier|CallExpression|NewExpression|MemberExpression)$/.test(node.type);
}

/** A property of an object literal goes, with the comma behind or before it. */
function leaveOut({ sourceCode }: Communication, node: Node): PayloadRemedy | undefined {
  let property: Node | undefined = node;
  while (property && property.type !== "Property" && unwrap(property) === unwrap(node))
    property = property.parent;
  if (property?.type !== "Property" || property.parent.type !== "ObjectExpression") return undefined;
  // A function that uses `this` or `super` is a part of the object for others as well.
  const [start, end] = property.range;
  const after = sourceCode.getTokenAfter(property);
  const before = sourceCode.getTokenBefore(property);
  if (after?.value === ",") {
    const next = sourceCode.getTokenAfter(after, { includeComments: true });
    return {
      kind: "leaveOut",
      edits: [
        {
          range: [start, next?.value === "}" ? after.range[1] : (next?.range[0] ?? after.range[1])],
          text: "",
        },
      ],
    };
  }
  const from = before?.value === "," ? before.range[0] : start;
  return { kind: "leaveOut", edits: [{ range: [from, end], text: "" }] };
}
