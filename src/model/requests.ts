import type { Env } from "../flow/env.js";
import { enter, envAt } from "../flow/env.js";
import type { FileView } from "../flow/file.js";
import type { Flow, Invocation } from "../flow/flow.js";
import { globalBehind } from "../flow/imports.js";
import { canHappen } from "../flow/guards.js";
import type { CallNode, FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isFunction, isInside } from "../flow/tree.js";
import { mergeTexts } from "../flow/text.js";
import type { Answer, Value } from "../flow/values.js";
import { exactly } from "../flow/values.js";
import { paddedArguments } from "../flow/worlds.js";
import type { Pattern } from "../express/shapes.js";
import { visitElsewhere } from "./elsewhere.js";
import { isCalledByModules, isPassedIn } from "./passed-in.js";
import type { SdkFile } from "./sdk-file.js";
import { importsOf } from "./sdk-file.js";
import type { Parts } from "./senders.js";
import { partsOf, sentBy } from "./senders.js";
import { isSettled } from "./settled.js";
import type { Things } from "./things.js";

/** Calls around calls that are nested deeper than this are not compared. */
const MOST_CALLS = 4;

/** A request to the shell's HTTP server. */
export interface Request {
  /** Behind the server's address: from the "/" on, perhaps with a query. `null` where any text may stand. */
  readonly path: Pattern;
  /** In upper case; `undefined`: it is not known. */
  readonly method: string | undefined;
  /** The call that sends it. */
  readonly call: Node;
  /** Where the linted file chooses the path. */
  readonly place: Node;
  /** The request as other modules see it that lead there, by their files: whatever they know by themselves is told there. */
  readonly seenIn: readonly SeenElsewhere[];
}

interface SeenElsewhere extends Pick<Request, "path" | "method"> {
  readonly file: string;
}

/** The requests that a file makes to the shell's server, itself or through functions of other modules. */
export function requestsOf(file: SdkFile): readonly Request[] {
  const { flow } = file;
  const found: Request[] = [];
  const look = (invocation: Invocation, env: Env | undefined): void => {
    for (const { url, method } of sentBy(flow, invocation)) {
      if (url.others || !isSettled(flow, invocation.node.arguments[0])) continue;
      for (const value of url.values) {
        const path = pathOf(file, value);
        if (!path) continue;
        const place = placeOf(flow, invocation.node, env, value);
        const call = invocation.node;
        if (place) found.push({ path, method, call, place, seenIn: seenElsewhere(file, call, env) });
      }
    }
  };
  for (const node of flow.file.calls) {
    if (!flow.invocations(node).some((invocation) => sentBy(flow, invocation).length > 0)) continue;
    for (const world of flow.worldsAt(node) ?? [undefined]) {
      if (!canHappen(flow, node, world)) continue;
      for (const invocation of flow.invocations(node, world)) look(invocation, world);
    }
  }
  const isWorth = createMentionsRequests(flow);
  visitElsewhere(flow, isWorth, ({ node, invocations, env }) => {
    // What a function only gives back is requested once somebody calls it.
    if (!isGivenBack(node)) for (const invocation of invocations) look(invocation, env);
  });
  return found;
}

const REQUESTING = /\b(?:fetch|axios|Request|sendBeacon|EventSource)\b/;

/** Tells whether a function of another module, or of one that it imports, may request something. */
function createMentionsRequests({ file, knowledge }: Flow): (fn: Node) => boolean {
  const known = new Map<FileView, boolean>();
  return (fn) => {
    const view = file.of(fn);
    const answer =
      known.get(view) ??
      (REQUESTING.test(view.source.text) ||
        importsOf(view.source.ast).some((source) => knowledge.mentions?.(source, view, REQUESTING) === true));
    known.set(view, answer);
    return answer;
  };
}

/** Whether the function around a node is a value that the function around it gives: a method of a client. */
function isGivenBack(node: Node): boolean {
  const fn = enclosingFunction(node);
  const parent = fn?.parent;
  if (!fn || !enclosingFunction(fn)) return false;
  return (
    parent?.type === "Property" ||
    parent?.type === "ReturnStatement" ||
    (parent?.type === "ArrowFunctionExpression" && parent.body === fn)
  );
}

/** Whether nothing of a path is chosen yet but the prefix: a helper for whatever its callers want. */
function isLeftToCallers(flow: Flow, [head, next]: Parts): boolean {
  if (typeof head !== "string" || next === undefined || typeof next === "string") return false;
  const passed = next.value?.kind === "parameter" ? next.value.fn : undefined;
  const isPassed = (passed !== undefined && isCalledByModules(flow, passed)) || isPassedIn(flow, next.node);
  return isPassed && /^(?:\/[^/]+){0,2}\/?$/.test(head);
}

// ---------------------------------------------------------------- which path

/** The path behind the address of the shell's server; `undefined` for another URL, and for one that is left to callers. */
function pathOf(file: SdkFile, value: Value): Pattern | undefined {
  const parts = partsBehindBase(file, value);
  if (!parts || isLeftToCallers(file.flow, parts)) return undefined;
  return parts.map((part) => (typeof part === "string" ? part : null));
}

