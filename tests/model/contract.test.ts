/** What makes a module one of the background or of the UI, and which route answers which request. */
import { describe, expect, it } from "vitest";
import { buildMap } from "../../src/cli/map/build.js";
import { writePlugin } from "../helpers/plugin-on-disk.js";
import { background, panel, testPlugins } from "../helpers/plugin-tester.js";

const TYPES = "@skyvexsoftware/stratos-sdk";
const LISTENING = panel(
  `    socket.on("log", hear);
    socket.on("weather", hear);
              ~~~~~~~~~ neverSent`,
  '      socket.off("log", hear); socket.off("weather", hear);',
);

describe("a module whose place and name say nothing", () => {
  testPlugins("no-unmatched-channel", [
    {
      name: "is one of the background where it sends",
      files: {
        "src/main.ts": `import type { PluginContext } from "${TYPES}";
export function start(ctx: PluginContext) { ctx.ipc.send("log", 1); }
`,
        "src/ui/index.tsx": LISTENING,
      },
    },
    {
      name: "is one of the UI where it listens",
      files: {
        "src/background/index.ts": background(
          `    ctx.ipc.send("log", 1);
    ctx.ipc.send("weather", 1);
                 ~~~~~~~~~ neverHeard`,
        ),
        "src/panel.ts": `import type { PluginSocket } from "${TYPES}";
export function listen(socket: PluginSocket, hear: () => void) {
  socket.on("log", hear);
  return () => { socket.off("log", hear); };
}
`,
      },
    },
  ]);

  testPlugins("no-unmatched-route", [
    {
      name: "is one of the background where it registers a router",
      files: {
        "src/main.ts": `import { Router } from "express";
import type { PluginContext } from "${TYPES}";
export function serve(ctx: PluginContext) {
  const router = Router();
  router.get("/state", (_request, response) => response.json(1));
  ctx.server.registerRouter("/api/my-plugin", router);
}
`,
        "src/ui/api.ts": `import { STRATOS_APP_BASE } from "${TYPES}";
export const load = () => fetch(STRATOS_APP_BASE + "/api/my-plugin/status");
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
      },
    },
  ]);
});

it("each request is shown at the route that answers it", async () => {
  const { root } = writePlugin("contract/routes", {
    "plugin.json": '{ "id": "my-plugin" }',
    "src/background/index.ts": background(
      `    const router = Router();
    router.get("/state", (_request, response) => response.json(1));
    router.post("/state", (_request, response) => response.json(1));
    router.get("/jobs/:id", (_request, response) => response.json(1));
    ctx.server.registerRouter("/api/my-plugin", router);`,
      'import { Router } from "express";',
    ),
    "src/ui/api.ts": `import { STRATOS_APP_BASE } from "${TYPES}";
export const load = () => fetch(STRATOS_APP_BASE + "/api/my-plugin/state");
export const job = (id: string) => fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/jobs/\${id}\`);
export const lost = () => fetch(STRATOS_APP_BASE + "/api/my-plugin/jobs", { method: "DELETE" });
`,
  });
  const { routes } = await buildMap(root, root, false, () => undefined);
  expect(routes.map(({ path, requests, state }) => [path, requests.map(({ line }) => line), state])).toEqual([
    ["/api/my-plugin/state", [2], "meet"],
    ["/api/my-plugin/jobs/:id", [3], "meet"],
    ["/api/my-plugin/jobs", [4], "nobody"],
  ]);
});
