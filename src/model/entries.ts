import type { FileView } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { childrenOf, isFunction, nameOfFunction } from "../flow/tree.js";
import { parameterAnswer } from "../flow/variables.js";
import { modulesBelow } from "../project/listing.js";
import type { Module, Modules } from "../project/modules.js";
import { LIFECYCLE } from "../sdk.js";
import type { BackgroundRoot } from "./background-roots.js";
import { rootOfFunction } from "./background-roots.js";
import { viewOf } from "./neighbours.js";
import type { SdkFile, Surroundings } from "./sdk-file.js";
import { followFile } from "./sdk-file.js";
import type { Things } from "./things.js";

/** Modules that are loaded together: more than this are not run. */
const MOST_LOADED = 200;

/** A background module that the shell starts. */
export interface Entry extends Pick<SdkFile, "flow" | "things"> {
  /** What the shell calls. */
  readonly roots: readonly BackgroundRoot[];
  /** The modules that are loaded for it, in the order in which they run; itself the last. */
  readonly loaded: readonly FileView[];
}

/** The modules of a plugin that the shell may start. */
export function modulesThatStart(modules: Modules): readonly Module[] {
  return modulesBelow(modules.root, modules.disk).flatMap((file) => {
    const module = modules.read(file);
    return module && STARTED.test(module.text) ? [module] : [];
  });
}

/**
 * What the shell starts in a module; `undefined`: nothing. `linted`: a file that is taken as it is being linted, and not as it
 * is on disk.
 */
export function entryIn(
  modules: Modules,
  around: Surroundings,
  module: Module,
  linted?: FileView,
): Entry | undefined {
  const view = viewOf(modules, module);
  if (!view) return undefined;
  const own = followFile(view, { ...around, filename: module.file }, linted ?? view);
  const roots = outermostFunctions(view)
    .filter((fn) => isStartedByShell(own.flow, own.things, fn))
    .flatMap((fn) => rootOfFunction(fn) ?? []);
  return roots.length > 0 ? { ...own, roots, loaded: loadedFor(own.flow, view) } : undefined;
}

const STARTED = new RegExp(`\\b(?:${[...LIFECYCLE.functions].join("|")})\\b`);

/** Whether a function has the name of one that the shell calls, and takes what the shell passes. */
function isStartedByShell(flow: Flow, things: Things, fn: FunctionNode): boolean {
  const [context] = fn.params;
  if (!context || !LIFECYCLE.functions.has(nameOfFunction(fn) ?? "")) return false;
  return parameterAnswer(flow, fn, context, undefined).values.some(
    (value) => things.thingOf(value) === LIFECYCLE.passes,
  );
}

function outermostFunctions({ source }: FileView): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  const stack: Node[] = [source.ast];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (isFunction(at)) found.push(at);
    else stack.push(...childrenOf(at));
  }
  return found.toSorted((a, b) => a.range[0] - b.range[0]);
}

/** A module runs when all that it imports have run. */
export function loadedFor(flow: Flow, entry: FileView): readonly FileView[] {
  const seen = new Set<FileView>();
  const loaded: FileView[] = [];
  const load = (view: FileView): void => {
    if (seen.has(view) || seen.size >= MOST_LOADED) return;
    seen.add(view);
    for (const origin of view.source.ast.body) {
      const source = "source" in origin ? origin.source?.value : undefined;
      const imported =
        source === undefined ? undefined : flow.behind({ kind: "import", source, name: "*", origin });
      if (imported && "file" in imported) load(imported.file);
    }
    loaded.push(view);
  };
  load(entry);
  return loaded;
}
