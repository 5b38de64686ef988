import type { TSESTree } from "@typescript-eslint/utils";
import type { FileView, Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import { importedBy } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import { LISTENING } from "../sdk.js";

const known = new WeakMap<Flow, ReadonlySet<Node>>();

/** All code of a file around places that name a method which subscribes or releases, or something in which that is so. */
export function codeThatListens(flow: Flow): ReadonlySet<Node> {
  const code = known.get(flow) ?? codeThatNames(flow, LISTENING);
  known.set(flow, code);
  return code;
}

/** All code around places that name one of these methods, or something in which that is so, also in modules that the file imports. */
export function codeThatNames(flow: Flow, methods: readonly string[]): ReadonlySet<Node> {
  const search: Search = {
    flow,
    methods,
    words: new RegExp(`[.,{["'\`]\\s*(?:${methods.join("|")})\\b`),
    code: new Set(),
    seen: new Set(),
  };
  addCode(search, flow.file.of(flow.file.source.ast));
  return search.code;
}

interface Search {
  readonly flow: Flow;
  readonly methods: readonly string[];
  /** What a text must have to be worth a look. */
  readonly words: RegExp;
  readonly code: Set<Node>;
  readonly seen: Set<FileView>;
}

function addCode(search: Search, file: FileView): void {
  const { code, methods, seen } = search;
  if (seen.has(file)) return;
  seen.add(file);
  const places = [...placesThatName(file, methods), ...importsOf(search, file)];
  const variables = new Set<Variable>();
  // The list grows while it is gone through.
  for (const place of places) {
    for (let at: Node | undefined = place; at && !code.has(at); at = at.parent) {
      code.add(at);
      const variable = declaredBy(file, at);
      if (!variable || variables.has(variable)) continue;
      variables.add(variable);
      places.push(...placesOf(file, variable));
    }
  }
}

function placesThatName(file: FileView, methods: readonly string[]): readonly Node[] {
  const named = methods.flatMap((name) => file.membersNamed(name));
  // `socket[method]("status", handler)`: the name stands in the file, or comes from another one.
  const isQuoted = new RegExp(`["'\`](?:${methods.join("|")})["'\`]`).test(file.source.text);
  const computed = isQuoted || named.length > 0 ? file.membersNamed(undefined) : [];
  return [
    ...named,
    ...(isQuoted ? computed : computed.filter((member) => hasKeyFromElsewhere(file, member))),
  ];
}

function hasKeyFromElsewhere(file: FileView, member: TSESTree.MemberExpression | TSESTree.Property): boolean {
  let key: Node = member.type === "Property" ? member.key : member.property;
  while (key.type === "MemberExpression") key = key.object;
  const declared = key.type === "Identifier" ? file.variableOf(key)?.defs[0]?.node : undefined;
  return declared !== undefined && importedBy(declared) !== undefined;
}

/** Where a file uses what it imports from modules in which one of the methods is named. */
function importsOf(search: Search, file: FileView): readonly Node[] {
  const { flow, words, code } = search;
  return file.source.ast.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") return [];
    if (flow.knowledge.mentions?.(statement.source.value, file, words) !== true) return [];
    return statement.specifiers.flatMap((specifier) => {
      const imported = importedBy(specifier);
      const exported = imported && flow.behind(imported);
      if (!exported || exported.kind === "import") return [];
      addCode(search, exported.file);
      const isNamed =
        exported.kind === "variable"
          ? exported.variable.defs.some(({ node }) => code.has(node))
          : code.has(exported.kind === "node" ? exported.node : exported.file.source.ast);
      const variable = isNamed ? file.variableOf(specifier.local) : undefined;
      return variable ? placesOf(file, variable) : [];
    });
  });
}

function placesOf(file: FileView, variable: Variable): Node[] {
  return [...variable.references.map(({ identifier }) => identifier as Node), ...file.jsxUsesOf(variable)];
}

function declaredBy(file: FileView, node: Node): Variable | undefined {
  const name =
    node.type === "VariableDeclarator" && node.id.type === "Identifier"
      ? node.id
      : node.type === "FunctionDeclaration" || node.type === "ClassDeclaration"
        ? node.id
        : undefined;
  return name ? file.variableOf(name) : undefined;
}
