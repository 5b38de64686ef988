import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isFunction, isInside, outermost, unwrap, writtenKey } from "../flow/tree.js";
import type { Communication } from "../model/communication.js";
import { prefixedChannels } from "../model/channels.js";
import type { Leak } from "../model/leaks.js";
import { releaseCall } from "../sdk.js";
import type { Edit } from "./edit.js";

/** How a subscription can be given its end, and what that is called. */
export interface Remedy {
  readonly kind:
    "addCleanup" | "passHandler" | "useSameHandler" | "useSameEvent" | "returnCleanup" | "removeInstead";
  readonly edits: readonly Edit[];
}

/** A subscription as it is written, where it is written in the simplest way: in an effect, on its own. */
interface Written {
  readonly call: TSESTree.CallExpression;
  /** What it is called on, and the name of the method. */
  readonly receiver: string;
  readonly method: string;
  readonly event: TSESTree.Expression | undefined;
  readonly handler: TSESTree.Expression;
  /** The function that is the effect. */
  readonly effect: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;
}

/** The change that ends a subscription as it should be; `undefined` where there is none that is certain to be right. */
export function remedyOf(
  communication: Communication,
  leak: Leak,
  others: readonly Leak[],
): Remedy | undefined {
  const effect = effectOf(leak);
  if (!effect || effect.async || communication.flow.file.isElsewhere(effect)) return undefined;
  if (leak.related && communication.flow.file.isElsewhere(leak.related)) return undefined;
  // What has a wrong name gets another one first: it would be wrong at one more place.
  const isWrong = prefixedChannels(communication).some(({ calls }) =>
    calls.some(({ node }) => node === leak.listening?.node),
  );
  if (isWrong) return undefined;
  const isAlone = !others.some((other) => other !== leak && leak.related && other.related === leak.related);
  switch (leak.kind) {
    case "undoIgnored":
      return returnUndo(communication, leak, effect);
    case "notReturned":
      return returnCleanup(communication, leak, effect);
    default:
  }
  const written = writtenAs(communication, leak, effect);
  if (!written) return undefined;
  switch (leak.kind) {
    case "never":
    case "once":
      return addCleanup(communication, written);
    case "endsForAll":
      return isAlone ? passHandler(communication, written, leak.related) : undefined;
    case "otherHandler":
      return isAlone ? useSameHandler(communication, written, leak.related) : undefined;
    case "otherEvent":
      return isAlone ? useSameEvent(communication, written, leak.related) : undefined;
    case "disconnects":
      return isAlone ? removeInstead(communication, written, leak.related) : undefined;
    case "atOnce":
      return returnLater(communication, written, leak.related);
    default:
      return undefined;
  }
}

// ---------------------------------------------------------------- what is written

function effectOf({ listening }: Leak): Written["effect"] | undefined {
  const hook = listening?.activity.start.kind === "effect" ? listening.activity.start.node : undefined;
  const [first] = hook?.type === "CallExpression" ? hook.arguments : [];
  const effect = first && unwrap(first);
  return effect?.type === "ArrowFunctionExpression" || effect?.type === "FunctionExpression"
    ? effect
    : undefined;
}

function writtenAs(communication: Communication, leak: Leak, effect: Written["effect"]): Written | undefined {
  const { node, listening } = leak;
  if (node !== listening?.node || node.type !== "CallExpression") return undefined;
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression" || !isChainOfNames(communication, callee.object)) return undefined;
  const method = writtenKey(callee.property, callee.computed);
  const args = listening.list === "event" ? node.arguments : [undefined, ...node.arguments];
  const [event, handler, ...more] = args;
  if (method === undefined || !handler || more.length > 0) return undefined;
  if (event?.type === "SpreadElement" || handler.type === "SpreadElement") return undefined;
  if (event && !isStable(communication, event)) return undefined;
  if (enclosingFunction(node) !== effect) return undefined;
  return { call: node, receiver: textOf(communication, callee.object), method, event, handler, effect };
}

