import path from "node:path";
import type { Node } from "../flow/tree.js";
import { isFunction, unwrap, writtenKey } from "../flow/tree.js";
import { releaseCall, SHOWN } from "../sdk.js";
import type { Communication } from "./communication.js";
import type { Leak } from "./leaks.js";
import type { Listening } from "./listening.js";
import { shorten } from "./words.js";

/** What the messages about a leak say, in the author's own names. */
export function describeLeak(communication: Communication, leak: Leak): Record<string, string> {
  const { listening, related, node, unit, place } = leak;
  const shown = (one: Node): string => shorten(communication.flow.file.textOf(one));
  const method = listening
    ? `${SHOWN.get(listening.thing) ?? listening.thing}.${listening.method}`
    : shown(node);
  const event = listening ? shownEvent(listening, shown) : "its event";
  const handler = listening
    ? shownHandler(listening, shown) + elsewhere(communication, listening.node)
    : "its handler";
  const owner = unit.kind === "class" ? "the component" : "the effect";
  const off = listening ? shownRelease(listening, shown) : "off(event, handler)";
  const line = lineOf(communication, related ?? node);
  return {
    method,
    event,
    handler,
    owner,
    off,
    place: place ?? "",
    call: shown(node),
    related: shown(related ?? node),
    line,
    advice:
      unit.kind === "class"
        ? `Call \`${off}\` in \`componentWillUnmount\`.`
        : `Return a function from the effect that calls \`${off}\`.`,
  };
}

/** Where a node of another file is; nothing for one of this file. */
export function elsewhere(communication: Communication, node: Node): string {
  return communication.flow.file.isElsewhere(node) ? ` (line ${lineOf(communication, node)})` : "";
}

/** The line of a node, with the name of its file where that is another one. */
function lineOf({ flow: { file } }: Communication, node: Node): string {
  const line = String(file.lineOf(node));
  const other = file.isElsewhere(node) ? file.of(node).path : undefined;
  return other === undefined ? line : `${line} of ${path.basename(other)}`;
}

/** What is written for an event and for a handler: `on.call(socket, event, handler)` says what it is called on first. */
function writtenParts({ node, list }: Listening): readonly (Node | undefined)[] {
  const callee = unwrap(node.callee);
  const key = callee.type === "MemberExpression" ? writtenKey(callee.property, callee.computed) : undefined;
  const args = key === "call" ? node.arguments.slice(1) : node.arguments;
  if (key === "apply" || args.some((arg) => arg.type === "SpreadElement")) return [];
  return list === "event" ? args : [undefined, ...args];
}

function shownEvent(listening: Listening, shown: (node: Node) => string): string {
  const { event, list } = listening;
  if (list !== "event") return "every event";
  if (event?.kind === "primitive") return `"${String(event.value)}"`;
  const [written] = writtenParts(listening);
  return written ? quoted(shown(written)) : "its event";
}

function quoted(code: string): string {
  return code.startsWith("`") ? code : `\`${code}\``;
}

function shownHandler(listening: Listening, shown: (node: Node) => string): string {
  const [, written] = writtenParts(listening);
  if (!written) return "the handler";
  return isFunction(unwrap(written)) ? "the inline handler" : `\`${shown(written)}\``;
}

function shownRelease(listening: Listening, shown: (node: Node) => string): string {
  const { node, method, list, event, thing } = listening;
  const callee = unwrap(node.callee);
  const receiver =
    callee.type === "MemberExpression" &&
    writtenKey(callee.property, callee.computed) === method &&
    isChainOfNames(callee.object)
      ? shown(callee.object)
      : (SHOWN.get(thing) ?? "socket");
  const [eventNode, handlerNode] = writtenParts(listening);
  const handler = handlerNode && !isFunction(unwrap(handlerNode)) ? shown(handlerNode) : "handler";
  if (list !== "event") return releaseCall(receiver, method, [handler]);
  const name = event?.kind === "primitive" ? `"${String(event.value)}"` : eventNode && shown(eventNode);
  return releaseCall(receiver, method, [name ?? "event", handler]);
}

function isChainOfNames(node: Node): boolean {
  if (node.type === "Identifier") return true;
  return node.type === "MemberExpression" && !node.computed && isChainOfNames(node.object);
}
