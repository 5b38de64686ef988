import { equality } from "./operators.js";
import { elements, keysOf } from "./iteration.js";
import { resolved, truth } from "./conditions.js";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../flow/tree.js";
import { bind } from "./binding.js";
import { evaluateClass } from "./classes.js";
import { evaluate } from "./expressions.js";
import { Frame } from "./frame.js";
import type { Machine, Running } from "./machine.js";
import { GivenUp } from "./given-up.js";
import { Thrown } from "./machine.js";
import type { RunValue } from "./values.js";
import { memberName, UNDEFINED } from "./values.js";

/** How a statement ends, where control does not simply go on behind it. */
export type Completion =
  | { readonly kind: "return"; readonly value: RunValue }
  | { readonly kind: "break" | "continue"; readonly label: string | undefined };

/** More rounds than this of one loop are not run. */
const MOST_ROUNDS = 300;
/** A loop on a condition that cannot be decided is left after so many rounds. */
const MOST_UNDECIDED_ROUNDS = 2;

/** Runs statements one after the other; functions that they declare are there from the beginning. */
export function* executeBody(
  machine: Machine,
  statements: readonly Node[],
  frame: Frame,
): Running<Completion | undefined> {
  for (const statement of statements) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "FunctionDeclaration" && declaration.id) {
      const variable = machine.file.variableOf(declaration.id);
      if (variable) frame.declare(variable, machine.closure(declaration, frame));
    }
  }
  for (const statement of statements) {
    const completion = yield* execute(machine, statement, frame);
    if (completion) return completion;
  }
  return undefined;
}

function* execute(
  machine: Machine,
  node: Node,
  frame: Frame,
  label?: string,
): Running<Completion | undefined> {
  machine.step();
  switch (node.type) {
    case "ExpressionStatement":
      yield* evaluate(machine, node.expression, frame);
      return undefined;
    case "VariableDeclaration":
      yield* declare(machine, node, frame);
      return undefined;
    case "ReturnStatement":
      return {
        kind: "return",
        value: node.argument ? yield* evaluate(machine, node.argument, frame) : UNDEFINED,
      };
    case "IfStatement": {
      const holds = truth(machine, yield* evaluate(machine, node.test, frame));
      const branch = holds ? node.consequent : node.alternate;
      return branch ? yield* execute(machine, branch, frame) : undefined;
    }
    case "BlockStatement":
      return yield* executeBody(machine, node.body, new Frame(frame));
    case "ForOfStatement":
      return yield* executeForOf(machine, node, frame, label);
    case "ForInStatement":
      return yield* executeForIn(machine, node, frame, label);
    case "ForStatement":
      return yield* executeFor(machine, node, frame, label);
    case "WhileStatement":
      return yield* loop(machine, node, frame, label, { test: node.test });
    case "DoWhileStatement":
      return yield* loop(machine, node, frame, label, { test: node.test, isTestedLast: true });
    case "SwitchStatement":
      return yield* executeSwitch(machine, node, frame);
    case "TryStatement":
      return yield* executeTry(machine, node, frame);
    case "ThrowStatement":
      throw new Thrown(yield* evaluate(machine, node.argument, frame));
    case "BreakStatement":
      return { kind: "break", label: node.label?.name };
    case "ContinueStatement":
      return { kind: "continue", label: node.label?.name };
    case "LabeledStatement": {
      const completion = yield* execute(machine, node.body, frame, node.label.name);
      return completion?.kind === "break" && completion.label === node.label.name ? undefined : completion;
    }
    case "ClassDeclaration": {
      const made = yield* evaluateClass(machine, node, frame);
      const variable = node.id ? machine.file.variableOf(node.id) : undefined;
      if (variable) frame.declare(variable, made);
      return undefined;
    }
    default:
      return undefined;
  }
}

function* declare(machine: Machine, node: TSESTree.VariableDeclaration, frame: Frame): Running<void> {
  if (node.kind === "using" || node.kind === "await using")
    throw new GivenUp("what `using` ends is not followed");
  for (const { id, init } of node.declarations) {
    // `var` without a value leaves what it has.
    if (node.kind === "var" && !init) continue;
    const value = init ? yield* evaluate(machine, init, frame) : UNDEFINED;
    yield* bind(machine, id, value, node.kind === "var" ? frame.ofFunction() : frame, true);
  }
}

/** What the completion of the body of a loop means for the loop. */
function afterRound(
  completion: Completion | undefined,
  label: string | undefined,
): { readonly ends: boolean; readonly completion?: Completion | undefined } {
  if (!completion) return { ends: false };
  if (completion.kind === "return") return { ends: true, completion };
  const isOwn = completion.label === undefined || completion.label === label;
  if (!isOwn) return { ends: true, completion };
  return { ends: completion.kind === "break" };
}

