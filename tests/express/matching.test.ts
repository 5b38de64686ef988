/** What a request meets in an Express application: situations, and the real Express 4 and 5 as a judge of the judge. */
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type {
  Layer,
  Mount,
  PathSpec,
  Pattern,
  RouterShape,
  Verdict,
  Version,
} from "../../src/express/matching.js";
import { judge, routedPaths } from "../../src/express/matching.js";

const text = (...parts: (string | null)[]): PathSpec => ({ kind: "text", parts });
const regexp = ({ source, flags }: RegExp): PathSpec => ({ kind: "regexp", source, flags });
const UNKNOWN: PathSpec = { kind: "unknown" };
const specOf = (path: string | RegExp | PathSpec): PathSpec =>
  typeof path === "string" ? text(path) : path instanceof RegExp ? regexp(path) : path;

type Path = string | RegExp | PathSpec;
const route = (methods: string | undefined, ...paths: Path[]): Layer => ({
  kind: "route",
  paths: paths.map(specOf),
  methods: methods?.split(" ").filter((method) => method !== ""),
});
const use = (router: RouterShape | undefined, ...paths: Path[]): Layer => ({
  kind: "use",
  paths: paths.map(specOf),
  router,
  mayAnswer: false,
});
const middleware = (...paths: Path[]): Layer => ({ kind: "use", paths: paths.map(specOf), mayAnswer: true });
const router = (...layers: Layer[]): RouterShape => ({ layers, isOpen: false });
const open = (...layers: Layer[]): RouterShape => ({ layers, isOpen: true });
const at = (prefix: Path, shape: RouterShape): Mount[] => [{ prefix: specOf(prefix), router: shape }];
const api = (...layers: Layer[]): Mount[] => at("/api", router(...layers));

/** "GET /jobs/${}" is a request with a hole; "* /jobs" one with any method. */
function sent(request: string): { path: Pattern; method: string | undefined } {
  const [method = "", ...rest] = request.split(" ");
  const path = rest
    .join(" ")
    .split(/(\$\{\})/)
    .filter((part) => part !== "")
    .map((part) => (part === "${}" ? null : part));
  return { path, method: method === "*" ? undefined : method };
}

function verdict(version: Version, mounts: readonly Mount[], request: string): string {
  const found = judge(version, mounts, sent(request));
  return found.kind === "other-method" ? `only ${found.methods.join(" ")}` : found.kind;
}

interface Situation {
  readonly title: string;
  readonly app: readonly Mount[];
  readonly versions?: readonly Version[];
  /** What becomes of each request. */
  readonly requests: Readonly<Record<string, string>>;
}

const JOBS = [route("get", "/jobs"), route("get", "/jobs/:id"), route("post", "/jobs/:id/cancel")];

