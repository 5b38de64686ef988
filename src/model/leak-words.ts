import type { Node } from "../flow/tree.js";
import { isFunction, unwrap } from "../flow/tree.js";
import { releaseCall, SHOWN } from "../sdk.js";
import type { Communication } from "./communication.js";
import type { Leak } from "./leaks.js";
import type { Listening } from "./listening.js";

/** Longer pieces of code are shortened in messages. */
const LONGEST = 40;

/** What the messages about a leak say, in the author's own names. */
export function describeLeak(communication: Communication, leak: Leak): Record<string, string> {
  const { listening, related, node, unit, place } = leak;
  const shown = (one: Node): string => shorten(communication.flow.file.sourceCode.getText(one));
  const method = listening
    ? `${SHOWN.get(listening.thing) ?? listening.thing}.${listening.method}`
    : shown(node);
  const event = listening ? shownEvent(listening, shown) : "its event";
  const handler = listening ? shownHandler(listening, shown) : "its handler";
  const owner = unit.kind === "class" ? "the component" : "the effect";
  const off = listening ? shownRelease(listening, event, handler) : "off(event, handler)";
  const line = (related ?? node).loc.start.line;
  return {
    method,
    event,
    handler,
    owner,
    off,
    place: place ?? "",
    call: shown(node),
    related: shown(related ?? node),
    line: String(line),
    advice:
      unit.kind === "class"
        ? `Call \`${off}\` in \`componentWillUnmount\`.`
        : `Return a function from the effect that calls \`${off}\`.`,
  };
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function shownEvent({ event, list, node }: Listening, shown: (node: Node) => string): string {
  if (list !== "event") return "every event";
  if (event?.kind === "primitive") return `"${String(event.value)}"`;
  const [written] = node.arguments;
  return written && written.type !== "SpreadElement" ? quoted(shown(written)) : "its event";
}

function quoted(code: string): string {
  return code.startsWith("`") ? code : `\`${code}\``;
}

function shownHandler({ list, node }: Listening, shown: (node: Node) => string): string {
  const written = node.arguments[list === "event" ? 1 : 0];
  if (!written || written.type === "SpreadElement") return "the handler";
  return isFunction(unwrap(written)) ? "the inline handler" : `\`${shown(written)}\``;
}

function shownRelease({ node, method, list }: Listening, event: string, handler: string): string {
  const receiver =
    node.callee.type === "MemberExpression" && node.callee.object.type === "Identifier"
      ? node.callee.object.name
      : "socket";
  const plain = (text: string): string => text.replaceAll("`", "");
  const named = handler.startsWith("the ") ? "handler" : plain(handler);
  return releaseCall(
    receiver,
    method,
    list === "event" ? [event === "its event" ? "event" : plain(event), named] : [named],
  );
}
