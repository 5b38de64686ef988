import type { Env } from "../flow/env.js";
import { changesOf } from "../flow/changes.js";
import { enter } from "../flow/env.js";
import type { Flow, Invocation } from "../flow/flow.js";
import { exportBehind } from "../flow/imports.js";
import { canHappen } from "../flow/guards.js";
import type { CallNode, FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isFunction, isInside } from "../flow/tree.js";
import type { Answer, Hole, Value } from "../flow/values.js";
import { exactly, flatMap, NOTHING } from "../flow/values.js";
import type { Pattern } from "../express/shapes.js";
import { visitElsewhere } from "./elsewhere.js";
import type { SdkFile } from "./sdk-file.js";
import type { Things } from "./things.js";

/** A request to the shell's HTTP server. */
export interface Request {
  /** Behind the server's address: from the "/" on, perhaps with a query. `null` where any text may stand. */
  readonly path: Pattern;
  /** In upper case; `undefined`: it is not known. */
  readonly method: string | undefined;
  /** Where the linted file chooses the path. */
  readonly place: Node;
}

/** Where a URL begins, and what comes behind it. */
type Parts = readonly (string | Hole)[];

const AXIOS_VERBS = new Set([
  "get",
  "delete",
  "head",
  "options",
  "post",
  "put",
  "patch",
  "postForm",
  "putForm",
  "patchForm",
]);

/** The requests that a file makes to the shell's server, itself or through functions of other modules. */
export function requestsOf(file: SdkFile): readonly Request[] {
  const { flow, things } = file;
  const found: Request[] = [];
  const look = (invocation: Invocation, env: Env | undefined): void => {
    for (const { url, method } of sentBy(flow, invocation)) {
      for (const value of url.values) {
        const path = pathBehindBase(things, flow, value);
        if (!path) continue;
        const place = placeOf(flow, invocation.node, env, value);
        if (place) found.push({ path, method, place });
      }
    }
  };
  for (const node of flow.file.calls) {
    if (!flow.invocations(node).some(({ callee }) => mayRequest(callee))) continue;
    for (const world of flow.worldsAt(node) ?? [undefined]) {
      if (!canHappen(flow, node, world)) continue;
      for (const invocation of flow.invocations(node, world)) look(invocation, world);
    }
  }
  visitElsewhere(
    flow,
    (fn) => /\b(?:fetch|axios|Request|sendBeacon|EventSource|ky)\b/.test(flow.file.of(fn).source.text),
    ({ invocations, env }) => {
      for (const invocation of invocations) look(invocation, env);
    },
  );
  return found;
}

function mayRequest(callee: Value): boolean {
  if (callee.kind === "function" || callee.kind === "class") return false;
  return true;
}

// ---------------------------------------------------------------- who sends

interface Sending {
  readonly url: Answer;
  readonly method: string | undefined;
}

function sentBy(flow: Flow, { callee, args, node }: Invocation): readonly Sending[] {
  const at = (index: number): Answer => args.answers[index]?.() ?? NOTHING;
  const global = globalNameOf(callee);
  if (global === "fetch")
    return fetched(flow, at(0), args.answers.length > 1 || args.open ? at(1) : undefined, node);
  if (global === "EventSource" && node.type === "NewExpression") return [{ url: at(0), method: "GET" }];
  if (callee.kind === "member" && callee.key === "sendBeacon" && globalNameOf(callee.object) === "navigator")
    return [{ url: at(0), method: "POST" }];
  return sentByAxios(flow, callee, at, node);
}

/** A global, also as a member of `window`. */
function globalNameOf(value: Value): string | undefined {
  if (value.kind === "global") return value.name;
  const isOfWindow =
    value.kind === "member" &&
    value.object.kind === "global" &&
    /^(?:window|globalThis|self)$/.test(value.object.name);
  return isOfWindow ? value.key : undefined;
}

function fetched(flow: Flow, input: Answer, options: Answer | undefined, at: Node): readonly Sending[] {
  return input.values.flatMap((value): readonly Sending[] => {
    if (value.kind === "result" && globalNameOf(value.callee) === "Request") {
      const [url, own] = value.call.arguments;
      if (!url || url.type === "SpreadElement") return [];
      const given = own && own.type !== "SpreadElement" ? flow.evaluate(own, value.env) : undefined;
      return fetched(flow, flow.evaluate(url, value.env), options ?? given, at);
    }
    return [{ url: exactly(value), method: methodIn(flow, options, at) }];
  });
}

