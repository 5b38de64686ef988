import { distance } from "fastest-levenshtein";
import type { PathSpec, Pattern, Verdict } from "../express/matching.js";
import type { Node } from "../flow/tree.js";
import { canBeSame, nearestName, patternOfSetting } from "./channel-names.js";
import { isPartOfPlugin } from "../project/listing.js";
import type { Communication } from "./communication.js";
import type { Contract } from "./contract.js";
import { contractAround } from "./contract.js";
import type { Request } from "./requests.js";
import { requestsOf } from "./requests.js";

/** A request that no route of the plugin answers. */
export interface UnmatchedRoute {
  readonly kind: "notRouted" | "otherMethod";
  readonly node: Node;
  /** The path without its query; what is not known stands as `${...}`. */
  readonly path: string;
  readonly method: string;
  /** The methods that the path answers. */
  readonly methods: readonly string[];
  /** The routed path that the author most likely meant. */
  readonly nearest: string | undefined;
}

/** The requests of a file to this plugin's part of the shell's server that nothing answers. */
export function unmatchedRoutes(communication: Communication): readonly UnmatchedRoute[] {
  const found = new Map<string, UnmatchedRoute>();
  const requests = requestsOf(communication);
  for (const request of requests) {
    const contract = contractAround(communication);
    if (!contract?.hasBackground || contract.mayDoMore.route !== undefined) continue;
    const verdict = failureOf(communication, contract, request);
    if (!verdict || isToldElsewhere(communication, contract, request)) continue;
    if (isAnsweredOtherwise(contract, requests, request)) continue;
    const one = describe(contract, request, verdict);
    found.set(`${communication.flow.file.placeOf(one.node)} ${one.method} ${one.path}`, one);
  }
  return [...found.values()];
}

/**
 * Whether one call chooses a method as well as a path, and each of the two is answered with another one of the other: one
 * condition may choose both.
 */
function isAnsweredOtherwise(
  contract: Contract,
  requests: readonly Request[],
  { call, ...one }: Request,
): boolean {
  const others = requests.filter((other) => other.call === call && contract.judge(other).kind === "answered");
  const textOf = ({ path }: Pick<Request, "path">): string => JSON.stringify(path);
  return (
    others.some((other) => textOf(other) === textOf(one) && other.method !== one.method) &&
    others.some((other) => textOf(other) !== textOf(one) && other.method === one.method)
  );
}

type Failure = Extract<Verdict, { kind: "missing" | "other-method" }>;

/** Why nothing answers a request to this plugin. */
function failureOf(
  communication: Communication,
  contract: Contract,
  request: Pick<Request, "path" | "method">,
): Failure | undefined {
  if (!isForPlugin(communication, contract, request)) return undefined;
  const verdict = contract.judge(request);
  return verdict.kind === "missing" || verdict.kind === "other-method" ? verdict : undefined;
}

/** Whether it is wrong already in another module of the plugin that is only called here: one mistake is told once. */
function isToldElsewhere(communication: Communication, contract: Contract, { seenIn }: Request): boolean {
  const root = communication.around.modules()?.root;
  return seenIn.some(
    ({ file, ...request }) =>
      root !== undefined &&
      isPartOfPlugin(root, file) &&
      failureOf(communication, contract, request) !== undefined,
  );
}

function describe({ routes }: Contract, { path, method, place }: Request, verdict: Failure): UnmatchedRoute {
  const [shown] = path
    .map((part) => part ?? "${...}")
    .join("")
    .split(/[?#]/);
  const isOther = verdict.kind === "other-method";
  return {
    kind: isOther ? "otherMethod" : "notRouted",
    node: place,
    path: shown ?? "",
    method: method ?? "any method",
    methods: isOther ? verdict.methods : [],
    nearest: isOther
      ? undefined
      : nearestName(
          shown ?? "",
          routes.map((route) => route.path),
        ),
  };
}

/**
 * A request as far as it goes to a path of this plugin: below a prefix that it registers, or with its id. One that would be
 * answered if a letter of the prefix were another is meant for it as well.
 */
export function isForPlugin(
  { pluginId, around }: Communication,
  contract: Contract,
  request: Pick<Request, "path" | "method">,
): boolean {
  const { path } = request;
  const [head] = path;
  if (typeof head !== "string" || head === "") return false;
  const isOfShell = around.settings.shellRoutes.some((pattern) => canBeSame(path, patternOfSetting(pattern)));
  if (isOfShell) return false;
  const hasId =
    pluginId !== undefined &&
    (head.split(/[?#]/)[0] ?? "").split("/").includes(pluginId) &&
    isWholeSegment(path, pluginId);
  const prefixes = contract.prefixes.flatMap(textOfPrefix);
  return (
    hasId || prefixes.some((prefix) => startsWith(head, prefix)) || isMistyped(contract, request, prefixes)
  );
}

/** Whether a path begins almost like a prefix, and all of the rest is right. */
function isMistyped(
  contract: Contract,
  { path, method }: Pick<Request, "path" | "method">,
  prefixes: readonly string[],
): boolean {
  const [head = "", ...rest] = path;
  if (head === null) return false;
  return prefixes.some((prefix) =>
    [-1, 0, 1].some((more) => {
      const start = head.slice(0, prefix.length + more);
      const tail = head.slice(start.length);
      if (!/^[/?#]/.test(tail) || start.includes("?") || distance(start, prefix) !== 1) return false;
      // Numbers tell plugins from each other that are alike otherwise.
      if (start.replaceAll(/\D/g, "") !== prefix.replaceAll(/\D/g, "")) return false;
      return contract.judge({ path: [prefix + tail, ...rest], method }).kind === "answered";
    }),
  );
}

/** Whether the id does not go on in what is not known: `/api/my-plugin${rest}` may be `/api/my-plugin-two`. */
function isWholeSegment([head, ...rest]: Pattern, id: string): boolean {
  return rest.length === 0 || head?.endsWith(id) !== true;
}

function textOfPrefix(prefix: PathSpec): readonly string[] {
  if (prefix.kind !== "text" || prefix.parts.includes(null)) return [];
  const text = prefix.parts.join("").replace(/\/+$/, "");
  return text === "" ? [] : [text];
}

function startsWith(head: string, prefix: string): boolean {
  const [path, text] = [head.toLowerCase(), prefix.toLowerCase()];
  return path === text || path.startsWith(`${text}/`) || path.startsWith(`${text}?`);
}
