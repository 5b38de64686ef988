/** The programs that the bench lints: whole plugins, and screens that have never heard of the SDK. */

/** The files of a program, by their path. */
export type Sources = Readonly<Record<string, string>>;

const NOUNS = ["job", "crew", "fuel", "gate", "chart", "note", "alert", "slot", "cargo", "seat"] as const;

/** A plugin of about so many modules, in the styles that plugins are written in; each does what the rules ask for. */
export function stratosPlugin(modules: number): Sources {
  // Of a feature: its channels, a service, a router, a hook, a panel that is live and three screens that are not.
  const features = Array.from({ length: Math.max(1, Math.round((modules - 3) / 8)) }, (_, index) =>
    feature(index),
  );
  return {
    "plugin.json": '{ "id": "bench" }',
    "tsconfig.json":
      '{ "compilerOptions": { "strict": true, "jsx": "react-jsx", "module": "preserve", "noEmit": true, "skipLibCheck": true, "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
    "src/background/index.ts": backgroundOf(features),
    "src/ui/index.tsx": screenOf(features),
    "src/ui/http.ts": HTTP,
    ...Object.fromEntries(features.flatMap(({ files }) => Object.entries(files))),
  };
}

/** As many screens of a React application that does not use the SDK, each with a hook of its own. */
export function reactApp(files: number): Sources {
  return Object.fromEntries(
    Array.from({ length: Math.round(files / 2) }, (_, index): [string, string][] => [
      [`src/hooks/use-rows-${String(index)}.ts`, rowsHook(index)],
      [
        `src/screens/Screen${String(index)}.tsx`,
        `import { useRows${String(index)} } from "../hooks/use-rows-${String(index)}";\n${screen(index, true)}`.replace(
          "  const [key, setKey]",
          `  const loaded = useRows${String(index)}(200);\n  const [key, setKey]`,
        ),
      ],
    ]).flat(),
  );
}

/** A plugin in a single file: its background module and as many panels. */
export function giantFile(panels: number): string {
  const features = Array.from({ length: panels }, (_, index) => feature(index));
  const bodies = features.map(({ panel, name, Name }) => `${panel}\n${screen(name, false, Name)}`).join("\n");
  return `import { createPlugin, usePluginContext, STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Router } from "express";
${HTTP.replace(/^import .*\n/, "")
  .replace("export ", "")
  .replaceAll(": <T>(", ": <T,>(")}
${bodies.replaceAll(/^import .*\n/gm, "").replaceAll(/^export (?:default )?/gm, "")}
export default createPlugin({
  onStart(ctx) {
    const router = Router();
${features.map(({ name }) => `    router.get("/${name}", (_request, response) => { response.json([]); });\n    router.post("/${name}", (_request, response) => { response.json({}); });\n    ctx.ipc.send("${name}:changed", { at: Date.now(), rows: [{ id: "${name}", done: false }] });`).join("\n")}
    ctx.server.registerRouter("/api/bench", router);
  },
});
`;
}

interface Feature {
  readonly name: string;
  readonly Name: string;
  readonly panel: string;
  readonly files: Sources;
}

