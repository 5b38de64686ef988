import type { Random } from "../random.js";

/** A module of the UI while it is written. */
export interface Draft {
  readonly random: Random;
  /** Declares something at the top of the module, once. */
  top(declaration: string): void;
  /** A name that nothing else in the module has. */
  name(stem: string): string;
}

/** Writes a statement about a socket and an event. */
export type Spelling = readonly [
  weight: number,
  name: string,
  write: (draft: Draft, socket: string, event: string) => string,
];

const SEND_TO = "const sendTo = (target: any, name: string) => target.emit(name, { id: 1 });";
const CLIENT =
  "class Client { constructor(private readonly link: any) {} ask(name: string) { this.link.emit(name); } }";
const WITH = "function within(link: any, run: (link: any) => void) { run(link); }";
const BUS =
  "class Bus { heard = new Map<string, (() => void)[]>(); on(name: string, run: () => void) { this.heard.set(name, [run]); } emit(name: string) { for (const run of this.heard.get(name) ?? []) run(); } }\nconst bus = new Bus();";

/** Ways to emit on the socket. */
export const EMISSIONS: readonly Spelling[] = [
  [6, "emit", (_, s, e) => `${s}.emit(${e}, { id: 1 });`],
  [2, "no payload", (_, s, e) => `${s}.emit(${e});`],
  [1, "computed", (_, s, e) => `${s}["emit"](${e});`],
  [1, "named method", (d, s, e) => (d.top('const METHOD = "emit";'), `${s}[METHOD](${e});`)],
  [1, "optional", (_, s, e) => `${s}?.emit?.(${e});`],
  [1, "call", (_, s, e) => `${s}.emit.call(${s}, ${e});`],
  [1, "apply", (_, s, e) => `${s}.emit.apply(${s}, [${e}]);`],
  [1, "Reflect.apply", (_, s, e) => `Reflect.apply(${s}.emit, ${s}, [${e}]);`],
  [
    1,
    "destructured",
    (d, s, e) => {
      const emit = d.name("emit");
      return `const { emit: ${emit} } = ${s};\n${emit}.call(${s}, ${e});`;
    },
  ],
  [
    1,
    "bound",
    (d, s, e) => {
      const send = d.name("send");
      return `const ${send} = ${s}.emit.bind(${s});\n${send}(${e});`;
    },
  ],
  [
    1,
    "bound with the event",
    (d, s, e) => {
      const send = d.name("send");
      return `const ${send} = ${s}.emit.bind(${s}, ${e});\n${send}();`;
    },
  ],
  [
    1,
    "alias",
    (d, s, e) => {
      const link = d.name("link");
      return `const ${link} = ${s};\n${link}.emit(${e});`;
    },
  ],
  [
    1,
    "assigned later",
    (d, s, e) => {
      const link = d.name("link");
      return `let ${link}: any;\n${link} = ${s};\n${link}.emit(${e});`;
    },
  ],
  [2, "emitWithAck", (_, s, e) => `void ${s}.emitWithAck(${e}, 1);`],
  [1, "send", (_, s, e) => `${s}.send(${e});`],
  [1, "timeout", (_, s, e) => `${s}.timeout(100).emit(${e}, () => undefined);`],
  [
    1,
    "timeout, emitWithAck",
    (_, s, e) => `void ${s}.timeout(100).emitWithAck(${e}).catch(() => undefined);`,
  ],
  [1, "volatile", (_, s, e) => `${s}.volatile.emit(${e});`],
  [1, "compress", (_, s, e) => `${s}.compress(true).emit(${e});`],
  [
    1,
    "after on",
    (d, s, e) => {
      const hear = d.name("hear");
      return `const ${hear} = () => undefined;\n${s}.on("other", ${hear}).emit(${e});`;
    },
  ],
  [1, "after off", (_, s, e) => `${s}.off("other").emit(${e});`],
  [2, "helper", (d, s, e) => (d.top(SEND_TO), `sendTo(${s}, ${e});`)],
  [2, "class", (d, s, e) => (d.top(CLIENT), `new Client(${s}).ask(${e});`)],
  [1, "handed to a function", (d, s, e) => (d.top(WITH), `within(${s}, (link) => link.emit(${e}));`)],
  [1, "forEach", (_, s, e) => `[${e}, "again"].forEach((name) => ${s}.emit(name));`],
  [1, "for of", (_, s, e) => `for (const name of [${e}]) ${s}.emit(name);`],
  [1, "keys", (_, s, e) => `Object.keys({ [${e}]: 1 }).map((name) => ${s}.emit(name));`],
  [
    2,
    "inner function",
    (d, s, e) => {
      const tell = d.name("tell");
      return `const ${tell} = (name: string) => { ${s}.emit(name); };\n${tell}(${e});`;
    },
  ],
  [
    1,
    "hoisted function",
    (d, s, e) => {
      const tell = d.name("tell");
      return `${tell}();\nfunction ${tell}() { ${s}.emit(${e}); }`;
    },
  ],
  [
    1,
    "object of functions",
    (d, s, e) => {
      const api = d.name("api");
      return `const ${api} = { ask: (name: string) => ${s}.emit(name) };\n${api}.ask(${e});`;
    },
  ],
  [
    1,
    "holder",
    (d, s, e) => {
      const held = d.name("held");
      return `const ${held} = { link: ${s}, at: 0 };\n${held}.link.emit(${e});`;
    },
  ],
  [
    1,
    "array",
    (d, s, e) => {
      const [both, first] = [d.name("both"), d.name("first")];
      return `const ${both} = [${s}, 1] as any[];\nconst [${first}] = ${both};\n${first}.emit(${e});`;
    },
  ],
  [1, "promise", (_, s, e) => `void Promise.resolve(${s}).then((link: any) => link.emit(${e}));`],
  [1, "async", (_, s, e) => `void (async () => { await Promise.resolve(); ${s}.emit(${e}); })();`],
  [1, "timer", (_, s, e) => `setTimeout(() => { ${s}.emit(${e}); }, 5);`],
  [1, "timer, bound", (_, s, e) => `setTimeout(${s}.emit.bind(${s}, ${e}), 5);`],
  [
    1,
    "timer, arguments",
    (_, s, e) => `setTimeout((link: any, name: string) => link.emit(name), 5, ${s}, ${e});`,
  ],
  [1, "and", (_, s, e) => `void (${s} && ${s}.emit(${e}));`],
  [1, "conditional receiver", (_, s, e) => `(enabled ? ${s} : ${s}.compress(false)).emit(${e});`],
  [1, "one of two receivers", (d, s, e) => (d.top(BUS), `(enabled ? ${s} : bus).emit(${e});`)],
  [1, "finally", (_, s, e) => `try { console.log("now"); } finally { ${s}.emit(${e}); }`],
  [1, "catch", (_, s, e) => `try { throw new Error("x"); } catch { ${s}.emit(${e}); }`],
  [1, "switch", (_, s, e) => `switch (mode) { case "x": console.log(1); break; default: ${s}.emit(${e}); }`],
  [1, "under a condition", (_, s, e) => `if (enabled) ${s}.emit(${e});`],
  [
    1,
    "after an early return",
    (_, s, e) => `const run = () => { if (!enabled) return; ${s}.emit(${e}); };\nrun();`,
  ],
  [1, "argument", (_, s, e) => `console.log(${s}.emit(${e}));`],
  [1, "getter", (_, s, e) => `const lazy = { get link() { return ${s}; } };\nlazy.link.emit(${e});`],
  [
    1,
    "generator",
    (_, s, e) => `function* links() { yield ${s}; }\nfor (const link of links()) link.emit(${e});`,
  ],
  [1, "spread", (_, s, e) => `${s}.emit(...([${e}, 1] as [string, number]));`],
  [1, "sequence", (_, s, e) => `void (console.log("first"), ${s}.emit(${e}));`],
  [
    1,
    "default parameter",
    (d, s, e) => {
      const [ask, link] = [d.name("ask"), d.name("link")];
      return `const ${ask} = (name = ${e}, ${link}: any = ${s}) => ${link}.emit(name);\n${ask}();`;
    },
  ],
];

