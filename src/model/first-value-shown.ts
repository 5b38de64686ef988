import type { Flow } from "../flow/flow.js";
import type { Node } from "../flow/tree.js";
import { childrenOf, isFunction, outermost, unwrap } from "../flow/tree.js";

/** `useState(() => cached())`: what it begins with is looked up somewhere. */
export function isSeeded(store: Node): boolean {
  const [initial] = store.type === "CallExpression" ? store.arguments : [];
  return initial !== undefined && isFunction(initial) && hasCall(initial.body);
}

function hasCall(node: Node): boolean {
  return node.type === "CallExpression" || childrenOf(node).some(hasCall);
}

/** `live ?? initial`: a state that is never shown without something to be shown in its place. */
export function isOverlay({ file }: Flow, store: Node): boolean {
  const declaration = outermost(store).parent;
  const pattern = declaration?.type === "VariableDeclarator" ? declaration.id : undefined;
  const [state] = pattern?.type === "ArrayPattern" ? pattern.elements : [];
  const variable = state && file.variableOf(state);
  const reads = (variable?.references ?? []).filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier }) => hasSubstitute(identifier));
}

function hasSubstitute(read: Node): boolean {
  let at = read;
  // `patches[id] ?? item`
  while (
    at.parent &&
    (at.parent.type === "MemberExpression" || at.parent.type === "ChainExpression") &&
    !isKeyOf(at)
  )
    at = at.parent;
  const { parent } = at;
  if (parent?.type === "LogicalExpression")
    return parent.operator !== "&&" && parent.left === at && !isNothing(parent.right);
  if (parent?.type === "ConditionalExpression")
    return (parent.test === at || parent.consequent === at) && !isNothing(parent.alternate);
  return false;
}

function isKeyOf(node: Node): boolean {
  return node.parent?.type === "MemberExpression" && node.parent.property === node;
}

/** What shows nothing: a constant, or an element. */
function isNothing(node: Node): boolean {
  return !/^(?:Identifier|MemberExpression|CallExpression|ChainExpression)$/.test(unwrap(node).type);
}
