import type { TSESTree } from "@typescript-eslint/utils";

export type Node = TSESTree.Node;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === "ClassDeclaration" || node?.type === "ClassExpression";
}

/** The innermost function around a node; `undefined` at module level (and in class field initialisers of a module-level class). */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

/** The class whose `this` a node sees, with the class member it stands in. */
export function enclosingClassMember(
  node: Node,
): { owner: ClassNode; member: TSESTree.ClassElement } | undefined {
  let child: Node = node;
  for (let at = node.parent; at; child = at, at = at.parent) {
    if (isFunction(at) && at.type !== "ArrowFunctionExpression" && at.parent.type !== "MethodDefinition") {
      return undefined;
    }
    if (at.type === "ClassBody") return { owner: at.parent, member: child as TSESTree.ClassElement };
  }
  return undefined;
}

export function isInside(node: Node, ancestor: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** Wrappers that do not change which value an expression has: `x!`, `x as T`, `<T>x`, `x satisfies T`, `a?.b`. */
export type Wrapper =
  | TSESTree.TSNonNullExpression
  | TSESTree.TSAsExpression
  | TSESTree.TSTypeAssertion
  | TSESTree.TSSatisfiesExpression
  | TSESTree.TSInstantiationExpression
  | TSESTree.ChainExpression;

export function isWrapper(node: Node): node is Wrapper {
  switch (node.type) {
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSTypeAssertion":
    case "TSSatisfiesExpression":
    case "TSInstantiationExpression":
    case "ChainExpression":
      return true;
    default:
      return false;
  }
}

/** The nodes directly below a node. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node)
    .filter(([key]) => key !== "parent")
    .flatMap(([, value]: [string, unknown]) => (Array.isArray(value) ? value : [value]) as unknown[])
    .filter(
      (value): value is Node =>
        typeof value === "object" && value !== null && "type" in value && "range" in value,
    );
}

export function unwrap(node: Node): Node {
  let at = node;
  while (isWrapper(at)) at = at.expression;
  return at;
}

/** The expression as its parent sees it: climbs over wrappers. */
export function outermost(node: Node): Node {
  let at = node;
  while (at.parent && isWrapper(at.parent)) at = at.parent;
  return at;
}

/** Whether a value is frozen by its type at the place where it is written: `{...} as const`. */
export function isConstAssertion(node: Node | undefined): boolean {
  return (
    (node?.type === "TSAsExpression" || node?.type === "TSTypeAssertion") &&
    node.typeAnnotation.type === "TSTypeReference" &&
    node.typeAnnotation.typeName.type === "Identifier" &&
    node.typeAnnotation.typeName.name === "const"
  );
}

/** The name of a key that is written out: `a`, `"a"`, `1`, `["a"]`, `` [`a`] ``, `#a`. */
export function writtenKey(key: Node, computed: boolean): string | undefined {
  if (!computed) {
    if (key.type === "Identifier" || key.type === "JSXIdentifier") return key.name;
    if (key.type === "PrivateIdentifier") return `#${key.name}`;
  }
  const inner = unwrap(key);
  if (inner.type === "Literal" && inner.value !== null && typeof inner.value !== "object")
    return String(inner.value);
  if (inner.type === "TemplateLiteral" && inner.expressions.length === 0)
    return inner.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The name that a function is called by. */
export function nameOfFunction(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const { parent } = fn;
  if (parent.type === "VariableDeclarator")
    return parent.id.type === "Identifier" ? parent.id.name : undefined;
  return "key" in parent && "computed" in parent ? writtenKey(parent.key, parent.computed) : undefined;
}
