import * as parser from "@typescript-eslint/parser";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { Linter } from "eslint";

/** The source code object that a rule would get for a text: parsed by ESLint itself, without types. */
export function parse(code: string, filename = "/plugin/src/ui/file.tsx"): Readonly<TSESLint.SourceCode> {
  let sourceCode: Readonly<TSESLint.SourceCode> | undefined;
  const capture = {
    create: (context: { sourceCode: unknown }) => ({
      Program(): void {
        sourceCode = context.sourceCode as Readonly<TSESLint.SourceCode>;
      },
    }),
  };
  const messages = new Linter({ cwd: "/" }).verify(
    code,
    {
      files: ["**/*.{ts,tsx,js,jsx}"],
      plugins: { test: { rules: { capture } } },
      rules: { "test/capture": "error" },
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    },
    { filename },
  );
  if (!sourceCode) throw new Error(messages.map(({ message }) => message).join("\n"));
  return sourceCode;
}

/** Every node of a file, parents first. */
export function* nodesOf(sourceCode: Readonly<TSESLint.SourceCode>): Iterable<TSESTree.Node> {
  const stack: TSESTree.Node[] = [sourceCode.ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    for (const key of sourceCode.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const item of [child].flat()) if (isNode(item)) stack.push(item);
    }
  }
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === "object" && value !== null && "type" in value;
}