/** A member of options as they are written: who is handed them reads them. */
function optionIn(flow: Flow, options: Answer, key: string, at: Node): Answer {
  return flatMap(options, (value) => {
    const member = value.kind === "record" ? value.members.get(key) : undefined;
    const isAsWritten = value.kind === "record" && member && changesOf(flow, value).writes.length === 0;
    return isAsWritten ? member.answer() : flow.member(exactly(value), key, at);
  });
}

/** The method that options say; GET where they say none, `undefined` where they are not in sight. */
function methodIn(flow: Flow, options: Answer | undefined, at: Node): string | undefined {
  if (!options) return "GET";
  const { values, others } = optionIn(flow, options, "method", at);
  const isNone = options.values.every((value) => value.kind === "primitive") && !options.others;
  if (isNone && options.values.length > 0) return "GET";
  const [only] = values;
  if (others || values.length !== 1 || only?.kind !== "primitive") return undefined;
  return only.value === undefined ? "GET" : String(only.value).toUpperCase();
}

function sentByAxios(
  flow: Flow,
  callee: Value,
  at: (index: number) => Answer,
  node: Node,
): readonly Sending[] {
  if (isAxios(callee) || (callee.kind === "member" && callee.key === "request" && isAxios(callee.object))) {
    const client = callee.kind === "member" && callee.key === "request" ? callee.object : callee;
    return at(0).values.flatMap((value): readonly Sending[] => {
      if (value.kind !== "record")
        return [{ url: withBase(flow, client, exactly(value), node), method: methodIn(flow, at(1), node) }];
      const config = exactly(value);
      const url = optionIn(flow, config, "url", node);
      const own = optionIn(flow, config, "baseURL", node);
      const hasOwn = own.values.some((one) => one.kind === "text" || isAppBase(one));
      return [
        {
          url: hasOwn ? joined(own, url, node) : withBase(flow, client, url, node),
          method: methodIn(flow, config, node),
        },
      ];
    });
  }
  if (callee.kind !== "member" || !AXIOS_VERBS.has(callee.key) || !isAxios(callee.object)) return [];
  const method = callee.key.replace("Form", "").toUpperCase();
  return [{ url: withBase(flow, callee.object, at(0), node), method }];
}

/** axios itself, or what `axios.create` has made. */
function isAxios(value: Value): boolean {
  if (value.kind === "result")
    return value.callee.kind === "member" && value.callee.key === "create" && isAxios(value.callee.object);
  const exported = exportBehind(value);
  return exported?.source === "axios" && (exported.name === "default" || exported.name === "axios");
}

/** A URL behind the `baseURL` that a client was made with. */
function withBase(flow: Flow, client: Value, url: Answer, node: Node): Answer {
  const config = client.kind === "result" ? client.call.arguments[0] : undefined;
  if (!config || config.type === "SpreadElement" || client.kind !== "result") return url;
  const base = optionIn(flow, flow.evaluate(config, client.env), "baseURL", node);
  return joined(base, url, node);
}

function isAppBase({ kind }: Value): boolean {
  return kind === "import" || kind === "member";
}

/** As axios joins them: with one slash in between; a whole URL stays as it is. */
function joined(base: Answer, url: Answer, node: Node): Answer {
  if (base.values.length === 0 || base.values.every((value) => value.kind === "primitive" && !value.value))
    return url;
  return {
    values: base.values.flatMap((first) =>
      url.values.flatMap((second): readonly Value[] => {
        const head = partsOf(first, node);
        const tail = partsOf(second, node);
        const [begin] = tail;
        if (typeof begin === "string" && /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(begin)) return [second];
        const text =
          typeof begin === "string" ? ["/" + begin.replace(/^\/+/, ""), ...tail.slice(1)] : ["/", ...tail];
        const before = head.map((part, index) =>
          typeof part === "string" && index === head.length - 1 ? part.replace(/\/+$/, "") : part,
        );
        return [{ kind: "text", parts: [...before, ...text], origin: second.origin }];
      }),
    ),
    others: base.others ?? url.others,
  };
}

function partsOf(value: Value, node: Node): Parts {
  if (value.kind === "text") return value.parts;
  return value.kind === "primitive" ? [String(value.value)] : [{ node, value }];
}

// ---------------------------------------------------------------- which path

