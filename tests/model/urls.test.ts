/** Which requests are made, of which URLs, and which of them are left to others. */
import { describe } from "vitest";
import { background, testPlugins } from "../helpers/plugin-tester.js";

const BASE = 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";';
const SERVER = background(
  `    const router = Router();
    router.get("/state", (_request, response) => response.json(1));
    ctx.server.registerRouter("/api/my-plugin", router);`,
  'import { Router } from "express";',
);

const requesting = (api: string, client?: string): Record<string, string> => ({
  "src/background/index.ts": SERVER,
  "src/ui/api.ts": api,
  ...(client === undefined ? {} : { "src/ui/client.ts": `${BASE}\n${client}` }),
});

describe("what is requested", () => {
  testPlugins("no-unmatched-route", [
    {
      name: "what another function sets in the meantime is not told",
      files: requesting(`${BASE}
let path = "/api/my-plugin/status";
export function start() { path = "/api/my-plugin/state"; }
export const load = () => fetch(STRATOS_APP_BASE + path);
`),
    },
    {
      name: "what a constant excludes is not requested",
      files: requesting(`${BASE}
const IS_OLD: boolean = false;
export const load = () => {
  if (IS_OLD) return fetch(STRATOS_APP_BASE + "/api/my-plugin/status");
  return fetch(STRATOS_APP_BASE + "/api/my-plugin/states");
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
};
`),
    },
    {
      name: "what a function of another module gives back is requested by whoever calls it",
      files: requesting(
        `import { inArrow, inObject, inReturn, table } from "./client";
export const first = inObject("/api/my-plugin");
export const second = inReturn("/api/my-plugin");
export const third = inArrow("/api/my-plugin");
export const direct = () => table.load("/api/my-plugin");
                                       ~~~~~~~~~~~~~~~~ notRouted
`,
        `export const inObject = (base: string) => ({ load: () => fetch(STRATOS_APP_BASE + base + "/one") });
export function inReturn(base: string) {
  return () => fetch(STRATOS_APP_BASE + base + "/two");
}
export const inArrow = (base: string) => () => fetch(STRATOS_APP_BASE + base + "/three");
export const table = { load: (base: string) => fetch(STRATOS_APP_BASE + base + "/four") };
`,
      ),
    },
  ]);
});

describe("what is left to callers", () => {
  testPlugins("no-unmatched-route", [
    {
      name: "a helper for whatever its callers want",
      files: requesting(
        'export { post } from "./client";\n',
        `export const post = (path: string) => fetch(STRATOS_APP_BASE + "/api/my-plugin" + path, { method: "POST" });
export const put = (path: string) => fetch(STRATOS_APP_BASE + "/api/my-plugin/" + path, { method: "PUT" });
export const patch = (path: string) => {
  const url = STRATOS_APP_BASE + "/api/my-plugin" + path.trim();
  return fetch(url, { method: "PATCH" });
};
`,
      ),
    },
    {
      name: "a path that nobody passes, and one of which more than the prefix is chosen",
      files: requesting(`${BASE}
import { nextPath } from "path-kit";
export const post = () => fetch(STRATOS_APP_BASE + "/api/my-plugin" + nextPath(), { method: "POST" });
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherMethod
export const job = (id: string) => fetch(STRATOS_APP_BASE + "/api/my-plugin/jobs/" + id);
                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`),
    },
  ]);
});

describe("URL objects", () => {
  testPlugins("no-unmatched-route", [
    {
      name: "their texts, and themselves",
      files: requesting(`${BASE}
const url = new URL("/api/my-plugin/status", STRATOS_APP_BASE);
export const first = () => fetch(url.href);
                                 ~~~~~~~~ notRouted
export const second = () => fetch(url.toString());
                                  ~~~~~~~~~~~~~~ notRouted
export const third = () => fetch(url.pathname);
export const whole = () => fetch(new URL(STRATOS_APP_BASE + "/api/my-plugin/status"));
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`),
    },
    {
      name: "one that is changed, a whole URL behind a base, and a base with a path of its own",
      files: requesting(`${BASE}
const url = new URL("/api/my-plugin", STRATOS_APP_BASE);
url.pathname += "/state";
export const first = () => fetch(url);
export const second = () => fetch(new URL("https://example.test/api/my-plugin/status", STRATOS_APP_BASE));
export const third = () => fetch(new URL("//example.test/api/my-plugin/status", STRATOS_APP_BASE));
export const fourth = () => fetch(new URL("status", \`\${STRATOS_APP_BASE}/api/my-plugin/state\`));
export const fifth = () => fetch(new URL("/api/my-plugin/status", \`\${STRATOS_APP_BASE}/api/my-plugin/state\`));
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
export const sixth = () => fetch(new URL("api/my-plugin/status", STRATOS_APP_BASE));
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`),
    },
  ]);
});

describe("which requests are for the plugin", () => {
  const routed = (prefix: string): string =>
    background(
      `    const router = Router();
    router.get("/state", (_request, response) => response.json(1));
    ctx.server.registerRouter("${prefix}", router);`,
      'import { Router } from "express";',
    );

  testPlugins("no-unmatched-route", [
    {
      name: "below its prefix, however its letters are written, or with its id as a whole segment",
      files: {
        "src/background/index.ts": routed("/tools/"),
        "src/ui/api.ts": `${BASE}
const get = (_name: string) => undefined;
void fetch(STRATOS_APP_BASE + "/tools/status");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/Tools/status");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/tools");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/tools?all=1");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/toolset/status");
void fetch(STRATOS_APP_BASE + "/api/my-plugin/status");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/api/my-plugin-two/status");
void fetch(STRATOS_APP_BASE + "/api/other?of=/my-plugin/status");
void fetch(STRATOS_APP_BASE + "/api/my-plugin" + get("rest"));
void fetch(STRATOS_APP_BASE);
`,
      },
    },
    {
      name: "one letter off its prefix, where all of the rest is right",
      files: {
        "src/background/index.ts": routed("/tools/v2"),
        "src/ui/api.ts": `${BASE}
void fetch(STRATOS_APP_BASE + "/tool/v2/state");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/toolss/v2/state");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/tuols/v2/state");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/tools/v3/state");
void fetch(STRATOS_APP_BASE + "/tuuls/v2/state");
void fetch(STRATOS_APP_BASE + "/tool/v2/status");
`,
      },
    },
    {
      name: "not what the shell itself answers",
      settings: { shellRoutes: ["/api/my-plugin/icon*"] },
      files: requesting(`${BASE}
void fetch(STRATOS_APP_BASE + "/api/my-plugin/icon.png");
void fetch(STRATOS_APP_BASE + "/api/my-plugin/image.png");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`),
    },
  ]);
});