const SITUATIONS: readonly Situation[] = [
  {
    title: "literal requests",
    app: api(...JOBS),
    requests: {
      "GET /api/jobs": "answered",
      "GET /api/jobs/": "answered",
      "GET /API/Jobs": "answered",
      "GET /api/jobs?state=done#top": "answered",
      "GET /api/jobs/7": "answered",
      "GET /api/x/../jobs/7": "answered",
      "GET /api\\jobs": "answered",
      "GET /.//api/jobs": "missing",
      "GET /api/jobs/a%20b": "answered",
      "GET /api/jobs/a b": "answered",
      "GET /api/jobs/%E0%A4%A": "unknown",
      "GET /api/jobs//": "missing",
      "GET /api/job": "missing",
      "GET /api": "missing",
      "GET /jobs": "missing",
      "GET /apijobs": "missing",
      "GET /api/jobs/7/8": "missing",
      "POST /api/jobs": "only GET",
      "GET /api/jobs/7/cancel": "only POST",
      "POST /api/jobs/7/cancel": "answered",
      "* /api/jobs/7/cancel": "answered",
      "* /api/jobs/7/stop": "missing",
      "HEAD /api/jobs": "answered",
      "HEAD /api/jobs/7/cancel": "only POST",
      "OPTIONS /api/jobs": "answered",
      "OPTIONS /api/none": "unknown",
      "GET api/jobs": "unknown",
      "GET //api/jobs": "unknown",
      "GET http://localhost/api/jobs": "unknown",
      "GET ?x=1": "unknown",
    },
  },
  {
    title: "a slash too many behind a mount",
    versions: [4],
    app: api(...JOBS),
    requests: { "GET /api//jobs": "answered", "GET /api//${}": "answered", "GET /api///jobs": "missing" },
  },
  {
    title: "a slash too many behind a mount",
    versions: [5],
    app: api(...JOBS),
    requests: { "GET /api//jobs": "missing", "GET /api//jo${}": "missing" },
  },
  {
    title: "requests with holes",
    app: api(...JOBS, route("put", "/items/latest"), route("get", "/log")),
    requests: {
      "GET /api/jobs/${}": "answered",
      "GET /api/jobs${}": "answered",
      "GET /api/jobs?state=${}": "answered",
      "GET /api/jobs/7?state=${}&x=/${}": "answered",
      "POST /api/jobs/${}/cancel": "answered",
      "POST /api/jobs/${}/cancel${}": "answered",
      "POST /api/jobs/${}/${}": "answered",
      "POST /api/jobs/${}": "answered",
      "PUT /api/${}": "answered",
      "PUT /api/it${}": "answered",
      "PUT /api/item${}/la${}st": "answered",
      "GET /api/lo${}": "answered",
      "GET /api/l${}g": "answered",
      "GET /${}": "unknown",
      "GET ${}": "unknown",
      "GET ${}/api/none": "unknown",
      "GET //${}/api": "unknown",
      "GET /api/${}/../jobs": "unknown",
      "POST /api/jobs/${}/cancle": "missing",
      "POST /api/jobs/${}/cancel/now": "missing",
      "GET /api/jobs/${}/cancel": "only POST",
      "DELETE /api/jobs/${}": "only GET",
      "DELETE /api/jobs/${}/cancel": "only POST",
      "GET /api/job/${}": "missing",
      "GET /api/logs${}": "missing",
      "GET /api/none/${}": "missing",
      "GET /none/${}": "missing",
      "GET /api/jobs/${}/${}/${}/${}/${}": "unknown",
      [`GET /api/none/\${}${"x".repeat(600)}`]: "unknown",
    },
  },
  {
    title: "a router that is mounted in another, and the mount's own path",
    app: api(
      use(router(route("get", "/"), route("post", ""), route("get", "/:id")), "/jobs"),
      use(router(route("get", "/deep")), "/:space/sub"),
      use(router(route("get", "/plain"))),
    ),
    requests: {
      "GET /api/jobs": "answered",
      "GET /api/jobs/": "answered",
      "POST /api/jobs": "answered",
      "PUT /api/jobs": "only GET POST",
      "PUT /api/job${}": "only GET POST",
      "GET /api/jobs/7": "answered",
      "GET /api/x/sub/deep": "answered",
      "GET /api/${}/sub/deep": "answered",
      "GET /api/${}/sub/steep": "missing",
      "GET /api/x/deep": "missing",
      "GET /api/plain": "answered",
      "GET /api/plain/jobs": "missing",
    },
  },
  {
    title: "lists of paths",
    app: api(route("get", "/a", "/b/:id"), use(router(route("get", "/c")), "/x", "/y")),
    requests: {
      "GET /api/a": "answered",
      "GET /api/b/1": "answered",
      "GET /api/y/c": "answered",
      "GET /api/b": "missing",
      "GET /api/z/c": "missing",
      "GET /api/z/${}": "missing",
    },
  },
  {
    title: "the options of a router hold for its own layers",
    app: at("/Api", {
      ...router(route("get", "/Jobs/"), route("get", "/"), use(router(route("get", "/all")), "/Sub")),
      caseSensitive: true,
      strict: true,
    }),
    requests: {
      "GET /api/Jobs/": "answered",
      "GET /api/Jobs": "missing",
      "GET /api/jobs/": "missing",
      "GET /api/jobs/${}": "missing",
      "GET /api": "answered",
      "GET /api/Sub/ALL/": "answered",
      "GET /api/sub/all": "missing",
    },
  },
  {
    title: "all methods, and no method",
    app: api(route(undefined, "/all"), route("", "/none"), route("m-search", "/search")),
    requests: {
      "PROPFIND /api/all": "answered",
      "GET /api/none": "missing",
      "OPTIONS /api/none": "unknown",
      "GET /api/search": "only M-SEARCH",
    },
  },
  {
    title: "what may answer by itself",
    app: api(middleware("/static"), use(undefined), use(open(route("get", "/known")), "/open"), ...JOBS),
    requests: {
      "GET /api/static/a.png": "unknown",
      "GET /api/static": "unknown",
      "GET /api/statics": "missing",
      "GET /api/stat${}": "unknown",
      "GET /api/open": "unknown",
      "GET /api/open/x/y": "unknown",
      "POST /api/open/known": "unknown",
      "GET /api/open/known": "answered",
      "GET /api/op${}/x": "unknown",
      "GET /api/opener": "missing",
      "GET /api/other": "missing",
      "POST /api/jobs": "only GET",
    },
  },
  {
    title: "paths of which not all is known",
    app: api(
      route("get", text("/jobs/", null)),
      use(router(route("get", "/x")), text("/sub-", null, "/in")),
      use(undefined, UNKNOWN),
      route("get", "/known"),
    ),
    requests: {
      "GET /api/jobs/7": "unknown",
      "POST /api/JOBS/7": "unknown",
      "GET /api/jobs": "unknown",
      "GET /api/log": "missing",
      "GET /api/log/${}": "missing",
      "GET /api/jo${}": "unknown",
      "GET /api/sub-1/in/x": "unknown",
      "GET /api/sup/in/x": "missing",
      "POST /api/known": "only GET",
    },
  },
  {
    title: "a path of which nothing is known",
    app: api(route("get", UNKNOWN), route("get", "/known"), use(router(), text(null, "/x"))),
    requests: {
      "GET /api/x": "unknown",
      "POST /api/known": "unknown",
      "GET /api/known": "answered",
      "GET /x": "missing",
    },
  },
  {
    title: "a route without a path, and a prefix that is unknown",
    app: [...api(route("get")), ...at(text("/plugins/", null), router(...JOBS))],
    requests: {
      "GET /api/x": "unknown",
      "GET /plugins/mine/jobs": "unknown",
      "GET /plugins/${}/none": "unknown",
      "GET /other/jobs": "missing",
    },
  },
  {
    title: "regular expressions",
    app: api(
      route("get", /^\/jobs\/(\d+)$/),
      use(router(route("get", "/x")), /^\/v\d+/i),
      use(router(route("get", "/again")), /^\/again/g),
    ),
    requests: {
      "GET /api/jobs/7": "answered",
      "GET /api/jobs/seven": "unknown",
      "GET /api/jobs/${}": "answered",
      "GET /other/jobs/7": "missing",
    },
  },
  {
    title: "a regular expression and a request with a hole",
    app: api(route("get", /^\/jobs\/[a-f]{3}$/), use(router(route("get", "/x")), /^\/V\d+/i)),
    requests: {
      "GET /api/v12/x": "answered",
      "GET /api/v/x": "missing",
      "GET /api/v12x": "missing",
      "GET /api/jobs/abc": "answered",
      "GET /api/jobs/abx": "missing",
      "POST /api/jobs/abc": "only GET",
      "GET /api/jobs/${}": "unknown",
      "GET /apis/${}": "missing",
    },
  },
  {
    title: "an expression that nobody can read",
    app: api(route("get", { kind: "regexp", source: "(", flags: "" })),
    requests: { "GET /api/x": "unknown", "GET /x": "missing" },
  },
  {
    title: "the syntax of Express 5",
    versions: [5],
    app: api(
      route("get", "/files/*path"),
      route("get", "/opt{/:id}"),
      route("get", "/:a-:b"),
      route("get", "/report.:ext"),
    ),
    requests: {
      "GET /api/files/a/b": "answered",
      "GET /api/files/a/${}": "answered",
      "GET /api/files": "missing",
      "GET /api/opt": "answered",
      "GET /api/opt/1": "answered",
      "GET /api/opt/1/2": "missing",
      "GET /api/opt/${}/2": "missing",
      "GET /api/one-two": "answered",
      "GET /api/one-${}": "answered",
      "GET /api/one": "missing",
      "GET /api/report.${}": "answered",
      "GET /api/rep${}/x": "missing",
    },
  },
  {
    title: "the syntax of Express 4",
    versions: [4],
    app: api(
      route("get", "/files/*"),
      route("get", "/opt/:id?"),
      route("get", "/n/:id(\\d+)"),
      route("get", "/code/:id([a-f]{3})"),
      route("get", "/colou?r"),
      route("get", "/maybe/:id{0,1}"),
    ),
    requests: {
      "GET /api/files/a/b": "answered",
      "GET /api/opt": "answered",
      "GET /api/opt/1": "answered",
      "GET /api/opt/1/2": "missing",
      "GET /api/n/1": "answered",
      "GET /api/n/one": "missing",
      "GET /api/n/${}": "answered",
      "GET /api/n/${}/x": "missing",
      "GET /api/code/${}": "unknown",
      "GET /api/code/${}/x": "missing",
      "GET /api/color": "answered",
      "GET /api/colo${}": "unknown",
      "GET /api/maybe": "answered",
      "GET /api/m${}ybe": "answered",
      "GET /api/cat${}": "missing",
    },
  },
  {
    title: "what a sign makes optional",
    versions: [4],
    app: api(route("get", "/o{0,2}k/:id([a-f]{3})")),
    requests: { "GET /api/k/abc": "answered", "GET /api/k/${}": "unknown", "GET /api/k/x": "missing" },
  },
  {
    title: "what Express 5 refuses to register may answer anything",
    versions: [5],
    app: api(
      use(router(route("get", "/a/*")), "/one"),
      use(router(route("get", "/:id?")), "/two"),
      route("get", "/three"),
    ),
    requests: {
      "GET /api/one/b": "unknown",
      "GET /api/two/a/b": "unknown",
      "GET /api/two/${}": "unknown",
      "POST /api/three": "only GET",
    },
  },
  {
    title: "what Express 4 refuses to register may answer anything",
    versions: [4],
    app: api(use(router(route("get", "/a(b")), "/one"), route("get", "/three")),
    requests: { "GET /api/one/b": "unknown", "GET /api/one/${}": "unknown", "GET /api/other": "missing" },
  },
  {
    title: "a regular expression ends before a dot",
    versions: [4],
    app: api(use(router(route("get", "/.json")), /^\/v1/)),
    requests: { "GET /api/v1.json": "answered", "GET /api/v1.${}n": "unknown", "GET /api/v1x": "missing" },
  },
];

