import type { TSESTree } from "@typescript-eslint/utils";
import type { Env } from "./env.js";
import { assume } from "./env.js";
import type { Flow } from "./flow.js";
import type { Variable } from "./file.js";
import { isText } from "./text.js";
import type { Node } from "./tree.js";
import { isFunction, isInside, unwrap, writtenKey } from "./tree.js";
import type { Answer, Reason, Value } from "./values.js";
import { exactly, isNullish, isOpaqueKind, truthOf } from "./values.js";

/** A condition on the way to a node: what it looks at, and whether the node is reached; `undefined`: cannot be decided. */
interface Guard {
  readonly test: Node;
  readonly reached: (evaluate: (node: Node) => Answer) => boolean | undefined;
}

/**
 * Takes away the texts that a variable cannot have at a place, because a condition on the way there excludes them
 * (`if (name.startsWith("x:")) return;`). Where a condition that chooses among them cannot be decided, a text is no proof.
 */
export function refine(
  flow: Flow,
  variable: Variable,
  read: Node,
  env: Env | undefined,
  answer: Answer,
): Answer {
  if (!answer.values.some(isText)) return answer;
  const guards = guardsOf(flow, read, variable.scope.block).filter(({ test }) =>
    mentions(flow, test, variable, 0),
  );
  if (guards.length === 0) return answer;
  const isFixed = answer.values.length === 1 && !answer.others && isConstant(variable);
  let undecided: Reason | undefined;
  const kept = answer.values.filter((value) => {
    if (!isText(value)) return true;
    const assumed = assume(env, variable.scope.block, variable, exactly(value));
    return guards.every((guard) => {
      const reached = guard.reached((node) => flow.evaluate(node, assumed));
      // What has one value only cannot be chosen by comparing it with something that is not known.
      const cannotChoose = isFixed && guard.test.type === "BinaryExpression";
      if (reached === undefined && !cannotChoose)
        undecided ??= { why: "a condition on it cannot be decided", node: guard.test };
      return reached ?? cannotChoose;
    });
  });
  return { values: kept, others: answer.others ?? undecided };
}

/** Declared with a value and never written again. */
function isConstant(variable: Variable): boolean {
  const [definition, ...more] = variable.defs;
  if (!definition || more.length > 0 || definition.node.type !== "VariableDeclarator") return false;
  const statement = definition.node.parent.parent;
  return definition.node.init !== null && !statement.type.startsWith("For");
}

/**
 * Whether a value can still be there behind a write that may have replaced it: `if (name.startsWith("x:")) name = ...`.
 * `undefined` where the write is about the value itself, but whether it happens cannot be decided.
 */
export function canOutlive(
  flow: Flow,
  variable: Variable,
  value: Value,
  sources: readonly Variable[],
  write: Node,
  env: Env | undefined,
): boolean | undefined {
  const assumed = assume(env, variable.scope.block, variable, exactly(value));
  const isAbout = (node: Node): boolean =>
    [variable, ...sources].some((source) => mentions(flow, node, source, 0));
  const guards = guardsOf(flow, write, variable.scope.block).map((guard) => ({
    reached: guard.reached((node) => flow.evaluate(node, assumed)),
    concerns: isAbout(guard.test),
  }));
  if (guards.some(({ reached }) => reached === false)) return true;
  if (guards.length > 0 && guards.every(({ reached }) => reached)) return false;
  const assignment = write.parent?.type === "AssignmentExpression" ? write.parent : undefined;
  if (assignment?.operator === "||=" || assignment?.operator === "??=") return true;
  if (assignment?.operator === "&&=" && truthOf(value)) return false;
  const isNormalised = assignment !== undefined && (assignment.operator !== "=" || isAbout(assignment.right));
  return isNormalised || guards.some(({ concerns }) => concerns) ? undefined : true;
}

/** Whether a node runs at all, as far as the conditions on the way to it can be decided. */
export function canRun(flow: Flow, node: Node, top: Node, env: Env | undefined): boolean {
  return guardsOf(flow, node, top).every(
    ({ reached }) => reached((test) => flow.evaluate(test, env)) !== false,
  );
}

/**
 * Whether a call can happen at all. Not where a condition on the way there is false, nor where it compares what is called
 * with something else (`if (bus !== other) bus.emit()`) and that cannot be decided.
 */