function textOf({ flow }: Communication, node: Node): string {
  return flow.file.textOf(node);
}

function isChainOfNames(communication: Communication, node: Node): boolean {
  if (node.type === "Identifier") return isConstant(communication, node);
  return node.type === "MemberExpression" && !node.computed && isChainOfNames(communication, node.object);
}

/** A name that means the same wherever it is read. */
function isConstant({ flow }: Communication, name: TSESTree.Identifier): boolean {
  const variable = flow.file.variableOf(name);
  const writes = variable?.references.filter((reference) => reference.isWrite() && !reference.init) ?? [];
  return writes.length === 0;
}

/** Whether an expression can be written once more and then is the same value: nothing in it is called, made or changed. */
function isStable(communication: Communication, node: Node): boolean {
  switch (node.type) {
    case "Literal":
      return true;
    case "Identifier":
      return isConstant(communication, node);
    case "TemplateLiteral":
      return node.expressions.every((part) => isStable(communication, part));
    case "BinaryExpression":
      return isStable(communication, node.left) && isStable(communication, node.right);
    case "MemberExpression": {
      const key = writtenKey(node.property, node.computed);
      return key !== undefined && key !== "current" && isStable(communication, node.object);
    }
    default:
      return false;
  }
}

/** Whether the names in an expression mean at another place what they mean where they stand. */
function isVisibleAt({ flow }: Communication, node: Node, place: Node): boolean {
  const { file } = flow;
  const names = namesIn(node);
  return names.every((name) => file.named(name.name, place) === file.named(name.name, name));
}

function namesIn(node: Node): readonly TSESTree.Identifier[] {
  switch (node.type) {
    case "Identifier":
      return [node];
    case "TemplateLiteral":
      return node.expressions.flatMap(namesIn);
    case "BinaryExpression":
      return [node.left, node.right].flatMap(namesIn);
    case "MemberExpression":
      return namesIn(node.object);
    default:
      return [];
  }
}

// ---------------------------------------------------------------- the handler by name