const VERSIONS: readonly Version[] = [4, 5];
const ROWS = SITUATIONS.flatMap(({ title, app, versions = VERSIONS, requests }) =>
  versions.flatMap((version) =>
    Object.entries(requests).map(([request, expected]) => ({ title, version, app, request, expected })),
  ),
);

describe("situations", () => {
  it.each(ROWS)("Express $version, $title: $request is $expected", ({ version, app, request, expected }) => {
    expect(verdict(version, app, request)).toBe(expected);
  });
});

describe("the paths that are routed", () => {
  it("are joined, merged and simplified", () => {
    const nested = router(
      route("get", "/"),
      route("post", "/"),
      route(undefined, "/all"),
      route("get", "/all"),
    );
    const app = at(
      "/api/",
      router(
        use(nested, "/jobs", "/tasks/"),
        route("get", "/n/:id(\\d+)"),
        route("delete get", text("/x", null), "/y"),
        route("get", /x/),
        route("", "/nothing"),
        middleware("/static"),
        use(router(route("get", "/lost")), UNKNOWN),
      ),
    );
    expect(routedPaths(app)).toEqual([
      { path: "/api/jobs", methods: ["GET", "POST"], at: [] },
      { path: "/api/jobs/all", methods: undefined, at: [] },
      { path: "/api/tasks", methods: ["GET", "POST"], at: [] },
      { path: "/api/tasks/all", methods: undefined, at: [] },
      { path: "/api/n/:id", methods: ["GET"], at: [] },
      { path: "/api/y", methods: ["DELETE", "GET"], at: [] },
    ]);
    expect(routedPaths(at("/", router(route("get", ""))))).toEqual([{ path: "/", methods: ["GET"], at: [] }]);
  });
});

