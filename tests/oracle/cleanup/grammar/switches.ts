import type { Scope, Unit } from "./scope.js";
import { unit } from "./units.js";

/** One function that does both. */
export function toggle(scope: Scope, depth: number): Unit {
  const { setup, undo } = unit(scope, depth);
  const apply = scope.keep("apply", `(isOn: boolean) => {\nif (isOn) {\n${setup}\n} else {\n${undo}\n}\n}`);
  return scope.sheet.grow(
    "one function with a flag",
    [[1, "on and off", () => ({ setup: `${apply}(true);`, undo: `${apply}(false);` })]],
    [[1, "off is on as well", () => ({ setup: `${apply}(true);`, undo: `${apply}(true);` })]],
  );
}

/** A number says how many need it. */
export function counted(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const { setup, undo } = unit(scope, depth);
  const users = sheet.grow("number", [
    [2, "in place", () => scope.variable("users", "0")],
    [1, "of the component", () => scope.memory("users", "0")],
  ]);
  const begin = `if (${users}++ === 0) {\n${setup}\n}`;
  return sheet.grow(
    "counted",
    [
      [1, "the last ends it", () => ({ setup: begin, undo: `if (--${users} === 0) {\n${undo}\n}` })],
      [1, "set to none", () => ({ setup: begin, undo: `${users} = 0;\n${undo}` })],
    ],
    [
      [
        1,
        "counted wrongly in the end",
        () => ({ setup: begin, undo: `if (${users}-- === 0) {\n${undo}\n}` }),
      ],
      [1, "counted up only", () => ({ setup: begin, undo: `if (++${users} === 1) {\n${undo}\n}` })],
    ],
  );
}
