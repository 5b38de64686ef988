import { routerOf } from "../express/routers.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { constructorOf } from "../flow/classes.js";
import type { Env } from "../flow/env.js";
import type { Flow, Invocation } from "../flow/flow.js";
import type { CallNode, ClassNode, Node } from "../flow/tree.js";
import { enclosingClassMember, isFunction, unwrap } from "../flow/tree.js";
import type { Answer, Value } from "../flow/values.js";
import { reactName } from "../react/knowledge.js";
import { isOwn } from "../project/resolver.js";
import type { Thing } from "../sdk.js";
import type { SdkFile } from "./sdk-file.js";
import { shorten } from "./words.js";

/** Why code that is not in sight may send, hear or route in the name of a file: it is given what it needs for that. */
export interface Escapes {
  readonly send?: string | undefined;
  readonly hear?: string | undefined;
  readonly route?: string | undefined;
}

/** What can be done with a thing. */
const USES: ReadonlyMap<Thing | "router", readonly (keyof Escapes)[]> = new Map<
  Thing | "router",
  readonly (keyof Escapes)[]
>([
  ["background-context", ["send", "route"]],
  ["ipc", ["send"]],
  ["server", ["route"]],
  ["router", ["route"]],
  ["ui-context", ["hear"]],
  ["socket", ["hear"]],
]);
/** Values nested deeper than this are not looked into. */
const DEEPEST = 3;

/** Reasons that are being collected: the first of each kind stays. */
export type FoundEscapes = { -readonly [key in keyof Escapes]: Escapes[key] };

/** What becomes of the SDK's things, and of routers, in code that is not in sight. */
export function escapesOf(file: SdkFile): Escapes {
  const { flow } = file;
  const found: FoundEscapes = {};
  for (const node of flow.file.calls) noteEscapes(file, node, undefined, found);
  for (const element of flow.file.elements) noteProps(file, element, found);
  for (const { left, right } of flow.file.memberWrites) {
    if (left.type !== "MemberExpression" || !mayHoldThing(right) || isOwnObject(flow, left.object)) continue;
    note(file, flow.evaluate(right), left, found);
  }
  for (const owner of flow.file.classes) {
    if (isInSightWithBases(flow, owner)) continue;
    for (const parameter of constructorOf(owner)?.params ?? [])
      if (parameter.type === "TSParameterProperty")
        note(file, flow.evaluate(parameter.parameter), owner, found);
  }
  return found;
}

/** Notes what a call hands to a function that is not in sight. */
export function noteEscapes(file: SdkFile, node: CallNode, env: Env | undefined, found: FoundEscapes): void {
  const { flow } = file;
  if (node.callee.type === "Super" && isInClassInSight(flow, node)) return;
  for (const [index, argument] of node.arguments.entries()) {
    if (!mayHoldThing(argument)) continue;
    const invocations = flow.invocations(node, env);
    if (invocations.length > 0 && invocations.every((one) => isInSight(file, one, node, index))) continue;
    note(
      file,
      flow.evaluate(argument.type === "SpreadElement" ? argument.argument : argument, env),
      node.callee,
      found,
    );
  }
}

/** Notes what a component that is not in sight gets. */
function noteProps(file: SdkFile, element: TSESTree.JSXOpeningElement, found: FoundEscapes): void {
  const { flow } = file;
  if (element.name.type === "JSXIdentifier" && /^[a-z]/.test(element.name.name)) return;
  const components = flow.evaluate(element.name).values;
  const isSeen = components.every((value) => value.kind === "function" || isOwnProvider(flow, value));
  if (components.length > 0 && isSeen) return;
  for (const attribute of element.attributes) {
    const written = attribute.type === "JSXSpreadAttribute" ? attribute.argument : attribute.value;
    const inner = written?.type === "JSXExpressionContainer" ? written.expression : written;
    if (inner && mayHoldThing(inner)) note(file, flow.evaluate(inner), element.name, found);
  }
}

