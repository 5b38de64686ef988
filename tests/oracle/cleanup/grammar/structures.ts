import { eventOf } from "./events.js";
import { handlerOf } from "./handlers.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { counted, toggle } from "./switches.js";
import { unit } from "./units.js";

const SOCKET = `PluginUIContext["socket"]`;
const HANDLER = "(...data: any[]) => void";

/** A unit whose two halves are given names. */
export function structured(scope: Scope, depth: number): Unit {
  const isPlain = scope.isPlain ? 1 : 0;
  return scope.sheet.grow("structure", [
    [3, "start and stop", () => startAndStop(scope, depth)],
    [2 * isPlain, "function declarations", () => declarations(scope, depth)],
    [2, "object with start and stop", () => object(scope, depth)],
    [2, "functions of the file", () => ofFile(scope)],
    [1.5, "class with attach and detach", () => attached(scope)],
    [1, "factory of start and stop", () => factory(scope)],
    [1, "one function with a flag", () => toggle(scope, depth)],
    [1, "counted", () => counted(scope, depth)],
  ]);
}

function startAndStop(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const { setup, undo } = unit(scope, depth);
  const start = scope.keep("start", `() => {\n${setup}\n}`);
  const stop = scope.keep("stop", `() => {\n${undo}\n}`);
  return calls(sheet.random.chance(0.2) ? `${start}.call(null)` : `${start}()`, stop, scope);
}

/** How the two are called, and how that goes wrong. */
function calls(start: string, stop: string, { sheet }: Scope): Unit {
  return sheet.grow(
    "calls",
    [
      [4, "once each", () => ({ setup: `${start};`, undo: `${stop}();` })],
      [0.7, "ended twice", () => ({ setup: `${start};`, undo: `${stop}();\n${stop}();` })],
      [0.7, "ended before", () => ({ setup: `${stop}();\n${start};`, undo: `${stop}();` })],
    ],
    [
      [1, "started twice", () => ({ setup: `${start};\n${start};`, undo: `${stop}();` })],
      [1, "stop is not called", () => ({ setup: `${start};`, undo: `void ${stop};` })],
      [1, "stopped at once", () => ({ setup: `${start};\n${stop}();`, undo: "" })],
      [1, "started in the end", () => ({ setup: `${start};`, undo: `${start};` })],
    ],
  );
}

function declarations(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const { setup, undo } = unit(scope, depth);
  const [start, stop] = [sheet.name("begin"), sheet.name("finish")];
  scope.lines.push(`function ${start}() {\n${setup}\n}`, `function ${stop}() {\n${undo}\n}`);
  return calls(`${start}()`, stop, scope);
}

function object(scope: Scope, depth: number): Unit {
  const { sheet } = scope;
  const { setup, undo } = unit(scope, depth);
  const members = scope.isPlain
    ? `start() {\n${setup}\n},\nstop() {\n${undo}\n}`
    : `start: () => {\n${setup}\n},\nstop: () => {\n${undo}\n}`;
  const hub = scope.keep("feed", `{\n${members}\n}`);
  sheet.parts.add("structure: object");
  return calls(`${hub}.start()`, `${hub}.stop`, scope);
}

