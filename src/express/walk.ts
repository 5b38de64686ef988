import type { PathMatcher } from "./paths.js";
import { matcherOf } from "./paths.js";
import type { Layer, RouteLayer, RouterShape, Verdict, Version } from "./shapes.js";

/** Says what becomes of a request with exactly this path, as the server gets it. */
export type Walk = (path: string, method: string | undefined) => Verdict;

interface Station {
  readonly layer: Layer;
  readonly matcher: PathMatcher;
  readonly inner: Stations | undefined;
}

interface Stations {
  readonly isOpen: boolean;
  readonly list: readonly Station[];
}

interface Finding {
  /** Why the walk is over. An error passes all routes that come after it. */
  end: "answer" | "error" | undefined;
  isUncertain: boolean;
  readonly otherMethods: Set<string>;
}

/** Prepares a router once for the requests that are sent to it. */
export function walkThrough(version: Version, router: RouterShape): Walk {
  const stations = stationsOf(version, router);
  return (path, method) => {
    const finding: Finding = { end: undefined, isUncertain: false, otherMethods: new Set() };
    enter(version, stations, path, method, finding);
    return verdictOf(finding, method);
  };
}

function stationsOf(version: Version, router: RouterShape): Stations {
  const list = router.layers.map((layer) => ({
    layer,
    matcher: matcherOf(version, layer, router),
    inner: layer.kind === "use" && layer.router ? stationsOf(version, layer.router) : undefined,
  }));
  return { isOpen: router.isOpen, list };
}

function enter(
  version: Version,
  stations: Stations,
  path: string,
  method: string | undefined,
  finding: Finding,
): void {
  if (stations.isOpen) finding.isUncertain = true;
  for (const { layer, matcher, inner } of stations.list) {
    if (canAnswer(layer) && matcher.mayTake(path)) finding.isUncertain = true;
    let taken: string | undefined;
    try {
      taken = matcher.take(path);
    } catch {
      finding.end = "error";
      return;
    }
    if (taken === undefined) continue;
    if (layer.kind === "route") {
      if (answers(layer, method)) finding.end = "answer";
      else for (const other of layer.methods ?? []) finding.otherMethods.add(other.toUpperCase());
    } else {
      const rest = pathBehind(version, path, taken);
      if (rest === undefined) continue;
      if (layer.mayAnswer) finding.isUncertain = true;
      if (inner) enter(version, inner, rest, method, finding);
    }
    if (finding.end) return;
  }
}

/** Whether something in a layer answers requests at all. */
function canAnswer(layer: Layer): boolean {
  return layer.kind === "route" || layer.mayAnswer || layer.router !== undefined;
}

/** Whether a route whose path matches answers: GET stands for HEAD, and Express itself answers OPTIONS. */
export function answers({ methods }: RouteLayer, method: string | undefined): boolean {
  if (methods === undefined) return true;
  if (method === undefined || method === "OPTIONS") return methods.length > 0;
  return methods.includes(method.toLowerCase()) || (method === "HEAD" && methods.includes("get"));
}

/** `trim_prefix`: what a mounted router gets as its path. Undefined if Express passes the layer after all. */
function pathBehind(version: Version, path: string, taken: string): string | undefined {
  if (taken === "") return path;
  if (!path.startsWith(taken)) return undefined;
  const rest = path.slice(taken.length);
  if (rest === "" || rest.startsWith("/")) return rest || "/";
  return version === 4 && rest.startsWith(".") ? `/${rest}` : undefined;
}

function verdictOf({ end, isUncertain, otherMethods }: Finding, method: string | undefined): Verdict {
  if (end === "answer") return { kind: "answered" };
  if (end === "error" || isUncertain || method === "OPTIONS") return { kind: "unknown" };
  if (otherMethods.size > 0) return { kind: "other-method", methods: [...otherMethods].sort() };
  return { kind: "missing" };
}
