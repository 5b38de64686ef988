import { eventName, quoted } from "./events.js";
import type { Scope } from "./scope.js";
import { pairsOf } from "./handler-tables.js";

/** Something to loop over, as the setup and the end spell it. */
export interface Table {
  readonly on: string;
  readonly off: string;
  readonly kind: "list" | "set" | "pairs" | "map" | "record" | "objects";
  /** A statement between the two. */
  readonly between?: string;
}

/** A table; where the end spells it differently, `off` says how. */
export const table = (kind: Table["kind"], on: string, off = on, between = ""): Table => ({
  kind,
  on,
  off,
  between,
});

/** Names of events, or events with their handlers. */
export function tableOf(scope: Scope): Table {
  return scope.random.chance(0.6) ? namesOf(scope) : pairsOf(scope);
}

function literal(scope: Scope): string {
  const names = new Set([eventName(scope), eventName(scope), "done", ...scope.random.some(["line"], 0.3)]);
  return `[${[...names].map(quoted).join(", ")}]`;
}

function namesOf(scope: Scope): Table {
  const { sheet, host } = scope;
  const isPlain = scope.isPlain ? 1 : 0;
  const constant = (): string =>
    sheet.declare("EVENTS", (name) => `const ${name} = ${literal(scope)} as const;`);
  const names = (): string => sheet.declare("NAMES", (name) => `const ${name} = ${literal(scope)};`);
  const keep = (init: string): string => scope.fresh("topics", init);
  return sheet.grow(
    "table",
    [
      [4, "constant list", () => table("list", constant())],
      [2 * isPlain, "list of a prop", () => table("list", host.prop("events"))],
      [1, "kept list of a prop", () => table("list", keep(`[...${host.prop("events")}]`))],
      [2, "list written in place", () => table("list", keep(literal(scope)))],
      [1, "list written twice", () => writtenTwice(scope)],
      [
        1,
        "mapped list",
        () => table("list", keep(`${names()}.map((name) => \`\${name}:\${${host.prop("id")}}\`)`)),
      ],
      [0.7, "filtered list", () => table("list", keep(`${names()}.filter((name) => name !== "line")`))],
      [0.7, "concatenated list", () => table("list", keep(`${names()}.concat("late")`))],
      [0.7, "list of templates", () => table("list", keep(`[\`job-\${${host.prop("id")}}\`, "done"]`))],
      [0.7, "keys of an object", () => table("list", keep(`Object.keys({ queued: 1, done: 2 })`))],
      [0.7, "values of an object", () => table("list", `Object.values(${channels(scope)})`)],
      [0.7, "generator", () => table("set", `${generator(scope)}()`)],
      [0.7, "pushed list", () => table("list", pushed(scope))],
      [0.7, "spread set", () => table("list", keep(`[...new Set(${literal(scope)})]`))],
      [
        1,
        "set",
        () =>
          table(
            "set",
            sheet.declare("TOPICS", (name) => `const ${name} = new Set(${literal(scope)});`),
          ),
      ],
      [
        0.7 * isPlain,
        "memoised list",
        () =>
          table(
            "list",
            scope.render(
              "topics",
              `${sheet.react("useMemo")}(() => ${host.prop("events")}.map((e) => "job:" + e), [${host.prop("events")}])`,
            ),
          ),
      ],
      [
        0.5 * isPlain,
        "list of the render",
        () => table("list", scope.render("topics", `["queued", \`job-\${${host.prop("id")}}\`]`)),
      ],
      [
        0.5,
        "sorted copy in the end",
        () => {
          const list = names();
          return table("list", list, `[...${list}].sort()`);
        },
      ],
    ],
    [
      [1, "other list in the end", () => table("list", `["queued", "done"]`, `["line", "done"]`)],
      [1, "a part of the list in the end", () => sliced(constant())],
      [1, "list that loses an element", () => shrinking(scope)],
      [1, "list that is emptied", () => emptied(scope)],
      [
        1,
        "filtered in the end",
        () => {
          const list = names();
          return table("list", list, `${list}.filter((name) => name !== "done")`);
        },
      ],
      [
        1,
        "mapped on one side",
        () => {
          const list = names();
          return table("list", `${list}.map((name) => "job:" + name)`, list);
        },
      ],
      [1, "latest list in the end", () => latest(scope)],
    ],
  );
}

function channels({ sheet }: Scope): string {
  return sheet.helper("TOPIC", (name) => `const ${name} = { queued: "queued", done: "done" } as const;`);
}

function generator({ sheet }: Scope): string {
  return sheet.helper("topics", (name) => `function* ${name}() {\nyield "queued";\nyield "done";\n}`);
}

function writtenTwice(scope: Scope): Table {
  const text = literal(scope);
  return table(
    "list",
    text,
    scope.random.chance(0.3) ? `[${text.slice(1, -1).split(", ").toReversed().join(", ")}]` : text,
  );
}

function pushed(scope: Scope): string {
  const list = scope.fresh("topics", `["queued"]`);
  scope.prepare(`if (${scope.host.prop("enabled")}) ${list}.push("done");`);
  return list;
}

const sliced = (list: string): Table => table("list", list, `${list}.slice(1)`);

function shrinking(scope: Scope): Table {
  const list = scope.fresh("topics", literal(scope));
  return table("list", list, list, `${list}.pop();`);
}

function emptied(scope: Scope): Table {
  const list = scope.fresh("topics", literal(scope));
  return table("list", list, list, `${list}.length = 0;`);
}

function latest(scope: Scope): Table {
  const { host } = scope;
  if (!scope.isPlain) return table("list", host.prop("events"));
  const list = scope.memory("eventsRef", host.prop("events"));
  host.body.push(`${list} = ${host.prop("events")};`);
  return table("list", `(${list} as string[])`);
}
