import { ENTRY } from "../execution/stage.js";
import type { Program } from "../oracle.js";
import { Random } from "../random.js";

type Choice = readonly [weight: number, name: string, make: () => string];

const URL = "`${STRATOS_APP_BASE}/api/my-plugin/status`";
const GET = `fetch(${URL}).then((r) => r.json())`;

/** How a screen keeps what it hears: declarations, the statement of a handler, what it shows. */
interface Keeping {
  readonly declare: string;
  /** The function that takes a value. */
  readonly take: string;
  readonly show: string;
}

class Writer {
  readonly top: string[] = [];
  readonly body: string[] = [];
  readonly effects: string[] = [];
  readonly elements: string[] = [];
  readonly parts = new Set<string>();

  constructor(readonly random: Random) {}

  grow(what: string, choices: readonly Choice[]): string {
    const [, name, make] = this.random.weighted(choices);
    this.parts.add(`${what}: ${name}`);
    return make();
  }

  private effect(lines: string, deps = "[]"): void {
    this.effects.push(`useEffect(() => {\n${lines}\n}, ${deps});`);
  }

  keeping(): Keeping {
    const kinds: readonly (readonly [number, string, Keeping])[] = [
      [
        4,
        "state",
        {
          declare: "const [status, setStatus] = useState<any>(null);",
          take: "setStatus",
          show: "{JSON.stringify(status)}",
        },
      ],
      [
        2,
        "list",
        {
          declare: "const [lines, setLines] = useState<any[]>([]);",
          take: "((line: any) => setLines((all) => [...all, line]))",
          show: "{JSON.stringify(lines)}",
        },
      ],
      [
        2,
        "reducer",
        {
          declare: "const [shown, dispatch] = useReducer((_: any, action: any) => action.value, null);",
          take: `((value: any) => dispatch({ type: "set", value }))`,
          show: "{JSON.stringify(shown)}",
        },
      ],
      [
        1,
        "member of a state",
        {
          declare: "const [all, setAll] = useState<any>({ status: null });",
          take: "((value: any) => setAll((before: any) => ({ ...before, status: value })))",
          show: "{JSON.stringify(all)}",
        },
      ],
      [
        1,
        "ref",
        {
          declare: "const latest = useRef<any>(null);\nconst [, again] = useState(0);",
          take: "((value: any) => { latest.current = value; again((n) => n + 1); })",
          show: "{JSON.stringify(latest.current)}",
        },
      ],
      [
        1,
        "count",
        {
          declare: "const [count, setCount] = useState(0);",
          take: "(() => setCount((n) => n + 1))",
          show: "{count}",
        },
      ],
      [3, "nothing: log", { declare: "", take: "((value: any) => console.log(value))", show: "" }],
      [
        2,
        "nothing: toast",
        {
          declare: "const { toast } = usePluginContext();",
          take: "((value: any) => toast.info(String(value)))",
          show: "",
        },
      ],
      [
        1,
        "nothing: title",
        { declare: "", take: "((value: any) => { document.title = String(value); })", show: "" },
      ],
    ];
    const [, name, keeping] = this.random.weighted(kinds);
    this.parts.add(`keeps: ${name}`);
    return keeping;
  }

