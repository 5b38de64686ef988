import type { Sides } from "./events.js";
import { same } from "./events.js";
import { classHandlerOf } from "./class-handlers.js";
import { debounceOf, factoryOf, loggerOf, reactionOf, storeOf } from "./reactions.js";
import type { Scope } from "./scope.js";
import type { Option } from "./sheet.js";

/** The handler of one subscription. */
export function handlerOf(scope: Scope): Sides {
  const { loop, random } = scope;
  if (loop.handler !== undefined && random.chance(0.85)) return handlerInLoop(scope, loop.handler);
  if (!scope.isPlain) return classHandlerOf(scope);
  return scope.sheet.grow(
    "handler",
    [...ofFile(scope), ...ofRender(scope), ...ofEffect(scope)],
    wrong(scope),
  );
}

const arrow = (scope: Scope): string => `(d: unknown) => { ${reactionOf(scope)} }`;

/** Handlers that are made once for the whole file. */
export function ofFile({ sheet }: Scope): Option<Sides>[] {
  return [
    [
      2,
      "constant of the file",
      () =>
        same(
          sheet.declare(
            "record",
            (name) => `const ${name} = (d: unknown) => { ${storeOf(sheet)}.push(d); };`,
          ),
        ),
    ],
    [
      2,
      "function of the file",
      () =>
        same(
          sheet.declare("report", (name) => `function ${name}(d: unknown) { ${loggerOf(sheet)}("got", d); }`),
        ),
    ],
    [0.5, "logger of the file", () => same(loggerOf(sheet))],
  ];
}

/** Handlers that are made in a render. */
function ofRender(scope: Scope): Option<Sides>[] {
  const { sheet, host } = scope;
  const react = (name: string): string => sheet.react(name);
  const prop = (): string => host.prop(sheet.random.pick(["onStatus", "onStatus", "onOther"]));
  return [
    [3, "arrow of the render", () => same(scope.render("onRender", arrow(scope)))],
    [3, "useCallback", () => same(callback(scope))],
    [4, "prop", () => same(prop())],
    [1, "alias of a prop", () => alias(scope)],
    [1, "ref that is set once", () => same(scope.memory("handlerRef", arrow(scope)))],
    [
      1,
      "current of a new ref",
      () => same(scope.render("stable", `${react("useRef")}(${arrow(scope)}).current`)),
    ],
    [1, "table from useMemo", () => same(`${memoTable(scope)}.status`)],
    [
      1,
      "table of the render",
      () => same(`${scope.render("table", `{ status: ${arrow(scope)}, other: ${prop()} }`)}.status`),
    ],
    [
      1,
      "debounced in useMemo",
      () =>
        same(scope.render("slow", `${react("useMemo")}(() => ${debounceOf(sheet)}(${prop()}), [${prop()}])`)),
    ],
    [1, "state", () => same(stateHandler(scope))],
    [
      1,
      "effect event",
      () => same(scope.render("onEvent", `${react("useEffectEvent")}(${arrow(scope)})`, false)),
    ],
    [1, "from a hook", () => same(scope.render("fromHook", `${handlerHook(scope)}(${prop()})`))],
    [
      1,
      "bound in the render",
      () => same(scope.render("bound", `${loggerOf(sheet)}.bind(null, ${host.prop("id")})`)),
    ],
  ];
}

/** Handlers that are made where they are used. */
function ofEffect(scope: Scope): Option<Sides>[] {
  const { sheet, host } = scope;
  const id = (): string => host.prop("id");
  return [
    [6, "arrow in place", () => same(scope.keep("onMessage", arrow(scope)))],
    [2, "function in place", () => same(declared(scope))],
    [1, "bound", () => same(scope.keep("bound", `${loggerOf(sheet)}.bind(null, ${id()})`))],
    [1, "factory result", () => same(scope.keep("made", `${factoryOf(sheet)}(${host.prop("onStatus")})`))],
    [
      1,
      "method of an object",
      () => same(`${scope.keep("api", `{ onMessage(d: unknown) { ${reactionOf(scope)} } }`)}.onMessage`),
    ],
    [1, "member by text", () => ({ ...memberByText(scope) })],
    [1, "debounced", () => same(scope.keep("slow", `${debounceOf(sheet)}(${arrow(scope)}, 20)`))],
    [
      1,
      "behind a latest ref",
      () => same(scope.keep("viaRef", `(d: unknown) => { ${latestHandler(scope)}(d); }`)),
    ],
    [
      1,
      "choice by a prop",
      () =>
        same(scope.keep("chosen", `${host.prop("enabled")} ? ${host.prop("onStatus")} : ${loggerOf(sheet)}`)),
    ],
    [1, "element of a list", () => same(`${scope.keep("list", `[${arrow(scope)}, ${loggerOf(sheet)}]`)}[0]`)],
    [
      1,
      "entry of a map",
      () => same(scope.keep("found", `new Map([["a", ${host.prop("onStatus")}]]).get("a")!`)),
    ],
    [1, "variable set before", () => same(variable(scope))],
  ];
}

