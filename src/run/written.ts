import type { FileView, Variable } from "../flow/file.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { isInside } from "../flow/tree.js";
import type { Machine } from "./machine.js";
import type { Closure, RunValue } from "./values.js";

const MUTATING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/;

const known = new WeakMap<FunctionNode, readonly Variable[]>();

/** What the variables of others hold that a function sets or changes: whoever can call it can change that at any time. */
export function heldByWritten(machine: Machine, { node, frame }: Closure): readonly RunValue[] {
  const variables = known.get(node) ?? writtenIn(machine.file.of(node), node);
  known.set(node, variables);
  return variables.flatMap(
    (variable) => (frame.cellOf(variable) ?? machine.module.cellOf(variable))?.value ?? [],
  );
}

function writtenIn({ source }: FileView, fn: FunctionNode): readonly Variable[] {
  const found = new Set<Variable>();
  for (const scope of source.scopeManager?.scopes ?? []) {
    if (!isInside(scope.block, fn)) continue;
    for (const reference of scope.references) {
      const { identifier, resolved } = reference;
      if (!resolved || isInside(resolved.scope.block, fn)) continue;
      if (reference.isWrite() || isChanged(identifier)) found.add(resolved);
    }
  }
  return [...found];
}

/** `name.key = value`, `delete name.key`, `name.list.push(value)`, `Object.assign(name, ...)` */
function isChanged(name: Node): boolean {
  let at = name;
  while (at.parent?.type === "MemberExpression" && at.parent.object === at) at = at.parent;
  const { parent } = at;
  switch (parent?.type) {
    case "AssignmentExpression":
      return at !== name && parent.left === at;
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return parent.operator === "delete";
    case "CallExpression": {
      if (parent.callee === at)
        return (
          at.type === "MemberExpression" &&
          at.property.type === "Identifier" &&
          MUTATING.test(at.property.name)
        );
      return (
        parent.arguments[0] === at &&
        parent.callee.type === "MemberExpression" &&
        parent.callee.property.type === "Identifier" &&
        /^(?:assign|definePropert\w+|setPrototypeOf|set)$/.test(parent.callee.property.name)
      );
    }
    default:
      return false;
  }
}