// ---- The real Express ----

type Reply = "answered" | "missing" | "error";
interface RealRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: object;
  readonly reply: (reply: Reply) => void;
}
type Handler = (request: RealRequest, response: object, next: (error?: unknown) => void) => void;
interface RealRouter extends Handler {
  use(path: unknown, handler: Handler): void;
  route(path: unknown): Record<string, (handler: Handler) => void>;
}
interface Express {
  (): RealRouter;
  Router(options: { caseSensitive: boolean | undefined; strict: boolean | undefined }): RealRouter;
}

const load = createRequire(import.meta.url) as (name: string) => Express;
const EXPRESS: Readonly<Record<Version, Express>> = { 4: load("express4"), 5: load("express") };

const reply: Handler = (request) => {
  request.reply("answered");
};
const pass: Handler = (_request, _response, next) => {
  next();
};

/** What Express is given for the paths of a layer. */
function realPath(paths: readonly PathSpec[]): unknown {
  const real = paths.map((spec) =>
    spec.kind === "regexp"
      ? new RegExp(spec.source, spec.flags)
      : spec.kind === "text"
        ? spec.parts.join("")
        : "",
  );
  return real.length === 1 ? real[0] : real;
}

function realRouter(version: Version, shape: RouterShape, answering: ReadonlySet<Layer>): RealRouter {
  const { caseSensitive, strict } = shape;
  const real = EXPRESS[version].Router({ caseSensitive, strict });
  for (const layer of shape.layers) {
    const path = realPath(layer.paths);
    if (layer.kind === "route") {
      const registered = real.route(path);
      for (const method of layer.methods ?? ["all"]) registered[method]?.(reply);
      continue;
    }
    const inner = layer.router ? realRouter(version, layer.router, answering) : pass;
    real.use(layer.paths.length === 0 ? "/" : path, answering.has(layer) ? reply : inner);
  }
  return real;
}

