/** Where a request is chosen, and what its URL is: no route answers what is drawn here. */
import { background, testPlugins } from "../helpers/plugin-tester.js";

const BASE = 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";';
const SERVER = background(
  `const router = Router();
    router.get("/state", (_request, response) => response.json(1));
    router.put("/state", (_request, response) => response.json(1));
    ctx.server.registerRouter("/api/my-plugin", router);`,
  'import { Router } from "express";',
);

const requesting = (api: string, others: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  "src/background/index.ts": SERVER,
  "src/ui/api.ts": api,
  ...others,
});

testPlugins("no-unmatched-route", [
  {
    name: "a constant of the module is told where it is written, however often it is requested",
    files: requesting(`${BASE}
const STATUS = \`\${STRATOS_APP_BASE}/api/my-plugin/status\`;
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
export const load = () => fetch(STATUS);
export const again = () => fetch(STATUS);
`),
  },
  {
    name: "what another module makes is told where it is requested",
    files: requesting(
      `import { STATE, STATUS, statusUrl, urls, urlOf } from "./urls";
export const load = () => fetch(STATUS);
                                ~~~~~~ notRouted
export const right = () => fetch(STATE);
export const member = () => fetch(urls.status);
                                  ~~~~~~~~~~~ notRouted
export const made = () => fetch(urlOf());
                                ~~~~~~~ notRouted
export const object = () => fetch(statusUrl);
                                  ~~~~~~~~~ notRouted
`,
      {
        "src/ui/urls.ts": `${BASE}
export const STATE = \`\${STRATOS_APP_BASE}/api/my-plugin/state\`;
export const STATUS = \`\${STRATOS_APP_BASE}/api/my-plugin/status\`;
export const urls = { status: STRATOS_APP_BASE + "/api/my-plugin/status" };
export const statusUrl = new URL("/api/my-plugin/status", STRATOS_APP_BASE);
export const urlOf = () => STRATOS_APP_BASE + "/api/my-plugin/status";
`,
      },
    ),
  },
  {
    name: "what a function makes for several is told where it is requested, what a request makes for itself where it is made",
    files: requesting(`${BASE}
const urlOf = (_log: string) => STRATOS_APP_BASE + "/api/my-plugin/status";
export const load = () => fetch(urlOf("a"));
                                ~~~~~~~~~~ notRouted
export function save() {
  const url = STRATOS_APP_BASE + "/api/my-plugin/states";
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
  return fetch(url);
}
`),
  },
  {
    name: "of several arguments, the one that says the path, and not an empty one",
    files: requesting(
      `import { load } from "./client";
export const one = () => load("", "/api/my-plugin/status");
                                  ~~~~~~~~~~~~~~~~~~~~~~~ notRouted
export const other = () => load("/api/my-plugin", "/state");
`,
      {
        "src/ui/client.ts": `${BASE}
export const load = (prefix: string, path: string) => fetch(STRATOS_APP_BASE + prefix + path);
`,
      },
    ),
  },
  {
    name: "where no argument says the path by itself: the first, or the whole call if that is a function",
    files: requesting(
      `import { loadFrom, loadWith } from "./client";
export const one = () => loadFrom({ path: "/api/my-plugin/status" });
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
export const other = () => loadWith(() => "/api/my-plugin/status", { method: "PUT" });
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
      {
        "src/ui/client.ts": `${BASE}
export const loadFrom = ({ path }: { path: string }) => fetch(STRATOS_APP_BASE + path);
export const loadWith = (path: () => string, init: RequestInit) => fetch(STRATOS_APP_BASE + path(), init);
`,
      },
    ),
  },
]);
