import { changesOf } from "../flow/changes.js";
import type { Flow, Invocation } from "../flow/flow.js";
import { exportBehind, globalBehind } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import type { Answer, Hole, Value } from "../flow/values.js";
import { exactly, flatMap, isNullish, NOTHING } from "../flow/values.js";

/** Where a URL begins, and what comes behind it. */
export type Parts = readonly (string | Hole)[];

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

/** What a call requests. */
export interface Sending {
  readonly url: Answer;
  readonly method: string | undefined;
}

/** The requests that a call sends. */
export function sentBy(flow: Flow, { callee, args, node }: Invocation): readonly Sending[] {
  const at = (index: number): Answer => args.answers[index]?.() ?? NOTHING;
  const global = globalBehind(callee);
  if (global === "fetch")
    return fetched(flow, at(0), args.answers.length > 1 || args.open ? at(1) : undefined, node);
  if (global === "EventSource" && node.type === "NewExpression") return [{ url: at(0), method: "GET" }];
  if (callee.kind === "member" && callee.key === "sendBeacon" && globalBehind(callee.object) === "navigator")
    return [{ url: at(0), method: "POST" }];
  return sentByAxios(flow, callee, at, node);
}

function fetched(flow: Flow, input: Answer, options: Answer | undefined, at: Node): readonly Sending[] {
  return input.values.flatMap((value): readonly Sending[] => {
    if (value.kind === "result" && globalBehind(value.callee) === "Request") {
      const [url, own] = value.call.arguments;
      if (!url || url.type === "SpreadElement") return [];
      const given = own && own.type !== "SpreadElement" ? flow.evaluate(own, value.env) : undefined;
      // What the second argument does not say is as in the request.
      const isSaid = options && flow.member(options, "method", at).values.some((one) => !isNullish(one));
      return fetched(flow, flow.evaluate(url, value.env), isSaid === true ? options : given, at).map(
        (sent) => (options && isSaid !== true && !isPlain(options) ? { ...sent, method: undefined } : sent),
      );
    }
    return [{ url: exactly(value), method: methodIn(flow, options, at) }];
  });
}

/** Whether all that options are is written there. */
function isPlain({ values, others }: Answer): boolean {
  return (
    !others &&
    values.every(
      (value) => isNullish(value) || (value.kind === "record" && !value.open && !value.members.has("method")),
    )
  );
}

/** A member of options as they are written: who is handed them reads them. */
function optionIn(flow: Flow, options: Answer, key: string, at: Node): Answer {
  return flatMap(options, (value) => {
    const member = value.kind === "record" ? value.members.get(key) : undefined;
    const isAsWritten = value.kind === "record" && member && changesOf(flow, value).writes.length === 0;
    return isAsWritten ? member.answer() : flow.member(exactly(value), key, at);
  });
}

/** The method that options say; GET where they say none, `undefined` where it may be one of several. */
function methodIn(flow: Flow, options: Answer | undefined, at: Node): string | undefined {
  if (!options) return "GET";
  const methods = new Set(options.values.map((value) => methodOf(flow, value, at)));
  const [only] = methods;
  return methods.size === 1 && !options.others ? only : undefined;
}

function methodOf(flow: Flow, value: Value, at: Node): string | undefined {
  if (value.kind === "primitive") return "GET";
  if (value.kind !== "record") return undefined;
  const { values, others } = optionIn(flow, exactly(value), "method", at);
  const written = value.members.has("method") || value.open !== undefined || (value.spread?.length ?? 0) > 0;
  if (!written && changesOf(flow, value).writes.length === 0) return "GET";
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
  if (isAdjusted(flow, callee.kind === "member" ? callee.object : callee)) return [];
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
          method: hasDefaultMethod(flow, client, node) ? undefined : methodIn(flow, config, node),
        },
      ];
    });
  }
  if (callee.kind !== "member" || !AXIOS_VERBS.has(callee.key) || !isAxios(callee.object)) return [];
  const method = callee.key.replace("Form", "").toUpperCase();
  const config = at(/^(?:get|delete|head|options)$/.test(callee.key) ? 1 : 2);
  const own = optionIn(flow, config, "baseURL", node);
  const hasOwn =
    own.others !== undefined || own.values.some((one) => one.kind !== "primitive" || Boolean(one.value));
  if (config.values.length > 0 && hasOwn) return [{ url: joined(own, at(0), node), method }];
  return [{ url: withBase(flow, callee.object, at(0), node), method }];
}

/** Whether something changes all requests of a client after it is made: its defaults, or an interceptor. */
function isAdjusted({ file }: Flow, client: Value): boolean {
  return ["interceptors", "defaults"].some((name) => file.membersNamed(name, client.origin).length > 0);
}

/** axios itself, or what `axios.create` has made. */
function isAxios(value: Value): boolean {
  if (value.kind === "result")
    return value.callee.kind === "member" && value.callee.key === "create" && isAxios(value.callee.object);
  const exported = exportBehind(value);
  return exported?.source === "axios" && (exported.name === "default" || exported.name === "axios");
}

function hasDefaultMethod(flow: Flow, client: Value, node: Node): boolean {
  const [config] = client.kind === "result" ? client.call.arguments : [];
  if (!config || config.type === "SpreadElement" || client.kind !== "result") return false;
  const { values, others } = optionIn(flow, flow.evaluate(config, client.env), "method", node);
  return others !== undefined || values.some((value) => !isNullish(value));
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

export function partsOf(value: Value, node: Node): Parts {
  if (value.kind === "text") return value.parts;
  return value.kind === "primitive" ? [String(value.value)] : [{ node, value }];
}
