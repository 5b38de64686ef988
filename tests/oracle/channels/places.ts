import type { End } from "./ends.js";

export type Place = readonly [weight: number, name: string, write: (end: End, channel: string) => void];

/** How a background module names a channel. */
export const BACKGROUND_PLACES: readonly Place[] = [
  [5, "send", (e, c) => e.body.push(`ctx.ipc.send(${c}, { id: 1 });`)],
  [2, "handle", (e, c) => e.body.push(`ctx.ipc.handle(${c}, () => 1);`)],
  [1, "on", (e, c) => e.body.push(`ctx.ipc.on(${c}, () => undefined);`)],
  [
    1,
    "destructured",
    (e, c) => {
      const ipc = e.name("ipc");
      e.body.push(`const { ipc: ${ipc} } = ctx;\n${ipc}.send(${c}, 1);`);
    },
  ],
  [
    1,
    "bound",
    (e, c) => {
      const send = e.name("send");
      e.body.push(`const ${send} = ctx.ipc.send.bind(ctx.ipc);\n${send}(${c}, 1);`);
    },
  ],
  [
    2,
    "broadcast",
    (e, c) => {
      const tell = e.name("broadcast");
      e.body.push(
        `const ${tell} = (channel: string, payload: unknown) => ctx.ipc.send(channel, payload);\n${tell}(${c}, 1);`,
      );
    },
  ],
  [
    1,
    "helper of the module",
    (e, c) => {
      const tell = e.name("tell");
      e.top(`function ${tell}(ipc: any, channel: string) { ipc.send(channel, { id: 1 }); }`);
      e.body.push(`${tell}(ctx.ipc, ${c});`);
    },
  ],
  [
    1,
    "class",
    (e, c) => {
      const name = e.name("Sender");
      e.top(
        `class ${name} { constructor(private readonly ipc: any, private readonly channel: string) {} push(data: unknown) { this.ipc.send(this.channel, data); } }`,
      );
      e.body.push(`new ${name}(ctx.ipc, ${c}).push(1);`);
    },
  ],
  [1, "for of", (e, c) => e.body.push(`for (const channel of [${c}${e.second}]) ctx.ipc.send(channel, 1);`)],
  [1, "forEach", (e, c) => e.body.push(`[${c}].forEach((channel) => ctx.ipc.send(channel, 1));`)],
  [
    1,
    "values",
    (e, c) => e.body.push(`for (const channel of Object.values({ a: ${c}})) ctx.ipc.send(channel, 1);`),
  ],
  [
    1,
    "keys",
    (e, c) => e.body.push(`Object.keys({ [${c}]: 1 }).forEach((channel) => ctx.ipc.send(channel, 1));`),
  ],
  [
    1,
    "entries",
    (e, c) =>
      e.body.push(
        `for (const [channel, value] of Object.entries({ [${c}]: 1 })) ctx.ipc.send(channel, value);`,
      ),
  ],
  [1, "timer", (e, c) => e.body.push(`setTimeout(() => ctx.ipc.send(${c}, 1), 1);`)],
  [1, "under a condition", (e, c) => e.body.push(`if (${e.flag}) ctx.ipc.send(${c}, 1);`)],
  [
    1,
    "after an await",
    (e, c) => e.body.push(`void (async () => { await Promise.resolve(); ctx.ipc.send(${c}, 1); })();`),
  ],
  [
    1,
    "kept context",
    (e, c) => {
      const kept = e.name("kept");
      e.top(`let ${kept}: any;
function push${kept}(channel: string) { ${kept}.ipc.send(channel, 1); }`);
      e.body.push(`${kept} = ctx;
push${kept}(${c});`);
    },
  ],
];

/** How a UI module names a channel. */
export const UI_PLACES: readonly Place[] = [
  [
    5,
    "on and off",
    (e, c) => {
      const name = e.name("channel");
      e.body.push(
        `useEffect(() => {\nconst ${name} = ${c};\nconst hear = () => undefined;\nsocket.on(${name}, hear);\nreturn () => { socket.off(${name}, hear); };\n}, [socket]);`,
      );
    },
  ],
  [2, "on", (e, c) => e.body.push(`useEffect(() => { socket.on(${c}, () => undefined); }, []);`)],
  [1, "once", (e, c) => e.body.push(`useEffect(() => { socket.once(${c}, () => undefined); }, []);`)],
  [1, "off", (e, c) => e.body.push(`useEffect(() => { socket.off(${c}); }, []);`)],
  [
    1,
    "chain",
    (e, c) =>
      e.body.push(`useEffect(() => { socket.on("first", () => undefined).on(${c}, () => undefined); }, []);`),
  ],
  [
    2,
    "hook",
    (e, c) => {
      const hook = e.name("useChannel");
      e.top(
        `function ${hook}(channel: string, hear: () => void) { const { socket } = usePluginContext(); useEffect(() => { socket.on(channel, hear); return () => { socket.off(channel, hear); }; }, [socket, channel]); }`,
      );
      e.body.push(`${hook}(${c}, () => undefined);`);
    },
  ],
  [
    1,
    "helper",
    (e, c) => {
      const listen = e.name("listen");
      e.top(
        `const ${listen} = (link: any, channel: string) => { const hear = () => undefined; link.on(channel, hear); return () => link.off(channel, hear); };`,
      );
      e.body.push(`useEffect(() => ${listen}(socket, ${c}), []);`);
    },
  ],
  [
    1,
    "table",
    (e, c) =>
      e.body.push(
        `useEffect(() => {\nconst table: Record<string, () => void> = { [${c}]: () => undefined };\nfor (const [channel, hear] of Object.entries(table)) socket.on(channel, hear);\n}, []);`,
      ),
  ],
  [
    1,
    "for of",
    (e, c) =>
      e.body.push(
        `useEffect(() => { for (const channel of [${c}${e.second}]) socket.on(channel, () => undefined); }, []);`,
      ),
  ],
  [
    1,
    "child",
    (e, c) => {
      const child = e.name("Row");
      e.top(
        `function ${child}({ channel }: { channel: string }) { const { socket } = usePluginContext(); useEffect(() => { socket.on(channel, () => undefined); }, [channel]); return null; }`,
      );
      e.elements.push(`<${child} channel={${c}} />`);
    },
  ],
  [
    1,
    "under a condition",
    (e, c) => e.body.push(`useEffect(() => { if (enabled) socket.on(${c}, () => undefined); }, [enabled]);`),
  ],
];
