import type { Program } from "../oracle.js";
import { Random } from "../random.js";
import type { Draft } from "./spellings.js";
import { COMPOSITIONS, LEAVES } from "./spellings.js";

export const BACKGROUND = "src/background/index.ts";
export const UI = "src/ui/index.tsx";
const SHARED = "src/shared/names.ts";

/** The id that only the environment tells. */
export const ID_FROM_OUTSIDE = "from-outside";
const DEEPEST = 2;
/** How many programs name no channel wrongly. */
const RIGHT = 0.3;

/** What a name is, but for its last part. */
const NAMES: readonly (readonly [weight: number, name: string, make: (leaf: string) => string])[] = [
  [4, "name: leaf", (leaf) => leaf],
  [1, "name: leaf with colons", (leaf) => `fleet:${leaf}`],
  [1, "name: plugin without a second colon", (leaf) => `plugin:${leaf}`],
  [1, "name: plural", (leaf) => `plugins:my-plugin:${leaf}`],
  [1, "name: prefix inside", (leaf) => `my:plugin:my-plugin:${leaf}`],
  [1, "name: the id alone", (leaf) => `my-plugin:${leaf}`],
  [1, "name: another letter", (leaf) => `plug-in:my-plugin:${leaf}`],
  [5, "mistake: own prefix", (leaf) => `plugin:my-plugin:${leaf}`],
  [3, "mistake: prefix of another plugin", (leaf) => `plugin:crew-desk:${leaf}`],
];

/** Writes the program of a seed: one end that names channels, rightly or not. */
export function writeEnd(seed: number): Program {
  const random = new Random(seed);
  return new End(random, random.chance(0.5), random.chance(RIGHT)).write();
}

type Choice = readonly [weight: number, name: string, write: (end: End, channel: string) => void];

class End implements Draft {
  readonly #tops: string[] = [];
  readonly #shared: string[] = [];
  readonly #imports: string[] = [];
  readonly #parts = new Set<string>();
  readonly #names = new Map<string, number>();
  /** The statements of `onStart`, or of the component. */
  readonly body: string[] = [];
  readonly elements: string[] = [];
  #depth = 0;

  constructor(
    readonly random: Random,
    readonly isUi: boolean,
    private readonly isRight: boolean,
  ) {}

  get flag(): string {
    return this.isUi ? "enabled" : 'process.env["STRATOS_FLAG"] === "on"';
  }

  top(declaration: string): void {
    this.#tops.push(declaration);
  }

  shared(name: string, declaration: string): void {
    this.#shared.push(declaration);
    this.#imports.push(name);
  }

  name(stem: string): string {
    const count = (this.#names.get(stem) ?? 0) + 1;
    this.#names.set(stem, count);
    return `${stem}${String(count)}`;
  }

  text(value: string): string {
    const isLeaf = this.#depth >= DEEPEST || this.random.chance(0.45);
    const [, name, write] = this.random.weighted(isLeaf ? LEAVES : COMPOSITIONS);
    this.#parts.add(name);
    this.#depth++;
    const written = write(this, value);
    this.#depth--;
    return written;
  }

  write(): Program {
    const uses = 1 + this.random.below(3);
    for (let count = 0; count < uses; count++) {
      const [, place, write] = this.random.weighted(this.isUi ? UI_PLACES : BACKGROUND_PLACES);
      this.#parts.add(`place: ${place}`);
      write(this, this.#channel());
    }
    const shared =
      this.#imports.length > 0 ? [`import { ${this.#imports.join(", ")} } from "../shared/names";`] : [];
    const code = this.isUi
      ? [
          'import { useEffect } from "react";',
          'import { usePluginContext } from "@skyvexsoftware/stratos-sdk";',
          ...shared,
          ...this.#tops,
          "export default function Panel({ enabled }: { enabled: boolean }) {",
          "const { socket, pluginId } = usePluginContext();",
          ...this.body,
          "void [pluginId, enabled];",
          `return <>${this.elements.join("")}</>;`,
          "}",
        ]
      : [
          'import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";',
          ...shared,
          ...this.#tops,
          "export default createPlugin({",
          "onStart(ctx) {",
          ...this.body,
          "},",
          "});",
        ];
    const file = this.isUi ? UI : BACKGROUND;
    const files = { [file]: `${code.join("\n")}\n`, [SHARED]: [...this.#shared, "export {};"].join("\n") };
    return { files, parts: [...this.#parts] };
  }

  /** An expression for a channel whose last part nothing else has. */
  #channel(): string {
    const leaf = this.name("state");
    if (!this.isRight && this.random.chance(0.15)) {
      this.#parts.add("mistake: the id of the context");
      return this.isUi ? `\`plugin:\${pluginId}:${leaf}\`` : `\`plugin:\${ctx.pluginId}:${leaf}\``;
    }
    if (!this.isRight && this.random.chance(0.08) && !this.#parts.has("mistake: an id from outside")) {
      this.#parts.add("mistake: an id from outside");
      const where = this.isUi ? "globalThis as any" : "process.env as any";
      this.top(`const OUTSIDE = String((${where})["STRATOS_ID"]);`);
      return `\`plugin:\${OUTSIDE}:${leaf}\``;
    }
    const [, name, make] = this.random.weighted(
      this.isRight ? NAMES.filter(([, what]) => !what.startsWith("mistake")) : NAMES,
    );
    this.#parts.add(name);
    return this.text(make(leaf));
  }
}

const BACKGROUND_PLACES: readonly Choice[] = [
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
  [1, "for of", (e, c) => e.body.push(`for (const channel of [${c}, "second"]) ctx.ipc.send(channel, 1);`)],
  [1, "forEach", (e, c) => e.body.push(`[${c}].forEach((channel) => ctx.ipc.send(channel, 1));`)],
  [
    1,
    "values",
    (e, c) =>
      e.body.push(`for (const channel of Object.values({ a: ${c}, b: "second" })) ctx.ipc.send(channel, 1);`),
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

const UI_PLACES: readonly Choice[] = [
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
        `useEffect(() => { for (const channel of ["first", ${c}]) socket.on(channel, () => undefined); }, []);`,
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
