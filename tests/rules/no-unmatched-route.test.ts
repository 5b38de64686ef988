import { background, testPlugins } from "../helpers/plugin-tester.js";

const ROUTER = 'import { Router } from "express";';
const BASE = 'import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";';
const server = (routes: string, prefix = '"/api/my-plugin"', top = ROUTER): string =>
  background(
    `const router = Router();
${routes}
    ctx.server.registerRouter(${prefix}, router);`,
    top,
  );

testPlugins("no-unmatched-route", [
  {
    name: "a path that nothing answers, with the nearest as a suggestion",
    files: {
      "src/background/index.ts": server('router.get("/state", (_request, response) => response.json(1));'),
      "src/ui/api.ts": `${BASE}
export const load = () => fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/status?full=1\`);
                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
    says: ["`GET /api/my-plugin/status`"],
    suggests: ["export const load = () => fetch(`${STRATOS_APP_BASE}/api/my-plugin/state?full=1`);"],
  },
  {
    name: "a client of another module whose method is called as that of a Map",
    files: {
      "src/background/index.ts": server('router.delete("/jobs", (_request, response) => response.json(1));'),
      "src/ui/http.ts": `${BASE}
const request = (method: string, path: string) => fetch(STRATOS_APP_BASE + path, { method });
export const http = {
  get: (path: string) => request("GET", path),
  delete: (path: string) => request("DELETE", path),
};
`,
      "src/ui/api.ts": `import { http } from "./http";
export const clear = () => http.delete("/api/my-plugin/jobs");
export const load = () => http.get("/api/my-plugin/job");
                                   ~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "a client that makes a URL object of the path that it is given",
    files: {
      "src/background/index.ts": server('router.get("/state", (_request, response) => response.json(1));'),
      "src/ui/http.ts": `${BASE}
const request = (method: string, path: string) => fetch(new URL(path, STRATOS_APP_BASE), { method });
export const http = { get: (path: string) => request("GET", path), put: (path: string) => request("PUT", path) };
`,
      "src/ui/api.ts": `import { http } from "./http";
const paths = { state: () => "/api/my-plugin/state", job: (id: string) => \`/api/my-plugin/jobs/\${id}\` };
export const load = () => http.get(paths.state());
export const save = () => http.put(paths.state());
                                   ~~~~~~~~~~~~~ otherMethod
export const start = (id: string) => http.put(paths.job(id));
                                              ~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "functions that are declared to give a router",
    files: {
      "src/background/index.ts": background(
        'ctx.server.registerRouter("/api/my-plugin", createRouter());',
        `import { Router } from "express";
const createInner = (): Router => Router().get("/", (_request, response) => response.json(1));
function createRouter(): Router {
  const router = Router();
  router.use("/state", createInner());
  return router;
}`,
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/state\`);
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/status\`);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "middleware that refuses for a parameter leaves the answer to the routes",
    files: {
      "src/background/index.ts": server(
        `const known = new Set<string>();
router.use("/jobs/:id", (request, response, next) => {
  if (known.has(request.params.id)) next();
  else response.sendStatus(404);
});
router.use("/jobs/:id", ({ params }, response, next) => (known.has(params.id) ? next() : response.sendStatus(404)));
router.put("/jobs/:id", (_request, response) => response.json(1));`,
      ),
      "src/ui/api.ts": `${BASE}
export const start = (id: string) => fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/jobs/\${id}\`, { method: "PUT" });
export const stop = (id: string) => fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/jobs/\${id}\`, { method: "DELETE" });
                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherMethod
`,
    },
  },
  {
    name: "a table of routes in a loop and in a callback, in another module: each path has its own methods",
    files: {
      "src/background/index.ts": background(
        'ctx.server.registerRouter("/api/my-plugin", createRouter());',
        'import { createRouter } from "./router";',
      ),
      "src/background/router.ts": `import { Router } from "express";
import type { RequestHandler } from "express";
const ok: RequestHandler = (_request, response) => void response.json(1);
const guard: RequestHandler = (_request, _response, next) => next();
export function createRouter() {
  const router = Router();
  router.use(guard);
  const routes = [["get", "/state"], ["post", "/reset"]] as const;
  for (const [method, path] of routes) router[method](path, ok);
  routes.forEach(([method, path]) => router[method]("/again" + path, ok));
  return router;
}
`,
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/state\`);
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/reset\`);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherMethod
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/again/reset\`, { method: "POST" });
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/again/state\`, { method: "POST" });
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherMethod
`,
    },
  },
  {
    name: "a function that a hook of another module calls, and a client whose options are left out",
    files: {
      "src/background/index.ts": server('router.post("/slots", (_request, response) => response.json(1));'),
      "src/ui/client.ts": `${BASE}
export function createClient(prefix: string) {
  const request = async (path: string, init?: RequestInit) =>
    (await fetch(\`\${STRATOS_APP_BASE}\${prefix}\${path}\`, init)).json();
  return { get: (path: string) => request(path), post: (path: string) => request(path, { method: "POST" }) };
}
`,
      "src/ui/use-loaded.ts": `import { useEffect, useState } from "react";
export function useLoaded<T>(load: () => Promise<T>) {
  const [value, setValue] = useState<T>();
  useEffect(() => { load().then(setValue); }, [load]);
  return value;
}
`,
      "src/ui/index.tsx": `import { createClient } from "./client";
import { useLoaded } from "./use-loaded";
const api = createClient("/api/my-plugin");
const load = () => api.get("/slots");
                           ~~~~~~~~ otherMethod
const loadAll = () => api.post("/slots");
export default function Panel() { return <p>{useLoaded(load) + useLoaded(loadAll)}</p>; }
`,
    },
  },
  {
    name: "what a client is wrong about for every caller is told in the client only",
    files: {
      "src/background/index.ts": server('router.get("/jobs/:id", (_request, response) => response.json(1));'),
      "src/ui/client.ts": `${BASE}
const request = (method: string, path: string) => fetch(STRATOS_APP_BASE + "/api/my-plugin" + path, { method });
export const jobs = {
  load: (id: string) => request("GET", "/job/" + id),
                                       ~~~~~~~~~~~~ notRouted
  stop: (id: string) => request("DELETE", \`/jobs/\${id}\`),
                                          ~~~~~~~~~~~~~ otherMethod
  any: (id: string, rest: string) => request("GET", \`/jobs/\${id}\${rest}\`),
};
`,
      "src/ui/api.ts": `import { jobs } from "./client";
export const some = () => [jobs.load("a"), jobs.load("b"), jobs.stop("a")];
export const wrong = () => jobs.any("a", "/more");
                                         ~~~~~~~ notRouted
`,
    },
  },
  {
    name: "a route with a list of paths",
    files: {
      "src/background/index.ts": server(
        'router.get(["/a", "/b"], (_request, response) => response.json(1));',
      ),
      "src/ui/api.ts": `${BASE}
export const load = () => [
  fetch(STRATOS_APP_BASE + "/api/my-plugin/a"),
  fetch(STRATOS_APP_BASE + "/api/my-plugin/elsewhere"),
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
];
`,
    },
  },
  {
    name: "a helper of the file that makes the paths of several requests: each is told where it is made",
    files: {
      "src/background/index.ts": server('router.get("/state", (_request, response) => response.json(1));'),
      "src/ui/api.ts": `${BASE}
const at = (path: string) => STRATOS_APP_BASE + "/api/my-plugin" + path;
export const load = () => [
  fetch(at("/state")),
  fetch(at("/stat")),
        ~~~~~~~~~~~ notRouted
  fetch(at("/lost")),
        ~~~~~~~~~~~ notRouted
];
`,
    },
  },
  {
    name: "another method",
    files: {
      "src/background/index.ts": server(
        'router.post("/reset", (_request, response) => response.sendStatus(204));',
      ),
      "src/ui/api.ts": `${BASE}
export const reset = () => fetch(STRATOS_APP_BASE + "/api/my-plugin/reset", { method: "delete" });
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherMethod
`,
    },
    says: ["answers `/api/my-plugin/reset` to POST, not to DELETE"],
  },
  {
    name: "a helper of another module is told the path: the report stands at the call",
    files: {
      "src/background/index.ts": server('router.get("/state", (_request, response) => response.json(1));'),
      "src/ui/api.ts": `${BASE}
const url = (path: string) => \`\${STRATOS_APP_BASE}/api/my-plugin\${path}\`;
export const call = (path: string, init?: RequestInit) => fetch(url(path), init);
`,
      "src/ui/index.tsx": `import { call } from "./api";
void call("/state");
void call("/stat");
          ~~~~~~~ notRouted
`,
    },
    suggests: ['void call("/state");'],
  },
  {
    name: "a hook of another module that asks for a path of its own is told there, and not where it is called",
    files: {
      "src/background/index.ts": server('router.get("/state", (_request, response) => response.json(1));'),
      "src/ui/use-state.ts": `${BASE}
export const useIt = () => fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/stats\`);
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
      "src/ui/index.tsx": `import { useIt } from "./use-state";
export default function Panel() { void useIt(); return null; }
`,
    },
  },
  {
    name: "tables, path functions, clients",
    files: {
      "src/shared/routes.ts": `export const API = "/api/my-plugin";
export const ROUTES = { state: \`\${API}/state\`, start: (id: string) => \`\${API}/jobs/\${id}/start\`, stop: (id: string) => \`\${API}/job/\${id}/stop\` };
`,
      "src/background/jobs.ts": `import express from "express";
export function createJobs() {
  const jobs = express.Router({ mergeParams: true });
  jobs.route("/:id/start").get((_request, response) => response.json(1)).post((_request, response) => response.sendStatus(204));
  jobs.post("/:id/stop", (_request, response) => response.sendStatus(204));
  return jobs;
}
`,
      "src/background/index.ts": server(
        'router.use(json());\nrouter.get("/state", (_request, response) => response.json(1));\nrouter.use("/jobs", createJobs());',
        "API",
        'import { json, Router } from "express";\nimport { API } from "@/shared/routes";\nimport { createJobs } from "./jobs";',
      ),
      "src/ui/api.ts": `import axios from "axios";
import { API, ROUTES } from "@/shared/routes";
${BASE}
const client = axios.create({ baseURL: \`\${STRATOS_APP_BASE}\${API}\` });
void client.get("/state");
void client.post("jobs/1/start");
void client.put("/state");
                ~~~~~~~~ otherMethod
void fetch(\`\${STRATOS_APP_BASE}\${ROUTES.start("1")}\`, { method: "POST" });
void fetch(\`\${STRATOS_APP_BASE}\${ROUTES.stop("1")}\`, { method: "POST" });
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
void fetch(new URL("/api/my-plugin/jobs/1/start", STRATOS_APP_BASE));
void fetch(new URL("/api/my-plugin/jobs/1/begin", STRATOS_APP_BASE));
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "a request that may be answered",
    files: {
      "src/background/index.ts": server('router.get("/jobs/:id", (_request, response) => response.json(1));'),
      "src/ui/api.ts": `${BASE}
export const load = (id: string, init: RequestInit) => {
  void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/jobs/\${id}\`);
  void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/\${id}\`);
  void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/jobs/1\`, init);
  void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin\${id}\`);
};
`,
    },
  },
  {
    name: "requests to others",
    files: {
      "src/background/index.ts": server('router.get("/state", (_request, response) => response.json(1));'),
      "src/ui/api.ts": `import { STRATOS_APP_BASE, useVaApi } from "@skyvexsoftware/stratos-sdk";
export function useIt() {
  const api = useVaApi();
  void api.get("/api/my-plugin/none");
  void fetch(\`\${STRATOS_APP_BASE}/api/other-plugin/none\`);
  void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/shell/info\`);
  void fetch("https://example.test/api/my-plugin/none");
  void fetch("/api/my-plugin/none");
}
`,
    },
    settings: { shellRoutes: ["/api/*/shell/*"] },
  },
  {
    name: "what may answer anything",
    files: {
      "src/background/index.ts": server(
        'router.use("/files", serveFiles());',
        '"/api/my-plugin"',
        `${ROUTER}\nimport { serveFiles } from "file-kit";`,
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/files/a.txt\`);
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/none\`);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "middleware that refuses or prepares leaves the answer to the routes",
    files: {
      "src/background/guard.ts": `import type { NextFunction, Request, Response } from "express";
export function guard(request: Request, response: Response, next: NextFunction) {
  if (!request.headers.authorization) { response.status(401).json({}); return; }
  next();
}
`,
      "src/background/index.ts": server(
        'router.use(guard, (_request, response, next) => { response.set("x", "y"); next(); });\nrouter.get("/state", (_request, response) => response.json(1));',
        '"/api/my-plugin"',
        `${ROUTER}\nimport { guard } from "./guard";`,
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/none\`);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "middleware that answers by itself",
    files: {
      "src/background/index.ts": server(
        "router.use((request, response, next) => { if (request.path === '/none') response.json(1); else next(); });",
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/none\`);
`,
    },
  },
  {
    name: "a module adds routes to a router of another one",
    files: {
      "src/background/router.ts": `${ROUTER}\nexport const router = Router();\n`,
      "src/background/state.ts": `import { router } from "./router";
router.get("/state", (_request, response) => response.json(1));
`,
      "src/background/index.ts": background(
        'ctx.server.registerRouter("/api/my-plugin", router);',
        'import "./state";\nimport { router } from "./router";',
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/state\`);
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/stats\`);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "routes in a loop over a table",
    files: {
      "src/background/index.ts": server(
        "for (const [path, handler] of Object.entries(HANDLERS)) router.get(path, handler);",
        '"/api/my-plugin"',
        `${ROUTER}\nimport type { RequestHandler } from "express";\nconst HANDLERS: Record<string, RequestHandler> = { "/state": (_request, response) => response.json(1) };`,
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/state\`);
`,
    },
  },
  {
    name: "the router is handed to code that is not in sight",
    files: {
      "src/background/index.ts": server(
        "addHealth(router);",
        '"/api/my-plugin"',
        `${ROUTER}\nimport { addHealth } from "health-kit";`,
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/health\`);
`,
    },
  },
  {
    name: "Express 4 has its own syntax",
    files: {
      "package.json": '{ "dependencies": { "express": "^4.21.0" } }',
      "src/background/index.ts": server(
        'router.get("/files/*", (_request, response) => response.json(1));\nrouter.get("/job/:id?", (_request, response) => response.json(1));',
      ),
      "src/ui/api.ts": `${BASE}
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/files/a/b\`);
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/job\`);
void fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/jobs\`);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notRouted
`,
    },
  },
  {
    name: "middleware with a status that may be any",
    files: {
      "src/background/index.ts": server(
        "router.use((request, response) => { response.status(request.app ? 404 : 200).json({}); });",
      ),
      "src/ui/api.ts": `${BASE}\nvoid fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/any\`);\n`,
    },
  },
  {
    name: "a range of versions says nothing: what is installed does",
    files: {
      "package.json": '{ "peerDependencies": { "express": "^4.0.0 || ^5.0.0" } }',
      "src/background/index.ts": server(
        'router.get("/files/*path", (_request, response) => response.json(1));',
      ),
      "src/ui/api.ts": `${BASE}\nvoid fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/files/a/b.txt\`);\n`,
    },
  },
]);
