import type { FileView, Reference, Variable } from "./file.js";
import type { FunctionNode, Node } from "./tree.js";
import { enclosingFunction, isFunction, isInside } from "./tree.js";

/** The writes to a variable whose value a read can still see, and whether it can see the value before any of them. */
export interface Reaching {
  readonly writes: readonly Reference[];
  /** The value from before any write (of a parameter: what the caller passed) can still be there. */
  readonly initial: boolean;
}

/** Allows for order, branches, loops, and closures that run later than they stand. */
export function reachingWrites(file: FileView, variable: Variable, read: Node): Reaching {
  // The default of a parameter counts as a write to scope managers; here it is a part of what is passed.
  const parameters = new Set<Node>(
    variable.defs.flatMap(({ node, name }) => (isFunction(node) && name !== node.id ? [name] : [])),
  );
  const all = variable.references.filter(
    (reference) => reference.isWrite() && !parameters.has(reference.identifier),
  );
  if (all.length === 0) return { writes: all, initial: true };
  const reached = new Set<Reference>();
  const entered = new Set<FunctionNode>();
  let initial = false;

  function lookBack(position: Node, closure: boolean): void {
    let later = closure;
    for (let at = position; at.parent; at = at.parent) {
      const parent: Node = at.parent;
      if (isFunction(at) && !isInside(variable.scope.block, at)) {
        if (at.type === "FunctionDeclaration" && at.id) {
          lookBackFromMentions(at, later);
          return;
        }
        later = true;
      }
      const killer = lastCertainWrite(parent, at);
      if (!killer) continue;
      for (const write of all) {
        const after = isInside(write.identifier, parent) && write.identifier.range[0] >= killer.end;
        if (write === killer.write || (after && canComeBefore(write, position, at, later)))
          reached.add(write);
      }
      return;
    }
    initial = true;
    for (const write of all) if (canComeBefore(write, position, undefined, later)) reached.add(write);
  }

  /** A function declaration runs where it is called, or later than where it is handed on. */
  function lookBackFromMentions(fn: FunctionNode, later: boolean): void {
    if (entered.has(fn) || !fn.id) return;
    entered.add(fn);
    const mentions = (file.variableOf(fn.id)?.references ?? []).filter(
      ({ identifier }) => !isInside(identifier, fn),
    );
    for (const { identifier } of mentions) {
      const called = identifier.parent.type === "CallExpression" && identifier.parent.callee === identifier;
      lookBack(identifier, later || !called);
    }
    const leaves = mentions.length === 0 || fn.parent.type.startsWith("Export");
    if (!leaves) return;
    initial = true;
    for (const write of all) reached.add(write);
  }

  function lastCertainWrite(block: Node, before: Node): { write: Reference; end: number } | undefined {
    const list = statementsOf(block) ?? [];
    for (const statement of list.slice(0, Math.max(0, list.indexOf(before))).toReversed()) {
      const write = all.findLast((candidate) => alwaysRunsWith(candidate.identifier, statement));
      if (write) return { write, end: statement.range[1] };
    }
    return undefined;
  }

  lookBack(read, false);
  return { writes: all.filter((write) => reached.has(write)), initial };
}

/** Whether a write that is not undone on the way can run before the read: it stands before it, in a closure, or in a common loop. */
function canComeBefore(write: Reference, read: Node, top: Node | undefined, later: boolean): boolean {
  const { identifier } = write;
  if (later || enclosingFunction(identifier) !== enclosingFunction(read)) return true;
  for (let at: Node | undefined = read; at; at = at.parent) {
    if (isLoop(at) && isInside(identifier, at)) return true;
    if (at === top) break;
  }
  return identifier.range[0] < read.range[0] && !isAssignedFrom(identifier, read);
}

/** `x = f(x)`: the read on the right comes before the write on the left. */
function isAssignedFrom(write: Node, read: Node): boolean {
  const { parent } = write;
  return parent?.type === "AssignmentExpression" && parent.left === write && isInside(read, parent.right);
}

function isLoop(node: Node): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

function statementsOf(node: Node): readonly Node[] | undefined {
  return node.type === "BlockStatement" || node.type === "Program" || node.type === "StaticBlock"
    ? node.body
    : undefined;
}

/** Whether running the statement certainly runs the write: `x = ...;` or a declaration with a value. */
function alwaysRunsWith(identifier: Node, statement: Node): boolean {
  if (!isInside(identifier, statement)) return false;
  for (let at: Node = identifier; at !== statement && at.parent; at = at.parent) {
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
