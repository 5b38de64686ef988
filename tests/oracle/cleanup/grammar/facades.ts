import { eventOf } from "./events.js";
import { handlerOf } from "./handlers.js";
import { given } from "./helpers.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";

/** Something of the component's own that stands before the socket. */
export function behindFacade(scope: Scope): Unit {
  return scope.sheet.grow("facade", [
    [2, "object with on and off", () => onAndOff(scope)],
    [scope.isInLoop ? 0 : 1, "hook that collects", () => collecting(scope)],
  ]);
}

function onAndOff(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const off = sheet.grow(
    "facade's off",
    [
      [3, "right", () => `${socket}.off(event, handler);`],
      [1, "removeListener", () => `${socket}.removeListener(event, handler);`],
    ],
    [
      [1, "facade's off without handler", () => `${socket}.off(event);`],
      [1, "facade's off of a wrapper", () => `${socket}.off(event, (d: unknown) => handler(d));`],
    ],
  );
  const code = `({
    on: (event: string, handler: any) => { ${socket}.on(event, handler); },
    off: (event: string, handler: any) => { ${off} },
  })`;
  const bus = sheet.grow("facade is", [
    [2, "memoised", () => scope.render("bus", `${sheet.react("useMemo")}(() => ${code}, [${socket}])`)],
    [1, "made in the render", () => scope.render("bus", code)],
    [1, "made in place", () => scope.keep("bus", code)],
  ]);
  const event = eventOf(scope);
  const handler = handlerOf(scope);
  return {
    setup: join(`${bus}.on(${event.on}, ${handler.on});`, event.between ?? "", handler.between ?? ""),
    undo: `${bus}.off(${event.off}, ${handler.off});`,
  };
}

/** `const { listen, release } = useBag(socket)`, with a list in a ref. */
function collecting(scope: Scope): Unit {
  const { sheet, socket, host } = scope;
  const [ref, callback] = [sheet.react("useRef"), sheet.react("useCallback")];
  const release = sheet.grow(
    "hook that collects",
    [
      [1, "calls and empties", () => "undos.current.forEach((undo) => { undo(); });\nundos.current = [];"],
      [1, "splices", () => "for (const undo of undos.current.splice(0)) undo();"],
    ],
    [
      [1, "hook that drops what it collects", () => "undos.current = [];"],
      [1, "hook that calls the last only", () => "undos.current.pop()?.();"],
    ],
  );
  const hook = sheet.declare(
    "useBag",
    (name) => `function ${name}(socket: PluginUIContext["socket"]) {
      const undos = ${ref}<(() => void)[]>([]);
      const listen = ${callback}((event: string, handler: any) => {
        socket.on(event, handler);
        undos.current.push(() => { socket.off(event, handler); });
      }, [socket]);
      const release = ${callback}(() => {\n${release}\n}, []);
      return { listen, release };
    }`,
  );
  const [listen, end] = [sheet.name("listen"), sheet.name("release")];
  host.body.push(`const { listen: ${listen}, release: ${end} } = ${hook}(${socket});`);
  host.names.add(listen).add(end);
  const calls = scope.random.chance(0.5) ? [given(scope), given(scope)] : [given(scope)];
  return { setup: calls.map((args) => `${listen}(${args});`).join("\n"), undo: `${end}();` };
}

/** Handlers that are made in a loop, and kept in a map for the end. */
export function keptHandlers(scope: Scope): Unit {
  const { sheet, socket, host } = scope;
  const list = sheet.declare("TOPICS", (name) => `const ${name} = ["queued", "done"] as const;`);
  const map = sheet.grow("map is", [
    [2, "in place", () => scope.fresh("made", "new Map<string, any>()")],
    [1, "in a ref", () => scope.memory("madeRef", "new Map()")],
  ]);
  const [event, made] = [sheet.name("topic"), sheet.name("handle")];
  const act = scope.isPlain
    ? host.prop("onStatus")
    : sheet.helper("trace", (name) => `const ${name} = (...parts: unknown[]) => { console.log(parts); };`);
  const setup = `for (const ${event} of ${list}) {
    const ${made} = (d: unknown) => { ${act}([${event}, d]); };
    ${map}.set(${event}, ${made});
    ${socket}.on(${event}, ${made});
  }`;
  const to = (undo: string) => (): Unit => ({ setup, undo });
  return sheet.grow(
    "kept handlers",
    [
      [2, "entries", to(`for (const [${event}, ${made}] of ${map}) ${socket}.off(${event}, ${made});`)],
      [
        1,
        "entries, cleared after",
        to(`for (const [${event}, ${made}] of ${map}) ${socket}.off(${event}, ${made});\n${map}.clear();`),
      ],
      [
        1,
        "forEach",
        to(`${map}.forEach((${made}: any, ${event}: string) => { ${socket}.off(${event}, ${made}); });`),
      ],
      [1, "get", to(`for (const ${event} of ${list}) ${socket}.off(${event}, ${map}.get(${event}));`)],
    ],
    [
      [
        1,
        "kept handlers under another key",
        to(`for (const ${event} of ${list}) ${socket}.off(${event}, ${map}.get("none") ?? (() => {}));`),
      ],
      [
        1,
        "kept handlers are cleared before",
        to(`${map}.clear();\nfor (const [${event}, ${made}] of ${map}) ${socket}.off(${event}, ${made});`),
      ],
      [
        1,
        "kept handlers are made again",
        to(
          `for (const ${event} of ${list}) ${socket}.off(${event}, (d: unknown) => { ${act}([${event}, d]); });`,
        ),
      ],
      [1, "only one kept handler", to(`${socket}.off("queued", ${map}.get("queued"));`)],
    ],
  );
}
