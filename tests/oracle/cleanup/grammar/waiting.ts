import type { Check } from "./checks.js";
import { awaited, checkOf } from "./checks.js";
import { conditionOf, negated } from "./guards.js";
import { loggerOf } from "./reactions.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { timed } from "./timers.js";
import { unit } from "./units.js";
import { lateUndo, waitingLoop } from "./waiting-loops.js";

/** A unit that subscribes later. */
export function waiting(scope: Scope, depth: number): Unit {
  return scope.sheet.grow("waiting", [
    [6, "promise", () => promised(scope, depth)],
    [2.5, "timer", () => timed(scope, depth)],
    [1, "loop that waits", () => waitingLoop(scope)],
    [1, "undo that comes later", () => lateUndo(scope, depth)],
  ]);
}

function promised(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const check = checkOf(scope);
  const { setup, undo } = unit(scope, depth);
  const first = awaited(scope, check);
  const log = loggerOf(sheet);
  const isChecked = check.goesOn !== "true";
  const leave = isChecked ? `if (!(${check.goesOn})) return;` : "";
  const ifGoesOn = isChecked ? `if (${check.goesOn}) {\n${setup}\n}` : setup;
  const run = sheet.name("load");
  const asyncBody = (body: string): string =>
    sheet.grow("async code", [
      [3, "called at once", () => `void (async () => {\n${body}\n})();`],
      [3, "named", () => `const ${run} = async () => {\n${body}\n};\nvoid ${run}();`],
      [scope.isPlain ? 2 : 0, "declared", () => `async function ${run}() {\n${body}\n}\n${run}();`],
    ]);
  const code = sheet.grow(
    "way of waiting",
    [
      [4, "await", () => asyncBody(join(`await ${first};`, leave, setup))],
      [1, "await, if it goes on", () => asyncBody(join(`await ${first};`, ifGoesOn))],
      [
        1.5,
        "two awaits",
        () =>
          asyncBody(
            join(`const response: any = await ${first};`, `await Promise.resolve(response);`, leave, setup),
          ),
      ],
      [
        1,
        "checked after both awaits",
        () => asyncBody(join(`await ${first};`, leave, `await Promise.resolve();`, leave, setup)),
      ],
      [
        1,
        "try",
        () =>
          asyncBody(`try {\n${join(`await ${first};`, leave, setup)}\n} catch (error) { ${log}(error); }`),
      ],
      [0.7, "finally", () => asyncBody(join(`try {\nawait ${first};\n} finally {\n${ifGoesOn}\n}`))],
      [2, "then", () => `void ${first}.then(() => {\n${join(leave, setup)}\n}).catch(() => {});`],
      [
        1,
        "then and then",
        () =>
          `${first}.then(() => "next").then((next) => {\n${join(`${log}(next);`, leave, setup)}\n}, () => {});`,
      ],
      [0.5, "finally of a promise", () => `void ${first}.catch(() => {}).finally(() => {\n${ifGoesOn}\n});`],
      [
        0.5,
        "early end before waiting",
        () => asyncBody(join(`if (${negated(conditionOf(scope))}) return;`, `await ${first};`, leave, setup)),
      ],
    ],
    isChecked
      ? [
          [
            2,
            "checked before the last await only",
            () => asyncBody(join(`await ${first};`, leave, `await Promise.resolve();`, setup)),
          ],
          [1, "checked before waiting", () => asyncBody(join(leave, `await ${first};`, setup))],
          [1, "subscribed before the check", () => asyncBody(join(`await ${first};`, setup, leave))],
          [
            1,
            "check that only logs",
            () => asyncBody(join(`await ${first};`, `if (!(${check.goesOn})) ${log}("late");`, setup)),
          ],
        ]
      : [],
  );
  return { setup: join(check.begin ?? "", code), undo: ends(scope, check, undo) };
}

/** The end of waiting and the end of what came of it. */
function ends({ sheet }: Scope, { end }: Check, undo: string): string {
  if (end === "") return undo;
  return sheet.grow("end of waiting", [
    [3, "first", () => join(end, undo)],
    [1, "last", () => join(undo, end)],
  ]);
}
