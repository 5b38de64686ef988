import { match as matcherOf5 } from "path-to-regexp";
import pathToRegexp4 from "path-to-regexp-express4";
import type { Layer, PathSpec, RouterShape, Version } from "./shapes.js";
import { pathsOf, wholeText } from "./shapes.js";

/** A longer path (characters) is not one that somebody wrote. */
export const LONGEST_PATH = 500;

/** The options that express/router gives to path-to-regexp. */
export interface MatchOptions {
  readonly sensitive: boolean;
  readonly strict: boolean;
  readonly end: boolean;
}

/** Whether a layer matches a path, by Express's own means. */
export interface PathMatcher {
  /** What it matches, from the start; undefined if it does not match. Throws what Express would answer with 400. */
  readonly take: (path: string) => string | undefined;
  /** Whether one of its paths that are not wholly known may match. */
  readonly mayTake: (path: string) => boolean;
}

type Take = PathMatcher["take"];

/** What Express does with the options of a router: `use` matches the beginning of a path, and is never strict. */
export function optionsOf(layer: Layer, router: RouterShape): MatchOptions {
  const isRoute = layer.kind === "route";
  return {
    sensitive: router.caseSensitive ?? false,
    strict: isRoute && (router.strict ?? false),
    end: isRoute,
  };
}

/** The matcher of a layer. What Express would refuse to register may match anything. */
export function matcherOf(version: Version, layer: Layer, router: RouterShape): PathMatcher {
  const options = optionsOf(layer, router);
  const known: (string | RegExp)[] = [];
  const heads: string[] = [];
  for (const spec of pathsOf(layer)) {
    const path = readablePath(spec);
    if (path !== undefined && compile(version, [path], options)) known.push(path);
    else heads.push(path === undefined ? headOf(version, spec) : "");
  }
  const take = known.length === 0 ? () => undefined : compile(version, known, options);
  const fold = (text: string): string => (options.sensitive ? text : text.toLowerCase());
  return {
    take: take ?? (() => undefined),
    mayTake: (path) => !take || heads.some((head) => fold(path).startsWith(fold(head))),
  };
}

/** A path as Express gets it. A regular expression that remembers where it stopped matches every other time only. */
function readablePath(spec: PathSpec): string | RegExp | undefined {
  if (spec.kind !== "regexp") {
    const text = wholeText(spec);
    return text !== undefined && text.length <= LONGEST_PATH ? text : undefined;
  }
  if (/[gy]/.test(spec.flags)) return undefined;
  try {
    return new RegExp(spec.source, spec.flags);
  } catch {
    return undefined;
  }
}

function compile(
  version: Version,
  paths: readonly (string | RegExp)[],
  options: MatchOptions,
): Take | undefined {
  try {
    return (version === 4 ? take4 : take5)(paths, options);
  } catch {
    return undefined;
  }
}

/** The constructor and `match` of express4/lib/router/layer.js. A list becomes one regular expression. */
function take4(paths: readonly (string | RegExp)[], options: MatchOptions): Take {
  const [first] = paths;
  const path = paths.length === 1 && first !== undefined ? first : paths;
  if (path === "/" && !options.end) return () => "";
  if (path === "*") {
    return (text) => {
      decode([text]);
      return text;
    };
  }
  return takeByExpression(pathToRegexp4(path, [], options));
}

/** The constructor and `match` of router/lib/layer.js. The first of a list that matches counts. */
function take5(paths: readonly (string | RegExp)[], options: MatchOptions): Take {
  if (paths.length === 1 && paths[0] === "/" && !options.end) return () => "";
  const takes = paths.map((path): Take => {
    if (path instanceof RegExp) return takeByExpression(path);
    const { sensitive, strict, end } = options;
    const match = matcherOf5(strict ? path : loosened(path), { sensitive, end, trailing: !strict });
    return (text) => {
      const found = match(text);
      return found ? found.path : undefined;
    };
  });
  return (text) => {
    for (const take of takes) {
      const taken = take(text);
      if (taken !== undefined) return taken;
    }
    return undefined;
  };
}

function takeByExpression(expression: RegExp): Take {
  return (text) => {
    const found = expression.exec(text);
    if (!found) return undefined;
    decode(found.slice(1));
    return found[0];
  };
}

/** Express decodes what parameters match when it matches, and fails if it cannot. A group may have matched nothing. */
function decode(values: readonly (string | undefined)[]): void {
  for (const value of values) decodeURIComponent(value ?? "");
}

/** `loosen` of router/lib/layer.js: Express 5 ignores the slashes at the end of a path that is not strict. */
export function loosened(path: string): string {
  return path === "/" ? path : path.replace(/\/+$/, "");
}

/**
 * What every path that the specification matches begins with, if not all of it is known. Slashes at the end, and what
 * a sign behind it makes optional, do not count. A hole is taken not to hold the `|` of an alternative.
 */
export function headOf(version: Version, spec: PathSpec): string {
  const parts = spec.kind === "text" ? spec.parts : [];
  const [first] = parts;
  if (typeof first !== "string" || first.length > LONGEST_PATH) return "";
  if (version === 4 && parts.some((part) => part?.includes("|"))) return "";
  const end = first.search(version === 4 ? /[:*()[\]{}+?^$\\]/ : /[:*(){}[\]+?!\\]/);
  const literal = end === -1 ? first : first.slice(0, end);
  // In Express 4 a sign like `?` stands behind what may be absent. A hole may begin with one.
  const mayLackLast =
    version === 4 && (end === -1 ? !first.endsWith("/") : "?+{".includes(first.charAt(end)));
  return (mayLackLast ? literal.slice(0, -1) : literal).replace(/[/.]+$/, "");
}
