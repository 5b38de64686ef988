import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { CallNode, ClassNode, FunctionNode, Node } from "./tree.js";
import { isClass, isFunction, nameOfFunction, writtenKey } from "./tree.js";

export type Variable = TSESLint.Scope.Variable;
type Reference = TSESLint.Scope.Reference;
type JsxName = TSESTree.JSXIdentifier;

/** The text of a file and its syntax tree. ESLint's own for the file that is linted; other files have just this of it. */
export interface Source {
  readonly ast: TSESTree.Program;
  readonly text: string;
  readonly scopeManager: TSESLint.Scope.ScopeManager | null;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
  getText(node?: Node): string;
}

/** A parsed file with the indexes that following values needs; made in one walk, nothing is written to its nodes. */
export interface FileView {
  /** The absolute path, where the file has one. */
  readonly path: string | undefined;
  readonly source: Source;
  /** The file that a node stands in: this one, or another that it imports. */
  of(node: Node): FileView;
  /** Whether a node stands in another file. */
  isElsewhere(node: Node): boolean;
  textOf(node: Node): string;
  /** A name for the place where a node begins, in this file or another. */
  placeOf(node: Node): string;
  /** Counted from 1. */
  lineOf(node: Node): number;
  readonly calls: readonly CallNode[];
  readonly elements: readonly TSESTree.JSXOpeningElement[];
  readonly classes: readonly ClassNode[];
  /** `object.member = value` */
  readonly memberWrites: readonly TSESTree.AssignmentExpression[];
  /** Member expressions and destructured properties by the key they read or write; `undefined` holds computed ones. `near`: those of the file of that node as well. */
  membersNamed(
    key: string | undefined,
    near?: Node,
  ): readonly (TSESTree.MemberExpression | TSESTree.Property)[];
  /** The expressions that a function can return. */
  returnsOf(fn: FunctionNode): readonly (TSESTree.Expression | undefined)[];
  throwsOf(fn: FunctionNode): readonly Node[];
  yieldsOf(fn: FunctionNode): readonly TSESTree.YieldExpression[];
  /** Where the methods of an object literal say `this`. */
  selvesOf(object: TSESTree.ObjectExpression): readonly TSESTree.ThisExpression[];
  /** Whether a function of that name (or variable, or method) throws: only then a call of it is worth a look. */
  mayThrow(name: string): boolean;
  /** The statements of a loop that end it. */
  exitsOf(loop: Node): readonly Node[];
  variableOf(identifier: Node): Variable | undefined;
  /** What a name stands for at a place in the file; nothing where it is not declared in the file. */
  named(name: string, at: Node): Variable | undefined;
  referenceOf(identifier: Node): Reference | undefined;
  /** Where a variable is used as a JSX component. Scope managers differ in whether these are references. */
  jsxUsesOf(variable: Variable): readonly JsxName[];
  isExported(variable: Variable): boolean;
  /** The variables that can be named at a node, from inside to outside, up to those of the scope of `top`. */
  variablesAround(node: Node, top: Node): Iterable<Variable>;
}

interface Visit {
  readonly node: Node;
  readonly fn: FunctionNode | undefined;
  /** The innermost loop, and what an unlabelled `break` leaves, where that is a loop. */
  readonly loop: Node | undefined;
  readonly jumpTarget: Node | undefined;
}

