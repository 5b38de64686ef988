import { requireSocketCleanup } from "../../src/rules/require-socket-cleanup.js";
import type { Change, Suggestion } from "../helpers/rule-tester.js";
import { testRule } from "../helpers/rule-tester.js";

const IMPORTS = `import { Component, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
`;

/** A component with a socket, a stable handler from outside and a handler of its own. */
const inPanel = (lines: string, result = "null"): string => `${IMPORTS}
const log = (event: string, data: unknown) => { console.log(event, data); };

export function Panel({ id, isOpen, onStatus }: Props) {
  const { socket } = usePluginContext();
${lines}
  return ${result};
}
`;

const inEffect = (lines: string): string =>
  inPanel(`  useEffect(() => {
${lines}
  }, [socket, id, isOpen, onStatus]);`);

const replacing =
  (...pairs: readonly (readonly [string, string])[]): Change =>
  (code) =>
    pairs.reduce((text, [before, after]) => text.replace(before, () => after), code);

const offered = (messageId: string, ...pairs: readonly (readonly [string, string])[]): Suggestion => ({
  messageId,
  change: replacing(...pairs),
});

testRule("require-socket-cleanup", requireSocketCleanup, "addCleanup", {
  mistakes: [
    {
      name: "nothing is returned",
      code: inEffect(`
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    console.log(id);`),
      suggested: [
        replacing([
          "    console.log(id);",
          `    console.log(id);
    return () => {
      socket.off("status", onStatus);
    };`,
        ]),
      ],
    },
    {
      name: "an inline handler gets a name, and the type that it had as an argument",
      code: inEffect(`
    socket.on("fleet:update", (data) => onStatus(data));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never`),
      suggested: [
        replacing([
          `    socket.on("fleet:update", (data) => onStatus(data));`,
          `    const handleFleetUpdate: Parameters<typeof socket.on>[1] = (data) => onStatus(data);
    socket.on("fleet:update", handleFleetUpdate);
    return () => {
      socket.off("fleet:update", handleFleetUpdate);
    };`,
        ]),
      ],
    },
    {
      name: "in JavaScript, no type is written",
      filename: "file.jsx",
      code: `import { useEffect } from "react";
import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function Panel({ onStatus }) {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.on("status", (data) => onStatus(data));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
  }, [socket, onStatus]);
  return null;
}`,
      suggested: [
        replacing([
          `    socket.on("status", (data) => onStatus(data));`,
          `    const handleStatus = (data) => onStatus(data);
    socket.on("status", handleStatus);
    return () => {
      socket.off("status", handleStatus);
    };`,
        ]),
      ],
    },
    {
      name: "the cleanup that is there gets one more line",
      code: inEffect(`
    socket.on("status", onStatus);
    socket.on("done", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    return () => {
      socket.off("status", onStatus);
    };`),
      suggested: [
        replacing([
          `      socket.off("status", onStatus);`,
          `      socket.off("status", onStatus);
      socket.off("done", onStatus);`,
        ]),
      ],
    },
    {
      name: "an effect of one expression becomes a block",
      code: inPanel(`
  useEffect(() => void 0, []);
  useEffect(() => socket.on("status", onStatus), [socket, onStatus]);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never`),
      suggested: [
        replacing([
          `() => socket.on("status", onStatus)`,
          `() => { socket.on("status", onStatus); return () => { socket.off("status", onStatus); }; }`,
        ]),
      ],
    },
    {
      name: "onAny is undone by offAny",
      code: inEffect(`
    socket.onAny(log);
    ~~~~~~~~~~~~~~~~~ never`),
      suggested: [
        replacing([
          "    socket.onAny(log);",
          `    socket.onAny(log);
    return () => {
      socket.offAny(log);
    };`,
        ]),
      ],
    },
    {
      name: "an event of the connection below the socket is not one of the socket",
      code: inEffect(`
    socket.io.on("reconnect", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    return () => { socket.off("reconnect", onStatus); };`),
      suggested: [
        replacing([
          `{ socket.off("reconnect", onStatus); }`,
          `{ socket.off("reconnect", onStatus); socket.io.off("reconnect", onStatus); }`,
        ]),
      ],
    },
    {
      name: "a class component without componentWillUnmount",
      code: `${IMPORTS}
export class Panel extends Component<{ socket: ReturnType<typeof usePluginContext>["socket"] }> {
  onStatus = () => this.forceUpdate();
  componentDidMount() {
    this.props.socket.on("status", this.onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
  }
  render() { return null; }
}`,
    },
    {
      name: "while rendering",
      code: inPanel(`
  socket.on("status", onStatus);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd`),
    },
    {
      name: "in useMemo, and in an initializer",
      code: inPanel(`
  useMemo(() => { socket.on("status", onStatus); }, [socket, onStatus]);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  useState(() => socket.on("done", onStatus));
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd`),
    },
    {
      name: "in an event handler",
      code: inPanel(
        `
  const watch = () => { socket.on("status", () => onStatus(id)); };
                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd`,
        "<button onClick={watch}>Watch</button>",
      ),
    },
    {
      name: "in the handler of another event, which stays subscribed to",
      code: inEffect(`
    const onReady = () => { socket.on("status", onStatus); };
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
    socket.on("ready", onReady);
    return () => { socket.off("ready", onReady); };`),
    },
    {
      name: "an async effect",
      code: inPanel(`
  useEffect(async () => {
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ promised
    return () => { socket.off("status", onStatus); };
  }, [socket, onStatus]);`),
    },
    {
      name: "after an await, in then and in a timer",
      code: inEffect(`
    void (async () => {
      await fetch("/status");
      socket.on("a", onStatus);
      ~~~~~~~~~~~~~~~~~~~~~~~~ late
    })();
    void fetch("/status").then(() => { socket.on("b", onStatus); });
                                       ~~~~~~~~~~~~~~~~~~~~~~~~ late
    setTimeout(() => { socket.on("c", onStatus); }, 100);
                       ~~~~~~~~~~~~~~~~~~~~~~~~ late
    return () => { for (const event of ["a", "b", "c"]) socket.off(event, onStatus); };`),
    },
    {
      name: "the check comes before the last wait",
      code: inEffect(`
    let isOver = false;
    void (async () => {
      const response = await fetch("/status");
      if (isOver) return;
      await response.json();
      socket.on("status", onStatus);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ late
    })();
    return () => { isOver = true; socket.off("status", onStatus); };`),
    },
    {
      name: "a helper's undo is ignored",
      code: inPanel(`
  const listen = (event: string, handler: () => void) => {
    socket.on(event, handler);
    return () => { socket.off(event, handler); };
  };
  useEffect(() => {
    listen("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~ undoIgnored
  }, [socket, onStatus]);`),
      suggested: [
        offered("returnCleanup", [
          `    listen("status", onStatus);`,
          `    return listen("status", onStatus);`,
        ]),
      ],
    },
    {
      name: "an undo is given back to forEach",
      code: inEffect(`
    ["queued", "done"].forEach((event) => {
      socket.on(event, onStatus);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~ undoDropped
      return () => { socket.off(event, onStatus); };
    });`),
    },
    {
      name: "the cleanup is built, but not returned",
      code: inEffect(`
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notReturned
    const stop = () => { socket.off("status", onStatus); };`),
      suggested: [
        offered("returnCleanup", [
          `    const stop = () => { socket.off("status", onStatus); };`,
          `    const stop = () => { socket.off("status", onStatus); };
    return stop;`,
        ]),
      ],
    },
    {
      name: "added twice, removed once",
      code: inEffect(`
    socket.on("status", onStatus);
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ twice
    return () => { socket.off("status", onStatus); };`),
    },
    {
      name: "another function is removed",
      code: inEffect(`
    socket.on("status", log.bind(null, id));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherHandler
    return () => { socket.off("status", log.bind(null, id)); };`),
      suggested: [
        offered(
          "useSameHandler",
          [
            `    socket.on("status", log.bind(null, id));`,
            `    const handleStatus = log.bind(null, id);
    socket.on("status", handleStatus);`,
          ],
          [`socket.off("status", log.bind(null, id))`, `socket.off("status", handleStatus)`],
        ),
      ],
    },
    {
      name: "another event is left",
      code: inEffect(`
    socket.on("crew-ready", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherEvent
    return () => { socket.off("crew_ready", onStatus); };`),
      suggested: [offered("useSameEvent", [`"crew_ready"`, `"crew-ready"`])],
    },
    {
      name: "the first name of an event is removed, and what others can ask about the names decides nothing",
      code: `${IMPORTS}
const log = (data: unknown) => { console.log(data); };
export function Panel({ id }: { id: string }) {
  const { socket } = usePluginContext();
  const first = useRef(id);
  useEffect(() => {
    if (!first.current || !id) return;
    window.addEventListener("focus", () => { if (first.current !== id) console.log("another"); }, { once: true });
    socket.on(id, log);
    ~~~~~~~~~~~~~~~~~~ otherEvent
    return () => { socket.off(first.current, log); };
  }, [socket, id]);
  return null;
}`,
      suggested: [offered("useSameEvent", ["socket.off(first.current", "socket.off(id"])],
    },
    {
      name: "the names in an event mean something else at its end",
      code: inEffect(`
    socket.on(id, onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~ otherEvent
    return () => { for (const id of ["other"]) socket.off(id, onStatus); };`),
    },
    {
      name: "the connection is closed instead",
      code: inEffect(`
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ disconnects
    return () => { socket.disconnect(); };`),
      suggested: [offered("removeInstead", [`socket.disconnect()`, `socket.off("status", onStatus)`])],
    },
    {
      name: "once, whose event may never come",
      code: inEffect(`
    socket.once("ready", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ once`),
      suggested: [
        replacing([
          `    socket.once("ready", onStatus);`,
          `    socket.once("ready", onStatus);
    return () => {
      socket.off("ready", onStatus);
    };`,
        ]),
      ],
    },
    {
      name: "removed on one way only",
      code: inEffect(`
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ sometimes
    return () => { if (isOpen) socket.off("status", onStatus); };`),
    },
    {
      name: "an empty text is another one than a missing text, and is left then",
      code: `${IMPORTS}
export function Panel({ id, onStatus }: { id?: string; onStatus: (data: unknown) => void }) {
  const { socket } = usePluginContext();
  const first = useRef(id);
  useEffect(() => {
    if (first.current || id) return;
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ sometimes
    if (first.current !== id) return;
    return () => { socket.off("status", onStatus); };
  }, [socket, id, onStatus]);
  return null;
}`,
    },
    {
      name: "the first time is remembered for ever",
      code: inPanel(`
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ deaf
    return () => { socket.off("status", onStatus); };
  }, [socket, onStatus]);`),
    },
    {
      name: "removed before the effect is over",
      code: inEffect(`
    socket.on("status", onStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ atOnce
    return socket.off("status", onStatus);`),
      suggested: [
        offered("returnCleanup", [
          `return socket.off("status", onStatus);`,
          `return () => { socket.off("status", onStatus); };`,
        ]),
      ],
    },
    {
      name: "everybody's listeners are removed",
      code: inEffect(`
    socket.on("status", (data) => log(id, data));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ endsForAll
    return () => { socket.removeAllListeners("status"); };`),
      suggested: [
        offered(
          "passHandler",
          [
            `    socket.on("status", (data) => log(id, data));`,
            `    const handleStatus: Parameters<typeof socket.on>[1] = (data) => log(id, data);
    socket.on("status", handleStatus);`,
          ],
          [`socket.removeAllListeners("status")`, `socket.off("status", handleStatus)`],
        ),
      ],
    },
    {
      name: "everybody's listeners are removed, and nothing of one's own",
      code: inPanel(`
  useEffect(() => () => { socket.off("status"); }, [socket]);
                          ~~~~~~~~~~~~~~~~~~~~ endsForAll`),
    },
    {
      name: "each of several reports has its own place",
      code: inEffect(`
    const first = () => onStatus(1);
    const second = () => onStatus(2);
    socket.on("status", first);
    socket.on("status", second);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ never
    return () => { socket.off("status", first); };`),
      suggested: [
        replacing([
          `{ socket.off("status", first); }`,
          `{ socket.off("status", first); socket.off("status", second); }`,
        ]),
      ],
    },
  ],
  correct: [
    { name: "an empty file", code: "" },
    { name: "a file without the SDK", code: "socket.on('status', handler);" },
    {
      name: "the same event and the same function",
      code: inEffect(`
    socket.on("status", onStatus);
    return () => { socket.off("status", onStatus); };`),
    },
    {
      name: "a list of disposers, and a Set of them",
      code: inEffect(`
    const list: (() => void)[] = [];
    const set = new Set<() => void>();
    for (const event of ["queued", "done"]) {
      const handler = () => onStatus(event);
      socket.on(event, handler);
      list.push(() => { socket.off(event, handler); });
      socket.onAny(handler);
      set.add(() => { socket.offAny(handler); });
    }
    return () => { [...list, ...set].forEach((stop) => stop()); };`),
    },
    {
      name: "the same captured condition on both sides",
      code: inEffect(`
    if (isOpen && id === "a") socket.on("status", onStatus);
    return () => { if (isOpen && id === "a") socket.off("status", onStatus); };`),
    },
    {
      name: "what listens is a function: a cleanup that asks for that asks for nothing new",
      code: inEffect(`
    socket.on("status", onStatus);
    return () => { if (typeof onStatus === "function") socket.off("status", onStatus); };`),
    },
    {
      name: "an aborted request goes no further",
      code: inEffect(`
    const abort = new AbortController();
    fetch("/status", { signal: abort.signal }).then(() => { socket.on("status", onStatus); });
    return () => { abort.abort(); socket.off("status", onStatus); };`),
    },
    {
      name: "a store subscribes and gives its undo",
      code: inPanel(`
  const subscribe = useCallback((notify: () => void) => {
    socket.on("status", notify);
    return () => { socket.off("status", notify); };
  }, [socket]);
  useSyncExternalStore(subscribe, () => id);`),
    },
    {
      name: "a click subscribes, a second one and the end unsubscribe",
      code: inPanel(
        `
  const stop = useRef<(() => void) | null>(null);
  const toggle = () => {
    if (stop.current) { stop.current(); stop.current = null; return; }
    const handler = () => onStatus(id);
    socket.on("status", handler);
    stop.current = () => { socket.off("status", handler); };
  };
  useEffect(() => () => { stop.current?.(); }, []);`,
        "<button onClick={toggle}>Watch</button>",
      ),
    },
    {
      name: "the socket is handed to a function that is not in sight",
      code: `import { teardown } from "./lifecycle";
${inEffect(`
    socket.on("status", onStatus);
    return () => { teardown(socket); };`)}`,
    },
    {
      name: "what ends it is handed to a hook that is not in sight",
      code: `import { useUnmount } from "react-use";
${inPanel(`
  const handler = useRef(() => onStatus(id)).current;
  useUnmount(() => { socket.off("status", handler); });
  useEffect(() => { socket.on("status", handler); }, []);`)}`,
    },
    {
      name: "what ends it is returned to the callers of a hook",
      code: `${IMPORTS}
export function useStatus(handler: () => void) {
  const { socket } = usePluginContext();
  useEffect(() => { socket.on("status", handler); }, [socket, handler]);
  return { stop: () => { socket.off("status", handler); } };
}`,
    },
    {
      name: "a helper without a component is its callers' business",
      code: `import type { PluginUIContext } from "@skyvexsoftware/stratos-sdk";
export function listen(socket: PluginUIContext["socket"], handler: () => void) { socket.on("status", handler); }`,
    },
  ],
});
