import { loggerOf } from "./reactions.js";
import type { Scope, Unit } from "./scope.js";
import { expressionOf, join } from "./scope.js";
import { unit } from "./units.js";

/** A condition that stays what it is as long as what it guards. */
export function conditionOf(scope: Scope): string {
  const { sheet, host } = scope;
  const isPlain = scope.isPlain ? 1 : 0;
  const prop = (name: "enabled" | "mode" | "count" | "id" | "events"): string => host.prop(name);
  return sheet.grow("condition", [
    [5, "flag", () => prop("enabled")],
    [1.5, "negated flag", () => `!${prop("enabled")}`],
    [2, "comparison", () => `${prop("mode")} === "x"`],
    [1, "inequality", () => `${prop("mode")} !== "x"`],
    [1, "number", () => `${prop("count")} > 1`],
    [1, "and", () => `${prop("enabled")} && ${prop("mode")} === "x"`],
    [1, "or", () => `(${prop("enabled")} || ${prop("mode")} === "y")`],
    [0.5, "double negation", () => `!!${prop("enabled")}`],
    [0.5, "length", () => `${prop("events")}.length > 0`],
    [0.5, "equality of props", () => `${prop("id")} !== "b"`],
    [0.5, "choice", () => `(${prop("mode")} === "x" ? ${prop("enabled")} : ${prop("count")} === 1)`],
    [1.5, "kept", () => scope.fresh("isOn", `${prop("enabled")} && ${prop("count")} < 2`)],
    [1.5 * isPlain, "state", () => stateFlag(scope)],
    [0.7 * isPlain, "state of a reducer", () => reducerFlag(scope)],
    [0.5 * isPlain, "state with initialiser", () => stateFlag(scope, "() => false")],
  ]);
}

/** A state that a button changes. */
function stateFlag({ sheet, host, random }: Scope, init = random.pick(["true", "false"])): string {
  const name = sheet.name("live");
  const setter = `setLive${name.slice("live".length)}`;
  host.body.push(`const [${name}, ${setter}] = ${sheet.react("useState")}(${init});`);
  host.names.add(name);
  host.elements.push(
    `<button onClick={() => { ${setter}((was) => !was); }}>{${name} ? "stop" : "start"}</button>`,
  );
  return name;
}

/** A state with names that a button changes. */
function reducerFlag({ sheet, host, random }: Scope): string {
  const [name, dispatch] = [sheet.name("phase"), sheet.name("dispatch")];
  const first = random.pick(["on", "off"]);
  const step = `(before: string, next: string) => (next === before ? "off" : next)`;
  host.body.push(`const [${name}, ${dispatch}] = ${sheet.react("useReducer")}(${step}, "${first}");`);
  host.names.add(name);
  host.elements.push(`<button onClick={() => ${dispatch}("on")}>{${name}}</button>`);
  return `${name} === "on"`;
}

export const negated = (condition: string): string => `!(${condition})`;

/** A unit that subscribes only sometimes. */
export function guarded(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const isPlain = scope.isPlain ? 1 : 0;
  const { setup, undo } = unit(scope, depth);
  const condition = conditionOf(scope);
  const kept = (): string => (scope.isPlain ? condition : scope.fresh("isOn", condition));
  const either = { setup: `if (${condition}) {\n${setup}\n}`, undo };
  return sheet.grow(
    "guard",
    [
      [4, "not in the end", () => either],
      [3, "same in the end", () => both(kept(), setup, undo)],
      [
        1,
        "early end",
        () => ({ setup: `(() => {\nif (${negated(condition)}) return;\n${setup}\n})();`, undo }),
      ],
      [1, "and-expression", () => asExpression(condition, setup, undo)],
      [1, "labelled block", () => labelled(scope, condition, setup, undo)],
      [1.5, "if and else", () => ifElse(scope, condition, { setup, undo }, depth)],
      [1.5, "switch", () => switched(scope, { setup, undo }, depth)],
      [1.5, "mutable flag", () => flagged(scope, condition, setup, undo)],
      [1.5, "flag in a ref", () => inRef(scope, setup, undo)],
      [
        1 * isPlain,
        "else without subscription",
        () => ({
          setup: `if (${negated(condition)}) {\n${loggerOf(sheet)}("off");\n} else {\n${setup}\n}`,
          undo,
        }),
      ],
    ],
    [
      [2, "guard in the end only", () => ({ setup, undo: `if (${condition}) {\n${undo}\n}` })],
      [
        2,
        "other guard in the end",
        () => ({ ...either, undo: `if (${otherThan(scope, condition)}) {\n${undo}\n}` }),
      ],
      [
        1,
        "negated guard in the end",
        () => ({ ...either, undo: `if (${negated(condition)}) {\n${undo}\n}` }),
      ],
      [
        1,
        "more conditions in the end",
        () => ({ ...either, undo: `if (${condition} && ${otherThan(scope, condition)}) {\n${undo}\n}` }),
      ],
      [1.5, "flag in a ref that stays set", () => inRef(scope, setup, undo, true)],
      [1, "mutable flag that is never set", () => flagged(scope, condition, setup, undo, "false")],
      [1 * isPlain, "guard read from a latest ref", () => latestGuard(scope, setup, undo)],
    ],
  );
}