function feature(index: number): Feature {
  const name = `${NOUNS[index % NOUNS.length] ?? "job"}${String(index)}`;
  const Name = capitalized(name);
  const panel = [panelWithFetch, panelWithQuery, panelWithReducer][index % 3]?.(name, Name) ?? "";
  const files = {
    [`src/shared/${name}.ts`]: `export const ${Name}Channel = { changed: "${name}:changed", removed: "${name}:removed" } as const;
export interface ${Name} {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly done: boolean;
}
`,
    [`src/background/${name}/service.ts`]: service(name, Name),
    [`src/background/${name}/router.ts`]: router(name, Name),
    [`src/ui/${name}/use-${name}.ts`]: hook(name, Name),
    [`src/ui/${name}/${Name}Panel.tsx`]: panel,
    ...Object.fromEntries(
      ["List", "Form", "Details"].map((part) => [
        `src/ui/${name}/${Name}${part}.tsx`,
        screen(`${name}${part}`, true),
      ]),
    ),
  };
  return { name, Name, panel, files };
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function backgroundOf(features: readonly Feature[]): string {
  return `import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
${features.map(({ name, Name }) => `import { ${Name}Service } from "./${name}/service";\nimport { create${Name}Router } from "./${name}/router";`).join("\n")}

export default createPlugin({
  onStart(ctx) {
    ctx.logger.info("bench", "starting");
${features.map(({ name, Name }) => `    const ${name} = new ${Name}Service(ctx.ipc);\n    ctx.server.registerRouter("/api/bench/${name}", create${Name}Router(${name}));`).join("\n")}
  },
});
`;
}

function screenOf(features: readonly Feature[]): string {
  return `${features.map(({ name, Name }) => `import { ${Name}Panel } from "./${name}/${Name}Panel";`).join("\n")}

export default function Bench() {
  return (
    <main>
${features.map(({ Name }) => `      <${Name}Panel />`).join("\n")}
    </main>
  );
}
`;
}

const HTTP = `import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(\`\${STRATOS_APP_BASE}\${path}\`, init);
  if (!response.ok) throw new Error(\`\${path}: \${response.status}\`);
  return (await response.json()) as T;
}

export const http = {
  get: <T>(path: string, signal?: AbortSignal) => request<T>(path, { signal }),
  post: <T>(path: string, body: unknown) =>
    request<T>(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
};
`;

function service(name: string, Name: string): string {
  return `import type { PluginIpc } from "@skyvexsoftware/stratos-sdk";
import { ${Name}Channel, type ${Name} } from "@/shared/${name}";

export class ${Name}Service {
  private readonly rows = new Map<string, ${Name}>();

  constructor(private readonly ipc: PluginIpc) {}

  all(): ${Name}[] {
    return [...this.rows.values()].sort((a, b) => a.title.localeCompare(b.title));
  }

  find(id: string): ${Name} | undefined {
    return this.rows.get(id);
  }

  save(row: ${Name}): void {
    const before = this.rows.get(row.id);
    if (before && before.title === row.title && before.minutes === row.minutes && before.done === row.done) return;
    this.rows.set(row.id, row);
    this.ipc.send(${Name}Channel.changed, { ...row, at: Date.now() });
  }

  remove(id: string): boolean {
    const isRemoved = this.rows.delete(id);
    if (isRemoved) this.ipc.send(${Name}Channel.removed, { id });
    return isRemoved;
  }

  get minutes(): number {
    let sum = 0;
    for (const { minutes, done } of this.rows.values()) if (!done) sum += minutes;
    return sum;
  }
}
`;
}

function router(name: string, Name: string): string {
  return `import { Router } from "express";
import type { ${Name} } from "@/shared/${name}";
import type { ${Name}Service } from "./service";

export function create${Name}Router(service: ${Name}Service): Router {
  const router = Router();
  router.get("/", (_request, response) => {
    response.json(service.all());
  });
  router.get("/:id", (request, response) => {
    const row = service.find(request.params.id);
    if (!row) response.status(404).json({ error: "not found" });
    else response.json(row);
  });
  router.post("/", (request, response) => {
    service.save(request.body as ${Name});
    response.status(204).end();
  });
  router.delete("/:id", (request, response) => {
    response.status(service.remove(request.params.id) ? 204 : 404).end();
  });
  return router;
}
`;
}

function hook(name: string, Name: string): string {
  return `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { ${Name}Channel, type ${Name} } from "@/shared/${name}";
import { http } from "../http";

/** The rows as they are now, and whether they are still being loaded. */
export function use${Name}() {
  const { socket, logger } = usePluginContext();
  const [rows, setRows] = useState<readonly ${Name}[]>([]);
  const [isLoading, setLoading] = useState(true);

  useEffect(() => {
    const controller = new AbortController();
    http
      .get<${Name}[]>("/api/bench/${name}", controller.signal)
      .then(setRows)
      .catch((error) => logger.error("${name}", String(error)))
      .finally(() => setLoading(false));
    return () => controller.abort();
  }, [logger]);

  useEffect(() => {
    const onChanged = (row: ${Name}) => setRows((all) => [...all.filter(({ id }) => id !== row.id), row]);
    const onRemoved = ({ id }: { id: string }) => setRows((all) => all.filter((row) => row.id !== id));
    socket.on(${Name}Channel.changed, onChanged);
    socket.on(${Name}Channel.removed, onRemoved);
    return () => {
      socket.off(${Name}Channel.changed, onChanged);
      socket.off(${Name}Channel.removed, onRemoved);
    };
  }, [socket]);

  return { rows, isLoading };
}
`;
}

function panelWithFetch(name: string, Name: string): string {
  return `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useCallback, useEffect, useState } from "react";
import { http } from "../http";

interface Row {
  id: string;
  done: boolean;
}

export function ${Name}Panel() {
  const { socket, toast } = usePluginContext();
  const [rows, setRows] = useState<Row[] | null>(null);

  useEffect(() => {
    let isCurrent = true;
    http.get<Row[]>("/api/bench/${name}").then((loaded) => {
      if (isCurrent) setRows(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, []);

  useEffect(() => {
    const onChanged = ({ rows: changed }: { rows: Row[] }) => setRows(changed);
    socket.on("${name}:changed", onChanged);
    return () => {
      socket.off("${name}:changed", onChanged);
    };
  }, [socket]);

  const save = useCallback(
    async (row: Row) => {
      try {
        await http.post("/api/bench/${name}", row);
      } catch (error) {
        toast.error(String(error));
      }
    },
    [toast],
  );

  if (!rows) return <p>Loading</p>;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          {row.done ? "done" : <button onClick={() => void save({ ...row, done: true })}>Done</button>}
        </li>
      ))}
    </ul>
  );
}
`;
}

function panelWithQuery(name: string, Name: string): string {
  return `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { http } from "../http";

interface Row {
  id: string;
  done: boolean;
}

export function ${Name}Panel() {
  const { socket } = usePluginContext();
  const client = useQueryClient();
  const { data, isPending } = useQuery({
    queryKey: ["${name}"],
    queryFn: () => http.get<Row[]>("/api/bench/${name}"),
  });

  useEffect(() => {
    const onChanged = () => client.invalidateQueries({ queryKey: ["${name}"] });
    socket.on("${name}:changed", onChanged);
    return () => {
      socket.off("${name}:changed", onChanged);
    };
  }, [socket, client]);

  const open = useMemo(() => (data ?? []).filter((row) => !row.done), [data]);
  return (
    <section aria-busy={isPending}>
      <h2>{open.length} open</h2>
      {open.map((row) => (
        <p key={row.id}>{row.id}</p>
      ))}
    </section>
  );
}
`;
}

function panelWithReducer(name: string, Name: string): string {
  return `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useReducer } from "react";
import { http } from "../http";

interface ${Name}State {
  readonly rows: Readonly<Record<string, { id: string; done: boolean }>>;
}

type ${Name}Action = { type: "loaded" | "changed"; rows: { id: string; done: boolean }[] };

function reduce${Name}(state: ${Name}State, action: ${Name}Action): ${Name}State {
  const entries = action.rows.map((row) => [row.id, row] as const);
  switch (action.type) {
    case "loaded":
      return { rows: Object.fromEntries(entries) };
    case "changed":
      return { rows: { ...state.rows, ...Object.fromEntries(entries) } };
  }
}

export function ${Name}Panel() {
  const { socket } = usePluginContext();
  const [state, dispatch] = useReducer(reduce${Name}, { rows: {} });

  useEffect(() => {
    let ignore = false;
    async function load() {
      const rows = await http.get<{ id: string; done: boolean }[]>("/api/bench/${name}");
      if (!ignore) dispatch({ type: "loaded", rows });
    }
    function onChanged({ rows }: { rows: { id: string; done: boolean }[] }) {
      dispatch({ type: "changed", rows });
    }
    socket.on("${name}:changed", onChanged);
    void load();
    return () => {
      ignore = true;
      socket.off("${name}:changed", onChanged);
    };
  }, [socket]);

  return (
    <dl>
      {Object.values(state.rows).map((row) => (
        <dd key={row.id}>{row.done ? "yes" : "no"}</dd>
      ))}
    </dl>
  );
}
`;
}

function rowsHook(index: number): string {
  return `import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

export function useRows${String(index)}(delay: number) {
  const [term, setTerm] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const query = useQuery({
    queryKey: ["rows", ${String(index)}, term],
    queryFn: async () => (await fetch(\`/rows/${String(index)}?term=\${term}\`)).json() as Promise<{ id: string }[]>,
  });
  const search = useCallback(
    (next: string) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setTerm(next), delay);
    },
    [delay],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") setTerm("");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return { rows: query.data ?? [], isLoading: query.isPending, search };
}
`;
}

/** A table that is filtered and sorted, with a form: what most files of a UI are. */
function screen(of: number | string, isModule: boolean, name = `Screen${String(of)}`): string {
  const own = isModule ? name.replaceAll(/\W/g, "") : `${name}Table`;
  const Name = capitalized(own);
  const columns = ["title", "minutes", "owner", "place", "state", "updated"];
  return `import { useEffect, useMemo, useState } from "react";

interface ${Name}Row {
  id: string;
${columns.map((column) => `  ${column}: string;`).join("\n")}
}

interface ${Name}Props {
  rows: readonly ${Name}Row[];
  onSave: (row: ${Name}Row) => void;
  title?: string;
}

const compare${Name} = (key: keyof ${Name}Row, isUp: boolean) => (a: ${Name}Row, b: ${Name}Row) =>
  (isUp ? 1 : -1) * a[key].localeCompare(b[key]);

export function ${Name}({ rows, onSave, title = "${Name}" }: ${Name}Props) {
  const [key, setKey] = useState<keyof ${Name}Row>("title");
  const [isUp, setUp] = useState(true);
  const [text, setText] = useState("");
  const [draft, setDraft] = useState<${Name}Row | null>(null);

  const shown = useMemo(
    () =>
      rows
        .filter((row) => text === "" || row.title.toLowerCase().includes(text.toLowerCase()))
        .toSorted(compare${Name}(key, isUp)),
    [rows, text, key, isUp],
  );

  useEffect(() => {
    document.title = \`\${title} (\${shown.length})\`;
  }, [title, shown.length]);

  const sortBy = (next: keyof ${Name}Row) => {
    setUp(next === key ? !isUp : true);
    setKey(next);
  };

  return (
    <section className="table">
      <h2>{title}</h2>
      <input value={text} placeholder="Search" onChange={(event) => setText(event.target.value)} />
      <table>
        <thead>
          <tr>
${columns.map((column) => `            <th onClick={() => sortBy("${column}")}>{key === "${column}" ? (isUp ? "up" : "down") : ""} ${column}</th>`).join("\n")}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id} className={row.id === draft?.id ? "current" : undefined} onClick={() => setDraft(row)}>
${columns.map((column) => `              <td>{row.${column}}</td>`).join("\n")}
            </tr>
          ))}
        </tbody>
      </table>
      {draft && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onSave(draft);
            setDraft(null);
          }}
        >
${columns.map((column) => `          <label>\n            ${column}\n            <input value={draft.${column}} onChange={(event) => setDraft({ ...draft, ${column}: event.target.value })} />\n          </label>`).join("\n")}
          <button type="submit">Save</button>
        </form>
      )}
    </section>
  );
}
`;
}