export function canHappen(flow: Flow, node: Node, env: Env | undefined): boolean {
  const receiver = receiverOf(node);
  const variable = receiver && flow.file.variableOf(receiver);
  return guardsOf(flow, node, flow.file.of(node).source.ast).every(({ test, reached }) => {
    const answer = reached((inner) => flow.evaluate(inner, env));
    if (answer !== undefined) return answer;
    return !(variable && isComparison(test) && mentions(flow, test, variable, 0));
  });
}

/** The name that a chain of members and calls begins with. */
function receiverOf(node: Node): TSESTree.Identifier | undefined {
  let at: Node = node;
  for (;;) {
    at = unwrap(at);
    if (at.type === "CallExpression") at = at.callee;
    else if (at.type === "MemberExpression") at = at.object;
    else return at.type === "Identifier" ? at : undefined;
  }
}

/** `a === b`, `a instanceof B`, `Object.is(a, b)`: which object is it? Not: is there one? */
function isComparison(test: Node): boolean {
  if (test.type === "CallExpression") return true;
  if (test.type !== "BinaryExpression" || !/^(?:[!=]==?|instanceof|in)$/.test(test.operator)) return false;
  return ![test.left, test.right].some(
    (side) => side.type === "Literal" || (side.type === "Identifier" && side.name === "undefined"),
  );
}

/** Whether a node certainly runs when the code at `top` does: every condition on the way holds. */
export function certainlyRuns(flow: Flow, node: Node, top: Node, env: Env | undefined): boolean {
  return guardsOf(flow, node, top).every(
    ({ reached }) => reached((test) => flow.evaluate(test, env)) === true,
  );
}

/** Whether conditions on the way to a node cannot be decided. */
export function dependsOnUnknown(flow: Flow, node: Node, env: Env | undefined): boolean {
  return guardsOf(flow, node, flow.file.of(node).source.ast).some(
    ({ reached }) => reached((test) => flow.evaluate(test, env)) === undefined,
  );
}

export function truthOfAnswer(answer: Answer): boolean | undefined {
  if (answer.others || answer.values.length === 0) return undefined;
  const truths = new Set(answer.values.map(truthOf));
  return truths.size === 1 ? [...truths][0] : undefined;
}

function condition(test: Node, holds: boolean): Guard {
  return {
    test,
    reached: (evaluate) => {
      const truth = truthOfAnswer(evaluate(test));
      return truth === undefined ? undefined : truth === holds;
    },
  };
}

/** The parts of a condition that must each hold: `a && b` is true when both are, `a || b` false when both are. */
function conditions(test: Node, holds: boolean): Guard[] {
  if (test.type === "UnaryExpression" && test.operator === "!") return conditions(test.argument, !holds);
  if (test.type === "LogicalExpression" && test.operator === (holds ? "&&" : "||")) {
    return [...conditions(test.left, holds), ...conditions(test.right, holds)];
  }
  return [condition(test, holds)];
}

/** `left ?? here`. */
function missing(left: Node): Guard {
  return {
    test: left,
    reached(evaluate) {
      const { values, others } = evaluate(left);
      if (values.length === 0 || others || values.some(({ kind }) => isOpaqueKind(kind))) return undefined;
      const nullish = values.filter(isNullish).length;
      return nullish === values.length ? true : nullish === 0 ? false : undefined;
    },
  };
}

/** Something that may or may not be passed on the way. */
function perhaps(node: Node): Guard {
  return { test: node, reached: () => undefined };
}

const guardsKnown = new WeakMap<Node, Map<Node, readonly Guard[]>>();

/** The conditions between `top` and a node, innermost first. */
function guardsOf(flow: Flow, node: Node, top: Node): readonly Guard[] {
  const known = guardsKnown.get(node) ?? new Map<Node, readonly Guard[]>();
  guardsKnown.set(node, known);
  const guards = known.get(top) ?? collectGuards(flow, node, top);
  known.set(top, guards);
  return guards;
}

