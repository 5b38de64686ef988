import type { Flow } from "../flow/flow.js";
import type { ClassNode, FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isFunction } from "../flow/tree.js";
import { codeThatNames } from "./reach.js";

/** A piece of code of a background module that somebody out of sight runs: a function, or a method of an instance. */
export type BackgroundRoot =
  | { readonly kind: "function"; readonly node: FunctionNode }
  | { readonly kind: "method"; readonly node: FunctionNode; readonly owner: ClassNode };

/** The outermost functions and the methods around places that name such methods, those first that nothing in the file calls. */
export function backgroundRoots(flow: Flow, names: readonly string[]): readonly BackgroundRoot[] {
  const outermost = [...codeThatNames(flow, names)].filter(
    (node): node is FunctionNode =>
      isFunction(node) && !enclosingFunction(node) && !flow.file.isElsewhere(node),
  );
  const roots = outermost.flatMap((node): BackgroundRoot[] => {
    const owner = ownerOf(node);
    if (!owner) return [{ kind: "function", node }];
    // Nobody makes an instance of an abstract class.
    return owner === "static" || owner.abstract ? [] : [{ kind: "method", node, owner }];
  });
  const rank = (root: BackgroundRoot): number =>
    root.kind === "method" ? 2 : isCalled(flow, root.node) ? 1 : 0;
  return roots.toSorted((a, b) => rank(a) - rank(b));
}

/** The class of which a function is a method or the value of a field. */
function ownerOf({ parent }: FunctionNode): ClassNode | "static" | undefined {
  if (parent.type !== "MethodDefinition" && parent.type !== "PropertyDefinition") return undefined;
  return parent.static ? "static" : parent.parent.parent;
}

function isCalled({ file }: Flow, node: FunctionNode): boolean {
  const name = node.id ?? (node.parent.type === "VariableDeclarator" ? node.parent.id : undefined);
  const variable = name?.type === "Identifier" ? file.variableOf(name) : undefined;
  return variable?.references.some(({ identifier }) => isCallee(identifier)) === true;
}

function isCallee(node: Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}