export function viewFile(source: Source, path?: string): FileView {
  const calls: CallNode[] = [];
  const elements: TSESTree.JSXOpeningElement[] = [];
  const classes: ClassNode[] = [];
  const memberWrites: TSESTree.AssignmentExpression[] = [];
  const members = new Map<string | undefined, (TSESTree.MemberExpression | TSESTree.Property)[]>();
  const returns = new Map<FunctionNode, TSESTree.ReturnStatement[]>();
  const exportedNames = new Set<string>();
  const jsxNames: JsxName[] = [];

  const exits = new Map<Node, Node[]>();
  const throws = new Map<FunctionNode, Node[]>();
  const yields = new Map<FunctionNode, TSESTree.YieldExpression[]>();
  const selves = new Map<Node, TSESTree.ThisExpression[]>();
  const stack: Visit[] = [{ node: source.ast, fn: undefined, loop: undefined, jumpTarget: undefined }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node } = at;
    let { fn, loop, jumpTarget } = at;
    switch (node.type) {
      case "CallExpression":
      case "NewExpression":
        calls.push(node);
        break;
      case "MemberExpression":
        put(members, writtenKey(node.property, node.computed), node);
        break;
      case "Property":
        if (node.parent.type === "ObjectPattern") put(members, writtenKey(node.key, node.computed), node);
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        classes.push(node);
        break;
      case "AssignmentExpression":
        if (node.left.type === "MemberExpression") memberWrites.push(node);
        break;
      case "JSXOpeningElement":
        elements.push(node);
        jsxNames.push(...rootOfJsxName(node.name));
        break;
      case "ReturnStatement":
        if (fn) put(returns, fn, node);
        if (loop) put(exits, loop, node);
        break;
      case "ThrowStatement":
        if (fn) put(throws, fn, node);
        break;
      case "YieldExpression":
        if (fn) put(yields, fn, node);
        break;
      case "ThisExpression": {
        const object = literalAround(node);
        if (object) put(selves, object, node);
        break;
      }
      case "BreakStatement":
        if (jumpTarget && !node.label) put(exits, jumpTarget, node);
        break;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        loop = node;
        jumpTarget = node;
        break;
      case "SwitchStatement":
        jumpTarget = undefined;
        break;
      case "ExportSpecifier":
        if (!node.parent.source && node.local.type === "Identifier") exportedNames.add(node.local.name);
        break;
      case "ExportDefaultDeclaration":
        if (node.declaration.type === "Identifier") exportedNames.add(node.declaration.name);
        break;
      default:
        if (isFunction(node)) {
          fn = node;
          loop = undefined;
          jumpTarget = undefined;
        }
    }
    const keys = source.visitorKeys[node.type] ?? [];
    for (const key of keys.toReversed()) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) {
        for (let i = child.length - 1; i >= 0; i--)
          if (isNode(child[i])) stack.push({ node: child[i] as Node, fn, loop, jumpTarget });
      } else if (isNode(child)) stack.push({ node: child, fn, loop, jumpTarget });
    }
  }

  const references = new Map<Node, Reference>();
  const declared = new Map<Node, Variable>();
  for (const scope of source.scopeManager?.scopes ?? []) {
    for (const reference of scope.references) references.set(reference.identifier, reference);
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers)
        if (!declared.has(identifier)) declared.set(identifier, variable);
    }
  }

  function lookUp(name: string, from: Node): Variable | undefined {
    for (let at: Node | undefined = from; at; at = at.parent) {
      const inner = source.scopeManager?.acquire(at, true);
      for (let scope = inner ?? null; scope; scope = scope.upper) {
        const variable = scope.set.get(name);
        if (variable) return variable;
      }
      if (inner) return undefined;
    }
    return undefined;
  }

  function* variablesAround(node: Node, top: Node): Iterable<Variable> {
    for (let at: Node | undefined = node; at; at = at.parent) {
      for (const scope of new Set([
        source.scopeManager?.acquire(at, true),
        source.scopeManager?.acquire(at),
      ])) {
        if (scope) yield* scope.variables;
      }
      if (at === top) return;
    }
  }

  function variableOf(identifier: Node): Variable | undefined {
    const known = references.get(identifier)?.resolved ?? declared.get(identifier);
    if (known) return known;
    if (identifier.type !== "Identifier" && identifier.type !== "JSXIdentifier") return undefined;
    return named(identifier.name, identifier);
  }

  function named(name: string, at: Node): Variable | undefined {
    const found = lookUp(name, at);
    return found && found.defs.length > 0 ? found : undefined;
  }

  const jsxUses = new Map<Variable, JsxName[]>();
  for (const name of jsxNames) {
    const variable = variableOf(name);
    if (variable) put(jsxUses, variable, name);
  }

  const throwing = new Set([...throws.keys()].map(nameOfFunction));

  const view: FileView = {
    path,
    source,
    of: () => view,
    isElsewhere: () => false,
    textOf: (node) => source.getText(node),
    placeOf: (node) => String(node.range[0]),
    lineOf: (node) => source.text.slice(0, node.range[0]).split("\n").length,
    calls,
    elements,
    classes,
    memberWrites,
    membersNamed: (key) => members.get(key) ?? [],
    returnsOf(fn) {
      if (fn.body.type !== "BlockStatement") return [fn.body];
      return (returns.get(fn) ?? []).map((statement) => statement.argument ?? undefined);
    },
    throwsOf: (fn) => throws.get(fn) ?? [],
    yieldsOf: (fn) => yields.get(fn) ?? [],
    selvesOf: (object) => selves.get(object) ?? [],
    mayThrow: (name) => throwing.has(name),
    exitsOf: (loop) => exits.get(loop) ?? [],
    variableOf,
    named,
    variablesAround,
    referenceOf: (identifier) => references.get(identifier),
    jsxUsesOf: (variable) => jsxUses.get(variable) ?? [],
    isExported(variable) {
      if (variable.scope.type !== "module" && variable.scope.type !== "global") return false;
      return exportedNames.has(variable.name) || variable.defs.some((def) => isExportedDeclaration(def.node));
    },
  };
  return view;
}

/** The object literal of whose methods this is one, or something in it that has the same `this`. */
export function literalAround(self: Node): TSESTree.ObjectExpression | undefined {
  let fn: Node | undefined = self.parent;
  while (fn && (!isFunction(fn) || fn.type === "ArrowFunctionExpression") && !isClass(fn)) fn = fn.parent;
  const object = fn?.parent.type === "Property" ? fn.parent.parent : undefined;
  return object?.type === "ObjectExpression" ? object : undefined;
}

/** The name that a JSX tag begins with; none for `<ns:tag>`. */
function rootOfJsxName(name: TSESTree.JSXTagNameExpression): JsxName[] {
  let at: TSESTree.JSXTagNameExpression = name;
  while (at.type === "JSXMemberExpression") at = at.object;
  return at.type === "JSXIdentifier" ? [at] : [];
}

function isExportedDeclaration(declaration: Node): boolean {
  const statement = declaration.type === "VariableDeclarator" ? declaration.parent : declaration;
  return (
    statement.parent?.type === "ExportNamedDeclaration" ||
    statement.parent?.type === "ExportDefaultDeclaration"
  );
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Partial<Node>).type === "string";
}