function collectGuards(flow: Flow, node: Node, top: Node): readonly Guard[] {
  const guards: Guard[] = [];
  for (let at = node; at.parent && at !== top; at = at.parent) {
    const parent: Node = at.parent;
    switch (parent.type) {
      case "IfStatement":
      case "ConditionalExpression":
        if (at !== parent.test) guards.push(...conditions(parent.test, at === parent.consequent));
        break;
      case "LogicalExpression":
        if (at !== parent.right) break;
        if (parent.operator === "??") guards.push(missing(parent.left));
        else guards.push(...conditions(parent.left, parent.operator === "&&"));
        break;
      case "WhileStatement":
      case "ForStatement":
        if (at === parent.body && parent.test) guards.push(...conditions(parent.test, true));
        break;
      case "SwitchCase":
        if (at !== parent.test) guards.push(caseOf(parent));
        break;
      case "CatchClause":
        guards.push(perhaps(parent.parent.block));
        break;
      case "BlockStatement":
      case "Program":
        guards.push(...passed(flow, parent, at));
        break;
      default:
    }
  }
  return guards;
}

/** The statements of a block behind which control perhaps does not come, with their places in it. */
interface Hurdles {
  readonly places: ReadonlyMap<Node, number>;
  readonly leaving: readonly Hurdle[];
  /** Statements that only call something, by its name: whether that throws is asked when somebody wants to know. */
  readonly calling: ReadonlyMap<string, readonly Hurdle[]>;
}

interface Hurdle {
  readonly place: number;
  readonly guards: readonly Guard[];
}

const hurdlesKnown = new WeakMap<Node, Hurdles>();

/** What must have been so for control to get to a statement, past those before it. */
function passed(flow: Flow, block: TSESTree.BlockStatement | TSESTree.Program, statement: Node): Guard[] {
  const hurdles = hurdlesKnown.get(block) ?? hurdlesIn(block);
  hurdlesKnown.set(block, hurdles);
  const end = hurdles.places.get(statement) ?? 0;
  const throwing = [...hurdles.calling].filter(([name]) => flow.file.mayThrow(name));
  const all = [...hurdles.leaving, ...throwing.flatMap(([, calls]) => calls)];
  return all
    .filter(({ place }) => place < end)
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ guards }) => guards);
}

function hurdlesIn({ body }: TSESTree.BlockStatement | TSESTree.Program): Hurdles {
  const leaving: Hurdle[] = [];
  const calling = new Map<string, Hurdle[]>();
  const places = new Map<Node, number>();
  for (const [place, statement] of body.entries()) {
    places.set(statement, place);
    const called = namedCall(statement);
    if (called) {
      const { call, name } = called;
      const guard: Guard = { test: call, reached: (evaluate) => !isNever(evaluate(call)) };
      const calls = calling.get(name) ?? [];
      calls.push({ place, guards: [guard] });
      calling.set(name, calls);
    } else if (canLeave(statement)) leaving.push({ place, guards: pastLeaving(statement) });
  }
  return { places, leaving, calling };
}

function pastLeaving(statement: Node): readonly Guard[] {
  if (statement.type === "IfStatement") {
    if (leaves(statement.consequent)) return conditions(statement.test, false);
    if (statement.alternate && leaves(statement.alternate)) return conditions(statement.test, true);
  }
  return [statement.type === "SwitchStatement" ? pastSwitch(statement) : perhaps(statement)];
}

/** `assertLeaf(name);`: a statement that only calls something by its name. */
function namedCall(
  statement: Node,
): { readonly call: TSESTree.CallExpression; readonly name: string } | undefined {
  if (statement.type !== "ExpressionStatement") return undefined;
  const call =
    statement.expression.type === "AwaitExpression" ? statement.expression.argument : statement.expression;
  if (call.type !== "CallExpression") return undefined;
  const { callee } = call;
  const name =
    callee.type === "Identifier"
      ? callee.name
      : callee.type === "MemberExpression"
        ? writtenKey(callee.property, callee.computed)
        : undefined;
  return name === undefined ? undefined : { call, name };
}

/** The answer of a call that does not return. */
function isNever({ values, others }: Answer): boolean {
  return values.length === 0 && !others;
}

/** Control gets past a `switch` unless it enters a case that leaves. */
function pastSwitch(statement: TSESTree.SwitchStatement): Guard {
  return {
    test: statement.discriminant,
    reached(evaluate) {
      const reached = statement.cases.map((one) => caseOf(one).reached(evaluate));
      const leaving = statement.cases.flatMap((one, index) =>
        one.consequent.some((part) => canLeave(part, false, true)) ? [reached[index]] : [],
      );
      if (leaving.includes(true)) return false;
      return leaving.includes(undefined) ? undefined : true;
    },
  };
}

