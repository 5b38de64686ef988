import type { Variable } from "../flow/file.js";
import { importedBy } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import { isFunction } from "../flow/tree.js";
import type { ImportValue } from "../flow/values.js";
import { exactly, unknown } from "../flow/values.js";
import { bind } from "./binding.js";
import { evaluateClass } from "./classes.js";
import { evaluate } from "./expressions.js";
import type { Machine } from "./machine.js";
import { isGivenUp } from "./given-up.js";
import { Thrown } from "./machine.js";
import type { RunValue } from "./values.js";
import { UNDEFINED } from "./values.js";

/** What a name stands for that no running function has declared: the module's own, or that of a function which does not run. */
export function outerValue(machine: Machine, variable: Variable, node: Node): RunValue {
  const cell = machine.module.cellOf(variable);
  if (cell) return cell.value;
  const imported = importedValue(machine, variable);
  if (imported) return imported;
  if (machine.opening.has(variable)) return fromOutside(machine, variable, node);
  machine.opening.add(variable);
  const outside = machine.activity;
  machine.activity = { start: { kind: "module", node: machine.file.of(node).source.ast }, isForeign: false };
  try {
    const value = declaredValue(machine, variable, node);
    return (machine.module.cellOf(variable) ?? (machine.module.declare(variable, value), { value })).value;
  } finally {
    machine.opening.delete(variable);
    machine.activity = outside;
  }
}

/** What an import brings in from a module in sight; it is asked for anew each time, as other code can change it. */
function importedValue(machine: Machine, variable: Variable): RunValue | undefined {
  const [definition] = variable.defs;
  const imported = definition && importedBy(definition.node);
  return imported && valueBehind(machine, imported);
}

/** The value of an export of another module; `undefined` where that is not in sight. */
export function valueBehind(machine: Machine, imported: ImportValue): RunValue | undefined {
  const exported = machine.flow.behind(imported);
  switch (exported?.kind) {
    case "variable": {
      const [name] = exported.variable.identifiers;
      return name && outerValue(machine, exported.variable, name);
    }
    case "node":
      return expressionValue(machine, exported.node);
    case "import":
      return machine.unknown(`import:${exported.value.source}:${exported.value.name}`, "fixed", () =>
        exactly(exported.value),
      );
    default:
      return undefined;
  }
}

/** `export default` of something that has no name: one value for all who import it. */
export function expressionValue(machine: Machine, node: Node): RunValue {
  const known = machine.unnamed.get(node);
  if (known) return known;
  const outside = machine.activity;
  machine.activity = { start: { kind: "module", node: machine.file.of(node).source.ast }, isForeign: false };
  try {
    const value = isFunction(node)
      ? machine.closure(node, machine.module)
      : machine.toEnd(evaluate(machine, node, machine.module));
    machine.unnamed.set(node, value);
    return value;
  } finally {
    machine.activity = outside;
  }
}

function declaredValue(machine: Machine, variable: Variable, node: Node): RunValue {
  const definitions = variable.defs.filter((definition) => definition.node.type !== "TSDeclareFunction");
  const [definition] = definitions;
  if (!definition) {
    const answer = machine.flow.evaluate(node);
    return machine.unknown(`global:${variable.name}`, "fixed", () => answer);
  }
  const declared: Node = definition.node;
  if (isFunction(declared) && definition.name === declared.id)
    return machine.closure(declared, machine.module);
  const imported = importedBy(declared);
  if (imported)
    return machine.unknown(`import:${imported.source}:${imported.name}`, "fixed", () =>
      machine.flow.evaluate(node),
    );
  switch (declared.type) {
    case "ClassDeclaration":
    case "ClassExpression":
      return machine.toEnd(evaluateClass(machine, declared, machine.module));
    case "TSEnumDeclaration":
      return enumObject(machine, declared);
    case "VariableDeclarator": {
      const isOfModule = variable.scope.type === "module" || variable.scope.type === "global";
      const isLoop = declared.parent.parent.type.startsWith("For");
      // `declare const IS_ON: boolean`: somebody else gives it its value.
      if (!isOfModule || isLoop || declared.parent.declare) break;
      return initialValue(machine, variable, node, declared.id, declared.init);
    }
    default:
  }
  return fromOutside(machine, variable, node);
}

function initialValue(
  machine: Machine,
  variable: Variable,
  node: Node,
  pattern: Node,
  init: Node | null,
): RunValue {
  if (!init) return UNDEFINED;
  try {
    machine.toEnd(
      bind(machine, pattern, machine.toEnd(evaluate(machine, init, machine.module)), machine.module, true),
    );
  } catch (error) {
    if (!(error instanceof Thrown) && !isGivenUp(error)) throw error;
  }
  return machine.module.cellOf(variable)?.value ?? fromOutside(machine, variable, node);
}

/** The name belongs to a function that does not run here: what following values knows of it. */
function fromOutside(machine: Machine, variable: Variable, node: Node): RunValue {
  const isParameter = variable.defs.some(({ type }) => (type as string) === "Parameter");
  const [name] = variable.identifiers;
  const key = `outer:${variable.name}@${name ? machine.file.placeOf(name) : ""}`;
  return machine.unknown(key, isParameter ? "input" : "other", () => machine.flow.evaluate(node));
}

function enumObject(machine: Machine, declaration: Node): RunValue {
  const [record] = machine.flow.evaluate(declaration).values;
  const members = record?.kind === "record" ? [...record.members] : [];
  return machine.object(
    Object.fromEntries(
      members.map(([key, { answer }]) => {
        const [only] = answer().values;
        const text = only ? exactly(only) : unknown("it is counted", declaration);
        return [
          key,
          machine.unknown(`enum@${machine.file.placeOf(declaration)}.${key}`, "fixed", () => text),
        ];
      }),
    ),
  );
}
