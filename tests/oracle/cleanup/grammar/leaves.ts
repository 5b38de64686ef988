import type { Sides } from "./events.js";
import { eventOf, managerEventOf } from "./events.js";
import { behindFacade } from "./facades.js";
import { handlerOf } from "./handlers.js";
import { loggerOf, reactionOf } from "./reactions.js";
import type { Scope, Unit } from "./scope.js";
import { join } from "./scope.js";
import { spelled } from "./spelling.js";

/** One call that subscribes, or a chain of them, with what ends it. */
export function leaf(scope: Scope): Unit {
  const plain = scope.isPlain ? 1 : 0;
  return scope.sheet.grow("what", [
    [14, "on", () => subscription(scope, "on")],
    [2, "once", () => subscription(scope, "once")],
    [0.5, "addEventListener", () => subscription(scope, "addEventListener")],
    [1.5, "onAny", () => toAll(scope, "onAny", "offAny")],
    [0.5, "prependAny", () => toAll(scope, "prependAny", "offAny")],
    [1, "onAnyOutgoing", () => toAll(scope, "onAnyOutgoing", "offAnyOutgoing")],
    [1.5, "io.on", () => ofManager(scope)],
    [1.5, "chain", () => chain(scope)],
    [1, "spread arguments", () => spread(scope)],
    [1, "two handlers of one event", () => twoHandlers(scope)],
    [0.7 * plain, "handler that ends itself", () => endsItself(scope)],
    [1 * plain, "facade", () => behindFacade(scope)],
    [0.3, "optional call", () => subscription(scope, "on", ".on?.")],
    [0.5, "method by text", () => subscription(scope, "on", '["on"]')],
    [0.7 * plain, "alias of the socket", () => aliased(scope)],
  ]);
}

function subscription(scope: Scope, method: string, access = `.${method}`): Unit {
  const event = roundabout(scope, eventOf(scope));
  const handler = roundabout(scope, handlerOf(scope));
  const call = `${spelled(scope, scope.socket)}${access}(${event.on}, ${handler.on});`;
  return ended(scope, join(call, between(event), between(handler)), event, handler);
}

function roundabout(scope: Scope, sides: Sides): Sides {
  return { ...sides, on: spelled(scope, sides.on), off: spelled(scope, sides.off) };
}

const between = ({ between: code = "" }: Sides): string => code;

/** The usual ends of a subscription to one event, and how they go wrong. */
function ended(scope: Scope, setup: string, event: Sides, handler: Sides): Unit {
  const { sheet, socket } = scope;
  const args = `${event.off}, ${handler.off}`;
  const to = (undo: string) => (): Unit => ({ setup, undo });
  return sheet.grow(
    "end",
    [
      [14, "off", to(`${socket}.off(${args});`)],
      [1.5, "removeListener", to(`${socket}.removeListener(${args});`)],
      [0.5, "removeEventListener", to(`${socket}.removeEventListener(${args});`)],
      [0.5, "removeAllListeners with a handler", to(`${socket}.removeAllListeners(${args});`)],
      [0.5, "optional chaining", to(`${socket}?.off(${args});`)],
      [0.5, "off twice", to(`${socket}.off(${args});\n${socket}.off(${args});`)],
      [0.3, "off through apply", to(`${socket}.off.apply(${socket}, [${args}]);`)],
    ],
    [
      [2, "no end", to("")],
      [2, "off without handler", to(`${socket}.off(${event.off});`)],
      [1, "removeAllListeners", to(`${socket}.removeAllListeners(${event.off});`)],
      [0.5, "removeAllListeners of everything", to(`${socket}.removeAllListeners();`)],
      [1, "disconnect", to(`${socket}.disconnect();`)],
      [1, "off is not called", to(`void (() => ${socket}.off(${args}));`)],
      [0.5, "off is only bound", to(`${socket}.off.bind(${socket}, ${args});`)],
      [1, "swapped arguments", to(`${socket}.off(${handler.off} as any, ${event.off} as any);`)],
      [
        1.5,
        "added twice",
        () => ({
          setup: join(setup, `${socket}.on(${event.on}, ${handler.on});`),
          undo: `${socket}.off(${args});`,
        }),
      ],
      [1, "ended at once", () => ({ setup: join(setup, `${socket}.off(${args});`), undo: "" })],
      [1, "off at the manager", to(`${socket}.io.off(${args} as any);`)],
      [1, "undefined handler", to(`${socket}.off(${event.off}, undefined);`)],
    ],
  );
}

function toAll(scope: Scope, subscribe: string, release: string): Unit {
  const { sheet, socket } = scope;
  const handler = handlerOf(scope);
  const setup = join(`${socket}.${subscribe}(${handler.on});`, between(handler));
  const to = (undo: string) => (): Unit => ({ setup, undo });
  return sheet.grow(
    "end",
    [[1, release, to(`${socket}.${release}(${handler.off});`)]],
    [
      [1, "no end", to("")],
      [1, `${release} without handler`, to(`${socket}.${release}();`)],
      [1, "off of a catch-all", to(`${socket}.off("any", ${handler.off});`)],
      [
        1,
        "the other catch-all",
        to(`${socket}.${release === "offAny" ? "offAnyOutgoing" : "offAny"}(${handler.off});`),
      ],
    ],
  );
}

