import type { Layer, Mount, RoutedPath, RouterShape } from "./shapes.js";
import { applicationOf, pathsOf, wholeText } from "./shapes.js";

/**
 * All paths that have routes, to suggest one of them: those of which the whole text is known, with parameters as
 * `:name`. A path with several routes has the methods of all of them.
 */
export function routedPaths(mounts: readonly Mount[]): readonly RoutedPath[] {
  const found = new Map<string, Set<string> | undefined>();
  collect(applicationOf(mounts), "", found);
  return [...found].map(([path, methods]) => ({ path, methods: methods && [...methods].sort() }));
}

function collect(router: RouterShape, before: string, found: Map<string, Set<string> | undefined>): void {
  for (const layer of router.layers) {
    for (const text of textsOf(layer)) {
      const path = joined(before, text);
      if (layer.kind === "use") {
        if (layer.router) collect(layer.router, path, found);
      } else if (layer.methods === undefined) {
        found.set(path, undefined);
      } else if (layer.methods.length > 0 && (found.get(path) !== undefined || !found.has(path))) {
        const methods = found.get(path) ?? new Set();
        for (const method of layer.methods) methods.add(method.toUpperCase());
        found.set(path, methods);
      }
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
