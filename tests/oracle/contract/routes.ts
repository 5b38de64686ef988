import type { End } from "../channels/ends.js";
import type { Route } from "./grammar.js";

const PREFIX = "/api/my-plugin";
const HANDLER = "(_request: any, response: any) => response.json({})";

const call = ({ method }: Route): string => method.toLowerCase();

/** How a background module registers routes. */
export const ROUTES: readonly (readonly [
  weight: number,
  name: string,
  write: (end: End, routes: readonly Route[]) => void,
])[] = [
  [
    4,
    "one router",
    (e, routes) => {
      const router = e.name("router");
      e.body.push(
        `const ${router} = Router();`,
        ...routes.map((route) => `${router}.${call(route)}(${e.text(route.path)}, ${HANDLER});`),
        `ctx.server.registerRouter(${e.text(PREFIX)}, ${router});`,
      );
    },
  ],
  [
    2,
    "registered first",
    (e, routes) => {
      const router = e.name("router");
      e.body.push(
        `const ${router} = express.Router();`,
        `ctx.server.registerRouter(${e.text(PREFIX)}, ${router});`,
        ...routes.map((route) => `${router}.${call(route)}(${e.text(route.path)}, ${HANDLER});`),
      );
    },
  ],
  [
    2,
    "made by a function",
    (e, routes) => {
      const make = e.name("createRouter");
      e.top(
        `function ${make}() {\nconst router = Router();\n${routes.map((route) => `router.${call(route)}(${JSON.stringify(route.path)}, ${HANDLER});`).join("\n")}\nreturn router;\n}`,
      );
      e.body.push(`ctx.server.registerRouter(${e.text(PREFIX)}, ${make}());`);
    },
  ],
  [
    1,
    "chained",
    (e, routes) => {
      const router = e.name("router");
      e.body.push(
        `const ${router} = Router();`,
        `${router}${routes.map((route) => `.${call(route)}(${e.text(route.path)}, ${HANDLER})`).join("")};`,
        `ctx.server.registerRouter(${e.text(PREFIX)}, ${router});`,
      );
    },
  ],
  [
    1,
    "route by route",
    (e, routes) => {
      const router = e.name("router");
      e.body.push(
        `const ${router} = Router();`,
        ...routes.map((route) => `${router}.route(${e.text(route.path)}).${call(route)}(${HANDLER});`),
        `ctx.server.registerRouter(${e.text(PREFIX)}, ${router});`,
      );
    },
  ],
  [
    2,
    "nested",
    (e, routes) => {
      const router = e.name("router");
      const lines = routes.flatMap((route) => {
        const [, first = "", rest = ""] = /^(?<first>\/[^/:]+)(?<rest>.*)$/.exec(route.path) ?? [];
        const inner = e.name("inner");
        return [
          `const ${inner} = Router();`,
          `${inner}.${call(route)}(${e.text(rest === "" ? "/" : rest)}, ${HANDLER});`,
          `${router}.use(${e.text(first)}, ${inner});`,
        ];
      });
      e.body.push(
        `const ${router} = Router();`,
        ...lines,
        `ctx.server.registerRouter(${e.text(PREFIX)}, ${router});`,
      );
    },
  ],
  [
    1,
    "with middleware",
    (e, routes) => {
      const router = e.name("router");
      e.body.push(
        `const ${router} = Router();`,
        `${router}.use(express.json());`,
        `${router}.use((_request: any, _response: any, next: () => void) => next());`,
        ...routes.map(
          (route) =>
            `${router}.${call(route)}(${e.text(route.path)}, (_request: any, _response: any, next: () => void) => next(), ${HANDLER});`,
        ),
        `ctx.server.registerRouter(${e.text(PREFIX)}, ${router});`,
      );
    },
  ],
  [
    1,
    "class",
    (e, routes) => {
      const name = e.name("Api");
      const lines = routes.map(
        (route) => `this.router.${call(route)}(${JSON.stringify(route.path)}, this.answer);`,
      );
      e.top(`class ${name} {
readonly router = Router();
readonly answer = ${HANDLER};
constructor() {
${lines.join("\n")}
}
}`);
      e.body.push(`ctx.server.registerRouter(${e.text(PREFIX)}, new ${name}().router);`);
    },
  ],
];