function* executeForOf(
  machine: Machine,
  node: TSESTree.ForOfStatement,
  frame: Frame,
  label: string | undefined,
): Running<Completion | undefined> {
  let list = yield* evaluate(machine, node.right, frame);
  if (node.await && list.kind !== "list") list = yield { value: list, node };
  const items = elements(machine, list);
  for (let index = 0; index < items.length; index++) {
    if (index >= MOST_ROUNDS) throw new GivenUp("a loop is too long");
    let item = items[index] ?? UNDEFINED;
    if (node.await) item = yield { value: item, node };
    const completion = yield* round(machine, node, item, frame);
    const after = afterRound(completion, label);
    if (after.ends) return after.completion;
  }
  return undefined;
}

function* round(
  machine: Machine,
  { left, body }: TSESTree.ForOfStatement | TSESTree.ForInStatement,
  item: RunValue,
  frame: Frame,
): Running<Completion | undefined> {
  const inner = new Frame(frame);
  if (left.type === "VariableDeclaration") yield* bind(machine, left.declarations[0].id, item, inner, true);
  else yield* bind(machine, left, item, frame, false);
  return yield* execute(machine, body, inner);
}

function* executeForIn(
  machine: Machine,
  node: TSESTree.ForInStatement,
  frame: Frame,
  label: string | undefined,
): Running<Completion | undefined> {
  const of = yield* evaluate(machine, node.right, frame);
  for (const key of keysOf(machine, of)) {
    // What a round has deleted does not come any more.
    if (of.kind === "object" && !of.rest && !of.members.has(memberName(key))) continue;
    const after = afterRound(yield* round(machine, node, key, frame), label);
    if (after.ends) return after.completion;
  }
  return undefined;
}

function* executeFor(
  machine: Machine,
  node: TSESTree.ForStatement,
  frame: Frame,
  label: string | undefined,
): Running<Completion | undefined> {
  const outer = new Frame(frame);
  machine.isCounting = true;
  if (node.init?.type === "VariableDeclaration") yield* declare(machine, node.init, outer);
  else if (node.init) yield* evaluate(machine, node.init, outer);
  machine.isCounting = false;
  return yield* loop(machine, node, outer, label, { test: node.test, update: node.update, isFresh: true });
}

interface LoopParts {
  readonly test: Node | null;
  readonly update?: Node | null;
  readonly isTestedLast?: boolean;
  /** Each round has its own variables: `for (let i = 0; ...)`. */
  readonly isFresh?: boolean;
}

function* loop(
  machine: Machine,
  node: TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  frame: Frame,
  label: string | undefined,
  { test, update, isTestedLast, isFresh }: LoopParts,
): Running<Completion | undefined> {
  let inner = frame;
  let undecided = 0;
  for (let index = 0; ; index++) {
    if (index >= MOST_ROUNDS) throw new GivenUp("a loop is too long");
    if (isFresh) inner = inner.copy();
    if (index > 0 && update) yield* evaluate(machine, update, inner);
    if (test && !(isTestedLast && index === 0)) {
      machine.isCounting = isFresh === true;
      const condition = resolved(machine, yield* evaluate(machine, test, inner));
      machine.isCounting = false;
      if (condition.kind === "unknown" && ++undecided > MOST_UNDECIDED_ROUNDS) {
        machine.host.assume();
        return undefined;
      }
      if (!truth(machine, condition)) return undefined;
    }
    const after = afterRound(yield* execute(machine, node.body, inner), label);
    if (after.ends) return after.completion;
  }
}

function* executeSwitch(
  machine: Machine,
  node: TSESTree.SwitchStatement,
  frame: Frame,
): Running<Completion | undefined> {
  const value = yield* evaluate(machine, node.discriminant, frame);
  const inner = new Frame(frame);
  let from = -1;
  for (const [index, one] of node.cases.entries()) {
    if (one.test && truth(machine, equality(machine, value, yield* evaluate(machine, one.test, inner)))) {
      from = index;
      break;
    }
  }
  if (from < 0) from = node.cases.findIndex(({ test }) => test === null);
  if (from < 0) return undefined;
  const statements = node.cases.slice(from).flatMap(({ consequent }) => consequent);
  const completion = yield* executeBody(machine, statements, inner);
  return completion?.kind === "break" && completion.label === undefined ? undefined : completion;
}

function* executeTry(
  machine: Machine,
  node: TSESTree.TryStatement,
  frame: Frame,
): Running<Completion | undefined> {
  let completion: Completion | undefined;
  let thrown: Thrown | undefined;
  try {
    completion = yield* execute(machine, node.block, frame);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    thrown = error;
  }
  if (thrown && node.handler) {
    const inner = new Frame(frame);
    const { value } = thrown;
    thrown = undefined;
    if (node.handler.param) yield* bind(machine, node.handler.param, value, inner, true);
    try {
      completion = yield* execute(machine, node.handler.body, inner);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      thrown = error;
    }
  }
  const last = node.finalizer ? yield* execute(machine, node.finalizer, frame) : undefined;
  if (last) return last;
  if (thrown) throw thrown;
  return completion;
}
