import type { Node } from "../flow/tree.js";
import type { Communication } from "../model/communication.js";
import type { Edit } from "./edit.js";

/** Puts another name in the place of a string literal; `undefined` where the name is written otherwise. */
export function renameEdit(
  { sourceCode }: Communication,
  node: Node,
  from: string,
  to: string,
): Edit | undefined {
  if (node.type !== "Literal" && node.type !== "TemplateLiteral") return undefined;
  const text = sourceCode.getText(node);
  // What both have in common stands where it is; the rest may be written in one piece.
  const start = commonStart(from, to);
  const [old, now] = [from.slice(start), to.slice(start)];
  const at = text.lastIndexOf(old);
  const isPlain =
    old !== "" && at >= 0 && text.indexOf(old) === at && !/[\\`"'$:]/.test(now) && !text.includes("\\");
  if (!isPlain) return undefined;
  const offset = node.range[0] + at;
  return { range: [offset, offset + old.length], text: now };
}

/** How much two names have in common up to the end of a word. */
function commonStart(a: string, b: string): number {
  let length = 0;
  let end = 0;
  while (length < a.length && a[length] === b[length]) {
    length++;
    if (/[^\w-]/.test(a[length - 1] ?? "")) end = length;
  }
  return end;
}