function both(condition: string, setup: string, undo: string): Unit {
  return { setup: `if (${condition}) {\n${setup}\n}`, undo: `if (${condition}) {\n${undo}\n}` };
}

function otherThan({ host }: Scope, condition: string): string {
  return condition.includes("count") ? `${host.prop("mode")} === "y"` : `${host.prop("count")} > 1`;
}

function asExpression(condition: string, setup: string, undo: string): Unit {
  const expression = expressionOf(setup);
  return expression === undefined
    ? { setup: `if (${condition}) {\n${setup}\n}`, undo }
    : { setup: `void (${condition} && ${expression.replace(/^void /, "")});`, undo };
}

function labelled({ sheet }: Scope, condition: string, setup: string, undo: string): Unit {
  const label = sheet.name("ready");
  return { setup: `${label}: {\nif (${negated(condition)}) break ${label};\n${setup}\n}`, undo };
}

function ifElse(scope: Scope, condition: string, first: Unit, depth: number): Unit {
  const second = unit(scope, depth - 1);
  const setup = `if (${condition}) {\n${first.setup}\n} else {\n${second.setup}\n}`;
  return scope.sheet.grow(
    "if and else",
    [
      [2, "ends both", () => ({ setup, undo: join(first.undo, second.undo) })],
      [
        scope.isPlain ? 2 : 0,
        "ends with if and else",
        () => ({ setup, undo: `if (${condition}) {\n${first.undo}\n} else {\n${second.undo}\n}` }),
      ],
    ],
    [
      [1, "ends only the first branch", () => ({ setup, undo: first.undo })],
      [1, "ends only the second branch", () => ({ setup, undo: second.undo })],
      [
        1,
        "ends the branches crosswise",
        () => ({ setup, undo: `if (${condition}) {\n${second.undo}\n} else {\n${first.undo}\n}` }),
      ],
    ],
  );
}

function switched(scope: Scope, first: Unit, depth: number): Unit {
  const second = unit(scope, depth - 1);
  const mode = scope.host.prop("mode");
  const setup = `switch (${mode}) {\ncase "x": {\n${first.setup}\nbreak;\n}\ndefault: {\n${second.setup}\n}\n}`;
  const falls = `switch (${mode}) {\ncase "x": {\n${first.setup}\n}\ndefault: {\n${second.setup}\n}\n}`;
  const undo = join(first.undo, second.undo);
  return scope.sheet.grow(
    "switch",
    [
      [2, "ends every case", () => ({ setup, undo })],
      [1, "falls through", () => ({ setup: falls, undo })],
      [
        1,
        "one case is empty",
        () => ({
          setup: `switch (${mode}) {\ncase "y":\nbreak;\ndefault: {\n${first.setup}\n}\n}`,
          undo: first.undo,
        }),
      ],
    ],
    [
      [1, "ends one case", () => ({ setup, undo: first.undo })],
      [1, "ends the last case when it falls through", () => ({ setup: falls, undo: second.undo })],
    ],
  );
}

function flagged(scope: Scope, condition: string, setup: string, undo: string, value = "true"): Unit {
  const flag = scope.variable("isListening", "false");
  return {
    setup: `if (${condition}) {\n${setup}\n${flag} = ${value};\n}`,
    undo: `if (${flag}) {\n${undo}\n}`,
  };
}

/** A ref that keeps from subscribing twice. */
function inRef(scope: Scope, setup: string, undo: string, staysSet = false): Unit {
  const flag = scope.memory("wasStarted", "false");
  return {
    setup: `if (!${flag}) {\n${flag} = true;\n${setup}\n}`,
    undo: join(staysSet ? "" : `${flag} = false;`, undo),
  };
}

function latestGuard(scope: Scope, setup: string, undo: string): Unit {
  const flag = scope.memory("enabledRef", scope.host.prop("enabled"));
  scope.host.body.push(`${flag} = ${scope.host.prop("enabled")};`);
  return both(flag, setup, undo);
}
