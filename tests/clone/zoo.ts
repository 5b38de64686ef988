import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { createCloneOfTypes } from "../../src/clone/of-type.js";

/** What the rule says of one declared type. */
export interface Animal {
  readonly name: string;
  readonly damages: number;
  readonly milliseconds: number;
}

const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** Every interface, class and type alias that the language, the browser and Node declare, as a payload's type. */
export function visitZoo(): readonly Animal[] {
  const program = ts.createProgram([path.join(modules, "@types/node/index.d.ts")], {
    strict: true,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
    target: ts.ScriptTarget.ESNext,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const clone = createCloneOfTypes(program);
  const animals: Animal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      const symbol = node.name && checker.getSymbolAtLocation(node.name);
      if (symbol) {
        const type = checker.getDeclaredTypeOfSymbol(symbol);
        const start = performance.now();
        const damages = clone.damagesOf(type, node).length;
        animals.push({ name: symbol.name, damages, milliseconds: performance.now() - start });
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) visit(file);
  return animals;
}
