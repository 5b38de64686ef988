import type { Env } from "../flow/env.js";
import type { Flow, Invocation } from "../flow/flow.js";
import { exportBehind } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import type { Answer, RecordValue, Value } from "../flow/values.js";
import { isHarmless } from "./middleware.js";
import type { PathSpec, Pattern } from "./shapes.js";

/** A router where it is made; `key` is the same for all that is made there. */
export interface RouterMade {
  readonly key: string;
  readonly caseSensitive?: boolean | undefined;
  readonly strict?: boolean | undefined;
  /** Whether its options are known. */
  readonly isKnown: boolean;
}

/** What a call adds to a router. Routers that are mounted on it are named by their keys. */
export interface Addition {
  readonly to: RouterMade;
  readonly paths: readonly PathSpec[];
  readonly layer:
    | { readonly kind: "route"; readonly methods: readonly string[] | undefined }
    | { readonly kind: "use"; readonly routers: readonly RouterMade[]; readonly mayAnswer: boolean }
    /** It does something to the router that is not followed: `router.param`. */
    | { readonly kind: "open" };
  /** The expressions that say the paths. */
  readonly written: readonly Node[];
}

const VERBS = new Set([
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "head",
  "options",
  "checkout",
  "copy",
  "lock",
  "merge",
  "mkactivity",
  "mkcol",
  "move",
  "m-search",
  "notify",
  "purge",
  "query",
  "report",
  "search",
  "subscribe",
  "trace",
  "unlock",
  "unsubscribe",
]);
/** What can be done with a router without changing what it answers. */
const ONLY_READS = new Set(["handle", "listen", "set", "enable", "disable", "stack", "path"]);

/** The router that a value is; `undefined` for anything else. Most methods give back what they are called on. */
export function routerOf(flow: Flow, value: Value): RouterMade | undefined {
  if (value.kind !== "result") return undefined;
  const { callee, call, env } = value;
  if (callee.kind === "member" && isMethod(callee.key)) return routerOf(flow, callee.object);
  if (!isRouterMaker(callee)) return undefined;
  return {
    key: `${flow.file.of(call).path ?? ""}:${String(call.range[0])}`,
    ...optionsOf(flow, call.arguments[0], env),
  };
}

/** Whether each call gives a router: `Router`, `express`, and the methods that give back what they are called on. */
export function isRouterMaker(callee: Value): boolean {
  if (callee.kind === "member" && isMethod(callee.key))
    return callee.object.kind === "result" && isRouterMaker(callee.object.callee);
  const made = exportBehind(callee);
  return made?.source === "express" && (made.name === "Router" || made.name === "default");
}

/** Whether a method adds something to a router. */
export function isRouterMethod(key: string): boolean {
  return isMethod(key) || key === "route";
}

function isMethod(key: string): boolean {
  return VERBS.has(key) || key === "use" || key === "all" || key === "param";
}

function optionsOf(
  flow: Flow,
  options: Node | undefined,
  env: Env | undefined,
): Pick<RouterMade, "caseSensitive" | "strict" | "isKnown"> {
  if (!options) return { isKnown: true };
  const { values, others } = flow.evaluate(options, env);
  const [record] = values;
  if (values.length !== 1 || others || record?.kind !== "record" || record.open) return { isKnown: false };
  const [caseSensitive, strict] = ["caseSensitive", "strict"].map((key) => booleanOf(record, key));
  return {
    caseSensitive: caseSensitive ?? false,
    strict: strict ?? false,
    isKnown: caseSensitive !== "unknown" && strict !== "unknown",
  } as Pick<RouterMade, "caseSensitive" | "strict" | "isKnown">;
}

function booleanOf(record: RecordValue, key: string): boolean | "unknown" | undefined {
  const answer = record.members.get(key)?.answer();
  if (!answer) return undefined;
  const [only] = answer.values;
  const isKnown = answer.values.length === 1 && !answer.others && only?.kind === "primitive";
  return isKnown ? Boolean(only.value) : "unknown";
}

