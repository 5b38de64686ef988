import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Native } from "./native.js";

/** What is asked of the text of a file and its syntax tree: ESLint's own for the file being linted, and the same for others. */
export interface Source {
  readonly ast: TSESTree.Program;
  readonly text: string;
  readonly scopeManager: TSESLint.Scope.ScopeManager | null;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
  getText(node?: TSESTree.Node): string;
}

/** Parses a file that ESLint does not lint now; `undefined` where it has syntax errors. */
export function parseSource(native: Native, file: string, text: string): Source | undefined {
  const { parser, scopes } = native;
  const isJson = file.endsWith(".json");
  const code = isJson ? `export default ${text}` : text;
  const parsed = parser.parseSync(isJson ? `${file}.js` : file, code, {
    astType: "ts",
    range: true,
    preserveParens: false,
  });
  if (parsed.errors.some(({ severity }) => severity === "Error")) return undefined;
  // The parser's own types and those of typescript-eslint describe the same tree.
  const ast = parsed.program as unknown as TSESTree.Program;
  const visitorKeys = parser.visitorKeys as Source["visitorKeys"];
  linkParents(ast, visitorKeys);
  const scopeManager = scopes.analyze(ast, {
    sourceType: "module",
    childVisitorKeys: visitorKeys,
    lib: [],
  });
  return {
    ast,
    text: code,
    scopeManager: scopeManager,
    visitorKeys,
    getText: (node) => (node ? code.slice(node.range[0], node.range[1]) : code),
  };
}

/** The tree is ours: nobody else has seen it yet. */
function linkParents(ast: TSESTree.Program, visitorKeys: Source["visitorKeys"]): void {
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const one of Array.isArray(child) ? (child as unknown[]) : [child]) {
        if (!isNode(one)) continue;
        (one as { parent?: TSESTree.Node }).parent = node;
        stack.push(one);
      }
    }
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}
