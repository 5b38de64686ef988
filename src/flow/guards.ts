import type { TSESTree } from "@typescript-eslint/utils";
import type { Env } from "./env.js";
import { assume } from "./env.js";
import type { Flow } from "./flow.js";
import type { Variable } from "./file.js";
import { isText } from "./text.js";
import type { Node } from "./tree.js";
import { isFunction, isInside } from "./tree.js";
import type { Answer, Reason, Value } from "./values.js";
import { exactly, truthOf } from "./values.js";

/** A condition on the way to a node: what it looks at, and whether the node is reached; `undefined`: cannot be decided. */
interface Guard {
  readonly test: Node;
  reached(evaluate: (node: Node) => Answer): boolean | undefined;
}

/**
 * Takes away the texts that a variable cannot have at a place, because a condition on the way there excludes them
 * (`if (name.startsWith("x:")) return;`). Where a condition on the variable cannot be decided, a text is no proof.
 */
export function refine(
  flow: Flow,
  variable: Variable,
  read: Node,
  env: Env | undefined,
  answer: Answer,
): Answer {
  if (!answer.values.some(isText)) return answer;
  const guards = guardsOf(read, variable.scope.block).filter(({ test }) => mentions(flow, test, variable, 0));
  if (guards.length === 0) return answer;
  let undecided: Reason | undefined;
  const kept = answer.values.filter((value) => {
    if (!isText(value)) return true;
    const assumed = assume(env, variable.scope.block, variable, exactly(value));
    return guards.every((guard) => {
      const reached = guard.reached((node) => flow.evaluate(node, assumed));
      if (reached === undefined)
        undecided ??= { why: "a condition on it cannot be decided", node: guard.test };
      return reached === true;
    });
  });
  return { values: kept, others: answer.others ?? undecided };
}

/** Whether a node runs at all, as far as the conditions on the way to it can be decided. */
export function canRun(flow: Flow, node: Node, top: Node, env: Env | undefined): boolean {
  return guardsOf(node, top).every((guard) => guard.reached((test) => flow.evaluate(test, env)) !== false);
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

/** The conditions between `top` and a node, innermost first. */
function guardsOf(node: Node, top: Node): Guard[] {
  const guards: Guard[] = [];
  for (let at = node; at.parent && at !== top; at = at.parent) {
    const parent: Node = at.parent;
    switch (parent.type) {
      case "IfStatement":
      case "ConditionalExpression":
        if (at !== parent.test) guards.push(condition(parent.test, at === parent.consequent));
        break;
      case "LogicalExpression":
        if (at === parent.right && parent.operator !== "??")
          guards.push(condition(parent.left, parent.operator === "&&"));
        break;
      case "WhileStatement":
      case "ForStatement":
        if (at === parent.body && parent.test) guards.push(condition(parent.test, true));
        break;
      case "SwitchCase":
        if (at !== parent.test) guards.push(caseOf(parent));
        break;
      case "BlockStatement":
      case "Program":
        for (const statement of parent.body.slice(0, (parent.body as Node[]).indexOf(at))) {
          if (statement.type !== "IfStatement") continue;
          if (leaves(statement.consequent)) guards.push(condition(statement.test, false));
          else if (statement.alternate && leaves(statement.alternate))
            guards.push(condition(statement.test, true));
        }
        break;
      default:
    }
  }
  return guards;
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

/** Whether a condition is about the variable, itself or through constants made from it. */
function mentions(flow: Flow, test: Node, variable: Variable, depth: number): boolean {
  if (variable.references.some(({ identifier }) => isInside(identifier, test))) return true;
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
