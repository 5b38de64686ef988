import { eventOf } from "./events.js";
import { guarded } from "./guards.js";
import { handlerOf } from "./handlers.js";
import { held } from "./holders.js";
import { leaf } from "./leaves.js";
import { looped } from "./loops.js";
import { loggerOf } from "./reactions.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { phrased } from "./spelling.js";
import { structured } from "./structures.js";
import { waiting } from "./waiting.js";

/** Code that subscribes in some way, with the code that ends it. The depth says how often that may be nested. */
export function unit(scope: Scope, depth: number): Unit {
  const deep = depth > 0 ? 1 : 0;
  return scope.sheet.grow("unit", [
    [5 + 14 * (1 - deep), "leaf", () => leaf(scope)],
    [2.5 * deep, "sequence", () => sequence(scope, depth - 1)],
    [3.5 * deep, "guard", () => guarded(scope, depth - 1)],
    [(scope.isInLoop ? 0.7 : 3.5) * deep, "loop", () => looped(scope, depth - 1)],
    [3 * deep, "waiting", () => waiting(scope, depth - 1)],
    [4.5 * deep, "disposer", () => held(scope, depth - 1)],
    [3 * deep, "structure", () => structured(scope, depth - 1)],
    [1 * deep, "try", () => tried(scope, depth - 1)],
    [1.5 * deep, "phrased", () => phrased(scope, depth - 1)],
    [0.7 * deep, "subscription in a handler", () => nested(scope)],
  ]);
}

/** Several units, one after the other. */
function sequence(scope: Scope, depth: number): Unit {
  const { sheet, random } = scope;
  const units = [unit(scope, depth), unit(scope, depth - 1)];
  if (random.chance(0.2)) units.push(leaf(scope));
  const setup = join(...units.map((one) => one.setup));
  const undos = units.map((one) => one.undo);
  return sheet.grow(
    "order of ends",
    [
      [2, "same", () => ({ setup, undo: join(...undos) })],
      [2, "reverse", () => ({ setup, undo: join(...undos.toReversed()) })],
      [
        1,
        "between",
        () => ({ setup, undo: join(...undos.flatMap((undo) => [undo, `${loggerOf(sheet)}("ended");`])) }),
      ],
      [1, "try and finally", () => ({ setup, undo: inFinally(undos) })],
    ],
    [
      [2, "only the first of several", () => ({ setup, undo: undos[0] ?? "" })],
      [2, "only the last of several", () => ({ setup, undo: undos.at(-1) ?? "" })],
    ],
  );
}

function inFinally([first = "", ...rest]: readonly string[]): string {
  return `try {\n${first}\n} finally {\n${join(...rest)}\n}`;
}

function tried(scope: Scope, depth: number): Unit {
  const { sheet, host } = scope;
  const { setup, undo } = unit(scope, depth);
  const log = loggerOf(sheet);
  const risky = `JSON.parse(JSON.stringify(${host.prop("id")}));`;
  return sheet.grow("try", [
    [
      1,
      "something else is tried after",
      () => ({ setup: `${setup}\ntry { ${risky} } catch { ${log}("bad"); }`, undo }),
    ],
    [1, "subscribes in try", () => ({ setup: `try {\n${setup}\n} catch (error) { ${log}(error); }`, undo })],
    [1, "logs finally", () => ({ setup: `try {\n${setup}\n} finally { ${log}("ready"); }`, undo })],
    [1, "ends in finally", () => ({ setup, undo: `try { ${risky} } finally {\n${undo}\n}` })],
    [1, "subscribes in finally", () => ({ setup: `try { ${risky} } finally {\n${setup}\n}`, undo })],
  ]);
}

/** A handler that subscribes to something else when its own event comes. */
function nested(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const inner = { event: eventOf(scope), handler: handlerOf(scope) };
  const outer = eventOf(scope);
  const subscribe = `${socket}.on(${inner.event.on}, ${inner.handler.on});`;
  const release = `${socket}.off(${inner.event.off}, ${inner.handler.off});`;
  const make = (body: string): Unit => {
    const name = scope.keep("onOpen", `() => {\n${body}\n}`);
    return {
      setup: `${socket}.on(${outer.on}, ${name});`,
      undo: join(`${socket}.off(${outer.off}, ${name});`, release),
    };
  };
  return sheet.grow(
    "subscription in a handler",
    [[1, "removed before it is added again", () => make(join(release, subscribe))]],
    [
      [1, "added each time the event comes", () => make(subscribe)],
      [
        1,
        "never removed in a handler",
        () => {
          const { setup, undo } = make(subscribe);
          return { setup, undo: undo.split("\n").slice(0, 1).join("\n") };
        },
      ],
    ],
  );
}
