import { describe, expect, it } from "vitest";
import { requireInitialFetch } from "../../src/rules/require-initial-fetch.js";
import { lint } from "../helpers/plugin-on-disk.js";
import { testRule } from "../helpers/rule-tester.js";

const IMPORTS = `import { Component, useCallback, useEffect, useReducer, useRef, useState } from "react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import useSWR from "swr";
import axios from "axios";
import { loadStatus } from "./api";
import { STRATOS_APP_BASE, usePluginContext, useVaApi } from "@skyvexsoftware/stratos-sdk";
`;
const URL = "`${STRATOS_APP_BASE}/api/my-plugin/status`";
const GET = `fetch(${URL}).then((r) => r.json()).then(setStatus)`;

const panel = (lines: string, result = "null"): string => `${IMPORTS}
export function Panel({ id, initial, onStatus }: Props) {
  const { socket, toast, navigation } = usePluginContext();
  const [status, setStatus] = useState<unknown>(null);
${lines}
  return ${result};
}
`;

/** The panel with more imports. */
const importing = (source: string, names: string, code: string): string =>
  code.replace(IMPORTS, `${IMPORTS}import { ${names} } from "${source}";\n`);
const onMount = (lines: string): string => `useEffect(() => { ${lines} }, [id]);`;

/** What the window does by itself, and what brings no value. */
const OF_WINDOW: readonly string[] = [
  'addEventListener("resize", console.log)',
  'removeEventListener("resize", console.log)',
  'dispatchEvent(new Event("shown"))',
  "setTimeout(console.log, 100)",
  "setBadge(id)",
  "clearTimeout(1)",
  "clearBadge()",
  "requestAnimationFrame(console.log)",
  "cancelAnimationFrame(1)",
  "requestIdleCallback(console.log)",
  "cancelIdleCallback(1)",
  "queueMicrotask(console.log)",
  'matchMedia("print")',
  "getComputedStyle(id)",
  "scrollTo(0, 0)",
  "focus()",
  "alert(id)",
  "open(id)",
  "close()",
  "print()",
  'console.log("shown")',
  'document.querySelector("main")',
  "location.assign(id)",
  'history.replaceState(id, "")',
  "Math.max(1, 2)",
  "JSON.stringify(id)",
];

/** Hooks of libraries that load nothing by themselves. */
const QUIET_HOOKS: readonly (readonly [source: string, hook: string])[] = [
  ["@tanstack/react-query", "useMutationState"],
  ["@tanstack/react-query", "useIsFetching"],
  ["@tanstack/react-query", "useIsMutating"],
  ["react-router-dom", "useNavigate"],
  ["react-router", "useParams"],
  ["react-router", "useLocation"],
  ["react-router", "useSearchParams"],
  ["react-router", "useNavigation"],
  ["@tanstack/react-router", "useRouter"],
  ["react-i18next", "useTranslation"],
  ["next-intl", "useTranslations"],
  ["react-intl", "useIntl"],
  ["react-hook-form", "useForm"],
  ["react-hook-form", "useFormContext"],
];

const USER_EVENTS: readonly string[] = [
  "Click",
  "DoubleClick",
  "ChangeCapture",
  "Input",
  "KeyDown",
  "MouseLeave",
  "PointerUp",
  "PressEnd",
  "Select",
  "Submit",
  "Toggle",
  "TouchEnd",
];

const LISTEN = `
  useEffect(() => {
    socket.on("status", setStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ empty
    return () => { socket.off("status", setStatus); };
  }, [socket]);`;
const QUIET = LISTEN.replace(/\n\s+~+ empty/, "");

