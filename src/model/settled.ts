import { changesOf } from "../flow/changes.js";
import type { Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import { importedBy } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import { enclosingFunction } from "../flow/tree.js";
import { rootsOf } from "./passed-in.js";

/** What is made from others in more steps than this is not followed. */
const MOST_STEPS = 12;

/** Whether what an expression is made from stays what it is: no other function sets it to something else in between. */
export function isSettled(flow: Flow, node: Node | undefined, depth = 0): boolean {
  if (!node || depth > MOST_STEPS) return true;
  return rootsOf(node).every((root) => {
    const variable = root.type === "Identifier" ? flow.file.variableOf(root) : undefined;
    return !variable || isSettledVariable(flow, variable, root, depth);
  });
}

function isSettledVariable(flow: Flow, variable: Variable, read: Node, depth: number): boolean {
  const definition: Node | undefined = variable.defs[0]?.node;
  if (!definition) return true;
  const imported = importedBy(definition);
  if (imported) {
    const exported = flow.behind(imported);
    return exported?.kind !== "variable" || isSettledVariable(flow, exported.variable, definition, depth + 1);
  }
  const writers = variable.references
    .filter((reference) => reference.isWrite() && !reference.init)
    .map(({ identifier }) => enclosingFunction(identifier));
  // What a module does while it is loaded is done before its functions run.
  if (writers.some((writer) => writer !== undefined && writer !== enclosingFunction(read))) return false;
  if (definition.type !== "VariableDeclarator" || !definition.init) return true;
  const isChanged = flow
    .evaluate(definition.init)
    .values.some((value) => value.kind === "record" && changesOf(flow, value).writes.length > 0);
  return !isChanged && isSettled(flow, definition.init, depth + 1);
}