function realApp(version: Version, mounts: readonly Mount[], answering: ReadonlySet<Layer>): RealRouter {
  const app = EXPRESS[version]();
  for (const { prefix, router: shape } of mounts) {
    app.use(realPath([prefix]), realRouter(version, shape, answering));
  }
  return app;
}

/** Sends a request through the application without a socket. */
function ask(app: RealRouter, url: string, method: string): Promise<Reply> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve("answered");
    };
    const response = { setHeader: () => undefined, set: () => undefined, end, send: end };
    app({ url, method, headers: {}, reply: resolve }, response, (error) => {
      resolve(error ? "error" : "missing");
    });
  });
}

// ---- The generator ----

/** A small generator of numbers that gives the same ones each time. */
class Dice {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
  chance(probability: number): boolean {
    return this.below(1000) < probability * 1000;
  }
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
  list<Item>(count: number, make: () => Item): Item[] {
    return Array.from({ length: count }, make);
  }
}

const METHODS = ["get", "post", "put", "delete", "head"];
const STATIC = ["/jobs", "/log", "/a.b", "/New", "/x-y", "/v1"];
const EITHER = ["/:id", "/:name", "/:a-:b", "/:file.:ext", "/:file.json", "/is-:what"];
const DYNAMIC: Readonly<Record<Version, readonly string[]>> = {
  4: [
    ...EITHER,
    ..."/*|/:id?|/:n(\\d+)|/:rest*|/ab?c|/a+b|/:k([a-c]{2})|*|/(sub)?|/:n(\\d+)?|.:ext?|/:more+|/o{0,2}k".split(
      "|",
    ),
    "/:kind(a|b)",
    "/in|/out",
  ],
  5: [
    ...EITHER,
    ..."/*splat|{/:opt}|/x{-:y}|/*path/end|{*all}|/p\\+q|/:a-x-:b|/pre*rest|{/o{/:p}}".split("|"),
  ],
};
const REGEXPS = [
  /^\/jobs\/\d+$/,
  /log/i,
  /^\/v(\d)/,
  /^\/(?<kind>a|b)(\/c)?/,
  /\.json$/,
  /^\/jobs/,
  /^\/(.*)$/,
];
const VALUES = [
  "word",
  "42",
  "a%20b",
  "a-b",
  "r.json",
  "é",
  "ab",
  "jobs",
  "%zz",
  "a%2Fb",
  "p/q",
  "ok",
  "abc",
  "x.y-z",
];

