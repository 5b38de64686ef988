import { childPlace } from "./children.js";
import { classPlace } from "./classes.js";
import { lifeOf } from "./effects.js";
import { button, endedButton, refCallback } from "./elements.js";
import { inInitialiser, inRender, inUpdater } from "./endless.js";
import { hookPlace } from "./hooks.js";
import { twoEffects } from "./pairs.js";
import { dependencies, hookName } from "./react-effects.js";
import type { Host } from "./scope.js";
import { dependenciesOf, Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";

type Place = (sheet: Sheet, host: Host, depth: number) => void;

/** Writes into a function component something that subscribes. */
export function place(sheet: Sheet, host: Host, depth: number): void {
  const outer = host.isInner ? 0 : 1;
  const renders = host.isHook ? 0 : 1;
  const write = sheet.grow<Place>(
    "where",
    [
      [12, "effect", () => effect],
      [2.5, "wrapper hook", () => wrapped],
      [3.5 * outer, "custom hook", () => hookPlace],
      [2.5 * outer, "child component", () => childPlace],
      [3.5 * outer, "class component", () => classPlace],
      [1.5, "useSyncExternalStore", () => store],
      [2 * renders, "ref callback", () => refCallback],
      [1.5 * renders, "button and effect", () => endedButton],
      [1.5, "two effects", () => twoEffects],
      [1, "effect through a callback", () => throughCallback],
    ],
    [
      [1, "render body", () => inRender],
      [1, "useMemo", () => inInitialiser("useMemo")],
      [1, "useState initialiser", () => inInitialiser("useState")],
      [0.5, "useReducer initialiser", () => inInitialiser("useReducer")],
      [0.5, "updater of a state", () => inUpdater],
      [renders, "button without end", () => button],
    ],
  );
  write(sheet, host, depth);
}

function effect(sheet: Sheet, host: Host, depth: number): void {
  const hook = hookName(sheet);
  const body = lifeOf(new Scope(sheet, host), depth);
  const prefix = sheet.grow("function", [[1, "plain", () => ""]], [[1, "async effect", () => "async "]]);
  host.body.push(`${hook}(${prefix}() => {\n${body}\n}${dependencies(sheet, host, body)});`);
}

/** A hook of the file that takes the function of the effect. */
function wrapped(sheet: Sheet, host: Host, depth: number): void {
  const hook = hookName(sheet);
  const body = sheet.grow(
    "wrapper hook",
    [
      [2, "passes it on", () => `${hook}(run, list);`],
      [1, "calls it", () => `${hook}(() => run(), list);`],
      [
        1,
        "keeps what it gives",
        () =>
          `${hook}(() => {\nconst end = run();\nreturn () => { if (typeof end === "function") end(); };\n}, list);`,
      ],
      [
        1,
        "calls the latest",
        () =>
          `const latest = ${sheet.react("useRef")}(run);\nlatest.current = run;\n${hook}(() => latest.current(), list);`,
      ],
      [0.5, "guards it", () => `${hook}(() => {\nif (!run) return undefined;\nreturn run();\n}, list);`],
    ],
    [
      [1, "wrapper drops the undo", () => `${hook}(() => { run(); }, list);`],
      [
        1,
        "wrapper calls the undo at once",
        () => `${hook}(() => {\nconst end = run();\nif (typeof end === "function") end();\n}, list);`,
      ],
    ],
  );
  const name = sheet.declare(
    "useLife",
    (local) => `function ${local}(run: () => any, list?: readonly unknown[]) {\n${body}\n}`,
  );
  const code = lifeOf(new Scope(sheet, host), depth);
  host.body.push(`${name}(() => {\n${code}\n}${dependencies(sheet, host, code)});`);
}

function store(sheet: Sheet, host: Host, depth: number): void {
  const scope = new Scope(sheet, host, { handler: "notify" });
  const code = `(notify: () => void) => {\n${lifeOf(scope, depth - 1)}\n}`;
  const subscribe = sheet.grow("subscribe of a store", [
    [
      2,
      "useCallback",
      () =>
        scope.render(
          "subscribeStore",
          `${sheet.react("useCallback")}(${code}, [${dependenciesOf(host, code).join(", ")}])`,
        ),
    ],
    [1, "function of the render", () => scope.render("subscribeStore", code)],
    [1, "inline", () => code],
  ]);
  const value = sheet.name("version");
  host.body.push(`const ${value} = ${sheet.react("useSyncExternalStore")}((${subscribe}) as any, () => 1);`);
  host.elements.push(`<b>{${value}}</b>`);
}

/** A function of the component, called by the effect. */
function throughCallback(sheet: Sheet, host: Host, depth: number): void {
  const scope = new Scope(sheet, host);
  const code = `() => {\n${lifeOf(scope, depth - 1)}\n}`;
  const run = sheet.grow("callback", [
    [
      2,
      "useCallback",
      () =>
        scope.render(
          "run",
          `${sheet.react("useCallback")}(${code}, [${dependenciesOf(host, code).join(", ")}])`,
        ),
    ],
    [1, "function of the render", () => scope.render("run", code)],
  ]);
  const body = sheet.grow(
    "call of the callback",
    [
      [1, "given", () => run],
      [1, "returned", () => `() => ${run}()`],
      [1, "returned by a block", () => `() => {\nreturn ${run}();\n}`],
    ],
    [[1, "callback's undo is dropped", () => `() => { ${run}(); }`]],
  );
  host.body.push(`${hookName(sheet)}(${body}, [${run}]);`);
}
