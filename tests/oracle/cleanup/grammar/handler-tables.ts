import { debounceOf, loggerOf, reactionOf } from "./reactions.js";
import type { Scope } from "./scope.js";
import type { Table } from "./tables.js";
import { table } from "./tables.js";

/** Events with their handlers. */
export function pairsOf(scope: Scope): Table {
  const { sheet } = scope;
  const isPlain = scope.isPlain ? 1 : 0;
  const handler = (): string => handlerInTable(scope);
  const record = (): string => `{ queued: ${handler()}, done: ${handler()} }`;
  const pairs = (): string =>
    `[["queued", ${handler()}], ["done", ${handler()}]] as [string, (d: unknown) => void][]`;
  const objects = (): string =>
    `[{ event: "queued", run: ${handler()} }, { event: "done", run: ${handler()} }]`;
  return sheet.grow(
    "table",
    [
      [3, "tuples", () => table("pairs", scope.keep("pairs", pairs()))],
      [3, "record of handlers", () => table("record", scope.keep("handlers", record()))],
      [
        1.5,
        "map of handlers",
        () => table("map", scope.keep("byEvent", `new Map<string, (d: unknown) => void>(${pairs()})`)),
      ],
      [1, "map that is filled", () => table("map", filledMap(scope, handler))],
      [1.5, "objects", () => table("objects", scope.keep("subscriptions", objects()))],
      [1, "entries kept", () => table("pairs", scope.keep("entries", `Object.entries(${record()})`))],
      [1.5 * isPlain, "memoised record", () => table("record", memoised(scope, record()))],
      [1 * isPlain, "record of the render", () => table("record", scope.render("handlers", record()))],
      [1 * isPlain, "record in a ref", () => table("record", scope.memory("handlersRef", record()))],
      [
        0.7,
        "built once",
        () => table("record", scope.keep("built", `${builder(scope)}(${loggerOf(sheet)})`)),
      ],
    ],
    [
      [1, "record built twice", () => table("record", `${builder(scope)}(${loggerOf(sheet)})`)],
      [
        1,
        "tuples written twice",
        () => {
          const text = `(${pairs()})`;
          return table("pairs", text);
        },
      ],
      [
        1,
        "first tuples only in the end",
        () => {
          const list = scope.keep("pairs", pairs());
          return table("pairs", list, `${list}.slice(0, 1)`);
        },
      ],
      [
        1,
        "record whose handler is replaced",
        () => {
          const kept = scope.keep("handlers", record());
          return table("record", kept, kept, `${kept}.done = (d: unknown) => { ${loggerOf(sheet)}(d); };`);
        },
      ],
      [
        1,
        "map that is cleared",
        () => {
          const kept = scope.keep("byEvent", `new Map<string, (d: unknown) => void>(${pairs()})`);
          return table("map", kept, kept, `${kept}.clear();`);
        },
      ],
    ],
  );
}

function handlerInTable(scope: Scope): string {
  const { sheet, host } = scope;
  const arrow = (): string => `(d: unknown) => { ${reactionOf(scope)} }`;
  return sheet.grow("handler", [
    [4, "arrow in a table", arrow],
    [1, "logger of the file", () => loggerOf(sheet)],
    [scope.isPlain ? 2 : 0, "prop", () => host.prop("onStatus")],
    [0.5, "debounced in a table", () => `${debounceOf(sheet)}(${arrow()})`],
  ]);
}

function filledMap(scope: Scope, handler: () => string): string {
  const map = scope.fresh("byEvent", "new Map<string, (d: unknown) => void>()");
  scope.prepare(`${map}.set("queued", ${handler()});`);
  scope.prepare(`${map}.set("done", ${handler()});`);
  return map;
}

function memoised(scope: Scope, record: string): string {
  const names = [...scope.host.names].filter((name) => record.includes(name));
  return scope.render(
    "handlers",
    `${scope.sheet.react("useMemo")}(() => (${record}), [${names.join(", ")}])`,
  );
}

/** A function that makes a table of new handlers. */
function builder({ sheet }: Scope): string {
  return sheet.helper(
    "buildHandlers",
    (name) => `const ${name} = (next: (d: unknown) => void) => ({
      queued: (d: unknown) => { next(d); },
      done: (d: unknown) => { next([d]); },
    });`,
  );
}
