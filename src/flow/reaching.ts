import type { FileView, Variable } from "./file.js";
import type { FunctionNode, Node } from "./tree.js";
import { enclosingFunction, isFunction, isInside } from "./tree.js";

/** The writes to something whose value a read can still see, and whether it can see the value before any of them. */
export interface Reaching {
  readonly writes: readonly Node[];
  /** The value from before any write (of a parameter: what the caller passed) can still be there. */
  readonly initial: boolean;
}

/** Methods that call what they are given before they return. */
const AT_ONCE = /^(?:forEach|map|flatMap|filter|find|findLast|findIndex|some|every|reduce)$/;

/** The nodes at which a variable is written. */
export function writesOf(variable: Variable): readonly Node[] {
  // The default of a parameter counts as a write to scope managers; here it is a part of what is passed.
  const parameters = new Set<Node>(
    variable.defs.flatMap(({ node, name }) => (isFunction(node) && name !== node.id ? [name] : [])),
  );
  const writes = variable.references.filter((reference) => reference.isWrite());
  return [...new Set(writes.map(({ identifier }) => identifier as Node))].filter(
    (node) => !parameters.has(node),
  );
}

/**
 * Which of `writes`, all inside `scope`, a read can see. Allows for order, branches and loops; a closure runs when
 * everything around it has run; a write in another function can have happened at any time.
 */
export function reachingWrites(file: FileView, scope: Node, writes: readonly Node[], read: Node): Reaching {
  if (writes.length === 0) return { writes, initial: true };
  const reached = new Set<Node>();
  const entered = new Set<FunctionNode>();
  let initial = false;

  function lookBack(position: Node, closure: boolean): void {
    let later = closure;
    for (let at = position; at.parent && at !== scope; at = at.parent) {
      const parent: Node = at.parent;
      if (isFunction(at) && at !== position) {
        if (at.type === "FunctionDeclaration" && at.id) {
          lookBackFromMentions(at, later);
          return;
        }
        later ||= !runsAtOnce(at);
      }
      const killer = lastCertainWrite(writes, parent, later ? undefined : at);
      if (!killer) continue;
      for (const write of writes) {
        const after = isInside(write, parent) && write.range[0] >= killer.end;
        if (write === killer.write || (after && isSeen(write, position, at, later))) reached.add(write);
        else if (isInAnotherFunction(write, position) && survives(writes, write)) reached.add(write);
      }
      return;
    }
    initial = true;
    for (const write of writes) if (isSeen(write, position, undefined, later)) reached.add(write);
  }

  /** A function declaration runs where it is called, or later than where it is handed on. */
  function lookBackFromMentions(fn: FunctionNode, later: boolean): void {
    if (entered.has(fn) || !fn.id) return;
    entered.add(fn);
    const mentions = (file.variableOf(fn.id)?.references ?? [])
      .map(({ identifier }) => identifier as Node)
      .filter((node) => !isInside(node, fn));
    for (const node of mentions) {
      const called = node.parent?.type === "CallExpression" && node.parent.callee === node;
      lookBack(node, later || !called);
    }
    if (mentions.length === 0 || fn.parent.type.startsWith("Export")) lookBack(fn, true);
  }

  lookBack(read, false);
  return { writes: writes.filter((write) => reached.has(write)), initial };
}

/** Whether a write that is not undone on the way can have run before the read. */
function isSeen(write: Node, read: Node, top: Node | undefined, later: boolean): boolean {
  if (isInAnotherFunction(write, read)) return true;
  if (later) return true;
  for (let at: Node | undefined = read; at; at = at.parent) {
    if (isLoop(at) && isInside(write, at)) return true;
    if (at === top) break;
  }
  return write.range[0] < read.range[0] && !isAssignedFrom(write, read);
}

/** Whether a write stands behind a read that the same run of a function comes to first. */
export function comesLater(write: Node, read: Node): boolean {
  const fn = enclosingFunction(write);
  if (write.range[0] < read.range[0] || (fn && !isInside(read, fn))) return false;
  for (let at: Node | undefined = read; at && at !== fn; at = at.parent) {
    if (isLoop(at) && isInside(write, at)) return false;
    if (isFunction(at) && !runsAtOnce(at)) return false;
  }
  return true;
}

/** A write in a function that the read is not in: when that runs is not known. */
function isInAnotherFunction(write: Node, read: Node): boolean {
  const fn = enclosingFunction(write);
  return fn !== undefined && !isInside(read, fn);
}

