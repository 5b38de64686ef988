/** Calls that look as if they added a route, and what is known of what they are made on. */
import { describe } from "vitest";
import { background, testPlugins } from "../helpers/plugin-tester.js";
import type { DrawnPlugin } from "../helpers/plugin-tester.js";

const BASE = 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";';
const LOST = `${BASE}
export const load = () => fetch(STRATOS_APP_BASE + "/api/my-plugin/status");
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`;
const MAYBE = LOST.replace(/ +~+ notRouted\n/, "");

/** A background module with one route, and what else it does; `ui`: a request of another path. */
const beside = (
  ui: string,
  lines: string,
  top = "",
  more: DrawnPlugin["files"] = {},
): DrawnPlugin["files"] => ({
  "src/background/index.ts": background(
    `    const router = Router();
    router.get("/state", (_request, response) => response.json(1));
${lines}
    ctx.server.registerRouter("/api/my-plugin", router);`,
    `import { Router } from "express";\n${top}`,
  ),
  "src/ui/api.ts": ui,
  ...more,
});

describe("what adds no route", () => {
  testPlugins("no-unmatched-route", [
    {
      name: "a method that no router has",
      files: beside(LOST, `    watch(ctx);`, `import { watch } from "./watch";`, {
        "src/background/watch.ts": `${BASE}
export function watch(files: any) {
  files.watch("/srv/fleet", () => console.log(STRATOS_APP_BASE));
}
`,
      }),
    },
    {
      name: "an object of the plugin's own that has methods of the same names",
      files: beside(
        LOST,
        `    cache.get("/status", () => 1);`,
        "const cache = { get: (key: string, make: () => unknown) => [key, make()] };",
      ),
    },
    {
      name: "what is switched off",
      files: beside(
        LOST,
        `    if (IS_OLD) router.get("/status", (_request, response) => response.json(1));`,
        "const IS_OLD: boolean = false;",
      ),
    },
  ]);
});

describe("what may add one", () => {
  testPlugins("no-unmatched-route", [
    {
      name: "a server that is not in sight",
      files: beside(
        MAYBE,
        `    for (const server of servers) server.registerRouter("/api/my-plugin", statusRoutes);`,
        'import { statusRoutes } from "status-kit";\ndeclare const servers: any[];',
      ),
    },
    {
      name: "a router, or something else, with a method that is not known",
      files: beside(
        MAYBE,
        `    const target = ctx.config ? router : new Map<string, unknown>();
    add(target as any, String(ctx.config));
    function add(to: any, method: string) { to[method]("/status", (_request: any, response: any) => response.json(1)); }`,
      ),
    },
    {
      name: "a router with a method of which one name is known",
      files: beside(
        MAYBE,
        `    const method = ctx.config ? "put" : String(ctx.logger);
    (router as any)[method]("/status", (_request: any, response: any) => response.json(1));`,
      ),
    },
    {
      name: "one of several routers, by its name",
      files: beside(
        MAYBE,
        `    const routers = new Map<string, any>();
    routers.set("main", router);
    routers.get(String(ctx.config)).get("/status", (_request: any, response: any) => response.json(1));`,
      ),
    },
  ]);
});
