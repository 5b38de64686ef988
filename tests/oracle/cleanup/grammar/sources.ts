import { eventOf } from "./events.js";
import { handlerOf } from "./handlers.js";
import { curried, given, HANDLER, ofHelper, ofMany, ofObject, SOCKET } from "./helpers.js";
import { hub, listener } from "./listeners.js";
import type { Scope } from "./scope.js";
import { join } from "./scope.js";
import { unit } from "./units.js";

/** An expression that subscribes, and whose value is the function that ends it. */
export function source(scope: Scope, depth: number): string {
  const deep = depth > 0 ? 1 : 0;
  return scope.sheet.grow("source", [
    [4, "helper of the file", () => ofHelper(scope)],
    [1, "curried helper", () => curried(scope)],
    [1, "helper with an object", () => ofObject(scope)],
    [1, "helper for many events", () => ofMany(scope)],
    [2, "local function", () => local(scope, depth)],
    [1, "function called at once", () => `(() => {\n${bodyOf(scope, depth)}\n})()`],
    [1.5 * deep, "composed", () => composed(scope, depth - 1)],
    [1, "class with attach", () => listener(scope)],
    [1, "hub", () => hub(scope)],
    [0.7, "bound off", () => boundOff(scope)],
    [scope.isPlain ? 1 : 0, "useCallback that subscribes", () => callback(scope)],
    [scope.isPlain ? 1 : 0, "useCallback with parameters", () => callbackWithParameters(scope)],
    [0.7, "object with close", () => disposable(scope)],
  ]);
}

/** The body of a function that subscribes and gives what ends it. */
function bodyOf(scope: Scope, depth: number): string {
  const inner = scope.inner();
  const { setup, undo } = unit(inner, depth);
  const stop = inner.sheet.name("stop");
  return join(
    ...inner.lines,
    ...inner.resets,
    setup,
    scope.sheet.grow(
      "undo",
      [
        [3, "arrow", () => `return () => {\n${undo}\n};`],
        [1, "named", () => `const ${stop} = () => {\n${undo}\n};\nreturn ${stop};`],
        [1, "member", () => `const ${stop} = { run: () => {\n${undo}\n} };\nreturn ${stop}.run;`],
      ],
      [
        [1, "undo that does nothing", () => "return () => {};"],
        [
          1,
          "undo runs once only, before",
          () => `const ${stop} = () => {\n${undo}\n};\n${stop}();\nreturn () => {};`,
        ],
      ],
    ),
  );
}

function local(scope: Scope, depth: number): string {
  const body = bodyOf(scope, depth);
  return `${scope.keep("start", `() => {\n${body}\n}`)}()`;
}

function composed(scope: Scope, depth: number): string {
  const { sheet } = scope;
  const all = sheet.grow(
    "composition",
    [
      [
        1,
        "forEach",
        () =>
          sheet.helper(
            "all",
            (name) =>
              `const ${name} = (...undos: (() => void)[]) => () => { undos.forEach((undo) => { undo(); }); };`,
          ),
      ],
      [
        1,
        "for-of",
        () =>
          sheet.helper(
            "combine",
            (name) =>
              `function ${name}(...undos: (() => void)[]) {\nreturn () => { for (const undo of undos) undo(); };\n}`,
          ),
      ],
    ],
    [
      [
        1,
        "composition that calls the first only",
        () =>
          sheet.helper(
            "first",
            (name) => `const ${name} = (...undos: (() => void)[]) => () => { undos[0]?.(); };`,
          ),
      ],
      [
        1,
        "composition that calls at once",
        () =>
          sheet.helper(
            "atOnce",
            (name) =>
              `const ${name} = (...undos: (() => void)[]) => { undos.forEach((undo) => { undo(); }); return () => {}; };`,
          ),
      ],
      [
        1,
        "composition that does not call",
        () =>
          sheet.helper(
            "idle",
            (name) =>
              `const ${name} = (...undos: (() => void)[]) => () => { undos.forEach((undo) => undo); };`,
          ),
      ],
    ],
  );
  return `${all}(${source(scope, depth)}, ${source(scope, depth)})`;
}

function boundOff(scope: Scope): string {
  const { socket } = scope;
  const event = eventOf(scope);
  const handler = handlerOf(scope);
  return `${socket}.on(${event.on}, ${handler.on}).off.bind(${socket}, ${event.off}, ${handler.off})`;
}

/** A function of the component that subscribes and gives the undo. */
function callback(scope: Scope): string {
  const { sheet, host, socket } = scope;
  const inner = scope.inner();
  const event = eventOf(inner);
  const handler = host.prop("onStatus");
  const off = sheet.grow(
    "useCallback that subscribes",
    [[1, "right", () => `${socket}.off(${event.off}, ${handler});`]],
    [[1, "callback with an empty undo", () => ""]],
  );
  const subscribes = join(...inner.lines, `${socket}.on(${event.on}, ${handler});`, event.between ?? "");
  const code = `() => {\n${subscribes}\nreturn () => { ${off} };\n}`;
  const names = [...host.names].filter((name) => code.includes(name));
  return `${scope.render("listen", `${sheet.react("useCallback")}(${code}, [${names.join(", ")}])`)}()`;
}

/** A function of the component that subscribes to what it is given. */
function callbackWithParameters(scope: Scope): string {
  const { sheet, socket } = scope;
  const off = sheet.grow(
    "useCallback with parameters",
    [[1, "right", () => `${socket}.off(event, handler);`]],
    [[1, "callback that ends another handler", () => `${socket}.off(event, () => handler());`]],
  );
  const code = `(event: string, handler: any) => {\n${socket}.on(event, handler);\nreturn () => { ${off} };\n}`;
  const name = sheet.grow("listener function", [
    [2, "useCallback", () => scope.render("listenTo", `${sheet.react("useCallback")}(${code}, [${socket}])`)],
    [1, "function of the render", () => scope.render("listenTo", code)],
  ]);
  return `${name}(${given(scope)})`;
}

/** A method of an object that a function of the file makes. */
function disposable(scope: Scope): string {
  const { sheet, socket } = scope;
  const name = sheet.helper(
    "open",
    (open) => `function ${open}(socket: ${SOCKET}, event: string, handler: ${HANDLER}) {
      socket.on(event, handler);
      return { event, close() { socket.off(event, handler); } };
    }`,
  );
  return `${name}(${socket}, ${given(scope)}).close`;
}
