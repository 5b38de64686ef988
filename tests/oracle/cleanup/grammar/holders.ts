import { byLocalHelper, inBag, inFile, onSignal } from "./more-holders.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { source } from "./sources.js";

const UNDO = "(() => void) | undefined";

/** A unit that keeps the function that ends it. */
export function held(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const make = (): string => source(scope, depth);
  return sheet.grow(
    "kept in",
    [
      [4, "variable", () => inVariable(scope, make())],
      [3, "list", () => inList(scope, make, "list")],
      [1.5, "set", () => inList(scope, make, "set")],
      [1, "map", () => inMap(scope, make)],
      [scope.isInLoop ? 0 : 2, "ref", () => inRef(scope, make())],
      [1, "object", () => inObject(scope, make())],
      [1, "signal", () => onSignal(scope, make())],
      [1, "bag", () => inBag(scope, make)],
      [scope.isInLoop ? 0 : 0.7, "variable of the file", () => inFile(scope, make())],
      [1, "local helper", () => byLocalHelper(scope)],
    ],
    [
      [2, "undo is dropped", () => ({ setup: `${make()};`, undo: "" })],
      [1, "undo is kept, but not called", () => inVariable(scope, make(), (stop) => `void ${stop};`)],
      [1.5, "variable is overwritten", () => overwritten(scope, make)],
      [
        1,
        "undo is called at once",
        () =>
          inVariable(
            scope,
            make(),
            () => "",
            (stop) => `${stop}?.();`,
          ),
      ],
      [
        1,
        "variable is cleared before",
        () => inVariable(scope, make(), (stop) => `${stop} = undefined;\n${stop}?.();`),
      ],
    ],
  );
}

function inVariable(
  scope: Scope,
  value: string,
  undo: (stop: string) => string = (stop) => called(scope, stop),
  after: (stop: string) => string = () => "",
): Unit {
  const stop = scope.variable("stop", "undefined", UNDO);
  return { setup: join(`${stop} = ${value};`, after(stop)), undo: undo(stop) };
}

function called({ sheet }: Scope, stop: string): string {
  return sheet.grow("calls the undo", [
    [3, "optional call", () => `${stop}?.();`],
    [1, "if it is set", () => `if (${stop}) ${stop}();`],
    [1, "and forgets it", () => `${stop}?.();\n${stop} = undefined;`],
    [0.5, "and-expression", () => `${stop} && ${stop}();`],
    [0.5, "through call", () => `${stop}?.call(null);`],
  ]);
}

function overwritten(scope: Scope, make: () => string): Unit {
  const stop = scope.variable("stop", "undefined", UNDO);
  return { setup: `${stop} = ${make()};\n${stop} = ${make()};`, undo: `${stop}?.();` };
}

function inList(scope: Scope, make: () => string, kind: "list" | "set"): Unit {
  const { sheet, random } = scope;
  const isList = kind === "list" ? 1 : 0;
  const list = scope.fresh("undos", isList ? "[] as (() => void)[]" : "new Set<() => void>()");
  const add = isList ? "push" : "add";
  const values = random.chance(0.5) ? [make(), make()] : [make()];
  const setup = values.map((value) => `${list}.${add}(${value});`).join("\n");
  const few = isList === 1 && values.length > 1 ? 1 : 0;
  return sheet.grow(
    `${kind} of undos`,
    [
      [3, "forEach", () => ({ setup, undo: `${list}.forEach((undo) => { undo(); });` })],
      [3, "for-of", () => ({ setup, undo: `for (const undo of ${list}) undo();` })],
      [
        1,
        "emptied after",
        () => ({
          setup,
          undo: `for (const undo of ${list}) undo();\n${isList ? `${list}.length = 0` : `${list}.clear()`};`,
        }),
      ],
      [1, "spread", () => ({ setup, undo: `[...${list}].forEach((undo) => undo());` })],
      [isList, "for", () => ({ setup, undo: `for (let i = 0; i < ${list}.length; i++) ${list}[i]!();` })],
    ],
    [
      [
        1,
        "emptied before",
        () => ({
          setup,
          undo: `${isList ? `${list}.length = 0` : `${list}.clear()`};\n${list}.forEach((undo) => { undo(); });`,
        }),
      ],
      [
        few,
        "only one of the list",
        () => ({
          setup,
          undo: `${random.pick([`${list}.pop()`, `${list}.shift()`, `${list}[0]`, `${list}.at(-1)`])}?.();`,
        }),
      ],
      [
        few,
        "for that stops early",
        () => ({ setup, undo: `for (let i = 1; i < ${list}.length; i++) ${list}[i]!();` }),
      ],
      [1, "list is not used", () => ({ setup, undo: `void ${list};` })],
    ],
  );
}