/** The path of a request: parameters have values, which are known or not. */
function pathOf(e: End, { path }: Route): string {
  const full = `${PREFIX}${path}`;
  const cut = full.search(/:\w+/);
  if (cut < 0) return e.text(full);
  const [before, after] = [full.slice(0, cut), full.slice(cut).replace(/^:\w+/, "")];
  const value = e.random.chance(0.5) ? '"one"' : "picked";
  const rest = after === "" ? "" : e.text(after);
  return `\`\${${e.text(before)}}\${${value}}${rest === "" ? "" : `\${${rest}}`}\``;
}

const options = ({ method }: Route): string => (method === "GET" ? "" : `, { method: "${method}" }`);

const withPicked = (e: End): void => {
  if (!e.body.includes('const [picked] = useState("two");'))
    e.body.unshift('const [picked] = useState("two");');
};

/** How a UI module requests one. */
export const REQUESTS: readonly (readonly [
  weight: number,
  name: string,
  write: (end: End, route: Route) => void,
])[] = [
  [
    4,
    "effect",
    (e, route) => {
      withPicked(e);
      e.body.push(
        `useEffect(() => {\nvoid fetch(\`\${STRATOS_APP_BASE}\${${pathOf(e, route)}}\`${options(route)});\n}, []);`,
      );
    },
  ],
  [
    2,
    "click",
    (e, route) => {
      withPicked(e);
      e.elements.push(
        `<button onClick={() => void fetch(STRATOS_APP_BASE + ${pathOf(e, route)}${options(route)})}>a</button>`,
      );
    },
  ],
  [
    3,
    "helper",
    (e, route) => {
      withPicked(e);
      e.top(
        "const call = (path: string, init?: RequestInit) => fetch(`${STRATOS_APP_BASE}${path}`, init).then((response) => response.json());",
      );
      e.body.push(`useEffect(() => {\nvoid call(${pathOf(e, route)}${options(route)});\n}, []);`);
    },
  ],
  [
    1,
    "URL",
    (e, route) => {
      withPicked(e);
      e.body.push(
        `useEffect(() => {\nvoid fetch(new URL(${pathOf(e, route)}, STRATOS_APP_BASE)${options(route)});\n}, []);`,
      );
    },
  ],
  [
    1,
    "async function",
    (e, route) => {
      withPicked(e);
      e.body.push(
        `useEffect(() => {\nasync function load() {\nconst response = await fetch(\`\${STRATOS_APP_BASE}\${${pathOf(e, route)}}\`${options(route)});\nreturn response.json();\n}\nvoid load();\n}, []);`,
      );
    },
  ],
  [
    1,
    "method of a client",
    (e, route) => {
      withPicked(e);
      e.top(
        "class Client { send(method: string, path: string) { return fetch(STRATOS_APP_BASE + path, { method }); } }\nconst client = new Client();",
      );
      e.body.push(`useEffect(() => {\nvoid client.send("${route.method}", ${pathOf(e, route)});\n}, []);`);
    },
  ],
  [
    1,
    "object of methods",
    (e, route) => {
      withPicked(e);
      e.top(
        "const http = { request: (path: string, method: string) => fetch(STRATOS_APP_BASE + path, { method }) };",
      );
      e.body.push(`useEffect(() => {\nvoid http.request(${pathOf(e, route)}, "${route.method}");\n}, []);`);
    },
  ],
  [
    1,
    "options as a constant",
    (e, route) => {
      withPicked(e);
      const init = e.name("OPTIONS");
      e.top(`const ${init} = { method: "${route.method}", headers: { accept: "application/json" } };`);
      e.body.push(`useEffect(() => {\nvoid fetch(STRATOS_APP_BASE + ${pathOf(e, route)}, ${init});\n}, []);`);
    },
  ],
  [
    1,
    "hook",
    (e, route) => {
      withPicked(e);
      e.top(
        "function useRequest(path: string, method: string) { const [value, setValue] = useState<any>(null); useEffect(() => { void fetch(`${STRATOS_APP_BASE}${path}`, { method }).then((response) => response.json()).then(setValue); }, [path]); return value; }",
      );
      e.body.push(`void useRequest(${pathOf(e, route)}, "${route.method}");`);
    },
  ],
];
