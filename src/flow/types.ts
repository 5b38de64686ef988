import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "./flow.js";
import { importedBy } from "./imports.js";
import type { Node } from "./tree.js";
import { writtenKey } from "./tree.js";
import type { Answer, ImportValue, TypedValue, Value } from "./values.js";
import { exactly, isOpaqueKind, NOTHING, union } from "./values.js";

/** Type aliases nested deeper than this are not followed: generic types can grow without end. */
const DEEPEST_TYPE = 20;

/** Types that are their first argument, as far as members go. */
const TRANSPARENT = new Set([
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Awaited",
  "Pick",
  "PropsWithChildren",
]);

/** What a value of a declared type is. Only what the type certainly says: of a union of several things, nothing. */
export function typedAnswer(flow: Flow, type: Node): Answer {
  const next = flow.typed;
  switch (type.type) {
    case "TSTypeAnnotation":
      return next(type.typeAnnotation);
    case "TSTypeLiteral":
    case "TSInterfaceBody":
      return exactly({ kind: "typed", type, origin: type });
    case "TSTypeReference":
      return typeNamed(flow, type.typeName, type.typeArguments?.params ?? []);
    case "TSInterfaceHeritage":
      return type.expression.type === "Identifier" ? typeNamed(flow, type.expression, []) : NOTHING;
    case "TSIndexedAccessType": {
      const key = type.indexType;
      const name =
        key.type === "TSLiteralType" && key.literal.type === "Literal" ? key.literal.value : undefined;
      return typeof name === "string" ? flow.member(next(type.objectType), name, type) : NOTHING;
    }
    case "TSIntersectionType":
      return union(type.types.map(next));
    case "TSUnionType": {
      const parts = type.types.filter((part) => !/^TS(?:Null|Undefined|Void)Keyword$/.test(part.type));
      if (parts.length === 1 && parts[0]) return next(parts[0]);
      return parts.every((part) => part.type === "TSLiteralType")
        ? exactly({ kind: "typed", type, origin: type })
        : NOTHING;
    }
    case "TSLiteralType":
      return exactly({ kind: "typed", type, origin: type });
    case "TSTypeQuery":
      return type.exprName.type === "TSImportType" ? NOTHING : onlyOpaque(entity(flow, type.exprName));
    case "TSImportType": {
      const { qualifier } = type;
      const name = qualifier?.type === "Identifier" ? qualifier.name : "*";
      const source = sourceOf(type);
      if (source === undefined) return NOTHING;
      return exactly({ kind: "typed", type: { kind: "import", source, name, origin: type }, origin: type });
    }
    case "TSTypeOperator":
      if (type.operator === "keyof") return exactly({ kind: "typed", type, origin: type });
      return type.typeAnnotation ? next(type.typeAnnotation) : NOTHING;
    case "TSOptionalType":
      return next(type.typeAnnotation);
    default:
      return NOTHING;
  }
}

/** The module of `import("...")` in a type; early versions of the parser name it otherwise. */
function sourceOf(type: TSESTree.TSImportType): string | undefined {
  const { source, argument } = type as Partial<Pick<TSESTree.TSImportType, "source">> & {
    argument?: TSESTree.TypeNode;
  };
  if (source) return source.value;
  const literal = argument?.type === "TSLiteralType" ? argument.literal : undefined;
  return literal?.type === "Literal" ? String(literal.value) : undefined;
}

function typeNamed(flow: Flow, name: TSESTree.EntityName, args: readonly TSESTree.TypeNode[]): Answer {
  const next = flow.typed;
  if (name.type === "TSQualifiedName") {
    const namespace = name.left.type === "Identifier" ? importOf(flow, name.left) : undefined;
    if (!namespace) return NOTHING;
    const type: ImportValue = { ...namespace, name: name.right.name };
    const behind = flow.behind(type);
    const declared = behind?.kind === "variable" ? behind.variable.defs[0]?.node : undefined;
    if (declared?.type === "TSTypeAliasDeclaration") return next(declared.typeAnnotation);
    if (declared?.type === "TSInterfaceDeclaration") return next(declared.body);
    return exactly({ kind: "typed", type: behind?.kind === "import" ? behind.value : type, origin: name });
  }
  if (name.type !== "Identifier") return NOTHING;
  const imported = importOf(flow, name);
  const behind = imported && flow.behind(imported);
  const variable = behind?.kind === "variable" ? behind.variable : flow.file.variableOf(name);
  const definition = variable?.defs[0];
  if (!definition) {
    if (name.name === "ReturnType" && args[0]) return resultType(flow, next(args[0]), args[0]);
    if (name.name === "Omit" && args[0] && args[1])
      return without(flow, next(args[0]), flow.typed(args[1]), name);
    return TRANSPARENT.has(name.name) && args[0] ? next(args[0]) : NOTHING;
  }
  const { node } = definition;
  switch (node.type) {
    case "TSTypeAliasDeclaration":
      return next(node.typeAnnotation);
    case "TSInterfaceDeclaration": {
      const own = variable.defs.map((def) =>
        def.node.type === "TSInterfaceDeclaration" ? next(def.node.body) : NOTHING,
      );
      const bases = node.extends.map((base) => flow.typed(base));
      return union([...own, ...bases]);
    }
    case "ClassDeclaration":
    case "ClassExpression": {
      const of = flow.evaluate(node).values.find((value) => value.kind === "class");
      return of?.kind === "class" ? exactly({ kind: "instance", of, env: undefined, origin: name }) : NOTHING;
    }
    default: {
      const type = behind?.kind === "import" ? behind.value : imported;
      if (type && TRANSPARENT.has(type.name) && args[0]) return next(args[0]);
      return type ? exactly({ kind: "typed", type, origin: name }) : NOTHING;
    }
  }
}

