import type { TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import { importedBy } from "../flow/imports.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { childrenOf, enclosingFunction, isFunction, isInside, writtenKey } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import { isReactEffect } from "../react/knowledge.js";
import type { Method } from "../sdk.js";
import { methodOf } from "../sdk.js";
import { codeThatListens } from "./reach.js";

/**
 * Whether all that a component or hook subscribes to ends as anybody can see, so that it need not be run: its effects have this
 * form, and the hooks that it calls are like that as well.
 *
 *     useEffect(() => {
 *       socket.on(EVENT, handler);
 *       return () => { socket.off(EVENT, handler); };
 *     }, [...]);
 */
export function endsEvidently(flow: Flow, fn: FunctionNode): boolean {
  return isEvident({ flow, code: codeThatListens(flow), seen: new Set() }, fn);
}

interface Search {
  readonly flow: Flow;
  /** The code that can have to do with listening. */
  readonly code: ReadonlySet<Node>;
  /** The functions that were asked about. */
  readonly seen: Set<FunctionNode>;
}

function isEvident(search: Search, fn: FunctionNode): boolean {
  if (search.seen.has(fn)) return true;
  // What makes it may be given what listens.
  for (let maker = enclosingFunction(fn); maker; maker = enclosingFunction(maker))
    if (maker.params.length > 0) return false;
  search.seen.add(fn);
  const effects = new Set<FunctionNode>();
  for (const place of placesIn(search, fn)) {
    const effect = place.type === "MemberExpression" ? effectAround(search, place, fn) : undefined;
    if (effect) effects.add(effect);
    else if (!isEvidentUse(search, place, fn)) return false;
  }
  return [...effects].every((effect) => isPaired(search, effect));
}

/** The innermost code that has to do with listening. */
function placesIn(search: Search, node: Node): readonly Node[] {
  const inner = childrenOf(node).filter((child) => search.code.has(child));
  return inner.length === 0 ? [node] : inner.flatMap((child) => placesIn(search, child));
}

/**
 * An element, whose component is asked for itself; what the function has declared with code that is looked at where it is declared;
 * or the call of a hook that is like that as well.
 */
function isEvidentUse(search: Search, place: Node, fn: FunctionNode): boolean {
  if (place.type === "JSXIdentifier") return true;
  if (place.type !== "Identifier") return false;
  if (isTakenOut(place)) return false;
  const declared = search.flow.file.variableOf(place)?.defs[0]?.node;
  if (declared?.type === "VariableDeclarator" && isInside(declared, fn))
    return declared.init !== null && search.code.has(declared.init);
  const call = place.parent;
  if (call.type !== "CallExpression" || call.callee !== place) return false;
  const only = onlyValueOf(search.flow, place);
  return only?.kind === "function" && isEvident(search, only.node);
}

/** `const { on } = socket` */
function isTakenOut({ parent }: Node): boolean {
  if (parent?.type !== "Property" || parent.parent.type !== "ObjectPattern") return false;
  return methodOf("socket", writtenKey(parent.key, parent.computed) ?? "") !== undefined;
}

function onlyValueOf(flow: Flow, node: Node): Value | undefined {
  const { values, others } = flow.evaluate(node);
  return values.length === 1 && !others ? values[0] : undefined;
}

/** The function that a place stands in and that is given to `useEffect`, as a statement of its own or of its cleanup. */
function effectAround({ flow }: Search, place: Node, unit: FunctionNode): FunctionNode | undefined {
  for (let at: Node | undefined = place; at && at !== unit; at = at.parent) {
    const call: Node | undefined = at.parent;
    if (!isFunction(at) || call?.type !== "CallExpression" || call.arguments[0] !== at) continue;
    const callee = onlyValueOf(flow, call.callee);
    return callee && isReactEffect(callee) ? at : undefined;
  }
  return undefined;
}

/** A call such as `socket.on(EVENT, handler)`, of which it is certain that it means the same wherever it is written. */
interface Call {
  readonly role: Method["role"];
  readonly words: string;
}

/** Whether each statement of an effect that subscribes has one in its cleanup that releases the same, and nothing else listens in it. */
function isPaired(search: Search, effect: FunctionNode): boolean {
  if (!isPlain(effect) || effect.body.type !== "BlockStatement") return false;
  const view = search.flow.file.of(effect);
  const statements = effect.body.body;
  const last = statements.at(-1);
  const cleanup = last?.type === "ReturnStatement" ? last.argument : undefined;
  if (!isFunction(cleanup) || !isPlain(cleanup)) return false;
  if (cleanup.body.type === "BlockStatement" && view.returnsOf(cleanup).length > 0) return false;
  if (mayThrow(search.flow, effect, new Set())) return false;
  const begun = callsOf(search, statements.slice(0, -1));
  const ended = callsOf(search, cleanup.body.type === "BlockStatement" ? cleanup.body.body : [cleanup.body]);
  if (!begun || !ended) return false;
  // It may be left early only as long as nothing has begun.
  const first = statements.findIndex((statement) => search.code.has(statement));
  const guards = statements.slice(0, first).filter((statement) => isGuard(search.flow, statement));
  if (view.returnsOf(effect).length !== guards.length + 1) return false;
  const isAll =
    begun.every(({ role }) => role === "subscribe") && ended.every(({ role }) => role === "release");
  return isAll && sorted(begun).join("\n") === sorted(ended).join("\n");
}

/** Whether a function takes nothing, waits for nothing and cannot call itself. */
function isPlain(fn: FunctionNode): boolean {
  return !fn.async && !fn.generator && fn.params.length === 0 && !fn.id;
}

/** Whether code in a function throws, or in one that is called in it, as far as these are in sight; what is async throws later. */
function mayThrow(flow: Flow, fn: FunctionNode, seen: Set<Node>): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  return throwsIn(flow, fn.body, seen);
}