class Generator {
  constructor(
    readonly dice: Dice,
    readonly version: Version,
  ) {}

  path(longest: number): PathSpec {
    const { dice, version } = this;
    if (dice.chance(0.1)) return regexp(dice.pick(REGEXPS));
    const segments = dice.list(dice.below(longest + 1), () =>
      dice.pick(dice.chance(0.55) ? STATIC : DYNAMIC[version]),
    );
    if (segments.length === 0) return text(dice.pick(["/", ""]));
    return text(segments.join("") + (dice.chance(0.15) ? "/" : ""));
  }

  /** Paths that Express registers together: it refuses some combinations of segments. */
  paths(longest: number, fewest: number): PathSpec[] {
    const { dice, version } = this;
    for (;;) {
      const count = dice.chance(0.8) ? 1 : dice.pick([fewest, 2, 3]);
      const specs = dice.list(count, () => this.path(longest));
      try {
        realRouter(version, router(route("get", ...specs)), new Set());
        return specs;
      } catch {
        continue;
      }
    }
  }

  layer(depth: number): Layer {
    const { dice } = this;
    if (dice.chance(depth > 0 ? 0.6 : 0.9)) {
      const methods = dice.chance(0.1) ? undefined : dice.list(1 + dice.below(2), () => dice.pick(METHODS));
      return { kind: "route", paths: this.paths(3, 1), methods };
    }
    const inner = dice.chance(0.85) ? this.router(depth - 1) : undefined;
    return { kind: "use", paths: this.paths(2, 0), router: inner, mayAnswer: false };
  }

  router(depth: number): RouterShape {
    const { dice } = this;
    const layers = dice.list(1 + dice.below(4), () => this.layer(depth));
    return { layers, caseSensitive: dice.chance(0.2), strict: dice.chance(0.25), isOpen: false };
  }

  mounts(): Mount[] {
    return this.dice.list(1 + this.dice.below(2), () => ({
      prefix: this.dice.chance(0.8)
        ? text(this.dice.pick(["/api", "/Api/v2", "/"]))
        : (this.paths(1, 1)[0] ?? UNKNOWN),
      router: this.router(2),
    }));
  }