/** Whether a statement can end the run of the code behind it: by a `return`, a `throw` or a jump out of it. */
function canLeave(statement: Node, inLoop = false, inSwitch = false): boolean {
  const can = (part: Node | null | undefined): boolean =>
    part !== null && part !== undefined && canLeave(part, inLoop, inSwitch);
  switch (statement.type) {
    case "ReturnStatement":
    case "ThrowStatement":
      return true;
    case "ContinueStatement":
      return statement.label !== null || !inLoop;
    case "BreakStatement":
      return statement.label !== null || !(inLoop || inSwitch);
    case "IfStatement":
      return can(statement.consequent) || can(statement.alternate);
    case "BlockStatement":
      return statement.body.some(can);
    case "SwitchStatement":
      return statement.cases.some(({ consequent }) => consequent.some((one) => canLeave(one, inLoop, true)));
    case "TryStatement":
      return can(statement.block) || can(statement.handler?.body) || can(statement.finalizer);
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return canLeave(statement.body, true, inSwitch);
    case "LabeledStatement":
      return can(statement.body);
    default:
      return false;
  }
}

/** A `case` is reached by its own value and by those that fall through to it; `default` by all that no case names. */
function caseOf(reached: TSESTree.SwitchCase): Guard {
  const { cases, discriminant } = reached.parent;
  const entries: TSESTree.SwitchCase[] = [reached];
  for (let index = cases.indexOf(reached) - 1; index >= 0; index--) {
    const before = cases[index];
    if (!before || before.consequent.some(leaves)) break;
    entries.push(before);
  }
  const open = entries.some((entry) => entry.test === null);
  const tests = cases
    .filter((entry) => open !== entries.includes(entry))
    .flatMap((entry) => entry.test ?? []);
  return {
    test: discriminant,
    reached(evaluate) {
      const equal = tests.map((test) => sameContent(evaluate(discriminant), evaluate(test)));
      if (equal.includes(true)) return !open;
      return equal.includes(undefined) ? undefined : open;
    },
  };
}

/** Whether two answers are one known primitive; `undefined` where that is not known. */
export function sameContent(a: Answer, b: Answer): boolean | undefined {
  const [left] = a.values;
  const [right] = b.values;
  if (a.others || b.others || a.values.length !== 1 || b.values.length !== 1 || !left || !right)
    return undefined;
  if (left.kind === "primitive" && right.kind === "primitive") return left.value === right.value;
  return isThing(left) !== isThing(right) && (left.kind === "primitive" || right.kind === "primitive")
    ? false
    : undefined;
}

/** Whether a value is certainly an object or function. */
function isThing({ kind }: Value): boolean {
  return ["record", "list", "function", "bound", "class", "instance", "promise", "regexp"].includes(kind);
}

/** Whether control certainly does not go on behind the statement. */
function leaves(statement: Node): boolean {
  switch (statement.type) {
    case "ReturnStatement":
    case "ThrowStatement":
    case "ContinueStatement":
    case "BreakStatement":
      return true;
    case "BlockStatement":
      return statement.body.some(leaves);
    case "IfStatement":
      return leaves(statement.consequent) && statement.alternate !== null && leaves(statement.alternate);
    default:
      return false;
  }
}

const mentionsKnown = new WeakMap<Variable, Map<Node, boolean>>();

/** Whether a condition is about the variable, itself or through constants made from it. */
function mentions(flow: Flow, test: Node, variable: Variable, depth: number): boolean {
  if (depth > 0) return isMentioned(flow, test, variable, depth);
  const known = mentionsKnown.get(variable) ?? new Map<Node, boolean>();
  mentionsKnown.set(variable, known);
  const answer = known.get(test) ?? isMentioned(flow, test, variable, depth);
  known.set(test, answer);
  return answer;
}

function isMentioned(flow: Flow, test: Node, variable: Variable, depth: number): boolean {
  if (variable.references.some((one) => one.isRead() && isInside(one.identifier, test))) return true;
  if (depth >= 3) return false;
  for (const other of flow.file.variablesAround(test, variable.scope.block)) {
    const definition = other.defs[0]?.node;
    const init = definition?.type === "VariableDeclarator" ? definition.init : undefined;
    if (!init || other === variable || isFunction(init)) continue;
    if (!other.references.some(({ identifier }) => isInside(identifier, test))) continue;
    if (mentions(flow, init, variable, depth + 1)) return true;
  }
  return false;
}