/** Functions that take the socket, the event and the handler. */
function ofFile(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const attach = sheet.helper(
    "attach",
    (name) =>
      `function ${name}(socket: ${SOCKET}, event: string, handler: ${HANDLER}) {\nsocket.on(event, handler);\n}`,
  );
  const detach = sheet.grow(
    "detach",
    [
      [
        1,
        "right",
        () =>
          sheet.helper(
            "detach",
            (name) =>
              `function ${name}(socket: ${SOCKET}, event: string, handler: ${HANDLER}) {\nsocket.off(event, handler);\n}`,
          ),
      ],
    ],
    [
      [
        1,
        "detach without handler",
        () =>
          sheet.helper(
            "detachAll",
            (name) =>
              `const ${name} = (socket: ${SOCKET}, event: string, _handler: ${HANDLER}) => {\nsocket.off(event);\n};`,
          ),
      ],
      [
        1,
        "detach of a wrapper",
        () =>
          sheet.helper(
            "detachWrapped",
            (name) =>
              `const ${name} = (socket: ${SOCKET}, event: string, handler: ${HANDLER}) => {\nsocket.off(event, (...data: any[]) => handler(...data));\n};`,
          ),
      ],
      [
        1,
        "detach of another event",
        () =>
          sheet.helper(
            "detachOther",
            (name) =>
              `const ${name} = (socket: ${SOCKET}, event: string, handler: ${HANDLER}) => {\nsocket.off(event + ":end", handler);\n};`,
          ),
      ],
    ],
  );
  const event = eventOf(scope);
  const handler = handlerOf(scope);
  return {
    setup: join(
      `${attach}(${socket}, ${event.on}, ${handler.on});`,
      event.between ?? "",
      handler.between ?? "",
    ),
    undo: `${detach}(${socket}, ${event.off}, ${handler.off});`,
  };
}

function attached(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const name = sheet.grow(
    "attach and detach",
    [
      [
        1,
        "stable handler",
        () =>
          feedClass(
            scope,
            "this.socket.on(this.event, this.handler);",
            "this.socket.off(this.event, this.handler);",
          ),
      ],
      [
        1,
        "kept wrapper",
        () =>
          feedClass(
            scope,
            "this.wrapped = (d: unknown) => { this.handler(d); };\nthis.socket.on(this.event, this.wrapped);",
            "if (this.wrapped) this.socket.off(this.event, this.wrapped);\nthis.wrapped = undefined;",
          ),
      ],
    ],
    [
      [
        1,
        "detach removes another wrapper",
        () =>
          feedClass(
            scope,
            "this.wrapped = (d: unknown) => { this.handler(d); };\nthis.socket.on(this.event, this.wrapped);",
            "this.wrapped = (d: unknown) => { this.handler(d); };\nthis.socket.off(this.event, this.wrapped);",
          ),
      ],
      [
        1,
        "detach does nothing",
        () => feedClass(scope, "this.socket.on(this.event, this.handler);", "this.wrapped = undefined;"),
      ],
    ],
  );
  const args = sheet.flawless(() => `${eventOf(scope).on}, ${handlerOf(scope).on}`);
  const feed = scope.fresh("listener", `new ${name}(${socket}, ${args})`);
  return calls(`${feed}.attach()`, `${feed}.detach`, scope);
}

function feedClass({ sheet }: Scope, attach: string, detach: string): string {
  return sheet.declare(
    "Feed",
    (name) => `class ${name} {
      private wrapped: ((d: unknown) => void) | undefined;
      private readonly socket: ${SOCKET};
      private readonly event: string;
      private readonly handler: ${HANDLER};
      constructor(socket: ${SOCKET}, event: string, handler: ${HANDLER}) {
        this.socket = socket;
        this.event = event;
        this.handler = handler;
      }
      attach() {\n${attach}\n}
      detach() {\n${detach}\n}
    }`,
  );
}

function factory(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const handler = sheet.grow(
    "factory",
    [
      [
        1,
        "one handler",
        () =>
          `const handler = (d: unknown) => { next(d); };\nreturn {\nstart: () => { socket.on(event, handler); },\nstop: () => { socket.off(event, handler); },\n};`,
      ],
    ],
    [
      [
        1,
        "factory with two handlers",
        () =>
          `const handler = () => (d: unknown) => { next(d); };\nreturn {\nstart: () => { socket.on(event, handler()); },\nstop: () => { socket.off(event, handler()); },\n};`,
      ],
    ],
  );
  const name = sheet.declare(
    "createFeed",
    (create) =>
      `function ${create}(socket: ${SOCKET}, event: string, next: (d: unknown) => void) {\n${handler}\n}`,
  );
  const args = sheet.flawless(() => `${eventOf(scope).on}, ${handlerOf(scope).on}`);
  const feed = scope.fresh("feed", `${name}(${socket}, ${args})`);
  return calls(`${feed}.start()`, `${feed}.stop`, scope);
}
