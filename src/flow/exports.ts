import type { FileView, Variable } from "./file.js";
import { importedBy } from "./imports.js";
import type { Node } from "./tree.js";
import type { ImportValue } from "./values.js";

/** What lies behind the name of an export. */
export type Exported =
  /** A variable of a module that is in sight. */
  | { readonly kind: "variable"; readonly variable: Variable; readonly file: FileView }
  /** An expression, or a declaration without a name: `export default () => {}`. */
  | { readonly kind: "node"; readonly node: Node; readonly file: FileView }
  /** All exports of a module that is in sight. */
  | { readonly kind: "namespace"; readonly file: FileView }
  /** An export of a module that is not in sight. */
  | { readonly kind: "import"; readonly value: ImportValue };

/** The file that a module name stands for in a file; `undefined`: it is not in sight. */
export type FindModule = (source: string, from: FileView) => FileView | undefined;

/** More modules than this that only export from each other are not followed. */
const LONGEST_CHAIN = 24;

/** What an import brings in, through any number of modules that export it again; `undefined` where it is not in sight. */
export function behindImport(
  find: FindModule,
  value: ImportValue,
  from: FileView,
  depth = 0,
): Exported | undefined {
  const file = depth < LONGEST_CHAIN ? find(value.source, from) : undefined;
  return file && exportOf(find, file, value.name, depth + 1);
}

/** What a module exports under a name. */
function exportOf(
  find: FindModule,
  file: FileView,
  name: string,
  depth = 0,
  passed = new Set<FileView>(),
): Exported | undefined {
  if (name === "*") return { kind: "namespace", file };
  const elsewhere: ImportValue[] = [];
  for (const statement of file.source.ast.body) {
    switch (statement.type) {
      case "ExportDefaultDeclaration":
        if (name === "default") return local(find, file, statement.declaration, depth);
        break;
      case "ExportNamedDeclaration": {
        const { declaration, source } = statement;
        if (declaration) {
          const variable = declaredIn(file, declaration, name);
          if (variable) return { kind: "variable", variable, file };
        }
        const specifier = statement.specifiers.find(({ exported }) => nameOf(exported) === name);
        if (!specifier) break;
        if (!source) return local(find, file, specifier.local, depth);
        return from(
          find,
          file,
          { source: source.value, name: nameOf(specifier.local), origin: specifier },
          depth,
        );
      }
      case "ExportAllDeclaration": {
        const { source, exported } = statement;
        if (exported && nameOf(exported) === name)
          return from(find, file, { source: source.value, name: "*", origin: statement }, depth);
        if (!exported && name !== "default")
          elsewhere.push({ kind: "import", source: source.value, name, origin: statement });
        break;
      }
      case "TSExportAssignment":
        if (name === "default") return local(find, file, statement.expression, depth);
        break;
      default:
    }
  }
  // Modules that export each other are gone through once.
  if (elsewhere.length > 0 && passed.has(file)) return undefined;
  if (elsewhere.length > 0) passed.add(file);
  const found = elsewhere.map((value) => ({ value, seen: find(value.source, file) }));
  for (const { value, seen } of found) {
    const behind =
      seen && depth < LONGEST_CHAIN ? exportOf(find, seen, value.name, depth + 1, passed) : undefined;
    if (behind) return behind;
  }
  // `export * from "package"`: what is found nowhere else comes from there.
  const packages = found.filter(({ seen }) => !seen);
  return packages.length === 1 && packages[0] ? { kind: "import", value: packages[0].value } : undefined;
}

function from(
  find: FindModule,
  file: FileView,
  written: Omit<ImportValue, "kind">,
  depth: number,
): Exported | undefined {
  const value: ImportValue = { kind: "import", ...written };
  return find(value.source, file) ? behindImport(find, value, file, depth) : { kind: "import", value };
}

/** What a name or an expression of a module stands for, through its own imports. */
function local(find: FindModule, file: FileView, node: Node, depth: number): Exported | undefined {
  const variable = node.type === "Identifier" ? file.variableOf(node) : undefined;
  if (!variable) return { kind: "node", node, file };
  return throughImport(find, file, variable, depth) ?? { kind: "variable", variable, file };
}

/** What the import behind a variable brings in; `undefined` for a variable that is no import. */
function throughImport(
  find: FindModule,
  file: FileView,
  variable: Variable,
  depth = 0,
): Exported | undefined {
  const [definition] = variable.defs;
  const value = definition && importedBy(definition.node);
  return value && (behindImport(find, value, file, depth) ?? { kind: "import", value });
}

function declaredIn(file: FileView, declaration: Node, name: string): Variable | undefined {
  return (
    file.source.scopeManager?.getDeclaredVariables(declaration).find((variable) => variable.name === name) ??
    (declaration.type === "VariableDeclaration"
      ? declaration.declarations
          .flatMap((one) => file.source.scopeManager?.getDeclaredVariables(one) ?? [])
          .find((variable) => variable.name === name)
      : undefined)
  );
}

function nameOf(name: Node): string {
  if (name.type === "Identifier") return name.name;
  return name.type === "Literal" ? String(name.value) : "";
}