interface Named {
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** A name for the handler: its own, or one that it is given in front of the subscription. */
function named(
  communication: Communication,
  { call, handler, event, receiver, method }: Written,
): Named | undefined {
  if (isStable(communication, handler)) return { name: textOf(communication, handler), edits: [] };
  const statement = outermost(call).parent;
  if (statement?.type !== "ExpressionStatement" || statement.parent.type !== "BlockStatement")
    return undefined;
  const type = typeForHandler(communication, handler, `${receiver}.${method}`);
  if (type === undefined) return undefined;
  const name = freeName(communication, event);
  const text = `const ${name}${type} = ${textOf(communication, handler)};${separator(communication, statement)}`;
  const [start] = statement.range;
  return {
    name,
    edits: [
      { range: [start, start], text },
      { range: handler.range, text: name },
    ],
  };
}

/** On its own, a function does not know the types that its parameters had as an argument. */
function typeForHandler({ isTypeScript }: Communication, handler: Node, method: string): string | undefined {
  if (!isTypeScript || !isFunction(handler)) return "";
  const isTyped = handler.params.every((node) => {
    const inner = node.type === "AssignmentPattern" ? node.left : node;
    return "typeAnnotation" in inner && inner.typeAnnotation !== undefined;
  });
  return isTyped ? "" : `: Parameters<typeof ${method}>[${method.includes("Any") ? "0" : "1"}]`;
}

function freeName({ flow }: Communication, event: Node | undefined): string {
  const text = event?.type === "Literal" && typeof event.value === "string" ? event.value : "";
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = `handle${words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("") || "Event"}`;
  const taken = new Set(flow.file.source.scopeManager?.scopes.flatMap((scope) => [...scope.set.keys()]));
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}${String(count)}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** What stands between two statements where this one stands: a new line with its indentation, or a space. */
function separator({ sourceCode }: Communication, statement: Node): string {
  const { lines } = sourceCode;
  const line = lines[statement.loc.start.line - 1] ?? "";
  const before = line.slice(0, statement.loc.start.column);
  return before.trim() === "" ? `\n${before}` : " ";
}

// ---------------------------------------------------------------- remedies

function releaseText(
  { receiver, method, event }: Written,
  communication: Communication,
  handler: string,
): string {
  const args = [...(event ? [textOf(communication, event)] : []), handler];
  return releaseCall(receiver, method, args);
}

function addCleanup(communication: Communication, written: Written): Remedy | undefined {
  const { call, effect } = written;
  const { body } = effect;
  if (body.type !== "BlockStatement") {
    if (unwrap(body) !== call || !isStable(communication, written.handler)) return undefined;
    const release = releaseText(written, communication, textOf(communication, written.handler));
    const text = `{ ${textOf(communication, call)}; return () => { ${release}; }; }`;
    return { kind: "addCleanup", edits: [{ range: body.range, text }] };
  }
  const statement = outermost(call).parent;
  if (statement?.type !== "ExpressionStatement" || statement.parent !== body) return undefined;
  const handler = named(communication, written);
  if (!handler) return undefined;
  const end = endOfCleanup(communication, written, body, statement);
  const release = releaseText(written, communication, handler.name);
  return end && { kind: "addCleanup", edits: [...handler.edits, end(release)] };
}

/** Where a statement goes that must run when the effect ends: into the cleanup that is there, or into one that is made. */
function endOfCleanup(
  communication: Communication,
  { effect, event, handler }: Written,
  body: TSESTree.BlockStatement,
  statement: Node,
): ((release: string) => Edit) | undefined {
  const returns = body.body.filter((one) => one.type === "ReturnStatement");
  const count = communication.flow.file.returnsOf(effect).length;
  const [only] = returns;
  const last = body.body.at(-1) ?? statement;
  if (count === 0) {
    const space = separator(communication, last);
    const [, end] = last.range;
    return (release) => ({
      range: [end, end],
      text: `${space}return () => {${inner(space)}${release};${space}};`,
    });
  }
  const cleanup = only?.argument && count === 1 && only === last ? unwrap(only.argument) : undefined;
  if (!cleanup || !isFunction(cleanup) || cleanup.async) return undefined;
  const parts = [...(event ? [event] : []), ...(isStable(communication, handler) ? [handler] : [])];
  if (!parts.every((part) => isVisibleAt(communication, part, cleanup.body))) return undefined;
  if (cleanup.body.type !== "BlockStatement") {
    const { body: expression } = cleanup;
    const text = textOf(communication, expression);
    return (release) => ({ range: expression.range, text: `{ ${text}; ${release}; }` });
  }
  const lastOfCleanup = cleanup.body.body.at(-1);
  if (!lastOfCleanup || communication.flow.file.returnsOf(cleanup).length > 0) return undefined;
  const space = separator(communication, lastOfCleanup);
  const [, end] = lastOfCleanup.range;
  return (release) => ({ range: [end, end], text: `${space}${release};` });
}

function inner(space: string): string {
  return space.startsWith("\n") ? `${space}  ` : space;
}

/** `off(event)` gets the handler as well. */
function passHandler(
  communication: Communication,
  written: Written,
  release: Node | undefined,
): Remedy | undefined {
  if (release?.type !== "CallExpression" || !isInside(release, written.effect)) return undefined;
  if (isStable(communication, written.handler) && !isVisibleAt(communication, written.handler, release))
    return undefined;
  const callee = unwrap(release.callee);
  if (callee.type !== "MemberExpression" || callee.computed) return undefined;
  const isForEvent = written.event !== undefined;
  if (release.arguments.length !== (isForEvent ? 1 : 0)) return undefined;
  const handler = named(communication, written);
  if (!handler) return undefined;
  const [argument] = release.arguments;
  const args = [...(argument ? [textOf(communication, argument)] : []), handler.name];
  const text = releaseCall(textOf(communication, callee.object), written.method, args);
  return { kind: "passHandler", edits: [...handler.edits, { range: release.range, text }] };
}

/** The handler is named, and removed by that name. */
function useSameHandler(
  communication: Communication,
  written: Written,
  release: Node | undefined,
): Remedy | undefined {
  if (release?.type !== "CallExpression" || !isInside(release, written.effect)) return undefined;
  const other = release.arguments[written.event ? 1 : 0];
  if (!other || other.type === "SpreadElement" || isStable(communication, written.handler)) return undefined;
  const handler = named(communication, written);
  return (
    handler && {
      kind: "useSameHandler",
      edits: [...handler.edits, { range: other.range, text: handler.name }],
    }
  );
}

function useSameEvent(
  communication: Communication,
  written: Written,
  release: Node | undefined,
): Remedy | undefined {
  if (release?.type !== "CallExpression" || !isInside(release, written.effect) || !written.event)
    return undefined;
  const [other] = release.arguments;
  if (!other || other.type === "SpreadElement" || !isVisibleAt(communication, written.event, other))
    return undefined;
  if (textOf(communication, other) === textOf(communication, written.event)) return undefined;
  return {
    kind: "useSameEvent",
    edits: [{ range: other.range, text: textOf(communication, written.event) }],
  };
}

function removeInstead(
  communication: Communication,
  written: Written,
  disconnect: Node | undefined,
): Remedy | undefined {
  if (!disconnect || !isInside(disconnect, written.effect)) return undefined;
  const parts = [
    ...(written.event ? [written.event] : []),
    ...(isStable(communication, written.handler) ? [written.handler] : []),
  ];
  if (!parts.every((part) => isVisibleAt(communication, part, disconnect))) return undefined;
  const handler = named(communication, written);
  if (!handler) return undefined;
  const text = releaseText(written, communication, handler.name);
  return { kind: "removeInstead", edits: [...handler.edits, { range: disconnect.range, text }] };
}

/** `return socket.off(...)` becomes a function that does so later. */
function returnLater(
  communication: Communication,
  { effect }: Written,
  release: Node | undefined,
): Remedy | undefined {
  const whole = release && outermost(release);
  const statement = whole?.parent;
  if (!release || statement?.type !== "ReturnStatement" || enclosingFunction(statement) !== effect)
    return undefined;
  const text = `() => { ${textOf(communication, release)}; }`;
  return { kind: "returnCleanup", edits: [{ range: whole?.range ?? release.range, text }] };
}

/** A cleanup that has a name is returned by it. */
function returnCleanup(
  communication: Communication,
  { related }: Leak,
  effect: FunctionNode,
): Remedy | undefined {
  const { body } = effect;
  const cleanup = related && enclosingFunction(related);
  if (body.type !== "BlockStatement" || !cleanup || communication.flow.file.returnsOf(effect).length > 0)
    return undefined;
  const declaration = cleanup.type === "FunctionDeclaration" ? cleanup : cleanup.parent;
  const statement = declaration.type === "VariableDeclarator" ? declaration.parent : declaration;
  const name = "id" in declaration ? declaration.id : undefined;
  if (statement.parent !== body || name?.type !== "Identifier" || cleanup.params.length > 0) return undefined;
  const last = body.body.at(-1) ?? statement;
  const [, end] = last.range;
  return {
    kind: "returnCleanup",
    edits: [{ range: [end, end], text: `${separator(communication, last)}return ${name.name};` }],
  };
}

/** `listen(...);` at the end of an effect gives what ends it: the effect returns that. */
function returnUndo(communication: Communication, { node }: Leak, effect: FunctionNode): Remedy | undefined {
  const statement = outermost(node).parent;
  const { body } = effect;
  if (
    body.type !== "BlockStatement" ||
    statement?.type !== "ExpressionStatement" ||
    body.body.at(-1) !== statement
  )
    return undefined;
  if (communication.flow.file.returnsOf(effect).length > 0) return undefined;
  const [start] = statement.range;
  return { kind: "returnCleanup", edits: [{ range: [start, start], text: "return " }] };
}
