import { ENTRY } from "../execution/stage.js";
import type { Program } from "../oracle.js";
import { Random } from "../random.js";
import type { Draft, Spelling } from "./spellings.js";
import { DECOYS, EMISSIONS } from "./spellings.js";

/** How often a program is meant to be right. */
const RIGHT = 0.45;

type Choice<T extends unknown[], R> = readonly [weight: number, name: string, write: (...args: T) => R];

/** Writes the program of a seed: a screen that emits on the socket somewhere, or only does what looks like it. */
export function writeScreen(seed: number): Program {
  return new Screen(new Random(seed)).write();
}

const STATE = "fetch(`${STRATOS_APP_BASE}/api/my-plugin/state`)";

class Screen implements Draft {
  readonly #tops = new Set<string>();
  readonly #parts = new Set<string>();
  readonly #names = new Map(["link", "socket", "plugin", "channel", "ref", "bus"].map((name) => [name, 1]));
  /** The statements of the component, and what it renders. */
  readonly #body: string[] = [];
  readonly #elements: string[] = [];
  /** Whether it stands inside of what provides the socket. */
  isConnected = false;

  constructor(readonly random: Random) {}

  top(declaration: string): void {
    this.#tops.add(declaration);
  }

  name(stem: string): string {
    const count = (this.#names.get(stem) ?? 0) + 1;
    this.#names.set(stem, count);
    return count === 1 ? stem : `${stem}${String(count)}`;
  }

  write(): Program {
    const isRight = this.random.chance(RIGHT);
    const decoys = Array.from({ length: this.random.below(3) + (isRight ? 1 : 0) }, () => DECOYS);
    const emissions = isRight ? [] : Array.from({ length: 1 + this.random.below(2) }, () => EMISSIONS);
    const statements = this.random.shuffle([...decoys, ...emissions]);
    const socket = this.#grow("source", SOURCES, this);
    for (const spellings of statements) this.#place(socket, spellings);
    const body = [
      ...this.#body,
      "void [enabled, mode, count];",
      `return <div>${this.#elements.join("")}</div>;`,
    ];
    const isHook = this.random.chance(0.1);
    if (isHook) this.top(`function useScreen({ enabled, mode, count }: Props) {\n${body.join("\n")}\n}`);
    const [, form, [head, end]] = this.random.weighted(FORMS);
    this.#parts.add(`component: ${form}${isHook ? " with a hook" : ""}`);
    const lines = isHook ? ["return <>{useScreen({ enabled, mode, count })}</>;"] : body;
    const code = [
      'import { Component, createContext, memo, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";',
      'import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";',
      "type Props = { enabled: boolean; mode: string; count: number };",
      ...this.#tops,
      head,
      ...lines,
      end,
      this.isConnected
        ? "export default function App(props: Props) { return <Connected><Panel {...props} /></Connected>; }"
        : "export default Panel;",
    ];
    return { files: { [ENTRY]: `${code.join("\n")}\n` }, parts: [...this.#parts] };
  }

  body(...lines: string[]): void {
    this.#body.push(...lines);
  }

  element(element: string): void {
    this.#elements.push(element);
  }

  #grow<T extends unknown[], R>(what: string, choices: readonly Choice<T, R>[], ...args: T): R {
    const [, name, write] = this.random.weighted(choices);
    this.#parts.add(`${what}: ${name}`);
    return write(...args);
  }

  #place(socket: string, spellings: readonly Spelling[]): void {
    const [, event] = this.random.weighted<readonly [number, string]>([
      [5, `"${this.name("ask")}"`],
      [1, "`ask:${mode}`"],
      [1, "EVENTS.ask"],
    ]);
    if (event === "EVENTS.ask") this.top('const EVENTS = { ask: "ask", tell: "tell" } as const;');
    const what = spellings === EMISSIONS ? "mistake" : "decoy";
    this.#grow("place", PLACES, this, socket, (here) => this.#grow(what, spellings, this, here, event));
  }
}

/** Where the socket comes from; gives an expression for it in the component. */
const SOURCES: readonly Choice<[Screen], string>[] = [
  [5, "destructured", (s) => (s.body("const { socket } = usePluginContext();"), "socket")],
  [2, "renamed", (s) => (s.body("const { socket: link } = usePluginContext();"), "link")],
  [2, "member", (s) => (s.body("const plugin = usePluginContext();"), "plugin.socket")],
  [
    1,
    "computed",
    (s) => (s.body('const plugin = usePluginContext();\nconst channel = plugin["socket"];'), "channel"),
  ],
  [
    1,
    "hook",
    (s) => (
      s.top("function useLink() { return usePluginContext().socket; }"),
      s.body("const link = useLink();"),
      "link"
    ),
  ],
  [
    1,
    "hook that gives an object",
    (s) => (
      s.top(
        "function useConnection() { const { socket, pluginId } = usePluginContext(); return { socket, pluginId }; }",
      ),
      s.body("const { socket: link } = useConnection();"),
      "link"
    ),
  ],
  [
    1,
    "hook that gives an array",
    (s) => (
      s.top("function usePair() { const { socket } = usePluginContext(); return [socket, true] as const; }"),
      s.body("const [link] = usePair();"),
      "link"
    ),
  ],
  [
    1,
    "useMemo",
    (s) => (
      s.body("const plugin = usePluginContext();\nconst link = useMemo(() => plugin.socket, [plugin]);"),
      "link"
    ),
  ],
  [
    1,
    "ref",
    (s) => (s.body("const { socket } = usePluginContext();\nconst ref = useRef(socket);"), "ref.current"),
  ],
  [
    1,
    "state",
    (s) => (s.body("const { socket } = usePluginContext();\nconst [link] = useState(socket);"), "link"),
  ],
  [
    1,
    "holder of the module",
    (s) => (
      s.top("const holder: { link?: any } = {};"),
      s.body("const { socket } = usePluginContext();\nholder.link = socket;"),
      "holder.link"
    ),
  ],
  [
    1,
    "React's context",
    (s) => (
      s.top(
        "const Link = createContext<any>(null);\nfunction Connected({ children }: { children: React.ReactNode }) { const { socket } = usePluginContext(); return <Link.Provider value={socket}>{children}</Link.Provider>; }",
      ),
      s.body("const link = useContext(Link);"),
      (s.isConnected = true),
      "link"
    ),
  ],
];

/** When a statement runs; it is written for the expression that means the socket there. */
const PLACES: readonly Choice<[Screen, string, (socket: string) => string], void>[] = [
  [
    5,
    "effect",
    (s, link, at) => {
      s.body(`useEffect(() => {\n${at(link)}\n}, []);`);
    },
  ],
  [
    1,
    "layout effect",
    (s, link, at) => {
      s.body(`useLayoutEffect(() => {\n${at(link)}\n}, []);`);
    },
  ],
  [
    1,
    "effect that depends",
    (s, link, at) => {
      s.body(`useEffect(() => {\n${at(link)}\n}, [enabled, mode, count]);`);
    },
  ],
  [
    1,
    "cleanup",
    (s, link, at) => {
      s.body(`useEffect(() => () => {\n${at(link)}\n}, []);`);
    },
  ],
  [
    1,
    "render",
    (s, link, at) => {
      s.body(`{\n${at(link)}\n}`);
    },
  ],
  [
    1,
    "useMemo",
    (s, link, at) => {
      s.body(`useMemo(() => {\n${at(link)}\n}, []);`);
    },
  ],
  [
    1,
    "initializer of a state",
    (s, link, at) => {
      s.body(`useState(() => {\n${at(link)}\nreturn 0;\n});`);
    },
  ],
  [
    4,
    "click",
    (s, link, at) => {
      s.element(`<button onClick={() => {\n${at(link)}\n}}>a</button>`);
    },
  ],
  [
    2,
    "click, useCallback",
    (s, link, at) => {
      const press = s.name("press");
      s.body(`const ${press} = useCallback(() => {\n${at(link)}\n}, []);`);
      s.element(`<button onClick={${press}}>a</button>`);
    },
  ],
  [
    1,
    "click, function",
    (s, link, at) => {
      const press = s.name("press");
      s.body(`function ${press}() {\n${at(link)}\n}`);
      s.element(`<button onClick={${press}}>a</button>`);
    },
  ],
  [
    1,
    "child",
    (s, link, at) => {
      s.top("const Row = ({ onPick }: { onPick: () => void }) => <button onClick={onPick}>a</button>;");
      s.element(`<Row onPick={() => {\n${at(link)}\n}} />`);
    },
  ],
  [
    1,
    "memoized child",
    (s, link, at) => {
      s.top(
        "const Line = memo(({ onPick }: { onPick: () => void }) => <button onClick={() => onPick()}>a</button>);",
      );
      s.element(`<Line onPick={() => {\n${at(link)}\n}} />`);
    },
  ],
  [
    2,
    "what is heard",
    (s, link, at) => {
      s.body(
        `useEffect(() => {\nconst hear = () => {\n${at(link)}\n};\n${link}.on("heard", hear);\nreturn () => { ${link}.off("heard", hear); };\n}, []);`,
      );
    },
  ],
  [
    1,
    "own hook",
    (s, link, at) => {
      s.top("function useMounted(run: () => void) { useEffect(() => { run(); }, []); }");
      s.body(`useMounted(() => {\n${at(link)}\n});`);
    },
  ],
  [
    1,
    "interval",
    (s, link, at) => {
      s.body(
        `useEffect(() => {\nconst timer = setInterval(() => {\n${at(link)}\n}, 10);\nreturn () => clearInterval(timer);\n}, []);`,
      );
    },
  ],
  [
    1,
    "after a request",
    (s, link, at) => {
      s.body(`useEffect(() => {\nvoid ${STATE}.then(() => {\n${at(link)}\n});\n}, []);`);
    },
  ],
  [
    1,
    "after an await",
    (s, link, at) => {
      s.body(
        `useEffect(() => {\nasync function load() {\nawait ${STATE};\n${at(link)}\n}\nvoid load();\n}, []);`,
      );
    },
  ],
  [
    1,
    "class component",
    (s, link, at) => {
      const name = s.name("Legacy");
      s.top(`class ${name} extends Component<{ link: any } & Props> {
componentDidMount() {
const { link, enabled, mode } = this.props;
void [link, enabled, mode];
${at("link")}
}
render() { return null; }
}`);
      s.element(`<${name} link={${link}} enabled={enabled} mode={mode} count={count} />`);
    },
  ],
  [
    1,
    "method of a class component",
    (s, link, at) => {
      const name = s.name("Form");
      s.top(`class ${name} extends Component<{ link: any } & Props> {
press = () => {
const { enabled, mode } = this.props;
void [enabled, mode];
${at("this.props.link")}
};
render() { return <button onClick={this.press}>a</button>; }
}`);
      s.element(`<${name} link={${link}} enabled={enabled} mode={mode} count={count} />`);
    },
  ],
];

type Form = readonly [head: string, end: string];
const FORMS: readonly (readonly [weight: number, name: string, form: Form])[] = [
  [5, "function", ["function Panel({ enabled, mode, count }: Props) {", "}"]],
  [2, "arrow", ["const Panel = ({ enabled, mode, count }: Props) => {", "};"]],
  [1, "memo", ["const Panel = memo(({ enabled, mode, count }: Props) => {", "});"]],
];