/** What a URL has behind the address of the shell's server; `undefined` for a URL of something else. */
function partsBehindBase({ flow, things, pluginId }: SdkFile, value: Value): Parts | undefined {
  const parts = urlParts(things, flow, value);
  if (!parts) return undefined;
  const [first, ...rest] = parts;
  if (typeof first === "string" || first?.value === undefined || things.thingOf(first.value) !== "app-base")
    return undefined;
  const named = rest.map((part) =>
    typeof part !== "string" && part.value && things.thingOf(part.value) === "plugin-id"
      ? (pluginId ?? part)
      : part,
  );
  return mergeTexts(named);
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
  return globalBehind(value.callee) === "URL" ? partsOfUrl(things, flow, value) : undefined;
}

/** `new URL(path, base)`: a path that begins with a slash replaces the path of the base. */
function partsOfUrl(
  things: Things,
  flow: Flow,
  { call, env }: Value & { kind: "result" },
): Parts | undefined {
  // `url.pathname += "/more"`
  const isChanged = flow.uses(call).some(({ kind }) => kind === "written");
  if (isChanged) return undefined;
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
  // A whole URL needs no base.
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(begin)) return undefined;
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
    if (!fn || !frame?.from || isChosenIn(flow, at.arguments, fn, world)) break;
    at = frame.from.node;
    world = frame.from.env;
  }
  if (flow.file.isElsewhere(at)) return undefined;
  if (at === node && isWrittenFor(flow, value.origin, node)) return value.origin;
  const given = at.arguments.filter((one) => !isFunction(one) && one.type !== "SpreadElement");
  const whole = contentOf(flow, exactly(value));
  const inPath = given
    .map((one) => [one, contentOf(flow, flow.evaluate(one, world))] as const)
    .filter(([, text]) => text !== "" && whole.includes(text))
    .toSorted(([, a], [, b]) => b.length - a.length);
  return inPath[0]?.[0] ?? (given[0] === at.arguments[0] ? given[0] : undefined) ?? at;
}

/** Whether a text stands where only what is around a call can use it: not in a function that makes it for several. */
function isWrittenFor(flow: Flow, origin: Node, node: CallNode): boolean {
  if (flow.file.isElsewhere(origin)) return false;
  const maker = enclosingFunction(origin);
  return maker === undefined || isInside(node, maker);
}

/** What the modules that a request goes through know of it, whoever calls their functions. */
function seenElsewhere(file: SdkFile, node: CallNode, env: Env | undefined): readonly SeenElsewhere[] {
  const { flow } = file;
  const found: SeenElsewhere[] = [];
  const calls: CallNode[] = [];
  let at: CallNode = node;
  let world = env;
  while (flow.file.isElsewhere(at)) {
    const fn = enclosingFunction(at);
    const frame = fn && callerOf(fn, world);
    if (!frame?.from || !isFunction(frame.region)) break;
    calls.unshift(at);
    const view = flow.file.of(at);
    if (flow.file.of(frame.from.node) !== view && view.path !== undefined)
      for (const request of requestsFrom(file, calls, enter(undefined, frame.region, undefined)))
        found.push({ ...request, file: view.path });
    at = frame.from.node;
    world = frame.from.env;
  }
  return found;
}

/** The requests that a run leads to by a chain of calls, of which the last one sends them. */
function requestsFrom(
  file: SdkFile,
  [call, ...calls]: readonly CallNode[],
  env: Env,
): readonly Pick<Request, "path" | "method">[] {
  const { flow } = file;
  const [next] = calls;
  if (!call) return [];
  return flow.invocations(call, env).flatMap((invocation) => {
    if (!next)
      return sentBy(flow, invocation).flatMap(({ url, method }) =>
        url.others
          ? []
          : url.values.flatMap((value) => {
              const path = pathOf(file, value);
              return path ? [{ path, method }] : [];
            }),
      );
    const { callee, args, self } = invocation;
    if (callee.kind !== "function" || !isInside(next, callee.node)) return [];
    const run = enter(envAt(callee.node, callee.env), callee.node, paddedArguments(callee.node, args), self);
    return requestsFrom(file, calls, run);
  });
}

/** The run of a function around which a call in sight stands. */
export function callerOf(fn: FunctionNode, env: Env | undefined): Env | undefined {
  for (let at = env; at; at = at.parent)
    if (at.from && (at.region === fn || isInside(fn, at.region))) return at;
  return undefined;
}

/** Whether what a call is given is the same whoever calls the functions around it. */
export function isChosenIn(
  flow: Flow,
  given: readonly Node[],
  fn: FunctionNode,
  env: Env | undefined,
): boolean {
  const region = callerOf(fn, env)?.region ?? fn;
  const unseen = isFunction(region) ? enter(undefined, region, undefined) : undefined;
  return given.every(
    (argument) =>
      argument.type === "SpreadElement" ||
      contentOf(flow, flow.evaluate(argument, unseen)) === contentOf(flow, flow.evaluate(argument, env)),
  );
}

/** What can be told of values in two runs. What a call out of sight makes is made from what it is given: `new URL(path, base)`. */
function contentOf(flow: Flow, { values, others }: Answer, depth = 0): string {
  const texts = values.map((value) => {
    if (value.kind === "text")
      return value.parts.map((part) => (typeof part === "string" ? part : "\0")).join("");
    if (value.kind !== "result" || depth > MOST_CALLS)
      return value.kind === "primitive" ? String(value.value) : value.kind;
    const given = value.call.arguments.map((argument) =>
      contentOf(flow, flow.evaluate(argument, value.env), depth + 1),
    );
    return `${value.kind}(${given.join()})`;
  });
  return `${texts.join("|")}${others ? "\0" : ""}`;
}
