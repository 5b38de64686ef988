/** The major version of Express: each has its own syntax of paths. */
export type Version = 4 | 5;

/** A text in parts: what is known of it, and `null` where any text may stand. */
export type Pattern = readonly (string | null)[];

/** What a route, a middleware or a mount was given as its path. */
export type PathSpec =
  | { readonly kind: "text"; readonly parts: Pattern }
  | { readonly kind: "regexp"; readonly source: string; readonly flags: string }
  | { readonly kind: "unknown" };

/** `router.get(path, ...)`, `router.all(path, ...)`, `router.route(path).post(...)`. Its handlers are taken to answer. */
export interface RouteLayer {
  readonly kind: "route";
  /** Several if Express was given a list. None: nothing is known of its path. */
  readonly paths: readonly PathSpec[];
  /** In lower case, as they are written in the code; undefined: all of them. */
  readonly methods: readonly string[] | undefined;
  /** Where it is written, for those who show it; matching does not ask. */
  readonly at?: string | undefined;
}

/** `router.use(path, ...)`. */
interface UseLayer {
  readonly kind: "use";
  /** Several if Express was given a list. None: it was given no path, which means "/". */
  readonly paths: readonly PathSpec[];
  /** What was mounted, if it is a router. */
  readonly router?: RouterShape | undefined;
  /** Whether it may answer by itself, without one of the router's routes. */
  readonly mayAnswer: boolean;
}

/** What is registered on a router, in the order in which Express tries it. */
export type Layer = RouteLayer | UseLayer;

/** A router with its options as in `express.Router(options)`. */
export interface RouterShape {
  readonly layers: readonly Layer[];
  /** For its own layers only: Express does not pass it on to the routers that are mounted on it. */
  readonly caseSensitive?: boolean | undefined;
  /** For its own routes only: Express has no strict `use`. */
  readonly strict?: boolean | undefined;
  /** Whether it may have other layers than these, or do more than to try them (`router.param`). */
  readonly isOpen: boolean;
}

/** `app.use(prefix, router)` on an application with Express's default settings. */
export interface Mount {
  readonly prefix: PathSpec;
  readonly router: RouterShape;
}

/** A request as the code writes it. */
export interface RouteRequest {
  /** From the "/" after the host, perhaps with a query and a hash. */
  readonly path: Pattern;
  /** In upper case; undefined: it may be any. */
  readonly method: string | undefined;
}

/** What becomes of a request. Only "other-method" and "missing" are proven; "answered" says that it can be. */
export type Verdict =
  | { readonly kind: "answered" }
  | { readonly kind: "unknown" }
  /** The path has routes, but for these methods only: upper case, sorted, without the HEAD that comes with GET. */
  | { readonly kind: "other-method"; readonly methods: readonly string[] }
  | { readonly kind: "missing" };

/** A path that has routes, in Express's own syntax. */
export interface RoutedPath {
  readonly path: string;
  /** Upper case, sorted; undefined: all of them. */
  readonly methods: readonly string[] | undefined;
  /** Where its routes are written. */
  readonly at: readonly string[];
}

const ROOT: PathSpec = { kind: "text", parts: ["/"] };
const UNKNOWN: PathSpec = { kind: "unknown" };

/** The paths of a layer, with what Express takes if there are none. */
export function pathsOf(layer: Layer): readonly PathSpec[] {
  if (layer.paths.length > 0) return layer.paths;
  return [layer.kind === "use" ? ROOT : UNKNOWN];
}

/** An application in which routers are mounted, as the router that it is. */
export function applicationOf(mounts: readonly Mount[]): RouterShape {
  const layers = mounts.map(({ prefix, router }): Layer => ({
    kind: "use",
    paths: [prefix],
    router,
    mayAnswer: false,
  }));
  return { layers, isOpen: false };
}

/** The text, if all of it is known. */
export function wholeText(spec: PathSpec): string | undefined {
  if (spec.kind !== "text" || spec.parts.includes(null)) return undefined;
  return spec.parts.join("");
}