/** Code that looks like it, and sends nothing on the socket. */
export const DECOYS: readonly Spelling[] = [
  [3, "another emitter", (d, _, e) => (d.top(BUS), `bus.emit(${e});`)],
  [
    2,
    "a plain object",
    (d, _, e) => {
      const made = d.name("made");
      return `const ${made} = { emit: (name: string) => console.log(name) };\n${made}.emit(${e});`;
    },
  ],
  [
    2,
    "a parameter of the same name",
    (d, _, e) => (d.top(BUS), `((socket: any) => socket.emit(${e}))(bus);`),
  ],
  [2, "helper with another emitter", (d, _, e) => (d.top(BUS), d.top(SEND_TO), `sendTo(bus, ${e});`)],
  [2, "class with another emitter", (d, _, e) => (d.top(BUS), d.top(CLIENT), `new Client(bus).ask(${e});`)],
  [
    1,
    "handed another emitter",
    (d, _, e) => (d.top(BUS), d.top(WITH), `within(bus, (link) => link.emit(${e}));`),
  ],
  [
    1,
    "subclass of another emitter",
    (d, _, e) => (
      d.top(BUS),
      d.top("class Screen extends Bus { ask(name: string) { this.emit(name); } }"),
      `new Screen().ask(${e});`
    ),
  ],
  [3, "fetch", () => 'void fetch(`${STRATOS_APP_BASE}/api/my-plugin/ask`, { method: "POST" });'],
  [1, "typeof", (_, s) => `console.log(typeof ${s}.emit);`],
  [1, "in", (_, s) => `console.log("emit" in ${s});`],
  [1, "state of the socket", (_, s) => `console.log(${s}.connected, ${s}.id);`],
  [1, "asks", (_, s, e) => `console.log(${s}.hasListeners(${e}), ${s}.listeners(${e}).length);`],
  [1, "only a modifier", (_, s) => `${s}.timeout(5);`],
  [
    2,
    "listens",
    (d, s, e) => {
      const hear = d.name("hear");
      return `const ${hear} = () => console.log(${e});\n${s}.on(${e}, ${hear});\n${s}.off(${e}, ${hear});`;
    },
  ],
  [1, "browser event", (_, __, e) => `document.dispatchEvent(new Event(${e}));`],
  [
    1,
    "a copy with an own emit",
    (_, s, e) =>
      `const spied = { ...${s}, emit: (name: string) => console.log(name) } as any;\nspied.emit(${e});`,
  ],
  [
    1,
    "a method of that name that fetches",
    (d, _, e) => (
      d.top("const server = { emit: (name: string) => fetch(`${STRATOS_APP_BASE}/api/my-plugin/${name}`) };"),
      `void server.emit(${e});`
    ),
  ],
  [
    1,
    "never the socket",
    (d, s, e) => {
      d.top(BUS);
      const link = d.name("link");
      return `let ${link}: any = ${s};\n${link} = bus;\n${link}.emit(${e});`;
    },
  ],
  [
    1,
    "a socket of its own",
    (d, _, e) => (
      d.top("function useSocket() { return { emit: (name: string) => console.log(name) }; }"),
      d.top("const own = useSocket();"),
      `own.emit(${e});`
    ),
  ],
  [
    1,
    "send of something else",
    (_, __, e) =>
      `const queue: string[] = [];\nconst sender = { send: (name: string) => queue.push(name) };\nsender.send(${e});`,
  ],
];
