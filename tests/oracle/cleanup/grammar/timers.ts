import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { unit } from "./units.js";

/** A unit that subscribes when a timer fires. */
export function timed(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const { setup, undo } = unit(scope, depth);
  const timer = scope.variable("timer", "undefined", "any");
  const kinds = {
    timeout: [`${timer} = setTimeout(() => {\n${setup}\n}, 10);`, `clearTimeout(${timer});`],
    frame: [`${timer} = requestAnimationFrame(() => {\n${setup}\n});`, `cancelAnimationFrame(${timer});`],
    idle: [`${timer} = requestIdleCallback(() => {\n${setup}\n});`, `cancelIdleCallback(${timer});`],
    interval: [
      `${timer} = setInterval(() => {\nclearInterval(${timer});\n${setup}\n}, 10);`,
      `clearInterval(${timer});`,
    ],
    nested: [
      `${timer} = setTimeout(() => {\n${timer} = setTimeout(() => {\n${setup}\n}, 5);\n}, 5);`,
      `clearTimeout(${timer});`,
    ],
  } as const;
  const kind = sheet.random.weighted([
    [5, "timeout"],
    [2, "frame"],
    [0.5, "idle"],
    [1, "interval"],
    [1, "nested"],
  ] as const)[1];
  sheet.parts.add(`timer: ${kind}`);
  const [start, clear] = kinds[kind];
  return sheet.grow(
    "end of a timer",
    [
      [4, "cleared", () => ({ setup: start, undo: join(clear, undo) })],
      [1, "cleared last", () => ({ setup: start, undo: join(undo, clear) })],
      [
        1,
        "cleared if set",
        () => ({ setup: start, undo: join(`if (${timer} !== undefined) ${clear}`, undo) }),
      ],
    ],
    [
      [3, "timer is not cleared", () => ({ setup: start, undo })],
      [1, "timer is cleared, but nothing removed", () => ({ setup: start, undo: clear })],
      [1, "other timer is cleared", () => ({ setup: start, undo: join(`clearTimeout(0);`, undo) })],
      [
        1,
        "repeated timer",
        () => ({
          setup: `${timer} = setInterval(() => {\n${setup}\n}, 10);`,
          undo: join(`clearInterval(${timer});`, undo),
        }),
      ],
    ],
  );
}