function throwsIn(flow: Flow, node: Node, seen: Set<Node>): boolean {
  if (node.type === "ThrowStatement") return true;
  if (isFunction(node) && node.async) return false;
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const { values } = flow.evaluate(node.callee);
    const isThrowing = values.some(
      (value) => value.kind === "function" && !value.node.async && mayThrow(flow, value.node, seen),
    );
    if (isThrowing) return true;
  }
  return childrenOf(node).some((child) => throwsIn(flow, child, seen));
}

function sorted(calls: readonly Call[]): readonly string[] {
  return calls.map(({ words }) => words).toSorted();
}

/** `if (!socket) return;` */
function isGuard(flow: Flow, statement: Node): boolean {
  if (statement.type !== "IfStatement" || statement.alternate) return false;
  const { test, consequent } = statement;
  const asked = test.type === "UnaryExpression" && test.operator === "!" ? test.argument : test;
  const only =
    consequent.type === "BlockStatement" && consequent.body.length === 1 ? consequent.body[0] : consequent;
  return only?.type === "ReturnStatement" && !only.argument && wordsOf(flow, asked) !== undefined;
}

/** The calls among statements that have to do with listening; `undefined`: one of them is something else. */
function callsOf(search: Search, statements: readonly Node[]): readonly Call[] | undefined {
  const calls: Call[] = [];
  for (const statement of statements) {
    if (!search.code.has(statement)) continue;
    const call = callOf(search, statement);
    if (!call) return undefined;
    calls.push(call);
  }
  return calls;
}

function callOf({ flow, code }: Search, statement: Node): Call | undefined {
  let node = statement.type === "ExpressionStatement" ? statement.expression : statement;
  if (node.type === "UnaryExpression" && node.operator === "void") node = node.argument;
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  const { object, property, computed } = node.callee;
  const spec = computed || property.type !== "Identifier" ? undefined : methodOf("socket", property.name);
  if (spec?.channel === undefined || node.arguments.length !== 2) return undefined;
  if (node.arguments.some((argument) => argument.type !== "Identifier" && code.has(argument)))
    return undefined;
  const words = [object, ...node.arguments].map((part) => wordsOf(flow, part));
  if (words.includes(undefined) || object.type !== "Identifier") return undefined;
  return { role: spec.role, words: words.join(" ") };
}

/** What an expression says, if it says the same wherever it is evaluated. */
function wordsOf(flow: Flow, node: Node): string | undefined {
  if (node.type === "Literal") return node.raw;
  if (node.type === "Identifier") return nameOf(flow, node);
  // `CHANNELS.status`
  const only = onlyValueOf(flow, node);
  const isText = only?.kind === "primitive" && typeof only.value === "string";
  return isText ? JSON.stringify(only.value) : undefined;
}

/** A variable that has one value. */
function nameOf(flow: Flow, node: TSESTree.Identifier): string | undefined {
  const variable = flow.file.variableOf(node);
  const imported = variable?.defs[0] && importedBy(variable.defs[0].node);
  const behind = imported && flow.behind(imported);
  const isFixed =
    variable && isSettled(variable) && (behind?.kind !== "variable" || isSettled(behind.variable));
  const name = variable?.identifiers[0];
  return isFixed && name ? `${variable.name}@${flow.file.placeOf(name)}` : undefined;
}

function isSettled({ defs, references }: Variable): boolean {
  return (
    defs.length === 1 && references.every((reference) => !reference.isWrite() || reference.init === true)
  );
}