function note(file: SdkFile, answer: Answer, to: Node, found: FoundEscapes): void {
  for (const kind of kindsIn(file, answer, 0))
    for (const use of USES.get(kind) ?? [])
      found[use] ??= `\`${shorten(file.flow.file.textOf(to))}\` is not in sight`;
}

/** Whether a value is, or holds, something with which one can send, hear or route. */
export function holdsThing(file: SdkFile, answer: Answer): boolean {
  return kindsIn(file, answer, 0).some((kind) => USES.has(kind));
}

function kindsIn(file: SdkFile, { values }: Answer, depth: number): readonly (Thing | "router")[] {
  if (depth > DEEPEST) return [];
  const { flow, things } = file;
  return values.flatMap((value): readonly (Thing | "router")[] => {
    const method = things.methodBehind(value)?.method;
    if (method)
      return method.role === "subscribe" || method.role === "send" || method.role === "route"
        ? [thingOfRole(method.role)]
        : [];
    const thing = things.thingOf(value);
    if (thing) return [thing];
    if (routerOf(flow, value)) return ["router"];
    if (value.kind === "bound") return kindsIn(file, { values: [value.target] }, depth + 1);
    if (value.kind === "record")
      return [...value.members.values()].flatMap((member) => kindsIn(file, member.answer(), depth + 1));
    return value.kind === "list" ? value.elements.flatMap((one) => kindsIn(file, one(), depth + 1)) : [];
  });
}

function thingOfRole(role: "subscribe" | "send" | "route"): Thing {
  return role === "subscribe" ? "socket" : role === "send" ? "ipc" : "server";
}

/** Whether something is stored in an object that the plugin has made: there it is looked for by the names of methods. */
function isOwnObject(flow: Flow, object: Node): boolean {
  if (unwrap(object).type === "ThisExpression") return isInClassInSight(flow, object);
  const { values } = flow.evaluate(object);
  return values.every((value) => {
    let at = value;
    while (at.kind === "member" || at.kind === "result") at = at.kind === "member" ? at.object : at.callee;
    return at.kind !== "import" || isOwn(at.source);
  });
}

function isInClassInSight(flow: Flow, inside: Node): boolean {
  const owner = enclosingClassMember(inside)?.owner;
  return owner === undefined || isInSightWithBases(flow, owner);
}

/** Whether all classes that a class is built on are the plugin's own. */
function isInSightWithBases(flow: Flow, { superClass }: ClassNode): boolean {
  if (!superClass) return true;
  const { values, others } = flow.evaluate(superClass);
  return !others && values.every((value) => value.kind === "class" && isInSightWithBases(flow, value.node));
}

/** Whether an expression is of a kind that can be, or hold, something else than text. */
function mayHoldThing(node: Node): boolean {
  return !isFunction(node) && node.type !== "Literal" && node.type !== "TemplateLiteral";
}

/** Whether it can be seen what a call does with an argument. */
function isInSight(
  { flow, things }: SdkFile,
  invocation: Invocation,
  node: CallNode,
  index: number,
): boolean {
  const { callee, args } = invocation;
  if (callee.kind === "function" || callee.kind === "class") return true;
  if (things.methodCalled(invocation)) return true;
  // What it binds is followed.
  if (callee.kind === "member" && callee.key === "bind") return true;
  const at = args.nodes.indexOf(node.arguments[index]);
  if (at >= 0 && flow.knowledge.meaningOf(callee)?.argument?.(at, invocation)) return true;
  // What is mounted on a router is a part of it.
  return callee.kind === "member" && routerOf(flow, callee.object) !== undefined;
}

/** A provider of a context that is made in the same file: there its value is seen. */
function isOwnProvider(flow: Flow, value: Value): boolean {
  const context = value.kind === "member" && value.key === "Provider" ? value.object : value;
  return (
    context.kind === "result" &&
    reactName(context.callee) === "createContext" &&
    !flow.file.isElsewhere(context.origin)
  );
}
