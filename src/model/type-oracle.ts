import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type ts from "typescript";
import type { Damage, Step } from "../clone/damage.js";
import type { CloneOfTypes } from "../clone/of-type.js";
import { createCloneOfTypes } from "../clone/of-type.js";
import type { Node } from "../flow/tree.js";
import { packageOf } from "../project/package.js";
import type { Thing } from "../sdk.js";
import { SDK_PACKAGE, TYPES } from "../sdk.js";

/** What type information adds, where the parser brings some; `any` and `unknown` add nothing. */
export interface TypeOracle {
  /** The thing of the SDK that an expression has the type of. */
  thingAt(node: Node): Thing | undefined;
  /** What structured clone does to a part of an expression, by its type; `undefined` where that says nothing of the part. */
  clonedAt(node: Node, part: ClonedPart): readonly Damage[] | undefined;
  /** The strings that an expression can be, by a literal type. */
  textsAt(node: Node): readonly string[] | undefined;
}

/** A part of the value of an expression. */
interface ClonedPart {
  readonly path: readonly Step[];
  /** Only the own members of the part are meant, but for these. */
  readonly except?: ReadonlySet<string> | undefined;
  /** What the value is fulfilled with is meant, where it is a promise. */
  readonly isAwaited?: boolean;
}

/** Whether the parser brings types. */
export function hasTypes({ parserServices }: Readonly<TSESLint.SourceCode>): boolean {
  return Boolean(parserServices?.program && parserServices.esTreeNodeToTSNodeMap);
}

export function createTypeOracle(sourceCode: Readonly<TSESLint.SourceCode>): TypeOracle | undefined {
  const services = sourceCode.parserServices;
  const program = services?.program;
  if (!program || !services.esTreeNodeToTSNodeMap) return undefined;
  const nodes = services.esTreeNodeToTSNodeMap;
  const checker = program.getTypeChecker();

  function typeAt(node: Node): ts.Type | undefined {
    const tsNode = nodes.get(node as TSESTree.Expression) as ts.Node | undefined;
    return tsNode && checker.getTypeAtLocation(tsNode);
  }

  let clone: CloneOfTypes | undefined;
  return {
    clonedAt(node, { path, except, isAwaited = false }) {
      const tsNode = nodes.get(node as TSESTree.Expression) as ts.Node | undefined;
      if (!tsNode) return undefined;
      clone ??= createCloneOfTypes(program);
      const whole = checker.getTypeAtLocation(tsNode);
      const type = clone.typeOf(isAwaited ? (checker.getAwaitedType(whole) ?? whole) : whole, path, tsNode);
      if (!type) return undefined;
      return except ? clone.damagesOfOwn(type, except, tsNode) : clone.damagesOf(type, tsNode);
    },
    thingAt(node) {
      const type = typeAt(node);
      return type && thingOfType(checker, checker.getNonNullableType(type));
    },
    textsAt(node) {
      const type = typeAt(node);
      if (!type) return undefined;
      const parts = type.isUnion() ? type.types : [type];
      const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
      return texts.length > 0 && texts.length === parts.length ? texts : undefined;
    },
  };
}

/** By where the type is declared, never by its name alone. */
function thingOfType(checker: ts.TypeChecker, type: ts.Type): Thing | undefined {
  for (const symbol of [type.aliasSymbol, type.symbol as ts.Symbol | undefined]) {
    if (!symbol?.declarations?.some(isDeclaredBySdk)) continue;
    const named = TYPES.get(symbol.name);
    if (named) return named;
    if (symbol === type.symbol && isSocketShaped(checker, type)) return "socket";
  }
  return undefined;
}

/** The SDK's own type in the shape of a client socket: only the UI socket has all of these. */
function isSocketShaped(checker: ts.TypeChecker, type: ts.Type): boolean {
  return ["on", "off", "emit", "connected"].every((name) => checker.getPropertyOfType(type, name));
}

function isDeclaredBySdk(declaration: ts.Declaration): boolean {
  for (let at: ts.Node | undefined = declaration; at; at = at.parent as ts.Node | undefined) {
    const name = (at as Partial<ts.ModuleDeclaration>).name;
    if (name && "text" in name && isPackage(name.text) && (at as ts.ModuleDeclaration).body) return true;
  }
  return packageOf(declaration.getSourceFile().fileName) === SDK_PACKAGE;
}

function isPackage(name: string): boolean {
  return name === SDK_PACKAGE || name.startsWith(`${SDK_PACKAGE}/`);
}
