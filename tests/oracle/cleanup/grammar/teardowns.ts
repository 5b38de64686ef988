import { negated } from "./guards.js";
import { loggerOf } from "./reactions.js";
import type { Scope, Unit } from "./scope.js";
import { expressionOf, join } from "./scope.js";
import type { Option } from "./sheet.js";

/** What a piece of code begins with: declarations for both halves. */
export function opened(scope: Scope, ...code: readonly string[]): string {
  return join(...scope.lines, ...scope.resets, ...code);
}

/** Ways to give back what ends a unit. */
export function returned(scope: Scope, setup: string, undo: string): Option<string>[] {
  const { sheet } = scope;
  const name = sheet.name("cleanup");
  const short = expressionOf(undo);
  return [
    [6, "arrow", () => opened(scope, setup, `return () => {\n${undo}\n};`)],
    [
      short === undefined ? 0 : 2,
      "concise arrow",
      () => opened(scope, setup, `return () => ${short ?? ""};`),
    ],
    [
      short === undefined ? 0 : 1,
      "void arrow",
      () => opened(scope, setup, `return () => void ${(short ?? "").replace(/^void /, "")};`),
    ],
    [
      1.5,
      "named constant",
      () => opened(scope, setup, `const ${name} = () => {\n${undo}\n};\nreturn ${name};`),
    ],
    [1, "named function", () => opened(scope, setup, `return function ${name}() {\n${undo}\n};`)],
    [
      1.5,
      "function declaration",
      () => opened(scope, setup, `function ${name}() {\n${undo}\n}\nreturn ${name};`),
    ],
    [
      1,
      "hoisted declaration",
      () => opened(scope, setup, `return ${name};\nfunction ${name}() {\n${undo}\n}`),
    ],
    [
      1,
      "declared before",
      () => opened(scope, `const ${name} = () => {\n${undo}\n};`, setup, `return ${name};`),
    ],
    [
      1,
      "arrow that calls",
      () =>
        opened(
          scope,
          `const ${name} = () => {\n${undo}\n};`,
          setup,
          `return () => {\n${loggerOf(sheet)}("over");\n${name}();\n};`,
        ),
    ],
    [
      0.5,
      "try and finally",
      () =>
        opened(
          scope,
          setup,
          `return () => {\ntry {\n${loggerOf(sheet)}("over");\n} finally {\n${undo}\n}\n};`,
        ),
    ],
    [
      0.5,
      "method",
      () => opened(scope, setup, `const ${name} = { run: () => {\n${undo}\n} };\nreturn ${name}.run;`),
    ],
    [0.4, "later", () => opened(scope, setup, `return () => {\nsetTimeout(() => {\n${undo}\n}, 0);\n};`)],
    [
      0.4,
      "microtask",
      () => opened(scope, setup, `return () => {\nqueueMicrotask(() => {\n${undo}\n});\n};`),
    ],
  ];
}

/** Ways in which that goes wrong. */
export function unreturned(scope: Scope, { setup, undo }: Unit, condition: () => string): Option<string>[] {
  const { sheet } = scope;
  const name = sheet.name("cleanup");
  const end = `const ${name} = () => {\n${undo}\n};`;
  return [
    [3, "nothing returned", () => opened(scope, setup)],
    [2, "cleanup is not returned", () => opened(scope, setup, end, `void ${name};`)],
    [1, "cleanup is called in the setup", () => opened(scope, setup, end, `${name}();`)],
    [1, "result of the cleanup is returned", () => opened(scope, setup, end, `return ${name}() as any;`)],
    [
      2,
      "returned only on a branch",
      () => opened(scope, setup, `if (${condition()}) return () => {\n${undo}\n};\nreturn undefined;`),
    ],
    [
      2,
      "early end after subscribing",
      () => opened(scope, setup, `if (${negated(condition())}) return;\nreturn () => {\n${undo}\n};`),
    ],
    [
      1,
      "ternary end without guard",
      () => opened(scope, setup, `return ${condition()} ? () => {\n${undo}\n} : undefined;`),
    ],
    [1, "cleanup that makes a cleanup", () => opened(scope, setup, `return () => () => {\n${undo}\n};`)],
    [
      1,
      "cleanup waits for a promise that is too late",
      () =>
        opened(
          scope,
          setup,
          `return () => {\nvoid new Promise<void>(() => {}).then(() => {\n${undo}\n});\n};`,
        ),
    ],
    [
      1,
      "returned from an inner function",
      () => opened(scope, `const run = () => {\n${setup}\nreturn () => {\n${undo}\n};\n};\nrun();`),
    ],
  ];
}
