import type { Flow } from "../flow/flow.js";
import type { ClassNode, FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isFunction, nameOfFunction } from "../flow/tree.js";
import { LIFECYCLE } from "../sdk.js";
import { codeThatNames } from "./reach.js";
import { holdsThing } from "./sdk-calls.js";
import type { Things } from "./things.js";

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
  const roots = outermost.flatMap((node) => rootOfFunction(node) ?? []);
  const rank = (root: BackgroundRoot): number =>
    root.kind === "method" ? 2 : isCalled(flow, root.node) ? 1 : 0;
  return roots.toSorted((a, b) => rank(a) - rank(b));
}

/** The functions that keep something of the SDK in a variable of their module: whoever else uses that comes after them. */
export function keepersIn(flow: Flow, things: Things): readonly BackgroundRoot[] {
  const module = flow.file.source.scopeManager?.scopes.find(({ type }) => (type as string) === "module");
  const kept = (module?.variables ?? []).flatMap(({ references }) =>
    references.flatMap(({ writeExpr, init }) => (writeExpr && init !== true ? [writeExpr] : [])),
  );
  const keepers = kept
    .filter((value) => holdsThing(things, flow.evaluate(value)))
    .flatMap((value) => outermostFunction(value) ?? []);
  return [...new Set(keepers)].flatMap((fn) => rootOfFunction(fn) ?? []);
}

/** What the shell calls first: all else of a plugin comes after that. */
export function isStart({ node }: BackgroundRoot): boolean {
  return nameOfFunction(node) === LIFECYCLE.first;
}

function outermostFunction(node: Node): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) found = at;
  return found;
}

/** A function as a root; `undefined` where nothing is known of what it is called on. */
export function rootOfFunction(node: FunctionNode): BackgroundRoot | undefined {
  const owner = ownerOf(node);
  if (!owner) return { kind: "function", node };
  // Nobody makes an instance of an abstract class.
  return owner === "static" || owner.abstract ? undefined : { kind: "method", node, owner };
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
