import { keptHandlers } from "./facades.js";
import { loopOver } from "./loop-forms.js";
import type { LoopVariables, Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import type { Table } from "./tables.js";
import { tableOf } from "./tables.js";
import { unit } from "./units.js";

/** A unit for each element of a table. */
export function looped(scope: Scope, depth: number): Unit {
  const { sheet, random } = scope;
  if (!scope.isInLoop && random.chance(0.12)) return keptHandlers(scope);
  const table = tableOf(scope);
  if (table.kind === "pairs" && random.chance(0.3)) return spreadTuples(scope, table);
  const loop = variablesFor(scope, table.kind);
  const inner = scope.inner(loop);
  const one = unit(inner, random.chance(0.6) ? 0 : depth);
  const body = join(...inner.lines, ...inner.resets, one.setup);
  const on = (code: string): string =>
    join(loopOver(scope, table.kind, table.on, loop, code), table.between ?? "");
  const isShared = inner.lines.length > 0;
  const off = (code: string): string =>
    code === "" ? "" : loopOver(scope, table.kind, table.off, loop, code);
  const isList = table.kind === "list" && table.on === table.off && !isShared;
  return sheet.grow(
    "end of a loop",
    [
      [isShared ? 0 : 6, "another loop", () => ({ setup: on(body), undo: off(one.undo) })],
      [
        isShared || table.on !== table.off || table.between ? 2 : 2.5,
        "list of disposers",
        () => disposers(scope, on, body, one.undo),
      ],
      [
        isList && !table.between ? 1 : 0,
        "reduced to one undo",
        () => reduced(scope, table, loop, body, one.undo),
      ],
      [isList && !table.between ? 1 : 0, "mapped to undos", () => mapped(scope, table, loop, body, one.undo)],
    ],
    [
      [
        1,
        "returns the end to the loop",
        () => ({ setup: on(join(body, `void (() => {\n${one.undo}\n});`)), undo: "" }),
      ],
      [1, "keeps only the last undo", () => lastUndo(scope, on, body, one.undo)],
      [isList ? 1 : 0, "reduced to the last undo", () => reduced(scope, table, loop, body, one.undo, false)],
      [
        isShared ? 0 : 1,
        "subscribed in two loops",
        () => ({ setup: join(on(body), on(body)), undo: off(one.undo) }),
      ],
      [
        isList ? 1 : 0,
        "only one event in the end",
        () => ({ setup: on(body), undo: `const ${loop.event ?? ""} = ${table.on}[0]!;\n${one.undo}` }),
      ],
      [1, "loop without end", () => ({ setup: on(body), undo: "" })],
    ],
  );
}

function variablesFor({ sheet, random }: Scope, kind: Table["kind"]): LoopVariables {
  const event = sheet.name(random.pick(["ev", "name", "topic"]));
  return kind === "list" || kind === "set" ? { event } : { event, handler: sheet.name("handler") };
}

/** Each round adds what ends it to a list. */
function disposers(scope: Scope, on: (code: string) => string, body: string, undo: string): Unit {
  const list = scope.fresh("disposers", "[] as (() => void)[]");
  const setup = on(join(body, `${list}.push(() => {\n${undo}\n});`));
  const each = scope.sheet.name("dispose");
  const all = `${list}.forEach((${each}) => { ${each}(); });`;
  return scope.sheet.grow(
    "list of disposers",
    [
      [3, "forEach", () => ({ setup, undo: all })],
      [3, "for-of", () => ({ setup, undo: `for (const ${each} of ${list}) ${each}();` })],
      [1, "emptied after", () => ({ setup, undo: join(all, `${list}.length = 0;`) })],
      [1, "while it has some", () => ({ setup, undo: `while (${list}.length > 0) ${list}.pop()?.();` })],
      [1, "spliced", () => ({ setup, undo: `${list}.splice(0).forEach((${each}) => { ${each}(); });` })],
      [0.5, "backwards", () => ({ setup, undo: `for (const ${each} of [...${list}].reverse()) ${each}();` })],
      [0.5, "map of calls", () => ({ setup, undo: `void ${list}.map((${each}) => ${each}());` })],
    ],
    [
      [1, "emptied before", () => ({ setup, undo: join(`${list}.length = 0;`, all) })],
      [1, "only the last disposer", () => ({ setup, undo: `${list}.pop()?.();` })],
      [1, "only the first disposer", () => ({ setup, undo: `${list}[0]?.();` })],
      [1, "disposers that are not called", () => ({ setup, undo: `${list}.forEach((${each}) => ${each});` })],
      [
        1,
        "disposer list cleared in the setup",
        () => ({ setup: join(setup, `${list}.length = 0;`), undo: all }),
      ],
      [
        1,
        "all but the last disposer",
        () => ({ setup, undo: `${list}.slice(0, -1).forEach((${each}) => { ${each}(); });` }),
      ],
    ],
  );
}

function lastUndo(scope: Scope, on: (code: string) => string, body: string, undo: string): Unit {
  const stop = scope.variable("stop", "undefined", "(() => void) | undefined");
  return { setup: on(join(body, `${stop} = () => {\n${undo}\n};`)), undo: `${stop}?.();` };
}

function reduced(
  scope: Scope,
  { on }: Table,
  { event = "" }: LoopVariables,
  body: string,
  undo: string,
  callsBefore = true,
): Unit {
  const stop = scope.variable("stop", "() => {}");
  const before = scope.sheet.name("before");
  const after = `return () => {\n${callsBefore ? `${before}();` : `void ${before};`}\n${undo}\n};`;
  const setup = `${stop} = (${on} as readonly string[]).reduce((${before}, ${event}) => {\n${body}\n${after}\n}, () => {});`;
  return { setup, undo: `${stop}();` };
}

function mapped(
  scope: Scope,
  { on }: Table,
  { event = "" }: LoopVariables,
  body: string,
  undo: string,
): Unit {
  const stops = scope.variable("stops", "[]", "(() => void)[]");
  const setup = `${stops} = ${on}.map((${event}) => {\n${body}\nreturn () => {\n${undo}\n};\n});`;
  return { setup, undo: `${stops}.forEach((stop) => stop());` };
}

/** Each tuple of a table is spread into a call. */
function spreadTuples({ sheet, socket }: Scope, { on, off, between = "" }: Table): Unit {
  const pair = sheet.name("pair");
  const each = (list: string, method: string): string =>
    sheet.grow("spread tuples", [
      [1, "for-of", () => `for (const ${pair} of ${list}) ${socket}.${method}(...${pair});`],
      [1, "forEach", () => `${list}.forEach((${pair}) => { ${socket}.${method}(...${pair}); });`],
      [
        0.5,
        "rest",
        () => `${list}.forEach(([...${pair}]: any) => ${socket}.${method}(...(${pair} as [any, any])));`,
      ],
    ]);
  const setup = join(each(on, "on"), between);
  return sheet.grow(
    "end of spread tuples",
    [[1, "spread", () => ({ setup, undo: each(off, "off") })]],
    [
      [
        1,
        "spread of the first element",
        () => ({ setup, undo: `for (const [${pair}] of ${off}) ${socket}.off(${pair});` }),
      ],
      [1, "spread tuples without end", () => ({ setup, undo: "" })],
    ],
  );
}
