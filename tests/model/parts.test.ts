/** What each module contributes to the contract of its plugin. */
import { describe } from "vitest";
import { background, panel, testPlugins } from "../helpers/plugin-tester.js";

describe("which module is one of the UI", () => {
  const sending = background('    ctx.ipc.send("state", 1);');
  const heardByNobody = background('    ctx.ipc.send("state", 1);\n                 ~~~~~~~ neverHeard');

  testPlugins("no-unmatched-channel", [
    {
      name: "one with JSX in its name, without React and in any folder",
      files: {
        "src/background/index.ts": heardByNobody,
        "src/screens/panel.tsx": "export default function Panel() { return <p>Nothing</p>; }\n",
      },
    },
    {
      name: "one that imports React, whatever it is called and wherever it is",
      files: {
        "src/background/index.ts": heardByNobody,
        "src/screens/panel.ts":
          'import { createElement } from "react";\nexport default function Panel() { return createElement("p"); }\n',
      },
    },
    {
      name: "one in a folder of that name",
      files: {
        "src/background/index.ts": heardByNobody,
        "src/ui/start.ts": "document.title = 'Nothing';\n",
      },
    },
    {
      name: "not one in a folder that ends like such a file, nor one that writes about React",
      files: {
        "src/background/index.ts": sending,
        "src/page.tsx.d/words.ts": "export const words = ['preact', \"reaction\"];\n",
      },
    },
  ]);
});

describe("names", () => {
  testPlugins("no-unmatched-channel", [
    {
      name: "what a UI emits is not sent to it",
      files: {
        "src/background/index.ts": background(
          '    ctx.ipc.send("counter", 1);\n                 ~~~~~~~~~ neverHeard',
        ),
        "src/ui/index.tsx": panel(
          `    socket.emit("status");
    socket.on("status", hear);
              ~~~~~~~~ neverSent`,
          '      socket.off("status", hear);',
        ),
      },
    },
    {
      name: "a function with a dollar in its name passes names on like any other",
      files: {
        "src/background/bus.js": `let service;
export const keep = (one) => { service = one; };
export const $tell = (name) => service.send(name, 1);
`,
        "src/background/first.js": `import { $tell } from "./bus";
// tell "log" first
export const first = () => $tell("log");
`,
        "src/background/second.js": `import { $tell } from "./bus";
export const second = () => $tell("state");
`,
        "src/background/index.js": background(
          "    keep(ctx.ipc);\n    first();\n    second();",
          'import { keep } from "./bus";\nimport { first } from "./first";\nimport { second } from "./second";',
        ),
        "src/ui/index.tsx": panel(
          `    socket.on("state", hear);
    socket.on("nothing", hear);
              ~~~~~~~~~ neverSent`,
          '      socket.off("state", hear);\n      socket.off("nothing", hear);',
        ),
      },
    },
  ]);
});

describe("routes", () => {
  const BASE = 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";';

  testPlugins("no-unmatched-route", [
    {
      name: "a function adds a route for its own module, and another one for a module that calls it",
      files: {
        "src/background/routes.ts": `import { Router } from "express";
export const router = Router();
export const add = (path: string | RegExp) => { router.get(path, (_request, response) => response.json(1)); };
add("/state");
add(/^\\/v\\d+$/);
`,
        "src/background/index.ts": background(
          '    add("/jobs");\n    ctx.server.registerRouter("/api/my-plugin", router);',
          'import { add, router } from "./routes";',
        ),
        "src/ui/api.ts": `${BASE}
void fetch(STRATOS_APP_BASE + "/api/my-plugin/state");
void fetch(STRATOS_APP_BASE + "/api/my-plugin/v12");
void fetch(STRATOS_APP_BASE + "/api/my-plugin/jobs");
void fetch(STRATOS_APP_BASE + "/api/my-plugin/job");
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
      },
    },
    {
      name: "a prefix and a router that are spread into the call are not known",
      files: {
        "src/background/index.ts": background(
          `    const router = Router();
    const mounted: [string, Router] = ["/api/my-plugin", router];
    ctx.server.registerRouter(...mounted);`,
          'import { Router } from "express";',
        ),
        "src/ui/api.ts": `${BASE}
void fetch(STRATOS_APP_BASE + "/api/my-plugin/state");
`,
      },
    },
  ]);
});
