import type { Node } from "../flow/tree.js";
import type { Communication } from "../model/communication.js";
import type { UnmatchedChannel } from "../model/unmatched-channels.js";
import type { Edit } from "./edit.js";
import { statementAround } from "./together.js";

/** Puts another channel in the place of one, wherever one component names it; `undefined` where it is written otherwise somewhere. */
export function channelEdits(
  communication: Communication,
  { node, name, call }: Pick<UnmatchedChannel, "node" | "name" | "call">,
  to: string,
): readonly Edit[] | undefined {
  const around = statementAround(call.node);
  const near = communication.calls.filter((one) => statementAround(one.node) === around);
  const values = near.flatMap(({ channel }) => channel?.values ?? []);
  const same = values.filter((value) => value.kind === "primitive" && value.value === name);
  const places = new Set([node, ...same.map(({ origin }) => origin)]);
  const edits = [...places].flatMap((place) => renameEdit(communication, place, name, to) ?? []);
  return edits.length === places.size ? edits : undefined;
}

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