/** Whether a value that is written is still there when the function that writes it has run. */
function survives(writes: readonly Node[], write: Node): boolean {
  const fn = enclosingFunction(write);
  const others = writes.filter((other) => other !== write && enclosingFunction(other) === fn);
  for (let at = write; at.parent && at !== fn; at = at.parent) {
    const list = statementsOf(at.parent) ?? [];
    const later = list.slice(list.indexOf(at) + 1);
    if (list.includes(at) && others.some((other) => later.some((one) => alwaysRunsWith(other, one))))
      return false;
  }
  return true;
}

function lastCertainWrite(
  writes: readonly Node[],
  block: Node,
  before: Node | undefined,
): { write: Node; end: number } | undefined {
  const list = statementsOf(block) ?? [];
  const end = before ? Math.max(0, list.indexOf(before)) : list.length;
  for (const statement of list.slice(0, end).toReversed()) {
    const write = writes.findLast((candidate) => alwaysRunsWith(candidate, statement));
    if (write) return { write, end: statement.range[1] };
    if (overwrites(writes, statement)) return { write: statement, end: statement.range[0] };
  }
  return undefined;
}

/** `x = f(x)`: the read on the right comes before the write on the left. */
function isAssignedFrom(write: Node, read: Node): boolean {
  const { parent } = write;
  return parent?.type === "AssignmentExpression" && parent.left === write && isInside(read, parent.right);
}

/** A function that is called where it stands: at once, or by a method that does so. */
function runsAtOnce(fn: Node): boolean {
  const call = fn.parent;
  if (call?.type !== "CallExpression") return false;
  if (call.callee === fn) return true;
  const { callee } = call;
  return (
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    AT_ONCE.test(callee.property.name)
  );
}

function isLoop(node: Node): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

function statementsOf(node: Node): readonly Node[] | undefined {
  if (node.type === "BlockStatement" || node.type === "Program" || node.type === "StaticBlock")
    return node.body;
  return node.type === "SwitchCase" ? node.consequent : undefined;
}

/** Whether every way through a statement writes: all branches of an `if` or `switch`, `try` and `catch`. */
function overwrites(writes: readonly Node[], statement: Node): boolean {
  const inside = writes.filter((write) => isInside(write, statement));
  if (inside.length === 0) return false;
  const certainly = (node: Node | null | undefined): boolean =>
    node !== null &&
    node !== undefined &&
    (inside.some((write) => alwaysRunsWith(write, node)) || overwrites(inside, node));
  switch (statement.type) {
    case "BlockStatement":
      return statement.body.some(certainly);
    case "IfStatement":
      return (
        certainly(statement.consequent) && (certainly(statement.alternate) || endsFlow(statement.alternate))
      );
    case "SwitchStatement":
      return (
        statement.cases.some(({ test }) => test === null) &&
        statement.cases.every(
          ({ consequent }) =>
            consequent.length === 0 || consequent.some((one) => certainly(one) || endsFlow(one)),
        )
      );
    case "TryStatement":
      return (
        certainly(statement.finalizer) || (certainly(statement.block) && certainly(statement.handler?.body))
      );
    case "DoWhileStatement":
    case "LabeledStatement":
      return certainly(statement.body);
    default:
      return false;
  }
}

/** Whether a statement certainly runs one of the writes. */
export function isReplacedIn(writes: readonly Node[], statement: Node): boolean {
  if (writes.some((write) => alwaysRunsWith(write, statement))) return true;
  return overwrites(writes, statement);
}

function endsFlow(node: Node | null): boolean {
  return node?.type === "ReturnStatement" || node?.type === "ThrowStatement";
}

/** Whether running the statement certainly runs the write: `x = ...;` or a declaration with a value. */
function alwaysRunsWith(write: Node, statement: Node): boolean {
  if (!isInside(write, statement)) return false;
  for (let at: Node = write; at !== statement && at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case "ExpressionStatement":
      case "VariableDeclaration":
      case "SequenceExpression":
      case "ObjectPattern":
      case "ArrayPattern":
      case "RestElement":
      case "Property":
      case "ExportNamedDeclaration":
      case "BlockStatement":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        break;
      case "CallExpression":
        if (parent.callee !== at && at !== write) return false;
        break;
      case "VariableDeclarator":
        if (parent.init === null) return false;
        break;
      case "AssignmentExpression":
        if (parent.operator === "&&=" || parent.operator === "||=" || parent.operator === "??=") return false;
        break;
      case "AssignmentPattern":
        if (parent.left !== at) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}
