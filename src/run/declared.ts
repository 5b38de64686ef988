import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "../flow/flow.js";
import type { Node } from "../flow/tree.js";
import { writtenKey } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import type { Possible } from "./possible.js";
import { ANYTHING, kindsOfType } from "./possible.js";

type Kinds = Possible["kinds"];

/** What a member can be by the type that is written for it: `enabled: boolean`. */
export function declaredPossible(flow: Flow, { values, others }: Answer): Possible | undefined {
  const [only] = values;
  if (values.length !== 1 || others || only?.kind !== "member" || only.object.kind !== "typed")
    return undefined;
  const { type } = only.object;
  if ("kind" in type || (type.type !== "TSTypeLiteral" && type.type !== "TSInterfaceBody")) return undefined;
  for (const member of type.type === "TSTypeLiteral" ? type.members : type.body) {
    if (member.type === "TSMethodSignature" && writtenKey(member.key, member.computed) === only.key)
      return {
        kinds: kindsOfType(member.optional ? ["function", "undefined"] : ["function"]),
        excluded: new Set(),
      };
    if (member.type !== "TSPropertySignature" || writtenKey(member.key, member.computed) !== only.key)
      continue;
    const kinds = member.typeAnnotation && kindsIn(flow, member.typeAnnotation.typeAnnotation, 0);
    if (!kinds) return undefined;
    return {
      kinds: new Set([...kinds, ...(member.optional ? (["undefined"] as const) : [])]),
      excluded: new Set(),
    };
  }
  return undefined;
}

const DEEPEST_ALIAS = 10;

function kindsIn(flow: Flow, type: TSESTree.TypeNode, depth: number): Kinds | undefined {
  switch (type.type) {
    case "TSBooleanKeyword":
      return kindsOfType(["boolean"]);
    case "TSStringKeyword":
    case "TSTemplateLiteralType":
      return kindsOfType(["string"]);
    case "TSNumberKeyword":
      return kindsOfType(["number"]);
    case "TSNullKeyword":
      return kindsOfType(["null"]);
    case "TSUndefinedKeyword":
      return kindsOfType(["undefined"]);
    case "TSFunctionType":
      return kindsOfType(["function"]);
    case "TSArrayType":
    case "TSTupleType":
      return kindsOfType(["list"]);
    case "TSTypeLiteral":
      return kindsOfType(["object", "list", "function"]);
    case "TSTypeOperator":
      return type.operator === "readonly" && type.typeAnnotation
        ? kindsIn(flow, type.typeAnnotation, depth)
        : undefined;
    case "TSUnionType": {
      const parts = type.types.map((part) => kindsIn(flow, part, depth));
      return parts.every((part) => part !== undefined)
        ? new Set(parts.flatMap((part) => [...part]))
        : undefined;
    }
    case "TSTypeReference":
      return kindsNamed(flow, type, depth);
    default:
      return undefined;
  }
}

function kindsNamed(flow: Flow, { typeName }: TSESTree.TSTypeReference, depth: number): Kinds | undefined {
  if (typeName.type !== "Identifier" || depth > DEEPEST_ALIAS) return undefined;
  const declaration: Node | undefined = flow.file.variableOf(typeName)?.defs[0]?.node;
  if (!declaration) return /^(?:Readonly)?Array$/.test(typeName.name) ? kindsOfType(["list"]) : undefined;
  if (declaration.type === "TSInterfaceDeclaration") return kindsOfType(["object", "list", "function"]);
  return declaration.type === "TSTypeAliasDeclaration"
    ? kindsIn(flow, declaration.typeAnnotation, depth + 1)
    : undefined;
}

/** An element of a list: there is one. */
export const SOMETHING: Possible = {
  kinds: new Set([...ANYTHING.kinds].filter((kind) => kind !== "undefined" && kind !== "null")),
  excluded: new Set(),
};