  /** A text that a path was made for, more or less. */
  example(spec: PathSpec | undefined): string {
    const { dice } = this;
    if (spec?.kind === "regexp")
      return dice.pick(["/jobs/7", "/LOG", "/v2", "/v1.b", "/a/c", "/b", "/r.json"]);
    if (spec?.kind !== "text") return "";
    const value = (): string => dice.pick(VALUES);
    const alternatives = spec.parts.join("").split(/\|(?![^(]*\))/);
    return dice
      .pick(alternatives)
      .replace(/\{([^{}]*)\}/g, (_all, inner: string) => (dice.chance(0.5) ? inner : ""))
      .replace(/[{}\\]/g, "")
      .replace(/(\/?)[:*]\w+(\([^)]*\))?[*?+]?/g, (_all, slash: string) =>
        dice.chance(0.9) ? slash + value() : "",
      )
      .replace(/\*/g, value)
      .replace(/[()?+]/g, "");
  }

  /** The path of a request that is close to a route. */
  request(mounts: readonly Mount[]): string {
    const { dice } = this;
    const mount = dice.pick(mounts);
    let path = this.example(mount.prefix).replace(/\/$/, "");
    for (let shape: RouterShape | undefined = mount.router; shape;) {
      const layer: Layer = dice.pick(shape.layers);
      path += layer.paths.length === 0 ? "" : this.example(dice.pick(layer.paths));
      shape = layer.kind === "use" ? layer.router : undefined;
    }
    return `${this.changed(path.startsWith("/") ? path : `/${path}`)}${dice.chance(0.1) ? "?q=1" : ""}`;
  }

  private changed(path: string): string {
    const { dice } = this;
    switch (dice.below(12)) {
      case 0:
        return path.toUpperCase();
      case 1:
        return path.endsWith("/") ? path.slice(0, -1) || "/" : `${path}/`;
      case 2:
        return path.replace(/\/(?=[^/]*$)/, "//");
      case 3:
        return `${path}/more`;
      case 4:
        return path.replace(/\/[^/]*$/, "") || "/";
      case 5:
        return path.slice(0, -1) || "/";
      case 6:
        return dice.pick(STATIC) + path;
      default:
        return path;
    }
  }

  /** The request with some pieces of its text unknown. The first segment stays: else nothing would be known. */
  withHoles(path: string): Pattern {
    const { dice } = this;
    const parts: (string | null)[] = [];
    let from = 0;
    for (let count = 1 + dice.below(2); count > 0; count--) {
      const start = Math.max(from + dice.below(path.length - from + 1), 2);
      const isSegment = dice.chance(0.6);
      const segmentStart = isSegment ? path.indexOf("/", start) + 1 || start : start;
      const segmentEnd = path.slice(segmentStart).search(/[/?]|$/) + segmentStart;
      const end = isSegment ? segmentEnd : segmentStart + dice.below(path.length - segmentStart + 1);
      parts.push(path.slice(from, segmentStart), null);
      from = Math.max(end, segmentStart);
    }
    return [...parts, path.slice(from)];
  }

  /** The same application, of which less is known. */
  blurred(mounts: readonly Mount[]): Mount[] {
    return mounts.map(({ prefix, router: shape }) => ({
      prefix: this.blurredPath(prefix),
      router: this.blurredRouter(shape),
    }));
  }

  private blurredRouter(shape: RouterShape): RouterShape {
    const { dice } = this;
    const layers = shape.layers.map((layer): Layer => {
      const paths = layer.paths.map((path) => this.blurredPath(path));
      if (layer.kind === "route") return { ...layer, paths };
      return { ...layer, paths, router: layer.router && this.blurredRouter(layer.router) };
    });
    if (!dice.chance(0.15)) return { ...shape, layers };
    return { ...shape, layers: layers.slice(1), isOpen: true };
  }

  private blurredPath(spec: PathSpec): PathSpec {
    const { dice } = this;
    if (dice.chance(0.7)) return spec;
    if (spec.kind !== "text" || dice.chance(0.2)) return UNKNOWN;
    const whole = spec.parts.join("");
    if (whole.includes("|")) return UNKNOWN;
    const start = dice.below(whole.length + 1);
    const end = start + dice.below(whole.length - start + 1);
    return text(whole.slice(0, start), null, whole.slice(end));
  }

  /** Middleware that may answer, and which of it really does. */
  withMiddleware(mounts: readonly Mount[]): { mounts: Mount[]; answering: Set<Layer> } {
    const answering = new Set<Layer>();
    const changed = mounts.map(({ prefix, router: shape }) => {
      const layer: Layer = { kind: "use", paths: this.paths(2, 0), mayAnswer: true };
      if (this.dice.chance(0.5)) answering.add(layer);
      const layers = [...shape.layers];
      layers.splice(this.dice.below(layers.length + 1), 0, layer);
      return { prefix, router: { ...shape, layers } };
    });
    return { mounts: changed, answering };
  }
}