function entity(flow: Flow, name: Node): Answer {
  if (name.type === "TSQualifiedName") return flow.member(entity(flow, name.left), name.right.name, name);
  const imported = name.type === "Identifier" ? importOf(flow, name) : undefined;
  return (imported && flow.imported(imported)) ?? (imported ? exactly(imported) : flow.evaluate(name));
}

/** `Omit<T, "a" | "b">`. */
function without(flow: Flow, of: Answer, keys: Answer, at: Node): Answer {
  const open = { why: "its type leaves it out", node: at };
  const names = keys.values.flatMap((key) => (key.kind === "typed" ? (typedKeys(flow, key) ?? []) : []));
  if (names.length === 0) return NOTHING;
  const members = new Map(
    names.map((name) => [name, { key: at, answer: (): Answer => ({ values: [], others: open }) }]),
  );
  return exactly({ kind: "record", members, spread: of.values, open, origin: at });
}

/** The function type that a type stands for, through aliases. */
export function functionTypeOf(flow: Flow, type: Node, depth = 0): TSESTree.TSFunctionType | undefined {
  if (type.type === "TSFunctionType") return type;
  if (type.type === "TSTypeAnnotation") return functionTypeOf(flow, type.typeAnnotation, depth);
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier" || depth > DEEPEST_TYPE)
    return undefined;
  const imported = importOf(flow, type.typeName);
  const behind = imported && flow.behind(imported);
  const variable = behind?.kind === "variable" ? behind.variable : flow.file.variableOf(type.typeName);
  const declaration = variable?.defs[0]?.node;
  return declaration?.type === "TSTypeAliasDeclaration"
    ? functionTypeOf(flow, declaration.typeAnnotation, depth + 1)
    : undefined;
}

/** The type of a constant says what it is, not which text or table it holds. */
function onlyOpaque({ values }: Answer): Answer {
  return {
    values: values.filter(({ kind }) => isOpaqueKind(kind) || kind === "instance" || kind === "function"),
  };
}

/** `ReturnType<typeof f>`. */
function resultType(flow: Flow, of: Answer, at: Node): Answer {
  return union(
    of.values.map((callee): Answer => {
      if (callee.kind === "function") {
        if (callee.node.returnType) return flow.typed(callee.node.returnType);
        return union(flow.file.returnsOf(callee.node).map((node) => (node ? flow.evaluate(node) : NOTHING)));
      }
      if (callee.kind === "import" || callee.kind === "member") {
        return exactly({ kind: "member", object: callee, key: RESULT, origin: at });
      }
      return NOTHING;
    }),
  );
}

/** The key under which the result of an unseen function is named where there is no call: `ReturnType<typeof useIt>`. */
export const RESULT = "()";

function importOf(flow: Flow, name: TSESTree.Identifier): ImportValue | undefined {
  const node = flow.file.variableOf(name)?.defs[0]?.node;
  return node && importedBy(node);
}

/** The names of all members that a written type has; `undefined` for a type that is not in sight. */
export function membersOfType({ type }: TypedValue): ReadonlySet<string> | undefined {
  if ("kind" in type || (type.type !== "TSTypeLiteral" && type.type !== "TSInterfaceBody")) return undefined;
  const members = type.type === "TSTypeLiteral" ? type.members : type.body;
  const names = members.map((member) =>
    member.type === "TSPropertySignature" ? writtenKey(member.key, member.computed) : undefined,
  );
  return names.includes(undefined) ? undefined : new Set(names as string[]);
}

/** A member of a value of which the type is known; `undefined` where the type does not tell. */
export function typedMember(flow: Flow, value: TypedValue, key: string): Answer | undefined {
  const { type } = value;
  if ("kind" in type) return undefined;
  if (type.type === "TSTypeLiteral" || type.type === "TSInterfaceBody") {
    const members = type.type === "TSTypeLiteral" ? type.members : type.body;
    for (const member of members) {
      if (member.type !== "TSPropertySignature" || writtenKey(member.key, member.computed) !== key) continue;
      const found = member.typeAnnotation ? flow.typed(member.typeAnnotation) : NOTHING;
      return found.values.length > 0 ? found : undefined;
    }
    return NOTHING;
  }
  return undefined;
}

/** The keys that a type of literals, or `keyof typeof TABLE`, allows. */
export function typedKeys(flow: Flow, value: TypedValue): string[] | undefined {
  const { type } = value;
  if ("kind" in type) return undefined;
  if (type.type === "TSLiteralType")
    return type.literal.type === "Literal" ? [String(type.literal.value)] : undefined;
  if (type.type === "TSUnionType") {
    return type.types.flatMap((part) =>
      part.type === "TSLiteralType" && part.literal.type === "Literal" ? [String(part.literal.value)] : [],
    );
  }
  if (type.type === "TSTypeOperator" && type.typeAnnotation) {
    const { typeAnnotation } = type;
    const table = typeAnnotation.type === "TSTypeQuery" ? entity(flow, typeAnnotation.exprName) : NOTHING;
    return table.values.flatMap((of: Value) => (of.kind === "record" ? [...of.members.keys()] : []));
  }
  return undefined;
}