/** What a call adds to a router, if it is one of a router's methods. */
export function additionOf(flow: Flow, { callee, args, node, env }: Invocation): Addition | undefined {
  if (callee.kind !== "member") return undefined;
  const { key, object } = callee;
  if (object.kind === "result" && (VERBS.has(key) || key === "all")) {
    const route = routeOf(object);
    const to = route && routerOf(flow, route.router);
    if (to) return { to, ...pathsOf(flow, [route.path], route.env), layer: routeLayer(key) };
  }
  const to = routerOf(flow, object);
  if (!to) return undefined;
  const answers = args.answers.map((answer) => answer());
  if (VERBS.has(key) || key === "all") {
    // `app.get("setting")`
    if (answers.length < 2 && !args.open) return undefined;
    return { to, ...pathsIn(flow, answers.slice(0, 1), node), layer: routeLayer(key) };
  }
  if (key === "route") return undefined;
  if (key !== "use")
    return ONLY_READS.has(key) ? undefined : { to, paths: [], written: [], layer: { kind: "open" } };
  const [first] = answers;
  const hasPath = first !== undefined && isPath(first, answers.length > 1);
  const handlers = hasPath ? answers.slice(1) : answers;
  const routers = handlers.flatMap(({ values }) => values.flatMap((value) => routerOf(flow, value) ?? []));
  const isInSight = !args.open && handlers.every((handler) => isKnownHandler(flow, handler));
  const where = hasPath ? pathsIn(flow, [first], node) : { paths: [], written: [] };
  return { to, ...where, layer: { kind: "use", routers, mayAnswer: !isInSight } };

  function isKnownHandler(within: Flow, handler: Answer): boolean {
    if (handler.others || handler.values.length === 0) return false;
    return handler.values.every(
      (value) => routerOf(within, value) !== undefined || isHarmless(within, value, env),
    );
  }
}

function routeLayer(key: string): Addition["layer"] {
  return { kind: "route", methods: key === "all" ? undefined : [key] };
}

/** `router.route(path)`, also behind `.get(...)` and the like. */
function routeOf(value: Value): { router: Value; path: Node | undefined; env: Env | undefined } | undefined {
  if (value.kind !== "result" || value.callee.kind !== "member") return undefined;
  const { callee, call, env } = value;
  if (callee.key === "route") {
    const [path] = call.arguments;
    return { router: callee.object, path: path?.type === "SpreadElement" ? undefined : path, env };
  }
  return VERBS.has(callee.key) || callee.key === "all" ? routeOf(callee.object) : undefined;
}

/** Whether the first argument of `use` is a path; what is not in sight is one if something comes after it. */
function isPath({ values, others }: Answer, hasMore: boolean): boolean {
  if (values.some((value) => isPathValue(value))) return true;
  return (
    hasMore &&
    (others !== undefined || values.length === 0 || values.some(({ kind }) => kind === "parameter"))
  );
}

function isPathValue(value: Value): boolean {
  if (value.kind === "list") return value.elements.some((element) => element().values.some(isPathValue));
  return (
    value.kind === "text" ||
    value.kind === "regexp" ||
    (value.kind === "primitive" && typeof value.value === "string")
  );
}

function pathsOf(
  flow: Flow,
  nodes: readonly (Node | undefined)[],
  env: Env | undefined,
): Pick<Addition, "paths" | "written"> {
  const written = nodes.filter((node) => node !== undefined);
  if (written.length < nodes.length) return { paths: [{ kind: "unknown" }], written };
  return { paths: written.flatMap((node) => pathSpecs(flow, flow.evaluate(node, env))), written };
}

function pathsIn(
  flow: Flow,
  answers: readonly Answer[],
  { arguments: nodes }: Invocation["node"],
): Pick<Addition, "paths" | "written"> {
  return {
    paths: answers.flatMap((answer, index) => pathSpecs(flow, answer, nodes[index])),
    written: nodes.slice(0, answers.length),
  };
}

/** All paths that an expression may stand for. A list that is written where it is passed is read before anybody can change it. */
export function pathSpecs(flow: Flow, { values, others }: Answer, passed?: Node): readonly PathSpec[] {
  const found = values.flatMap((value): readonly PathSpec[] => {
    switch (value.kind) {
      case "primitive":
      case "text":
        return [{ kind: "text", parts: patternOf(value) }];
      case "regexp":
        return [{ kind: "regexp", source: value.source, flags: value.flags }];
      case "list":
        return value.origin === passed && !value.open
          ? value.elements.flatMap((element) => pathSpecs(flow, element()))
          : pathSpecs(flow, flow.elements({ values: [value] }, value.origin));
      default:
        return [{ kind: "unknown" }];
    }
  });
  return others || found.length === 0 ? [...found, { kind: "unknown" }] : found;
}

/** The parts of a text; `null` where any text may stand. */
export function patternOf(value: Value): Pattern {
  if (value.kind === "primitive") return typeof value.value === "string" ? [value.value] : [null];
  if (value.kind !== "text") return [null];
  return value.parts.flatMap((part) => (typeof part === "string" ? (part === "" ? [] : [part]) : [null]));
}