function wrong(scope: Scope): Option<Sides>[] {
  const { sheet, host } = scope;
  const prop = (): string => host.prop("onStatus");
  return [
    [2, "fresh function", () => freshArrow(scope)],
    [1, "other handler", () => ({ on: scope.keep("onMessage", arrow(scope)), off: prop() })],
    [1, "bound twice", () => same(`${loggerOf(sheet)}.bind(null, ${host.prop("id")})`)],
    [1, "factory called twice", () => same(`${factoryOf(sheet)}(${prop()})`)],
    [1, "debounced, and raw in the end", () => ({ on: `${debounceOf(sheet)}(${prop()})`, off: prop() })],
    [1, "wrapped on one side", () => ({ on: prop(), off: `(d: unknown) => { ${prop()}(d); }` })],
    [1, "latest ref read twice", () => same(latestHandler(scope))],
    [1, "reassigned handler", () => reassigned(scope)],
    [
      1,
      "getter that makes a function",
      () =>
        same(
          `${sheet.helper("maker", (name) => `const ${name} = { get status() { return (d: unknown) => { ${storeOf(sheet)}.push(d); }; } };`)}.status`,
        ),
    ],
  ];
}

function handlerInLoop({ sheet }: Scope, variable: string): Sides {
  return sheet.grow(
    "handler",
    [[1, "loop variable", () => same(variable)]],
    [
      [
        1,
        "wrapped loop variable in the end",
        () => ({ on: variable, off: `(d: unknown) => { ${variable}(d); }` }),
      ],
      [1, "bound loop variable", () => same(`${variable}.bind(null)`)],
    ],
  );
}

function callback(scope: Scope): string {
  const code = arrow(scope);
  const dependencies = [...scope.host.names].filter((name) => code.includes(name));
  return scope.render(
    "onCallback",
    `${scope.sheet.react("useCallback")}(${code}, [${dependencies.join(", ")}])`,
  );
}

function alias(scope: Scope): Sides {
  const prop = scope.host.prop("onStatus");
  return { on: scope.keep("same", prop), off: prop };
}

function memoTable(scope: Scope): string {
  const prop = scope.host.prop("onStatus");
  const table = `{ status: ${prop}, done: (d: unknown) => { ${prop}(d); } }`;
  return scope.render("handlers", `${scope.sheet.react("useMemo")}(() => (${table}), [${prop}])`);
}

function stateHandler(scope: Scope): string {
  const name = scope.sheet.name("kept");
  scope.host.names.add(name);
  scope.host.body.push(`const [${name}] = ${scope.sheet.react("useState")}(() => ${arrow(scope)});`);
  return name;
}

function handlerHook({ sheet }: Scope): string {
  return sheet.helper("useHandler", (name) => {
    const [callbackHook, ref] = [sheet.react("useCallback"), sheet.react("useRef")];
    return `function ${name}(handler: (d: unknown) => void) {
      const latest = ${ref}(handler);
      latest.current = handler;
      return ${callbackHook}((d: unknown) => { latest.current(d); }, []);
    }`;
  });
}

function declared(scope: Scope): string {
  const name = scope.sheet.name("onMessage");
  scope.lines.push(`function ${name}(d: unknown) { ${reactionOf(scope)} }`);
  return name;
}

function memberByText(scope: Scope): Sides {
  const table = scope.keep("table", `{ status: ${arrow(scope)} }`);
  return { on: `${table}.status`, off: `${table}["status"]` };
}

/** The current value of a ref that every render sets. */
function latestHandler(scope: Scope): string {
  const { host, sheet } = scope;
  const name = sheet.name("latest");
  host.body.push(`const ${name} = ${sheet.react("useRef")}<any>(null);`);
  host.body.push(`${name}.current = ${host.prop("onStatus")};`);
  return `${name}.current`;
}

function variable(scope: Scope): string {
  const name = scope.variable("chosen", scope.host.prop("onStatus"));
  scope.prepare(`if (${scope.host.prop("mode")} === "y") ${name} = ${loggerOf(scope.sheet)};`);
  return name;
}

function freshArrow(scope: Scope): Sides {
  return same(arrow(scope));
}

function reassigned(scope: Scope): Sides {
  const name = scope.variable("current", arrow(scope), "any");
  return { on: name, off: name, between: `${name} = ${arrow(scope)};` };
}
