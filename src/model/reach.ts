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
  // Modules that import each other: what one names is known to the other after another look.
  for (let size = -1; size < search.code.size;) {
    size = search.code.size;
    search.seen.clear();
    addCode(search, flow.file.of(flow.file.source.ast));
  }
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
  const { code, seen } = search;
  if (seen.has(file)) return;
  seen.add(file);
  const places = [...placesThatName(search, file), ...importsOf(search, file)];
  const variables = new Set<Variable>();
  // The list grows while it is gone through.
  for (const place of places) {
    for (let at: Node | undefined = place; at && !code.has(at); at = at.parent) {
      code.add(at);
      for (const variable of declaredBy(file, at)) {
        if (variables.has(variable)) continue;
        variables.add(variable);
        places.push(...placesOf(file, variable));
      }
    }
  }
}

/** `socket.on`, and `socket[method]` where the name of a method is a text or a key in the file or in one that it imports. */
function placesThatName(search: Search, file: FileView): readonly Node[] {
  const named = search.methods.flatMap((name) => file.membersNamed(name));
  const computed = file.membersNamed(undefined);
  return computed.length > 0 && quotesMethod(search, file) ? [...named, ...computed] : named;
}

function quotesMethod({ flow, methods }: Search, file: FileView): boolean {
  // `"on"`, or `{ on: handler }`
  const names = methods.join("|");
  const quoted = new RegExp(`["'\`](?:${names})["'\`]|[{,]\\s*(?:${names})\\s*:`);
  return (
    quoted.test(file.source.text) ||
    valuesImportedBy(file).some(
      ({ source }) => flow.knowledge.mentions?.(source.value, file, quoted) === true,
    )
  );
}

function valuesImportedBy(file: FileView): readonly TSESTree.ImportDeclaration[] {
  return file.source.ast.body.filter(
    (statement): statement is TSESTree.ImportDeclaration =>
      statement.type === "ImportDeclaration" && statement.importKind !== "type",
  );
}

/** Where a file uses what it imports from modules in which one of the methods is named. */
function importsOf(search: Search, file: FileView): readonly Node[] {
  const { flow, words, code } = search;
  return valuesImportedBy(file).flatMap(({ source, specifiers }) => {
    if (flow.knowledge.mentions?.(source.value, file, words) !== true) return [];
    return specifiers.flatMap((specifier) => {
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

function declaredBy(file: FileView, node: Node): readonly Variable[] {
  if (node.type === "VariableDeclarator") return file.source.scopeManager?.getDeclaredVariables(node) ?? [];
  if (node.type !== "FunctionDeclaration" && node.type !== "ClassDeclaration") return [];
  const variable = node.id ? file.variableOf(node.id) : undefined;
  return variable ? [variable] : [];
}
