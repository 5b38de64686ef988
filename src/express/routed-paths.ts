import type { Layer, Mount, RoutedPath, RouterShape } from "./shapes.js";
import { applicationOf, pathsOf, wholeText } from "./shapes.js";

/** What is known of a path; methods that are `undefined` are all of them. */
interface Found {
  methods: Set<string> | undefined;
  readonly at: Set<string>;
}

/**
 * All paths that have routes, to suggest one of them: those of which the whole text is known, with parameters as
 * `:name`. A path with several routes has the methods of all of them.
 */
export function routedPaths(mounts: readonly Mount[]): readonly RoutedPath[] {
  const found = new Map<string, Found>();
  collect(applicationOf(mounts), "", found);
  return [...found].map(([path, { methods, at }]) => ({
    path,
    methods: methods && [...methods].sort(),
    at: [...at],
  }));
}

/** An application with nothing but the routes of one path. */
export function onlyRoutesOf({ path, methods }: RoutedPath): Mount {
  const layer: Layer = {
    kind: "route",
    paths: [{ kind: "text", parts: ["/"] }],
    methods: methods?.map((method) => method.toLowerCase()),
  };
  return { prefix: { kind: "text", parts: [path] }, router: { layers: [layer], isOpen: false } };
}

function collect(router: RouterShape, before: string, found: Map<string, Found>): void {
  for (const layer of router.layers) {
    for (const text of textsOf(layer)) {
      const path = joined(before, text);
      if (layer.kind === "use") {
        if (layer.router) collect(layer.router, path, found);
        continue;
      }
      if (layer.methods?.length === 0) continue;
      const known = found.get(path) ?? { methods: new Set<string>(), at: new Set<string>() };
      found.set(path, known);
      if (layer.at !== undefined) known.at.add(layer.at);
      if (layer.methods === undefined) known.methods = undefined;
      for (const method of layer.methods ?? []) known.methods?.add(method.toUpperCase());
    }
  }
}

function textsOf(layer: Layer): string[] {
  return pathsOf(layer).flatMap((spec) => wholeText(spec) ?? []);
}

/** Express 4 allows a pattern behind the name of a parameter. */
function joined(before: string, text: string): string {
  const parts = [before, text].map((part) =>
    part.replace(/(:\w+)\([^)]*\)/g, "$1").replace(/^\/+|\/+$/g, ""),
  );
  return `/${parts.filter((part) => part !== "").join("/")}`;
}