/** What a URL has behind the address of the shell's server; `undefined` for a URL of something else. */
function pathBehindBase(things: Things, flow: Flow, value: Value): Pattern | undefined {
  const parts = urlParts(things, flow, value);
  if (!parts) return undefined;
  const [first, ...rest] = parts;
  if (typeof first === "string" || first?.value === undefined || things.thingOf(first.value) !== "app-base")
    return undefined;
  return rest.map((part) => (typeof part === "string" ? part : null));
}

function urlParts(things: Things, flow: Flow, value: Value): Parts | undefined {
  if (value.kind === "text") {
    const [first, ...rest] = value.parts.filter((part) => part !== "");
    const inner = typeof first === "object" && first.value ? urlParts(things, flow, first.value) : undefined;
    return inner && inner.length > 1 ? [...inner, ...rest] : first === undefined ? [] : [first, ...rest];
  }
  if (value.kind === "member" && /^(?:href|toString|toJSON)$/.test(value.key))
    return urlParts(things, flow, value.object);
  if (value.kind !== "result")
    return things.thingOf(value) === "app-base" ? [{ node: value.origin, value }] : undefined;
  if (value.callee.kind === "member" && /^(?:toString|toJSON)$/.test(value.callee.key))
    return urlParts(things, flow, value.callee.object);
  return globalNameOf(value.callee) === "URL" ? partsOfUrl(things, flow, value) : undefined;
}

/** `new URL(path, base)`: a path that begins with a slash replaces the path of the base. */
function partsOfUrl(
  things: Things,
  flow: Flow,
  { call, env }: Value & { kind: "result" },
): Parts | undefined {
  const [path, base] = call.arguments.map((node) => flow.evaluate(node, env));
  const [only] = path?.values ?? [];
  if (!path || !only || path.values.length !== 1) return undefined;
  if (!base) return urlParts(things, flow, only);
  const [root] = base.values;
  if (!root || base.values.length !== 1 || base.others) return undefined;
  const head = urlParts(things, flow, root)?.[0];
  const tail = path.others ? [{ node: call }] : partsOf(only, call);
  const [begin] = tail;
  if (!head || typeof head === "string" || typeof begin !== "string") return undefined;
  const isPlain = root.kind !== "text" || begin.startsWith("/");
  if (!isPlain) return undefined;
  return [head, begin.startsWith("/") ? begin : `/${begin}`, ...tail.slice(1)];
}

// ---------------------------------------------------------------- where it is chosen

/**
 * The expression in the linted file that chooses a path. A function that is given it, or a part of it, does not choose it:
 * its caller does.
 */
function placeOf(flow: Flow, node: CallNode, env: Env | undefined, value: Value): Node | undefined {
  let at: CallNode = node;
  let world = env;
  for (;;) {
    const fn = enclosingFunction(at);
    const frame = fn && callerOf(fn, world);
    if (!fn || !frame?.from || isChosenIn(flow, at, fn, world)) break;
    at = frame.from.node;
    world = frame.from.env;
  }
  if (flow.file.isElsewhere(at)) return undefined;
  if (at === node) return flow.file.isElsewhere(value.origin) ? node : value.origin;
  const [first] = at.arguments;
  return first && !isFunction(first) && first.type !== "SpreadElement" ? first : at;
}

/** The run of a function around which a call in sight stands. */
function callerOf(fn: FunctionNode, env: Env | undefined): Env | undefined {
  for (let at = env; at; at = at.parent)
    if (at.from && (at.region === fn || isInside(fn, at.region))) return at;
  return undefined;
}

/** Whether what a call is given is the same whoever calls the functions around it. */
function isChosenIn(flow: Flow, node: CallNode, fn: FunctionNode, env: Env | undefined): boolean {
  const region = callerOf(fn, env)?.region ?? fn;
  const unseen = isFunction(region) ? enter(undefined, region, undefined) : undefined;
  return node.arguments.every(
    (argument) =>
      argument.type === "SpreadElement" ||
      contentOf(flow.evaluate(argument, unseen)) === contentOf(flow.evaluate(argument, env)),
  );
}

function contentOf({ values, others }: Answer): string {
  const texts = values.map((value) => {
    if (value.kind === "text")
      return value.parts.map((part) => (typeof part === "string" ? part : "\0")).join("");
    return value.kind === "primitive" ? String(value.value) : value.kind;
  });
  return `${texts.join("|")}${others ? "\0" : ""}`;
}