function inMap(scope: Scope, make: () => string): Unit {
  const { sheet, random } = scope;
  const map = scope.fresh("byKey", "new Map<string, () => void>()");
  const keys = random.chance(0.5) ? ["a", "b"] : ["a"];
  const setup = keys.map((key) => `${map}.set("${key}", ${make()});`).join("\n");
  return sheet.grow(
    "map of undos",
    [
      [1, "values", () => ({ setup, undo: `for (const undo of ${map}.values()) undo();` })],
      [1, "forEach", () => ({ setup, undo: `${map}.forEach((undo) => { undo(); });` })],
      [1, "get", () => ({ setup, undo: keys.map((key) => `${map}.get("${key}")?.();`).join("\n") })],
      [
        1,
        "entries",
        () => ({ setup, undo: `for (const [key, undo] of ${map}) {\nundo();\n${map}.delete(key);\n}` }),
      ],
    ],
    [
      [1, "undo under another key", () => ({ setup, undo: `${map}.get("c")?.();` })],
      [
        1,
        "same key twice",
        () => ({
          setup: join(setup, `${map}.set("a", ${make()});`),
          undo: `${map}.forEach((undo) => { undo(); });`,
        }),
      ],
      [1, "map is cleared", () => ({ setup, undo: `${map}.clear();` })],
    ],
  );
}

function inRef(scope: Scope, value: string): Unit {
  const { sheet } = scope;
  const stop = scope.memory("stopRef", "null");
  return sheet.grow(
    "ref of an undo",
    [
      [2, "called", () => ({ setup: `${stop} = ${value};`, undo: `${stop}?.();` })],
      [
        1,
        "called and cleared",
        () => ({ setup: `${stop} = ${value};`, undo: `${stop}?.();\n${stop} = null;` }),
      ],
      [
        1,
        "called before it is set",
        () => ({ setup: `${stop}?.();\n${stop} = ${value};`, undo: `${stop}?.();\n${stop} = null;` }),
      ],
      [
        1,
        "set if it is not",
        () => ({ setup: `if (!${stop}) ${stop} = ${value};`, undo: `${stop}?.();\n${stop} = null;` }),
      ],
      [
        0.5,
        "nullish assignment",
        () => ({ setup: `${stop} ??= ${value};`, undo: `${stop}?.();\n${stop} = null;` }),
      ],
    ],
    [
      [1, "ref that stays set", () => ({ setup: `${stop} ??= ${value};`, undo: `${stop}?.();` })],
      [
        1,
        "ref that is cleared before",
        () => ({ setup: `${stop} = ${value};`, undo: `${stop} = null;\n${stop}?.();` }),
      ],
      [1, "ref that is not called", () => ({ setup: `${stop} = ${value};`, undo: `${stop} = null;` })],
    ],
  );
}

function inObject(scope: Scope, value: string): Unit {
  const { sheet } = scope;
  const box = scope.fresh("box", `{} as Record<string, () => void>`);
  const setup = `${box}["a"] = ${value};`;
  return sheet.grow(
    "object of undos",
    [
      [1, "values", () => ({ setup, undo: `Object.values(${box}).forEach((undo) => { undo(); });` })],
      [1, "member", () => ({ setup, undo: `${box}["a"]?.();` })],
      [1, "for-in", () => ({ setup, undo: `for (const key in ${box}) ${box}[key]!();` })],
    ],
    [
      [1, "other member", () => ({ setup, undo: `${box}["b"]?.();` })],
      [1, "member is deleted", () => ({ setup, undo: `delete ${box}["a"];\n${box}["a"]?.();` })],
    ],
  );
}
