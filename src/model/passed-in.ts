import type { Flow } from "../flow/flow.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { childrenOf, enclosingClassMember, isClass, isFunction } from "../flow/tree.js";

/** Names that are made from others in more steps than this are not followed. */
const MOST_STEPS = 12;

/** Whether what an expression is depends on what a caller in another module passes: there it can be seen. */
export function isPassedIn(flow: Flow, node: Node, depth = 0): boolean {
  if (depth > MOST_STEPS) return false;
  return rootsOf(node).some((root) => {
    if (root.type === "ThisExpression") return isMadeByModules(flow, root);
    const variable = flow.file.variableOf(root);
    const declared: Node | undefined = variable?.defs[0]?.node;
    if (!declared) return false;
    if (isFunction(declared) && declared.id !== variable?.identifiers[0])
      return isCalledByModules(flow, declared) || isPassedToCallback(flow, declared, depth);
    if (declared.type !== "VariableDeclarator") return false;
    const loop = declared.parent.parent;
    if (loop.type === "ForOfStatement" || loop.type === "ForInStatement")
      return isPassedIn(flow, loop.right, depth + 1);
    return declared.init !== null && isPassedIn(flow, declared.init, depth + 1);
  });
}

/** The names, and `this`, that an expression is made from. */
export function rootsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case "Identifier":
    case "ThisExpression":
      return [node];
    case "MemberExpression":
      return [...rootsOf(node.object), ...(node.computed ? rootsOf(node.property) : [])];
    case "Property":
      return rootsOf(node.value);
    default:
      return isFunction(node) ? [] : childrenOf(node).flatMap(rootsOf);
  }
}

/** Whether all callers of a function that are not in this file are other modules of the plugin. */
export function isCalledByModules(flow: Flow, fn: FunctionNode): boolean {
  const uses = flow.uses(fn);
  return (
    uses.some(({ kind }) => kind === "export") &&
    !uses.some(({ kind }) => kind === "argument" || kind === "attribute" || kind === "escape")
  );
}

function isMadeByModules(flow: Flow, node: Node): boolean {
  const owner = enclosingClassMember(node)?.owner;
  return isClass(owner) && flow.uses(owner).some(({ kind }) => kind === "export");
}

/** `names.forEach((name) => ...)` */
function isPassedToCallback(flow: Flow, fn: FunctionNode, depth: number): boolean {
  const { parent } = fn;
  return (
    parent.type === "CallExpression" &&
    parent.callee.type === "MemberExpression" &&
    isPassedIn(flow, parent.callee.object, depth + 1)
  );
}
