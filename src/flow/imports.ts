import type { Node } from "./tree.js";
import type { ImportValue, Value } from "./values.js";

/** What an import specifier brings in; `undefined` for anything that is not one. */
export function importedBy(node: Node): ImportValue | undefined {
  const declaration = node.parent;
  if (declaration?.type !== "ImportDeclaration") return undefined;
  const source = declaration.source.value;
  switch (node.type) {
    case "ImportSpecifier": {
      const { imported } = node;
      return {
        kind: "import",
        source,
        name: imported.type === "Identifier" ? imported.name : imported.value,
        origin: node,
      };
    }
    case "ImportNamespaceSpecifier":
      return { kind: "import", source, name: "*", origin: node };
    case "ImportDefaultSpecifier":
      return { kind: "import", source, name: "default", origin: node };
    default:
      return undefined;
  }
}

/** `import type`: there is no value behind it at run time. */
export function isTypeOnly(node: Node): boolean {
  const declaration = node.parent;
  return (
    (declaration?.type === "ImportDeclaration" && declaration.importKind === "type") ||
    (node.type === "ImportSpecifier" && node.importKind === "type")
  );
}

/** The export of another module that a value is, through named, default and namespace imports alike. */
export function exportBehind(value: Value): { source: string; name: string } | undefined {
  if (value.kind === "import") return { source: value.source, name: value.name };
  if (value.kind !== "member" || value.object.kind !== "import" || value.object.name !== "default")
    return undefined;
  return { source: value.object.source, name: value.key };
}

/** The global that a value is, also as a member of `window`. */
export function globalBehind(value: Value): string | undefined {
  if (value.kind === "global") return value.name;
  const isOfWindow =
    value.kind === "member" &&
    value.object.kind === "global" &&
    /^(?:window|globalThis|self)$/.test(value.object.name);
  return isOfWindow ? value.key : undefined;
}