// ---- The comparison ----

/** What `fetch` sends, or undefined if it goes to another host. */
function urlOf(path: string): string | undefined {
  if (!URL.canParse(path, "http://localhost")) return undefined;
  const url = new URL(path, "http://localhost");
  return url.host === "localhost" ? url.pathname + url.search : undefined;
}

/** Whether a request that Express answers proves it wrong. */
const isReport = ({ kind }: Verdict): boolean => kind === "missing" || kind === "other-method";

/** What is wrong with a verdict on a request of which all is known. */
async function complaint(app: RealRouter, url: string, method: string, found: Verdict): Promise<string> {
  const real = await ask(app, url, method);
  const expected = { answered: ["answered"], missing: ["missing", "other-method"], error: ["unknown"] }[real];
  if (real !== "answered" && method === "OPTIONS") return isReport(found) ? "OPTIONS is reported" : "";
  if (!expected.includes(found.kind)) return `really ${real}`;
  if (real !== "missing") return "";
  const others = new Set<string>();
  for (const other of METHODS.map((name) => name.toUpperCase())) {
    if ((await ask(app, url, other)) === "answered") others.add(other);
  }
  const listed = found.kind === "other-method" ? found.methods : [];
  // GET brings HEAD.
  const withoutHead = [...others].filter((name) => name !== "HEAD" || listed.includes("HEAD"));
  return withoutHead.sort().join() === listed.join() ? "" : `really for ${withoutHead.join()}`;
}

const SHAPES = 600;
const REQUESTS = 6;

describe.each(VERSIONS)("Express %i itself", (version) => {
  it("agrees", async () => {
    const generator = new Generator(new Dice(20 + version), version);
    const { dice } = generator;
    const complaints: unknown[] = [];
    const count: Record<string, number> = {};
    const note = (kind: string, found: Verdict): void => {
      const key = `${kind}: ${found.kind}`;
      count[key] = (count[key] ?? 0) + 1;
    };
    for (let shape = 0; shape < SHAPES; shape++) {
      const mounts = generator.mounts();
      const app = realApp(version, mounts, new Set());
      const blurred = generator.blurred(mounts);
      const mixed = generator.withMiddleware(mounts);
      const mixedApp = realApp(version, mixed.mounts, mixed.answering);
      for (let index = 0; index < REQUESTS; index++) {
        const path = generator.request(mounts);
        const method = dice.pick(["GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]);
        const url = urlOf(path);
        const found = judge(version, mounts, { path: [path], method });
        note("known", found);
        if (url === undefined || path.startsWith("//")) {
          if (found.kind !== "unknown") complaints.push({ path, found, why: "sent to another host" });
          continue;
        }
        const why = await complaint(app, url, method, found);
        if (why !== "") complaints.push({ why, method, path, found, mounts: JSON.stringify(mounts) });

        const holes = generator.withHoles(path);
        const reply = await ask(app, url, method);
        for (const [kind, shapes, pattern, real] of [
          ["holes", mounts, holes, reply],
          ["blurred", blurred, [path], reply],
          ["both", blurred, holes, reply],
          ["middleware", mixed.mounts, [path], await ask(mixedApp, url, method)],
        ] as const) {
          const guess = judge(version, shapes, { path: pattern, method });
          note(kind, guess);
          const isWrong = kind === "middleware" && real === "missing" && guess.kind === "answered";
          if (isWrong || (real === "answered" && isReport(guess))) {
            complaints.push({ kind, real, method, path, pattern, guess, shapes: JSON.stringify(shapes) });
          }
        }
      }
    }
    expect(complaints.slice(0, 3)).toEqual([]);
    // It has tried something: every kind of verdict was given often, with all and with little known.
    expect(Object.keys(count).length).toBe(5 * 4);
    expect(Math.min(...Object.values(count))).toBeGreaterThan(30);
    expect(SHAPES * REQUESTS).toBeGreaterThanOrEqual(3000);
  });
});
