/** Where a request that nothing answers is told, and where nothing can be told. */
import { describe } from "vitest";
import { background, testPlugins } from "../helpers/plugin-tester.js";

const BASE = 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";';
const routed = (prefix: string, more = ""): string =>
  background(
    `    const router = Router();
    router.get("/state", (_request, response) => response.json(1));
${more}
    ctx.server.registerRouter("${prefix}", router);`,
    'import { Router } from "express";\nimport { install } from "route-kit";',
  );

describe("a mistake of another module", () => {
  const LOAD = `${BASE}
export const load = (query: string) => fetch(STRATOS_APP_BASE + "/api/my-plugin/status?q=" + query);
`;

  testPlugins("no-unmatched-route", [
    {
      name: "is told there",
      files: {
        "src/background/index.ts": routed("/api/my-plugin"),
        "src/ui/load.ts": LOAD.replace(
          "+ query);\n",
          `+ query);\n${" ".repeat(45)}${"~".repeat(53)} notRouted\n`,
        ),
        "src/ui/api.ts": 'import { load } from "./load";\nexport const all = () => load("all");\n',
      },
    },
    {
      name: "is told here, if that is no module of the plugin",
      files: {
        "desk/plugin.json": '{ "id": "desk" }',
        "desk/src/background/index.ts": routed("/api/desk"),
        "kit/load.ts": LOAD.replace("my-plugin", "desk"),
        "desk/src/ui/api.ts":
          'import { load } from "../../../kit/load";\nexport const all = () => load("all");\n                              ~~~~~ notRouted\n',
      },
    },
    {
      name: "is not told here, if that chooses the whole path by itself",
      files: {
        "desk/plugin.json": '{ "id": "desk" }',
        "desk/src/background/index.ts": routed("/api/desk"),
        "kit/load.ts": `${BASE}
export const load = (_log: string) => fetch(STRATOS_APP_BASE + "/api/desk/status");
`,
        "desk/src/ui/api.ts":
          'import { load } from "../../../kit/load";\nexport const all = () => load("all");\n',
      },
    },
  ]);
});

describe("nothing can be told", () => {
  const UI = { "src/ui/api.ts": `${BASE}\nvoid fetch(STRATOS_APP_BASE + "/api/my-plugin/status");\n` };

  testPlugins("no-unmatched-route", [
    { name: "where there is no background module", files: UI },
    {
      name: "where a package is given the router",
      files: { ...UI, "src/background/index.ts": routed("/api/my-plugin", "    install(router);") },
    },
    {
      name: "of other plugins, where this one routes at the root",
      files: {
        "src/background/index.ts": routed("/"),
        "src/ui/api.ts": `${BASE}\nvoid fetch(STRATOS_APP_BASE + "/api/other/status");\n`,
      },
    },
    {
      name: "of a path that goes on behind the id, of a mistyped query, and of a URL that is one of several",
      files: {
        "src/background/index.ts": routed("/tools/v2"),
        "src/ui/api.ts": `${BASE}
import { isOther, rest } from "path-kit";
void fetch(STRATOS_APP_BASE + "/api/my-plugin" + rest());
void fetch(STRATOS_APP_BASE + "/api/my-plugin");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(STRATOS_APP_BASE + "/tools?v2/state");
void fetch(new URL(isOther() ? "/tools/v2/status" : "/tools/v2/state", STRATOS_APP_BASE));
void fetch(new URL("/tools/v2/status", isOther() ? STRATOS_APP_BASE : "https://example.test"));
void fetch(new URL("tools/v2/status", \`\${STRATOS_APP_BASE}/more/\`));
`,
      },
    },
    {
      name: "but the id is known, however it is spelled",
      files: {
        "src/background/index.ts": routed("/api/my-plugin"),
        "src/ui/api.ts": `import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
export function useStatus() {
  const { pluginId } = usePluginContext();
  return () => fetch(\`\${STRATOS_APP_BASE}/api/\${pluginId}/status\`);
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
}
`,
      },
    },
  ]);
});
