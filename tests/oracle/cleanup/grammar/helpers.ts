import { eventOf } from "./events.js";
import { handlerOf } from "./handlers.js";
import type { Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";

/** How types are spelled in helpers. */
export const SOCKET = `PluginUIContext["socket"]`;
export const HANDLER = "(...data: any[]) => void";

function subscriber(sheet: Sheet): string {
  const body = sheet.grow(
    "helper",
    [
      [
        4,
        "removes what it adds",
        () => "socket.on(event, handler);\nreturn () => { socket.off(event, handler); };",
      ],
      [1, "concise undo", () => "socket.on(event, handler);\nreturn () => void socket.off(event, handler);"],
      [
        1,
        "wraps the handler",
        () =>
          "const wrapped = (...data: any[]) => { handler(...data); };\nsocket.on(event, wrapped);\nreturn () => { socket.off(event, wrapped); };",
      ],
      [
        1,
        "ends once",
        () =>
          "let isOpen = true;\nsocket.on(event, handler);\nreturn () => { if (!isOpen) return; isOpen = false; socket.off(event, handler); };",
      ],
      [0.5, "once", () => "socket.once(event, handler);\nreturn () => { socket.off(event, handler); };"],
    ],
    [
      [
        1,
        "helper wraps, but removes the raw handler",
        () =>
          "const wrapped = (...data: any[]) => { handler(...data); };\nsocket.on(event, wrapped);\nreturn () => { socket.off(event, handler); };",
      ],
      [
        1,
        "helper removes everybody",
        () => "socket.on(event, handler);\nreturn () => { socket.off(event); };",
      ],
      [1, "helper gives an empty undo", () => "socket.on(event, handler);\nreturn () => {};"],
      [
        1,
        "helper wraps anew in the undo",
        () =>
          "socket.on(event, (...data: any[]) => handler(...data));\nreturn () => { socket.off(event, (...data: any[]) => handler(...data)); };",
      ],
      [
        1,
        "helper gives an undo of an undo",
        () => "socket.on(event, handler);\nreturn () => () => { socket.off(event, handler); };",
      ],
    ],
  );
  const write = (name: string): string =>
    sheet.grow("helper of the file", [
      [
        2,
        "function",
        () => `function ${name}(socket: ${SOCKET}, event: string, handler: ${HANDLER}) {\n${body}\n}`,
      ],
      [
        1,
        "arrow",
        () => `const ${name} = (socket: ${SOCKET}, event: string, handler: ${HANDLER}) => {\n${body}\n};`,
      ],
    ]);
  return sheet.declare("subscribe", write);
}

/** A call of a function `(socket, event, handler) => undo`. */
export function ofHelper(scope: Scope): string {
  const { sheet, socket } = scope;
  const known = sheet.top
    .map((line) => /^(?:function|const) (?<name>subscribe\d*)\b/.exec(line)?.groups?.["name"])
    .find(Boolean);
  const name = known !== undefined && sheet.random.chance(0.7) ? known : subscriber(sheet);
  return `${name}(${socket}, ${given(scope)})`;
}

/** An event and a handler for a helper that sees to the end by itself: there is nothing to go wrong in them. */
export function given(scope: Scope, separator = ", "): string {
  return scope.sheet.flawless(() => `${eventOf(scope).on}${separator}${handlerOf(scope).on}`);
}

/** A helper that takes one thing after the other. */
export function curried(scope: Scope): string {
  const { sheet, socket } = scope;
  const name = sheet.grow(
    "curried helper",
    [
      [
        1,
        "right",
        () =>
          sheet.helper(
            "listen",
            (
              listen,
            ) => `const ${listen} = (socket: ${SOCKET}) => (event: string) => (handler: ${HANDLER}) => {
      socket.on(event, handler);
      return () => { socket.off(event, handler); };
    };`,
          ),
      ],
    ],
    [
      [
        1,
        "curried helper that drops the undo",
        () =>
          sheet.helper(
            "listenOnly",
            (
              listen,
            ) => `const ${listen} = (socket: ${SOCKET}) => (event: string) => (handler: ${HANDLER}) => {
      socket.on(event, handler);
      return () => {};
    };`,
          ),
      ],
    ],
  );
  return `${name}(${socket})(${given(scope, ")(")})`;
}

/** A helper that takes an object. */
export function ofObject(scope: Scope): string {
  const { sheet, socket } = scope;
  const name = sheet.helper(
    "connect",
    (
      connect,
    ) => `function ${connect}({ socket, event, handler }: { socket: ${SOCKET}; event: string; handler: ${HANDLER} }) {
      socket.on(event, handler);
      return () => { socket.off(event, handler); };
    }`,
  );
  return `${name}({ socket: ${socket}, event: ${given(scope, ", handler: ")} })`;
}

/** A helper that subscribes to several events. */
export function ofMany(scope: Scope): string {
  const { sheet, socket } = scope;
  const undo = sheet.grow(
    "helper for many events",
    [
      [2, "loops", () => "return () => { for (const event of list) socket.off(event, handler); };"],
      [1, "forEach", () => "return () => { list.forEach((event) => { socket.off(event, handler); }); };"],
    ],
    [
      [1, "helper ends the first event only", () => "return () => { socket.off(list[0]!, handler); };"],
      [
        1,
        "helper returns in its loop",
        () => "for (const event of list) return () => { socket.off(event, handler); };\nreturn () => {};",
      ],
    ],
  );
  const name = sheet.declare(
    "subscribeAll",
    (all) => `function ${all}(socket: ${SOCKET}, list: readonly string[], handler: ${HANDLER}) {
      list.forEach((event) => { socket.on(event, handler); });
      ${undo}
    }`,
  );
  return `${name}(${socket}, ["queued", ${given(scope, "], ")})`;
}