  /** What asks for the first value, or does not. */
  load(take: string): void {
    const then = `.then(${take})`;
    this.grow("load", [
      [5, "none", () => ""],
      [2, "effect", () => (this.effect(`void ${GET}${then};`), "")],
      [
        1,
        "inner async function",
        () => (
          this.effect(
            `async function load() { const r = await fetch(${URL}); const value = await r.json(); ${take}(value); }\nvoid load();`,
          ),
          ""
        ),
      ],
      [1, "called at once", () => (this.effect(`void (async () => { ${take}(await ${GET}); })();`), "")],
      [
        1,
        "useCallback",
        () => (
          this.body.push(`const load = useCallback(() => ${GET}${then}, []);`),
          this.effect("void load();", "[load]"),
          ""
        ),
      ],
      [
        1,
        "helper of the file",
        () => (this.top.push(`const request = () => ${GET};`), this.effect(`void request()${then};`), ""),
      ],
      [
        1,
        "hook of the file",
        () => (
          this.top.push(
            `function useInitial(take: (value: any) => void) { useEffect(() => { void ${GET}.then(take); }, []); }`,
          ),
          this.body.push(`useInitial(${take});`),
          ""
        ),
      ],
      [
        1,
        "layout effect",
        () => (this.effects.push(`useLayoutEffect(() => { void ${GET}${then}; }, []);`), ""),
      ],
      [
        1,
        "soon",
        () => (
          this.effect(
            `const timer = setTimeout(() => { void ${GET}${then}; }, 0);\nreturn () => clearTimeout(timer);`,
          ),
          ""
        ),
      ],
      [
        1,
        "interval with a first call",
        () => (
          this.effect(
            `const load = () => void ${GET}${then};\nload();\nconst timer = setInterval(load, 1000);\nreturn () => clearInterval(timer);`,
          ),
          ""
        ),
      ],
      [
        1,
        "after a state that is set on mount",
        () => (
          this.body.push("const [ready, setReady] = useState(false);"),
          this.effect("setReady(true);"),
          this.effect(`if (ready) void ${GET}${then};`, "[ready]"),
          ""
        ),
      ],
      [
        1,
        "after a state that is set later",
        () => (
          this.body.push("const [ready, setReady] = useState(false);"),
          this.effect("void Promise.resolve().then(() => setReady(true));"),
          this.effect(`if (ready) void ${GET}${then};`, "[ready]"),
          ""
        ),
      ],
      [1, "if there is an id", () => (this.effect(`if (!id) return;\nvoid ${GET}${then};`, "[id]"), "")],
      [
        1,
        "POST that is used",
        () => (this.effect(`void fetch(${URL}, { method: "POST" }).then((r) => r.json())${then};`), ""),
      ],
      [
        1,
        "absolute",
        () => (
          this.effect(`void fetch("http://127.0.0.1:2/api/my-plugin/status").then((r) => r.json())${then};`),
          ""
        ),
      ],
      [
        1,
        "URL",
        () => (
          this.effect(
            `void fetch(new URL("/api/my-plugin/status", STRATOS_APP_BASE)).then((r) => r.json())${then};`,
          ),
          ""
        ),
      ],
      [
        1,
        "abortable",
        () => (
          this.effect(
            `const controller = new AbortController();\nfetch(${URL}, { signal: controller.signal }).then((r) => r.json())${then}.catch(() => undefined);\nreturn () => controller.abort();`,
          ),
          ""
        ),
      ],
      [
        2,
        "not: click",
        () => (this.elements.push(`<button onClick={() => { void ${GET}${then}; }}>load</button>`), ""),
      ],
      [1, "not: cleanup", () => (this.effect(`return () => { void ${GET}; };`), "")],
      [
        1,
        "not: interval only",
        () => (
          this.effect(
            `const timer = setInterval(() => { void ${GET}${then}; }, 1000);\nreturn () => clearInterval(timer);`,
          ),
          ""
        ),
      ],
      [
        1,
        "not: on connect",
        () => (
          this.effect(
            `const load = () => void ${GET}${then};\nsocket.on("connect", load);\nreturn () => { socket.off("connect", load); };`,
          ),
          ""
        ),
      ],
      [
        1,
        "not: visibility",
        () => (
          this.effect(
            `const load = () => void ${GET}${then};\ndocument.addEventListener("visibilitychange", load);\nreturn () => document.removeEventListener("visibilitychange", load);`,
          ),
          ""
        ),
      ],
      [
        1,
        "not: never called",
        () => (
          this.body.push(`const load = async () => { ${take}(await ${GET}); };\nconsole.log(typeof load);`),
          ""
        ),
      ],
      [
        1,
        "not: asset",
        () => (this.effect(`void fetch("./icons.json").then((r) => r.json()).then(console.log);`), ""),
      ],
      [
        1,
        "not: foreign host",
        () => (
          this.effect(
            `void fetch("https://weather.example.test/metar").then((r) => r.json()).then(console.log);`,
          ),
          ""
        ),
      ],
      [
        1,
        "not: dropped POST",
        () => (this.effect(`void fetch(${URL}, { method: "POST", body: "dropped" });`), ""),
      ],
      [
        1,
        "not: after a click",
        () => (
          this.body.push("const [open, setOpen] = useState(false);"),
          this.elements.push("<button onClick={() => setOpen(true)}>open</button>"),
          this.effect(`if (!open) return;\nvoid ${GET}${then};`, "[open]"),
          ""
        ),
      ],
      [
        1,
        "not: sibling",
        () => (
          this.top.push(
            `export function Other() { const [n, setN] = useState<any>(null); useEffect(() => { void ${GET}.then(setN); }, []); return <b>{String(n)}</b>; }`,
          ),
          ""
        ),
      ],
      [
        1,
        "not: behind what is heard",
        () => (
          this.body.push("const [heard, setHeard] = useState(false);"),
          this.effect(
            `const onAny = () => setHeard(true);\nsocket.on("ping", onAny);\nreturn () => { socket.off("ping", onAny); };`,
          ),
          this.effect(`if (heard) void ${GET}${then};`, "[heard]"),
          ""
        ),
      ],
      [
        1,
        "not: when it changes",
        () => (
          this.body.push("const isFirst = useRef(true);"),
          this.effect(
            `if (isFirst.current) { isFirst.current = false; return; }\nvoid ${GET}${then};`,
            "[id]",
          ),
          ""
        ),
      ],
    ]);
  }

