import { given } from "./helpers.js";
import type { Scope, Unit } from "./scope.js";

/** The undo listens to the end of a signal. */
export function onSignal(scope: Scope, value: string): Unit {
  const { sheet } = scope;
  const controller = scope.fresh("ending", "new AbortController()");
  const setup = `${controller}.signal.addEventListener("abort", ${value});`;
  return sheet.grow(
    "signal",
    [[1, "aborted", () => ({ setup, undo: `${controller}.abort();` })]],
    [[1, "signal that is never aborted", () => ({ setup, undo: `void ${controller};` })]],
  );
}

/** An object of a class collects what ends it. */
export function inBag(scope: Scope, make: () => string): Unit {
  const { sheet } = scope;
  const dispose = sheet.grow(
    "bag",
    [
      [1, "calls all", () => "for (const undo of this.undos) undo();\nthis.undos = [];"],
      [1, "pops all", () => "let undo;\nwhile ((undo = this.undos.pop())) undo();"],
    ],
    [[1, "bag that drops all", () => "this.undos = [];"]],
  );
  const name = sheet.declare(
    "Bag",
    (bag) => `class ${bag} {
      private undos: (() => void)[] = [];
      add(undo: () => void) { this.undos.push(undo); return this; }
      dispose = () => { ${dispose} };
    }`,
  );
  const bag = scope.fresh("bag", `new ${name}()`);
  return { setup: `${bag}.add(${make()});`, undo: `${bag}.dispose();` };
}

/** A variable at the top of the file keeps the undo. */
export function inFile(scope: Scope, value: string): Unit {
  const { sheet } = scope;
  const stop = sheet.declare("currentStop", (name) => `let ${name}: (() => void) | undefined;`);
  return sheet.grow(
    "variable of the file",
    [
      [1, "called", () => ({ setup: `${stop} = ${value};`, undo: `${stop}?.();` })],
      [
        1,
        "replaced",
        () => ({ setup: `${stop}?.();\n${stop} = ${value};`, undo: `${stop}?.();\n${stop} = undefined;` }),
      ],
      [
        1,
        "set if it is not",
        () => ({ setup: `${stop} ??= ${value};`, undo: `${stop}?.();\n${stop} = undefined;` }),
      ],
    ],
    [
      [
        1,
        "variable of the file that stays set",
        () => ({ setup: `${stop} ??= ${value};`, undo: `${stop}?.();` }),
      ],
      [
        1,
        "variable of the file that is not called",
        () => ({ setup: `${stop} = ${value};`, undo: `${stop} = undefined;` }),
      ],
    ],
  );
}

/** A function in place subscribes and remembers how that ends. */
export function byLocalHelper(scope: Scope): Unit {
  const { sheet, socket, random } = scope;
  const undos = scope.fresh("undos", "[] as (() => void)[]");
  const off = sheet.grow(
    "local helper",
    [[1, "remembers the undo", () => `${undos}.push(() => { ${socket}.off(event, handler); });`]],
    [
      [1, "local helper that remembers nothing", () => ""],
      [
        1,
        "local helper that keeps one undo",
        () => `${undos}[0] = () => { ${socket}.off(event, handler); };`,
      ],
      [
        1,
        "local helper that remembers the call",
        () => `${undos}.push(${socket}.off.bind(${socket}, event));`,
      ],
    ],
  );
  const listen = scope.keep(
    "listen",
    `(event: string, handler: any) => {\n${socket}.on(event, handler);\n${off}\n}`,
  );
  const calls = [0, 1, 2].slice(random.below(2)).map(() => `${listen}(${given(scope)});`);
  return { setup: calls.join("\n"), undo: `for (const undo of ${undos}) undo();` };
}