function ofManager(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const event = managerEventOf(scope);
  const handler = handlerOf(scope);
  const manager = sheet.grow("manager", [
    [2, "member", () => `${socket}.io`],
    [1, "kept", () => scope.keep("manager", `${socket}.io`)],
  ]);
  const setup = join(`${manager}.on(${event.on} as any, ${handler.on});`, between(handler));
  const to = (undo: string) => (): Unit => ({ setup, undo });
  return sheet.grow(
    "end",
    [[1, "off of the manager", to(`${manager}.off(${event.off} as any, ${handler.off});`)]],
    [
      [1, "no end", to("")],
      [1, "off of the socket instead", to(`${socket}.off(${event.off}, ${handler.off});`)],
      [1, "off of the manager without handler", to(`${manager}.off(${event.off} as any);`)],
    ],
  );
}

function chain(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const parts = [0, 1].map(() => ({ event: eventOf(scope), handler: handlerOf(scope) }));
  const on = parts.map(({ event, handler }) => `.on(${event.on}, ${handler.on})`).join("");
  const off = parts.map(({ event, handler }) => `.off(${event.off}, ${handler.off})`);
  const setup = join(
    `${socket}${on};`,
    ...parts.flatMap(({ event, handler }) => [between(event), between(handler)]),
  );
  return sheet.grow(
    "end",
    [
      [2, "chain", () => ({ setup, undo: `${socket}${off.join("")};` })],
      [1, "several calls", () => ({ setup, undo: off.map((call) => `${socket}${call};`).join("\n") })],
    ],
    [
      [1, "only the first of a chain", () => ({ setup, undo: `${socket}${off[0] ?? ""};` })],
      [1, "only the last of a chain", () => ({ setup, undo: `${socket}${off[1] ?? ""};` })],
    ],
  );
}

function spread(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const event = eventOf(scope);
  const handler = handlerOf(scope);
  const list = scope.fresh("args", `[${event.on}, ${handler.on}] as const`);
  const setup = join(`${socket}.on(...(${list} as [string, any]));`, between(event), between(handler));
  const to = (undo: string) => (): Unit => ({ setup, undo });
  return sheet.grow(
    "end",
    [
      [2, "spread arguments", to(`${socket}.off(...(${list} as [string, any]));`)],
      [1, "elements", to(`${socket}.off(${list}[0], ${list}[1]);`)],
    ],
    [
      [1, "only the first element", to(`${socket}.off(${list}[0]);`)],
      [1, "spread of a part", to(`${socket}.off(...(${list}.slice(0, 1) as [string]));`)],
      [1, "no end", to("")],
    ],
  );
}

function twoHandlers(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const event = eventOf(scope);
  const [a, b] = [handlerOf(scope), handlerOf(scope)];
  const setup = join(
    `${socket}.on(${event.on}, ${a.on});`,
    `${socket}.on(${event.on}, ${b.on});`,
    between(event),
    between(a),
    between(b),
  );
  const [offA, offB] = [`${socket}.off(${event.off}, ${a.off});`, `${socket}.off(${event.off}, ${b.off});`];
  return sheet.grow(
    "end",
    [[1, "both", () => ({ setup, undo: join(offB, offA) })]],
    [
      [1, "only one of two handlers", () => ({ setup, undo: sheet.random.pick([offA, offB]) })],
      [1, "one of two handlers twice", () => ({ setup, undo: join(offA, offA) })],
    ],
  );
}

/** A handler that does by itself what `once` does. */
function endsItself(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const event = eventOf(scope);
  const name = sheet.name("onFirst");
  const reaction = reactionOf(scope);
  scope.lines.push(`const ${name} = (d: unknown) => { ${socket}.off(${event.off}, ${name}); ${reaction} };`);
  return ended(scope, join(`${socket}.on(${event.on}, ${name});`, between(event)), event, {
    on: name,
    off: name,
  });
}

function aliased(scope: Scope): Unit {
  const { sheet, socket } = scope;
  const bus = scope.keep("bus", socket);
  const event = eventOf(scope);
  const handler = handlerOf(scope);
  const setup = join(`${bus}.on(${event.on}, ${handler.on});`, between(event), between(handler));
  return sheet.grow(
    "end",
    [
      [1, "alias and original", () => ({ setup, undo: `${socket}.off(${event.off}, ${handler.off});` })],
      [1, "alias", () => ({ setup, undo: `${bus}.off(${event.off}, ${handler.off});` })],
    ],
    [
      [1, "no end", () => ({ setup, undo: `${loggerOf(sheet)}("left", ${bus}.id);` })],
      [1, "off without handler", () => ({ setup, undo: `${bus}.off(${event.off});` })],
    ],
  );
}
