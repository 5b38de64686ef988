import type { Step } from "../clone/damage.js";
import type { FileView } from "../flow/file.js";
import type { Node } from "../flow/tree.js";
import { isFunction, unwrap, writtenKey } from "../flow/tree.js";
import { callsOf } from "../run/activity.js";
import type { RunValue } from "../run/values.js";
import { keyOf } from "../run/values.js";
import type { Sent } from "./ipc-in-run.js";

/** Where an author has written a part of what is sent. */
export interface WrittenPart {
  /** The part, or as much of the way to it as is written in one place. */
  readonly node: Node;
  /** What is left of the way from there; empty: the node is the part itself. */
  readonly rest: readonly Step[];
}

/** Finds the expression behind a part: through literals, and through the calls that have passed it on. */
export function writtenPart(file: FileView, sent: Sent, path: readonly Step[], part: RunValue): WrittenPart {
  if (sent.role === "result") return resultPart(file, sent, path);
  const argument = sent.node.arguments[sent.index];
  if (!argument || argument.type === "SpreadElement") return { node: sent.node, rest: path };
  let at = descend(argument, path, sent.value);
  for (const { node, args } of callsOf(sent.activity)) {
    const passed = node.arguments;
    if (unwrap(at.node).type !== "Identifier" || passed.length !== args.length) break;
    const index = args.findIndex((arg) => holds(arg, at.value, part));
    const argumentNode = passed[index];
    if (
      !argumentNode ||
      argumentNode.type === "SpreadElement" ||
      isFunction(unwrap(argumentNode)) !== isFunctionValue(args[index])
    )
      break;
    at = descend(argumentNode, [...stepsTo(args[index], at.value), ...at.rest], args[index]);
  }
  return { node: at.node, rest: at.rest };
}

interface Place extends WrittenPart {
  readonly value: RunValue | undefined;
}

/** Goes along a path as far as it is written out as literals. */
function descend(from: Node, path: readonly Step[], whole: RunValue | undefined): Place {
  let node = from;
  let value = whole;
  for (const [index, step] of path.entries()) {
    const inner = unwrap(node);
    const next = partOfLiteral(inner, step);
    if (!next) return { node, rest: path.slice(index), value };
    node = next;
    value = value && partOfValue(value, step);
  }
  return { node, rest: [], value };
}

function partOfLiteral(node: Node, step: Step): Node | undefined {
  if (node.type === "ObjectExpression" && step.kind === "member") {
    const property = node.properties.findLast(
      (one) => one.type === "Property" && writtenKey(one.key, one.computed) === step.name,
    );
    return property?.type === "Property" && property.kind === "init" ? property.value : undefined;
  }
  if (node.type !== "ArrayExpression" || step.kind !== "element" || step.index === undefined)
    return undefined;
  const before = node.elements.slice(0, step.index + 1);
  const element = before[step.index];
  return before.some((one) => one?.type === "SpreadElement") ? undefined : (element ?? undefined);
}

function partOfValue(value: RunValue, step: Step): RunValue | undefined {
  if (value.kind === "object" && step.kind === "member") return value.members.get(step.name)?.value;
  return value.kind === "list" && step.kind === "element" ? value.items[step.index ?? 0] : undefined;
}

function isOne(a: RunValue | undefined, b: RunValue | undefined): boolean {
  return a !== undefined && b !== undefined && (a === b || keyOf(a) === keyOf(b));
}

/** Whether an argument is a value, or has it as a member: the parameter may be taken apart. */
function holds(argument: RunValue, value: RunValue | undefined, part: RunValue): boolean {
  return isOne(argument, value) || isOne(argument, part) || memberWith(argument, value) !== undefined;
}

function memberWith(of: RunValue | undefined, value: RunValue | undefined): string | undefined {
  if (of?.kind !== "object" || value === undefined || value.kind === "primitive") return undefined;
  return [...of.members].find(([, member]) => isOne(member.value, value))?.[0];
}

function stepsTo(argument: RunValue | undefined, value: RunValue | undefined): readonly Step[] {
  const name = isOne(argument, value) ? undefined : memberWith(argument, value);
  return name === undefined ? [] : [{ kind: "member", name }];
}

function isFunctionValue(value: RunValue | undefined): boolean {
  return value?.kind === "closure";
}

/** In a handler, the value of the `return` that writes out most of the way, or the handler. */
function resultPart(file: FileView, { handler, node, value }: Sent, path: readonly Step[]): WrittenPart {
  const registered = { node: node.arguments[1] ?? node, rest: path };
  if (!handler) return registered;
  const { body } = handler.node;
  const returned = body.type === "BlockStatement" ? file.returnsOf(handler.node) : [body];
  const places = returned.flatMap((one) => (one ? [descend(one, path, value)] : []));
  const best = places.toSorted((a, b) => a.rest.length - b.rest.length).at(0);
  const isCertain = best !== undefined && (places.length === 1 || best.rest.length < path.length);
  return isCertain ? best : registered;
}
