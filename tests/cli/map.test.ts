/** `npx eslint-plugin-stratos map`: the communication of a plugin as a picture. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import type { PluginMap } from "../../src/cli/map/build.js";
import type { End } from "../../src/model/ends.js";
import { ROOT, stratos } from "../helpers/command.js";
import { writePlugin } from "../helpers/plugin-on-disk.js";

const SDK = "@skyvexsoftware/stratos-sdk";

const FILES = {
  "plugin.json": '{ "id": "fleet" }',
  "tsconfig.json":
    '{ "compilerOptions": { "types": [], "moduleResolution": "bundler" }, "include": ["src"] }',
  "src/shared/catalog.ts": `export const CHANNELS = { state: "state", job: "job" } as const;
export const API = "/api/fleet";
`,
  "src/background/index.ts": `import { createPlugin } from "${SDK}/helpers";
import { Router } from "express";
import { API, CHANNELS } from "../shared/catalog";

export default createPlugin({
  onStart(ctx) {
    const router = Router();
    router.get("/state", (_request, response) => response.json({}));
    router.post("/jobs/:id/start", (_request, response) => response.sendStatus(204));
    router.delete("/log", (_request, response) => response.sendStatus(204));
    ctx.server.registerRouter(API, router);
    const tell = (channel: string) => ctx.ipc.send(channel, 1);
    tell(CHANNELS.state);
    for (const step of ["fuel", "doors"]) ctx.ipc.send(\`step:\${step}\`, 1);
    ctx.ipc.send("lost", 1);
    ctx.ipc.send("plugin:fleet:doubled", 1);
    ctx.ipc.send(\`bay:\${String(Date.now())}\`, 1);
  },
});
`,
  "src/ui/index.tsx": `import { STRATOS_APP_BASE, usePluginContext } from "${SDK}";
import { useEffect } from "react";
import { API, CHANNELS } from "../shared/catalog";

export function Panel({ id, onNews }: { id: string; onNews: () => void }) {
  const { socket } = usePluginContext();
  useEffect(() => {
    const names = [CHANNELS.state, "step:fuel", "flight:phase", "nowhere", \`bay:\${id}\`];
    for (const name of names) socket.on(name, onNews);
    return () => {
      for (const name of names) socket.off(name, onNews);
    };
  }, [socket, id, onNews]);
  useEffect(() => {
    void fetch(\`\${STRATOS_APP_BASE}\${API}/state\`);
    void fetch(\`\${STRATOS_APP_BASE}\${API}/jobs/\${id}/start\`, { method: "POST" });
    void fetch(\`\${STRATOS_APP_BASE}\${API}/jobs/\${id}/begin\`, { method: "POST" });
    void fetch(\`\${STRATOS_APP_BASE}\${API}/log\`);
    void fetch(\`\${STRATOS_APP_BASE}/api/shell/version\`);
  }, [id]);
  return <button onClick={() => socket.emit("go")}>go</button>;
}
`,
};

const { root } = writePlugin("map/fleet", FILES);
const mapOf = (cwd: string, ...args: string[]): readonly PluginMap[] => {
  const { stdout, stderr, status } = stratos(cwd, "map", "--json", ...args);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout) as readonly PluginMap[];
};
const places = (ends: readonly End[]): string[] =>
  ends.map(({ file, line }) => `${path.basename(file)}:${String(line)}`);

describe("--json", () => {
  const [map] = mapOf(root);

  it("has every channel with its two ends, and what becomes of it", () => {
    expect(
      map?.channels.map(({ name, senders, listeners, state }) => [
        name,
        places(senders),
        places(listeners),
        state,
      ]),
    ).toEqual([
      ["bay:${...}", ["index.ts:17"], ["index.tsx:9"], "meet"],
      ["flight:phase", [], ["index.tsx:9"], "shell"],
      ["lost", ["index.ts:15"], [], "nobody"],
      ["nowhere", [], ["index.tsx:9"], "nobody"],
      ["plugin:fleet:doubled", ["index.ts:16"], [], "nobody"],
      ["state", ["index.ts:13"], ["index.tsx:9"], "meet"],
      ["step:doors", ["index.ts:14"], [], "nobody"],
      ["step:fuel", ["index.ts:14"], ["index.tsx:9"], "meet"],
    ]);
  });

  it("has every route with who requests it, and the requests that nothing answers", () => {
    expect(
      map?.routes.map(({ path: route, methods, routes, requests, state }) => [
        methods?.join(),
        route,
        places(routes),
        places(requests),
        state,
      ]),
    ).toEqual([
      ["GET", "/api/fleet/state", ["index.ts:8"], ["index.tsx:15"], "meet"],
      ["POST", "/api/fleet/jobs/:id/start", ["index.ts:9"], ["index.tsx:16"], "meet"],
      ["DELETE", "/api/fleet/log", ["index.ts:10"], [], "unknown"],
      ["POST", "/api/fleet/jobs/${...}/begin", [], ["index.tsx:17"], "nobody"],
      ["GET", "/api/fleet/log", [], ["index.tsx:18"], "nobody"],
      ["GET", "/api/shell/version", [], ["index.tsx:19"], "shell"],
    ]);
  });

  it("has what the UI emits, which nothing receives", () => {
    expect(map?.emits.map(({ name, emitters, state }) => [name, places(emitters), state])).toEqual([
      ["go", ["index.tsx:21"], "nobody"],
    ]);
  });

  it("tells where a name is chosen, not where it is passed on, and each place once", () => {
    const { root: wrapped } = writePlugin("map/wrapped", {
      ...FILES,
      "src/background/index.ts": `import { createPlugin } from "${SDK}/helpers";

export default createPlugin({
  onStart(ctx) {
    const say = (name: string) => ctx.ipc.send(name, 1);
    say("one");
    say("two"), say("two");
    ctx.ipc.send("plugin:loaded", 1);
  },
});
`,
      "src/ui/index.tsx": `import { STRATOS_APP_BASE } from "${SDK}";
const at = (path: string) => \`\${STRATOS_APP_BASE}/api/fleet\${path}\`;
export const load = () => [
  fetch(at("/a")),
  fetch(at("/b")),
];
`,
    });
    const [found] = mapOf(wrapped);
    expect(found?.channels.map(({ name, senders }) => [name, places(senders)])).toEqual([
      ["one", ["index.ts:6"]],
      // It only looks like a prefix.
      ["plugin:loaded", ["index.ts:8"]],
      ["two", ["index.ts:7"]],
    ]);
    expect(found?.channels.map(({ note }) => note)).not.toContain(
      "it has the prefix that the shell adds: leaf names only",
    );
    expect(found?.routes.map(({ path: route, requests }) => [route, places(requests)])).toEqual([
      ["/api/fleet/a", ["index.tsx:4"]],
      ["/api/fleet/b", ["index.tsx:5"]],
    ]);
  });

  it("says why the id is not known, and concludes nothing from that", () => {
    const { root: broken } = writePlugin("map/broken", { ...FILES, "plugin.json": "{" });
    const [found] = mapOf(broken);
    expect([found?.id, found?.problem]).toEqual([null, expect.stringContaining("plugin.json is broken: ")]);
    expect(found?.routes.map(({ state }) => state)).not.toContain("shell");
  });

  it("has a plugin inside of a plugin as well", () => {
    const { root: outer } = writePlugin("map/nested", {
      ...FILES,
      "packages/inner/plugin.json": '{ "id": "inner" }',
    });
    expect(mapOf(outer).map(({ id }) => id)).toEqual(["fleet", "inner"]);
  });

  it("says why: each link that does not meet has a note", () => {
    const links = [...(map?.channels ?? []), ...(map?.routes ?? [])];
    for (const { state, note } of links) expect(note === undefined).toBe(state === "meet");
    expect(links.map(({ note }) => note)).toContain("no route answers this method, only DELETE");
  });

  it("nothing is certain where anything may happen", () => {
    const { root: open } = writePlugin("map/open", {
      ...FILES,
      "src/background/more.ts": `import { useEverything } from "kit";\nimport type { PluginContext } from "${SDK}";\nexport const start = (ctx: PluginContext) => useEverything(ctx);\n`,
    });
    const states = new Map(mapOf(open)[0]?.channels.map(({ name, state }) => [name, state]));
    expect(states.get("nowhere")).toBe("unknown");
    expect(states.get("lost")).toBe("nobody");
  });

  it("agrees with the rules about the example with every mistake", () => {
    const folder = path.join(ROOT, "examples/status-board-broken");
    const [broken] = mapOf(folder);
    const lost = [...(broken?.channels ?? []), ...(broken?.routes ?? []), ...(broken?.emits ?? [])].filter(
      ({ state }) => state === "nobody",
    );
    const shown = new Set(
      lost
        .flatMap((link) =>
          "path" in link
            ? link.requests
            : "emitters" in link
              ? link.emitters
              : [...link.senders, ...link.listeners],
        )
        .map(({ file, line }) => `${file}:${String(line)}`),
    );
    const mistakes = JSON.parse(readFileSync(path.join(folder, "mistakes.json"), "utf8")) as {
      rule: string;
      file: string;
      line: number;
    }[];
    const told = mistakes
      .filter(({ rule }) => /emit|route/.test(rule))
      .map(({ file, line }) => `${file}:${String(line)}`);
    expect(told.length).toBeGreaterThan(8);
    expect(told.filter((place) => !shown.has(place))).toEqual([]);
    const [right] = mapOf(path.join(ROOT, "examples/status-board"));
    expect(
      [...(right?.channels ?? []), ...(right?.routes ?? [])].filter(({ state }) => state !== "meet"),
    ).toEqual([]);
  });

  it("has all plugins of a folder", () => {
    const folder = "examples/gallery/hangar/plugins";
    expect(mapOf(ROOT, folder).map(({ id, root: at }) => [id, at])).toEqual([
      ["hangar-arrivals", `${folder}/arrivals`],
      ["hangar-departures", `${folder}/departures`],
      ["hangar-stands", `${folder}/stands`],
    ]);
  });
});

describe("as a table", () => {
  it("shows the background module on one side and the UI on the other", () => {
    const { stdout, status } = stratos(root, "map");
    expect(status).toBe(0);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("fleet (.)");
    expect(lines.find((line) => line.includes(" state "))).toMatch(
      /^ {2}src\/background\/index\.ts:13 +── +state +──▶ +src\/ui\/index\.tsx:9$/,
    );
    expect(lines.find((line) => line.includes(" lost "))).toMatch(
      /^ {2}src\/background\/index\.ts:15 +── +lost +─ ✗$/,
    );
    expect(lines.find((line) => line.includes(" nowhere "))).toMatch(
      /^ +─ ✗ +nowhere +── +src\/ui\/index\.tsx:9$/,
    );
    expect(stdout).toContain("nobody hears it");
    expect(lines.find((line) => line.includes(" plugin:fleet:doubled "))).toMatch(
      / ── +plugin:fleet:doubled +─ ✗$/,
    );
    expect(lines.find((line) => line.includes("GET /api/fleet/state"))).toMatch(
      /^ {2}src\/ui\/index\.tsx:15 +── +GET \/api\/fleet\/state +──▶ +src\/background\/index\.ts:8$/,
    );
    expect(stdout).toContain(
      "8 channels, 6 routes, 1 emit: 5 meet, 7 reach nobody, 1 not known, 2 of the shell.\n",
    );
  });
});

describe("--mermaid", () => {
  it("is a flowchart with both sides, and edges between what it declares", () => {
    const { stdout } = stratos(root, "map", "--mermaid");
    expect(stdout).toMatch(/^%% fleet\nflowchart LR\n {2}subgraph bside\["Background module"\]\n/);
    const declared = new Set(
      [...stdout.matchAll(/^ *(?<key>[bceru]\d+)[[(]/gm)].map(({ groups }) => groups?.["key"]),
    );
    const edges = [...stdout.matchAll(/^ {2}(?<from>[bceru]\d+) \S*-\S* (?<to>[bceru]\d+)$/gm)];
    expect(edges.length).toBeGreaterThan(10);
    for (const { groups } of edges)
      expect([groups?.["from"], groups?.["to"]].every((key) => declared.has(key))).toBe(true);
    expect(stdout).toContain('(["lost<br>nobody hears it"]):::nobody');
  });
});

describe("--html", () => {
  const { stdout } = stratos(root, "map", "--html", "map.html");
  const html = readFileSync(path.join(root, "map.html"), "utf8");

  it("writes one page that needs nothing else", () => {
    expect(stdout).toBe("Wrote map.html: open it in a browser.\n");
    expect(html).not.toMatch(/\b(?:src|href)=|@import|url\(/);
    expect(html.match(/https?:\/\/[^"\s]+/g)).toEqual(["http://www.w3.org/2000/svg"]);
  });

  it("draws a line for each end, and lets one kind be hidden", () => {
    const { window } = new JSDOM(html, {
      runScripts: "dangerously",
      beforeParse(page) {
        // jsdom has no layout, so nobody tells that it changed.
        page["ResizeObserver"] = class {
          constructor(private readonly draw: () => void) {}
          observe(): void {
            this.draw();
          }
        };
      },
    });
    const { document } = window;
    const lines = (): number => document.querySelectorAll(".lines path").length;
    const pills = [...document.querySelectorAll<HTMLElement>(".pill")];
    expect(pills.map(({ textContent }) => textContent)).toContain("lostnobody hears it");
    expect(pills.length).toBe(15);
    const all = lines();
    expect(all).toBeGreaterThan(pills.length);
    document.querySelector<HTMLElement>('button[data-state="nobody"]')?.click();
    expect(pills.filter(({ hidden }) => hidden).length).toBe(7);
    expect(lines()).toBeLessThan(all);
  });

  it("shows names as they are, whatever they contain", () => {
    const { root: odd } = writePlugin("map/odd", {
      ...FILES,
      "src/background/more.ts": `import type { PluginContext } from "${SDK}";\nexport const more = (ctx: PluginContext) => ctx.ipc.send("</script><b>\\"&'\`", 1);\n`,
    });
    stratos(odd, "map", "--html", "map.html");
    const page = new JSDOM(readFileSync(path.join(odd, "map.html"), "utf8")).window.document;
    const names = [...page.querySelectorAll(".pill span")].map(({ textContent }) => textContent);
    expect(names).toContain("</script><b>\"&'`");
    expect(page.querySelector("b b, span b")).toBeNull();
    expect(stratos(odd, "map", "--mermaid").stdout).toContain("#lt;/script#gt;#lt;b#gt;#quot;#amp;'#96;");
  });
});

describe("what cannot be shown is an error with exit code 2", () => {
  it.each([
    ["a folder that is not there", ["nowhere"], 'There is no folder "nowhere"'],
    ["two formats at once", ["--json", "--mermaid"], "Choose one of --mermaid, --json and --html."],
    ["a page that cannot be written", ["--html", "no/such/folder/map.html"], "The page cannot be written: "],
  ])("%s", (_, args, message) => {
    const { status, stderr, stdout } = stratos(root, "map", ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it("a folder without a plugin", () => {
    const { status, stderr } = stratos(path.join(ROOT, "docs"), "map");
    expect(stderr).toContain("There is no plugin in ");
    expect(status).toBe(2);
  });
});