testRule("require-initial-fetch", requireInitialFetch, "empty", {
  mistakes: [
    { name: "nothing is loaded", code: panel(LISTEN) },
    { name: "only by a click", code: panel(LISTEN, `<button onClick={() => { void ${GET}; }} />`) },
    { name: "only in the cleanup", code: panel(`useEffect(() => () => { void ${GET}; }, []);${LISTEN}`) },
    {
      name: "only after a while",
      code: panel(
        `useEffect(() => { const t = setInterval(() => { void ${GET}; }, 1000); return () => clearInterval(t); }, []);${LISTEN}`,
      ),
    },
    {
      name: "only after what the socket says",
      code: panel(`useEffect(() => { if (status) void ${GET}; }, [status]);${LISTEN}`),
    },
    {
      name: "a query that is switched off, and what loads nothing",
      code: panel(`
  const client = useQueryClient();
  const { mutate } = useMutation({ mutationFn: loadStatus });
  useQuery({ queryKey: ["status"], queryFn: loadStatus, enabled: false });
  useSWR(null, loadStatus);${LISTEN}`),
    },
    {
      name: "a request to somebody else, for a file, and one whose answer nobody reads",
      code: panel(`
  useEffect(() => {
    void fetch("https://weather.example.test/metar").then(console.log);
    void fetch("./icons.json").then(console.log);
    void fetch(${URL}, { method: "POST" });
  }, []);${LISTEN}`),
    },
    ...OF_WINDOW.map((call) => ({
      name: `what the window does by itself: ${call}`,
      code: panel(onMount(`window.${call};`) + LISTEN),
    })),
    {
      name: "the window has another name",
      code: panel(onMount("globalThis.queueMicrotask(console.log);") + LISTEN),
    },
    ...["svg", "png", "jpg", "jpeg", "gif", "webp", "ico", "css", "js", "mjs", "txt", "md", "htm", "html"]
      .concat("woff", "woff2", "wasm", "mp3", "wav", "ogg")
      .map((ending) => ({
        name: `a request for a file that belongs to the UI: ${ending}`,
        code: panel(onMount(`void fetch("./file.${ending}?v=1").then(console.log);`) + LISTEN),
      })),
    {
      name: "a request to a host whose name only begins like the own one",
      code: panel(onMount('void fetch("http://localhost.example.test/x").then(console.log);') + LISTEN),
    },
    ...["PUT", "PATCH", "DELETE", "post"].map((method) => ({
      name: `a request that only writes: ${method}`,
      code: panel(onMount(`void fetch(${URL}, { method: "${method}" }).catch(console.log);`) + LISTEN),
    })),
    ...QUIET_HOOKS.map(([source, hook]) => ({
      name: `a hook that loads nothing by itself: ${hook} of ${source}`,
      code: importing(source, `${hook} as useIt`, panel(`const it = useIt();${LISTEN}`)),
    })),
    {
      name: "an infinite query that is switched off",
      code: importing(
        "@tanstack/react-query",
        "useInfiniteQuery",
        panel(`useInfiniteQuery({ queryKey: ["x"], queryFn: loadStatus, enabled: false });${LISTEN}`),
      ),
    },
    ...["setQueriesData", "getQueryData", "getQueriesData", "invalidateQueries", "cancelQueries"]
      .concat("removeQueries", "resetQueries", "clear")
      .map((method) => ({
        name: `a client without a query has nothing to bring: ${method}`,
        code: panel(`const client = useQueryClient(); ${onMount(`client.${method}(id, id);`)}${LISTEN}`),
      })),
    {
      name: "the setter is given to an event that is emitted: the background module answers none",
      code: panel(onMount('socket.emit("status", setStatus);') + LISTEN),
    },
    {
      name: "the setter is given to the shell",
      code: panel(onMount('toast.info("shown", setStatus);') + LISTEN),
    },
    {
      name: "of two subscriptions, the one that keeps something",
      code: panel(`
  useEffect(() => {
    socket.on("status", setStatus);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ empty
    socket.on("log", console.log);
    return () => { socket.off("status", setStatus); socket.off("log", console.log); };
  }, [socket]);`),
    },
    {
      name: "what is heard is kept a moment later",
      code: panel(`
  useEffect(() => {
    const hear = async (one: any) => { await Promise.resolve(); setStatus(one); };
    socket.on("status", hear);
    ~~~~~~~~~~~~~~~~~~~~~~~~~ empty
    return () => { socket.off("status", hear); };
  }, [socket]);`),
    },
    {
      name: "the setter is given to an element",
      code: panel(LISTEN, "<Notice keep={setStatus} />"),
    },
    ...USER_EVENTS.map((event) => ({
      name: `what stays until somebody does something: on${event}`,
      code: panel(LISTEN, `<Notice text={status} on${event}={() => setStatus(null)} />`),
    })),
    ...["AnimationStart", "TransitionRun", "Close"].map((event) => ({
      name: `an element that does not take it away: on${event}`,
      code: panel(LISTEN, `<p on${event}={() => setStatus(null)}>{status}</p>`),
    })),
    ...['status ?? "none"', "status ?? <b />", "status && initial", "status > 1 ? status : initial"].map(
      (shown) => ({ name: `nothing is shown before: ${shown}`, code: panel(LISTEN, `<p>{${shown}}</p>`) }),
    ),
    ...[
      "id",
      "[id]",
      "void 0 ?? id",
      "() => id",
      "(all) => [...all, id]",
      "(all) => all.map(String)",
      "{ id }",
    ].map((value) => ({
      name: `a component calls for something else in its place: ${value}`,
      code: panel(LISTEN, `<Notice text={status} onClose={() => setStatus(${value})} />`),
    })),
    {
      name: "an object in which nothing is told yet",
      code: panel(LISTEN).replace("useState<unknown>(null)", 'useState<unknown>({ name: "", jobs: [] })'),
    },
    ...[
      "setStatus((before) => before);",
      "setStatus(status);",
      "if (isReady) setStatus((before) => before ?? null);",
    ].map((lines) => ({
      name: `it is set to what it is: ${lines}`,
      code: panel(`const [isReady, setReady] = useState(false);
  useEffect(() => { void Promise.resolve().then(() => setReady(true)); }, []);
  useEffect(() => { ${lines} }, [isReady]);${LISTEN}`),
    })),
    {
      name: "a reducer, a ref, and a list that grows",
      code: panel(`
  const [lines, add] = useReducer((all: unknown[], line: unknown) => [...all, line], []);
  const latest = useRef<unknown>(null);
  useEffect(() => {
    const onLine = (line: unknown) => add(line);
    const onLatest = (one: unknown) => { latest.current = one; };
    socket.on("line", onLine);
    ~~~~~~~~~~~~~~~~~~~~~~~~~ empty
    socket.on("latest", onLatest);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ empty
    return () => { socket.off("line", onLine); socket.off("latest", onLatest); };
  }, [socket]);`),
    },
    {
      name: "a class",
      code: `${IMPORTS}
export class Board extends Component<{ socket: ReturnType<typeof usePluginContext>["socket"] }> {
  state = { jobs: null };
  onJobs = (jobs: unknown) => this.setState({ jobs });
  componentDidMount() {
    this.props.socket.on("jobs", this.onJobs);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ empty
  }
  componentWillUnmount() {
    this.props.socket.off("jobs", this.onJobs);
  }
  render() { return null; }
}
`,
    },
  ],
  correct: [
    { name: "the documented pattern", code: panel(`useEffect(() => { void ${GET}; }, []);${QUIET}`) },
    {
      name: "a loader that is called on mount and by a click",
      code: panel(
        `const load = useCallback(async () => { setStatus(await (await fetch(${URL})).json()); }, []);
  useEffect(() => { void load(); }, [load]);${QUIET}`,
        "<button onClick={load} />",
      ),
    },
    ...["loadJSON", "openStatus", "resetStatus", "documentStore.load"].map((name) => ({
      name: `a function that a preload script gives the window: ${name}`,
      code: panel(`useEffect(() => { window.${name}("status", setStatus); }, []);${QUIET}`),
    })),
    {
      name: "a query",
      code: panel(`const { data } = useQuery({ queryKey: ["status"], queryFn: loadStatus });${QUIET}`),
    },
    {
      name: "a function of another module",
      code: panel(`useEffect(() => { void loadStatus().then(setStatus); }, []);${QUIET}`),
    },
    {
      name: "axios",
      code: panel(`useEffect(() => { void axios.get(${URL}).then((r) => setStatus(r.data)); }, []);${QUIET}`),
    },
    {
      name: "the airline's API",
      code: panel(
        `const api = useVaApi(); useEffect(() => { void api.get("/x").then(setStatus); }, [api]);${QUIET}`,
      ),
    },
    {
      name: "after a state that the unit sets by itself",
      code: panel(`const [isReady, setReady] = useState(false);
  useEffect(() => { void Promise.resolve().then(() => setReady(true)); }, []);
  useEffect(() => { if (isReady) void ${GET}; }, [isReady]);${QUIET}`),
    },
    {
      name: "what is kept was seeded",
      code: panel(QUIET).replace("useState<unknown>(null)", "useState<unknown>(initial)"),
    },
    ...["{ name: initial, at: 0 }", "{ at: 0, name: initial }"].map((value) => ({
      name: `what is kept was seeded in one of its members: ${value}`,
      code: panel(QUIET).replace("useState<unknown>(null)", `useState<unknown>(${value})`),
    })),
    ...["AnimationEnd", "AnimationCancel", "TransitionEnd", "TransitionCancel"].map((event) => ({
      name: `a message that is gone after a movement: on${event}`,
      code: panel(QUIET, `<p on${event}={() => setStatus(null)}>{status}</p>`),
    })),
    ...["initial", "id.name", "initial()", "id?.name"].map((shown) => ({
      name: `something else is shown before: ${shown}`,
      code: panel(QUIET, `<p>{status ?? ${shown}}</p>`),
    })),
    ...["(status as any)", "status!", "(status as any).name", "(status!)?.name"].map((shown) => ({
      name: `something else is shown before, behind a cast: ${shown}`,
      code: panel(QUIET, `<p>{${shown} ?? initial}</p>`),
    })),
    ...["!=", "!=="].map((operator) => ({
      name: `something else is shown while there is nothing: ${operator}`,
      code: panel(QUIET, `<p>{status ${operator} null ? status : initial}</p>`),
    })),
    ...["==", "==="].map((operator) => ({
      name: `something else is shown while there is nothing: ${operator}`,
      code: panel(QUIET, `<p>{status ${operator} null ? initial : status}</p>`),
    })),
    ...["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "//localhost"].map((host) => ({
      name: `a request to the own host: ${host}`,
      code: panel(onMount(`void fetch("${host}/api/my-plugin/status").then(console.log);`) + QUIET),
    })),
    ...["fetchQuery", "prefetchQuery", "ensureQueryData"].map((method) => ({
      name: `a client that loads: ${method}`,
      code: panel(
        `const client = useQueryClient(); ${onMount(`void client.${method}({ queryKey: [id] });`)}${QUIET}`,
      ),
    })),
    ...[
      "null",
      "undefined",
      "",
      "void 0",
      "null as any",
      "[]",
      "() => null",
      "() => { return []; }",
      "(all) => all.filter(Boolean)",
      "(all) => { return all.filter(Boolean); }",
    ].map((value) => ({
      name: `a message that a component takes away: ${value}`,
      code: panel(QUIET, `<Notice text={status} onClose={() => setStatus(${value})} />`),
    })),
    {
      name: "a message that is there for a while",
      code: panel(`
  useEffect(() => {
    const hear = (text: string) => { setStatus(text); setTimeout(() => setStatus(null), 3000); };
    socket.on("status", hear);
    return () => { socket.off("status", hear); };
  }, [socket]);`),
    },
    {
      name: "handlers that keep nothing",
      code: panel(`
  const client = useQueryClient();
  useEffect(() => {
    const onIt = (one: any) => {
      toast.info(one.text);
      console.log(one);
      navigation.navigateTo(one.page);
      client.setQueryData(["it"], one);
      document.title = one.text;
      onStatus(one);
    };
    socket.on("it", onIt);
    return () => { socket.off("it", onIt); };
  }, [socket]);`),
    },
    {
      name: "events of the shell and of the connection",
      code:
        panel(QUIET.replaceAll('"status"', '"flight:phase"')) +
        panel(QUIET.replaceAll('"status"', '"connect"')).replace(IMPORTS, "").replace("Panel", "Other"),
    },
    {
      name: "hooks of other modules with the names of quiet ones",
      code: panel(`const at = useLocation(); const { data } = useQuery2(null);${QUIET}`).replace(
        "import { loadStatus }",
        'import { useLocation } from "./location";\nimport { useSWR as useQuery2 } from "./kit";\nimport { loadStatus }',
      ),
    },
    {
      name: "a fetcher of the settings",
      code: panel(`useEffect(() => { prepare(setStatus); }, []);${QUIET}`).replace(
        "import { loadStatus }",
        'import { prepare } from "my-kit";\nimport { loadStatus }',
      ),
      settings: { fetchers: [{ from: "my-kit", name: "prepare" }] },
    },
  ],
});

describe("the message", () => {
  it("names the state, the event and what to do", () => {
    const [message] = lint("require-initial-fetch", panel(QUIET), "/nowhere/src/ui/index.tsx", undefined, {
      pluginId: "my-plugin",
    });
    expect(message?.message).toBe(
      'Until "status" is broadcast the next time, `status` stays empty: what was sent before this is mounted is gone. Fetch the first value on mount, then subscribe: fetch(`${STRATOS_APP_BASE}/api/my-plugin/status`).then((r) => r.json()).then(setStatus).',
    );
  });
});
