import { conditionOf, negated } from "./guards.js";
import type { Scope, Unit } from "./scope.js";
import { dependenciesOf, join } from "./scope.js";
import { source } from "./sources.js";
import { opened, returned, unreturned } from "./teardowns.js";
import { unit } from "./units.js";

/** The body of a function that React calls, and whose result it calls in the end. */
export function lifeOf(scope: Scope, depth: number): string {
  return scope.sheet.grow("life", [
    [7, "unit", () => unitLife(scope, depth)],
    [2.5, "undo of a source", () => sourceLife(scope, depth)],
    [1.5, "branches with own ends", () => branches(scope, depth - 1)],
  ]);
}

function unitLife(scope: Scope, depth: number): string {
  const { sheet } = scope;
  const { setup, undo } = unit(scope, depth);
  // React allows the function of an effect event in effects only.
  const isFree =
    scope.lines.length === 0 && scope.isPlain && !scope.loop.handler && !/\bonEvent\d*\b/.test(undo) ? 1 : 0;
  let made: string | undefined;
  const condition = (): string => (made ??= conditionOf(scope));
  return sheet.grow(
    "teardown",
    [
      ...returned(scope, setup, undo),
      [1.5 * isFree, "useCallback", () => opened(scope, setup, `return ${stopCallback(scope, undo)};`)],
      [
        2,
        "early end before",
        () => opened(scope, `if (${negated(condition())}) return;`, setup, `return () => {\n${undo}\n};`),
      ],
      [
        1,
        "guarded, with its end",
        () =>
          opened(scope, `if (${condition()}) {\n${setup}\nreturn () => {\n${undo}\n};\n}\nreturn undefined;`),
      ],
      [
        1,
        "ternary end",
        () =>
          opened(
            scope,
            `if (${condition()}) {\n${setup}\n}\nreturn ${condition()} ? () => {\n${undo}\n} : undefined;`,
          ),
      ],
    ],
    unreturned(scope, { setup, undo }, condition),
  );
}

function stopCallback(scope: Scope, undo: string): string {
  const code = `() => {\n${undo}\n}`;
  const dependencies = dependenciesOf(scope.host, code).join(", ");
  return scope.render("stop", `${scope.sheet.react("useCallback")}(${code}, [${dependencies}])`);
}

function sourceLife(scope: Scope, depth: number): string {
  const { sheet } = scope;
  const value = source(scope, depth);
  const stop = sheet.name("stop");
  return sheet.grow(
    "teardown",
    [
      [3, "returned source", () => opened(scope, `return ${value};`)],
      [1, "returned constant", () => opened(scope, `const ${stop} = ${value};\nreturn ${stop};`)],
      [
        1,
        "arrow that calls the constant",
        () => opened(scope, `const ${stop} = ${value};\nreturn () => { ${stop}(); };`),
      ],
      [
        1,
        "concise arrow that calls the constant",
        () => opened(scope, `const ${stop} = ${value};\nreturn () => ${stop}();`),
      ],
      [1, "guarded source", () => opened(scope, `return ${conditionOf(scope)} ? ${value} : undefined;`)],
      [
        1,
        "early end before a source",
        () => opened(scope, `if (${negated(conditionOf(scope))}) return undefined;\nreturn ${value};`),
      ],
    ],
    [
      [2, "source is dropped", () => opened(scope, `${value};`)],
      [1, "source is void", () => opened(scope, `void ${value};`)],
      [1, "source is called in the end", () => opened(scope, `${value};\nreturn () => ${value};`)],
      [
        1,
        "undo is called in the setup",
        () => opened(scope, `const ${stop} = ${value};\nreturn ${stop}() as any;`),
      ],
      [
        1,
        "undo is mentioned only",
        () => opened(scope, `const ${stop} = ${value};\nreturn () => { void ${stop}; };`),
      ],
      [
        1,
        "undo is returned by the cleanup",
        () => opened(scope, `const ${stop} = ${value};\nreturn () => ${stop};`),
      ],
    ],
  );
}

/** Each way through the function has a unit of its own. */
function branches(scope: Scope, depth: number): string {
  const { sheet, host } = scope;
  const condition = conditionOf(scope);
  const [a, b] = [unit(scope, depth), unit(scope, depth)];
  const end = ({ setup, undo }: Unit): string => join(setup, `return () => {\n${undo}\n};`);
  const ended = [end(a), end(b)] as const;
  return sheet.grow(
    "branches",
    [
      [2, "if and else", () => opened(scope, `if (${condition}) {\n${ended[0]}\n} else {\n${ended[1]}\n}`)],
      [2, "early return", () => opened(scope, `if (${condition}) {\n${ended[0]}\n}`, ended[1])],
      [
        1,
        "switch",
        () =>
          opened(
            scope,
            `switch (${host.prop("mode")}) {\ncase "x": {\n${ended[0]}\n}\ndefault: {\n${ended[1]}\n}\n}`,
          ),
      ],
      [
        1,
        "one branch without subscription",
        () => opened(scope, `if (${condition}) return undefined;`, ended[0]),
      ],
    ],
    [
      [
        1,
        "one branch without end",
        () => opened(scope, `if (${condition}) {\n${a.setup}\n} else {\n${ended[1]}\n}`),
      ],
      [
        1,
        "branch ends what the other begins",
        () => opened(scope, `if (${condition}) {\n${a.setup}\nreturn () => {\n${b.undo}\n};\n}`, ended[1]),
      ],
      [
        1,
        "common part without end in a branch",
        () =>
          opened(
            scope,
            a.setup,
            `if (${condition}) {\nreturn undefined;\n}`,
            b.setup,
            `return () => {\n${join(a.undo, b.undo)}\n};`,
          ),
      ],
    ],
  );
}
