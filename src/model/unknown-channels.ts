import path from "node:path";
import type { FileView } from "../flow/file.js";
import { exportBehind } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import type { Answer, Reason, Value } from "../flow/values.js";
import type { Communication } from "./communication.js";
import { isPassedIn } from "./passed-in.js";

/** A channel of a call that is not, or not fully, known: rules are silent about it. */
export interface UnknownChannel {
  /** The line of the call. */
  readonly line: number;
  /** The channel as it is written; `undefined` where it is not an argument of its own. */
  readonly written: string | undefined;
  /** Half a sentence with a full stop, that says where if that is on another line. */
  readonly why: string;
}

/** The channels of a file that are not known, each once, with the reason. */
export function unknownChannels({ calls, sourceCode, flow }: Communication): readonly UnknownChannel[] {
  const { file } = flow;
  const found = new Map<string, UnknownChannel>();
  for (const { channel, node, place, spec, args } of calls) {
    // What another module does is said of that module.
    if (node !== place) continue;
    const argument = spec.channel === undefined ? undefined : args[spec.channel];
    // What other modules pass is known there.
    if (argument && isPassedIn(flow, argument)) continue;
    const line = file.lineOf(node);
    const written = argument && sourceCode.getText(argument);
    for (const { why, node: there } of reasonsOf(channel)) {
      const where = whereIs(file, there, line);
      const unknown = { line, written, why: `${why}${where}.` };
      found.set(JSON.stringify(unknown), unknown);
    }
  }
  return [...found.values()];
}

function reasonsOf(channel: Answer | undefined): Reason[] {
  const opaque = (channel?.values ?? []).filter(({ kind }) => kind !== "primitive" && kind !== "text");
  return [
    ...(channel?.others ? [channel.others] : []),
    ...opaque.map((value) => ({ why: whyOpaque(value), node: value.origin })),
  ];
}

function whyOpaque(value: Value): string {
  let at = value;
  for (;;) {
    const exported = exportBehind(at);
    if (exported) return `it comes from "${exported.source}", which is not read`;
    if (at.kind === "member") at = at.object;
    else if (at.kind === "result") at = at.callee;
    else break;
  }
  if (at.kind === "parameter" || at.kind === "typed") return "callers that are not in sight pass it";
  if (at.kind === "global") return `it comes from the global \`${at.name}\``;
  return "it is not a text";
}

function whereIs(file: FileView, node: Node, near: number): string {
  const line = `line ${String(file.lineOf(node))}`;
  if (file.isElsewhere(node)) return ` (${path.basename(file.of(node).path ?? "")}, ${line})`;
  return file.lineOf(node) === near ? "" : ` (${line})`;
}
