import { loggerOf } from "./reactions.js";
import { dependencies, hookName } from "./react-effects.js";
import type { Host, Unit } from "./scope.js";
import { join, Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";
import { unit } from "./units.js";

/** One effect subscribes, another ends it. */
export function twoEffects(sheet: Sheet, host: Host, depth: number): void {
  if (sheet.random.chance(0.25)) {
    swapping(sheet, host);
    return;
  }
  const scope = new Scope(sheet, host);
  const one: Unit = unit(scope, depth - 1);
  const memories = join(...scope.lines, ...scope.resets);
  if (memories !== "") {
    const stop = scope.memory("endRef", "null");
    const body = `${memories}\n${one.setup}\n${stop} = () => {\n${one.undo}\n};`;
    pair(sheet, host, body, `${stop}?.();`);
  } else pair(sheet, host, one.setup, one.undo);
}

type Pair = readonly [setup: string, undo: string];

function pair(sheet: Sheet, host: Host, setup: string, undo: string): void {
  const [first, second] = [hookName(sheet), hookName(sheet)];
  const list = dependencies(sheet, host, setup + undo);
  const begin = (hook: string, after: string): string => `${hook}(() => {\n${setup}\n}${after});`;
  const end = (hook: string, after: string): string => `${hook}(() => () => {\n${undo}\n}${after});`;
  const effects = sheet.grow<Pair>(
    "two effects",
    [
      [2, "same dependencies", () => [begin(first, list), end(first, list)]],
      [1, "both once", () => [begin(first, ", []"), end(second, ", []")]],
      [0.5, "end before", () => [end(first, list), begin(first, list)]],
    ],
    [
      [
        1,
        "end in an effect with other dependencies",
        () => [begin(first, `, [${host.prop("id")}]`), end(second, ", []")],
      ],
      [1, "end in an effect that runs less often", () => [begin(first, ""), end(second, ", []")]],
      [
        1,
        "end in the setup of another effect",
        () => [begin(first, list), `${second}(() => {\n${undo}\n}${list});`],
      ],
    ],
  );
  host.body.push(...effects);
}

/** An effect that ends what its last run began; another one ends the last of all. */
function swapping(sheet: Sheet, host: Host): void {
  const scope = new Scope(sheet, host);
  const last = scope.memory("lastEvent", "null");
  const handler = stable(scope);
  const event = `\`job-\${${host.prop("id")}}\``;
  const socket = scope.socket;
  const release = `if (${last}) ${socket}.off(${last}, ${handler});`;
  const begin = sheet.grow(
    "swap",
    [
      [
        1,
        "removes the last event",
        () => `${release}\n${last} = ${event};\n${socket}.on(${last}, ${handler});`,
      ],
    ],
    [
      [1, "swap that keeps the last event", () => `${last} = ${event};\n${socket}.on(${last}, ${handler});`],
      [
        1,
        "swap that removes too late",
        () => `${last} = ${event};\n${release}\n${socket}.on(${last}, ${handler});`,
      ],
    ],
  );
  const hook = hookName(sheet);
  host.body.push(`${hook}(() => {\n${begin}\n}, [${socket}, ${host.prop("id")}]);`);
  const end = sheet.grow(
    "end of a swap",
    [[1, "in an effect", () => `${hook}(() => () => {\n${release}\n}, [${socket}]);`]],
    [[1, "swap without end", () => ""]],
  );
  host.body.push(end);
}

/** A handler that is the same in every render. */
function stable(scope: Scope): string {
  const { sheet } = scope;
  const log = loggerOf(sheet);
  return sheet.grow("handler", [
    [1, "constant of the file", () => log],
    [
      1,
      "useCallback",
      () => scope.render("onSwap", `${sheet.react("useCallback")}((d: unknown) => { ${log}(d); }, [])`),
    ],
    [1, "ref that is set once", () => scope.memory("swapRef", `(d: unknown) => { ${log}(d); }`)],
  ]);
}
