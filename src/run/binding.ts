import { elements } from "./iteration.js";
import type { TSESTree } from "@typescript-eslint/utils";
import type { FunctionNode, Node } from "../flow/tree.js";
import { evaluate, evaluateKey } from "./expressions.js";
import type { Frame } from "./frame.js";
import type { Machine, Running } from "./machine.js";
import { assignMember } from "./members.js";
import type { RunObject, RunValue } from "./values.js";
import { constant, isPrivateMember, memberName, UNDEFINED } from "./values.js";

/** Gives names to a value, or to its parts. `declares`: the names are new in the frame; else they are assigned to. */
export function* bind(
  machine: Machine,
  pattern: Node,
  value: RunValue,
  frame: Frame,
  declares: boolean,
): Running<void> {
  switch (pattern.type) {
    case "Identifier":
      assignName(machine, pattern, value, frame, declares);
      return;
    case "AssignmentPattern": {
      const isMissing = value.kind === "primitive" && value.value === undefined;
      yield* bind(
        machine,
        pattern.left,
        isMissing ? yield* evaluate(machine, pattern.right, frame) : value,
        frame,
        declares,
      );
      return;
    }
    case "ObjectPattern": {
      const taken = new Set<string>();
      for (const property of pattern.properties) {
        if (property.type === "RestElement") {
          yield* bind(machine, property.argument, without(machine, value, taken), frame, declares);
          continue;
        }
        const key = yield* evaluateKey(machine, property.key, property.computed, frame);
        taken.add(memberName(key));
        yield* bind(machine, property.value, machine.member(value, key, property.value), frame, declares);
      }
      return;
    }
    case "ArrayPattern": {
      const hasRest = pattern.elements.some((element) => element?.type === "RestElement");
      const isGoneThrough = value.kind === "collection" || (value.kind === "unknown" && hasRest);
      const whole = isGoneThrough ? machine.list([...elements(machine, value)]) : value;
      for (const [index, element] of pattern.elements.entries()) {
        if (!element) continue;
        const part =
          element.type === "RestElement"
            ? whole.kind === "list"
              ? machine.list(whole.items.slice(index))
              : machine.calculated(`rest${String(index)}`, [whole])
            : machine.named(whole, index, element);
        yield* bind(
          machine,
          element.type === "RestElement" ? element.argument : element,
          part,
          frame,
          declares,
        );
      }
      return;
    }
    case "MemberExpression": {
      const object = yield* evaluate(machine, pattern.object, frame);
      assignMember(
        machine,
        object,
        yield* evaluateKey(machine, pattern.property, pattern.computed, frame),
        value,
      );
      return;
    }
    case "TSParameterProperty": {
      yield* bind(machine, pattern.parameter, value, frame, declares);
      const { parameter } = pattern;
      const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
      const self = frame.enclosingCall()?.self;
      if (self) assignMember(machine, self, constant(name.name), yield* evaluate(machine, name, frame));
      return;
    }
    case "TSAsExpression":
    case "TSNonNullExpression":
      yield* bind(machine, pattern.expression, value, frame, declares);
      return;
    default:
  }
}

function assignName(
  machine: Machine,
  name: TSESTree.Identifier,
  value: RunValue,
  frame: Frame,
  declares: boolean,
): void {
  const variable = machine.file.variableOf(name);
  if (!variable) return;
  if (declares) {
    frame.declare(variable, value);
    return;
  }
  const cell = frame.cellOf(variable);
  if (cell) cell.value = value;
  else machine.module.declare(variable, value);
}

/** `{ a, ...rest }` */
function without(machine: Machine, value: RunValue, taken: ReadonlySet<string>): RunValue {
  if (value.kind === "object") {
    const members = new Map(
      [...value.members]
        .filter(([name]) => !taken.has(name) && !isPrivateMember(name))
        .map(([name, member]) => [name, { ...member }]),
    );
    const lacks = new Set([...(value.lacks ?? []), ...taken]);
    const rest: RunObject = { kind: "object", id: machine.newId(), members, rest: value.rest, lacks };
    return rest;
  }
  if (value.kind !== "unknown") return machine.object();
  // What is left of something that is not known is asked for by the same names.
  return { kind: "object", id: machine.newId(), members: new Map(), rest: value, lacks: new Set(taken) };
}

export function* bindParameters(
  machine: Machine,
  fn: FunctionNode,
  args: readonly RunValue[],
  frame: Frame,
): Running<void> {
  const params = fn.params.filter(
    (parameter) => !(parameter.type === "Identifier" && parameter.name === "this"),
  );
  for (const [index, parameter] of params.entries()) {
    if (parameter.type === "RestElement") {
      yield* bind(machine, parameter.argument, machine.list(args.slice(index)), frame, true);
    } else yield* bind(machine, parameter, args[index] ?? UNDEFINED, frame, true);
  }
}