  /** How the screen listens. */
  subscribe(take: string): void {
    this.grow("subscribes", [
      [
        4,
        "effect",
        () => (
          this.effect(
            `const onStatus = (value: any) => { ${take}(value); };\nsocket.on("status", onStatus);\nreturn () => { socket.off("status", onStatus); };`,
            "[socket]",
          ),
          ""
        ),
      ],
      [
        1,
        "directly",
        () => (
          this.body.push(`const onStatus = useCallback(${take}, []);`),
          this.effect(`socket.on("status", onStatus);\nreturn () => { socket.off("status", onStatus); };`),
          ""
        ),
      ],
      [
        1,
        "two events",
        () => (
          this.effect(
            `const onStatus = (value: any) => ${take}(value);\nfor (const name of ["status", "progress"]) socket.on(name, onStatus);\nreturn () => { for (const name of ["status", "progress"]) socket.off(name, onStatus); };`,
          ),
          ""
        ),
      ],
      [
        1,
        "generic hook",
        () => (
          this.top.push(
            `function useSocketEvent(event: string, handler: (value: any) => void) { const { socket } = usePluginContext(); useEffect(() => { socket.on(event, handler); return () => { socket.off(event, handler); }; }, [socket, event]); }`,
          ),
          this.body.push(`useSocketEvent("status", ${take});`),
          ""
        ),
      ],
      [
        1,
        "refetch",
        () => (
          this.effect(
            `const onChanged = () => void ${GET}.then(${take});\nsocket.on("changed", onChanged);\nreturn () => { socket.off("changed", onChanged); };`,
          ),
          ""
        ),
      ],
      [
        1,
        "under a condition",
        () => (
          this.effect(
            `if (!enabled) return;\nconst onStatus = (value: any) => ${take}(value);\nsocket.on("status", onStatus);\nreturn () => { socket.off("status", onStatus); };`,
            "[socket, enabled]",
          ),
          ""
        ),
      ],
    ]);
  }
}

/** Writes the program of a seed. */
export function writeScreen(seed: number): Program {
  const random = new Random(seed);
  const writer = new Writer(random);
  const keeping = writer.keeping();
  const isFirst = random.chance(0.5);
  if (isFirst) writer.load(keeping.take);
  writer.subscribe(keeping.take);
  if (!isFirst) writer.load(keeping.take);
  const isHook = random.chance(0.2);
  writer.parts.add(isHook ? "unit: hook" : "unit: component");
  const { top, body, effects, elements, parts } = writer;
  const lines = [...(keeping.declare === "" ? [] : [keeping.declare]), ...body, ...effects];
  const shown = `<div>${keeping.show}${elements.join("")}</div>`;
  const code = [
    'import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from "react";',
    'import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";',
    ...top,
    ...(isHook
      ? [
          "function useScreen(id: string, enabled: boolean) {",
          "const { socket } = usePluginContext();",
          ...lines,
          `return ${shown};`,
          "}",
          "export default function Panel({ id, enabled }: { id: string; enabled: boolean }) {",
          "return useScreen(id, enabled);",
          "}",
        ]
      : [
          "export default function Panel({ id, enabled }: { id: string; enabled: boolean }) {",
          "const { socket } = usePluginContext();",
          ...lines,
          `return ${shown};`,
          "}",
        ]),
  ];
  return { files: { [ENTRY]: code.join("\n") }, parts: [...parts] };
}
