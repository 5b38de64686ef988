import path from "node:path";
import type { FileView, Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import { importedBy } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import { isFunction, isInside } from "../flow/tree.js";
import type { ImportValue } from "../flow/values.js";
import { diskNow } from "../project/disk.js";
import { expressVersion } from "../project/express.js";
import { modulesBelow } from "../project/listing.js";
import { nearestManifest } from "../project/manifest.js";
import type { Modules } from "../project/modules.js";
import { pluginRoots } from "../project/roots.js";
import { EMITTING, LISTENING } from "../sdk.js";
import { DEFAULTS } from "../settings.js";
import type { ChannelEnd } from "./contract.js";
import { entryIn, modulesThatStart } from "./entries.js";
import { contractOfParts } from "./contract.js";
import { modulesAround, viewOf } from "./neighbours.js";
import { placeIn } from "./place.js";
import type { OtherParts } from "./parts.js";
import { otherParts } from "./parts.js";
import { codeThatNames } from "./reach.js";
import type { Surroundings } from "./sdk-file.js";
import { readSdkFile, touchesSdk } from "./sdk-file.js";

/** What the code of a file is gone through for. */
const NAMES: readonly string[] = [...LISTENING, ...EMITTING, "send", "ipc", "registerRouter", "server"];
/** What may have to do with a package around the SDK that only the settings name. */
const SDK_LIKE = /\.(?:on|off|once|emit|send)\s*\(/;

/**
 * The state of everything that the verdict about one file can depend on in other files: the contract of the plugins in and
 * around a folder, and the code of what their modules take from each other. It stays the same for all other changes.
 */
export function fingerprintOf(folder: string): string {
  // Loaded here: an import would cost everybody who loads the plugin a fifth of its time.
  const hash = process.getBuiltinModule("node:crypto").createHash("sha1");
  for (const root of pluginRoots(folder)) hash.update(stateOf(root));
  return hash.digest("hex").slice(0, 16);
}

function stateOf(root: string): string {
  const disk = diskNow();
  const modules = modulesAround(root, disk);
  const manifest = nearestManifest(path.join(root, "plugin.json"));
  const pluginId = manifest.status === "found" ? manifest.id : undefined;
  if (!modules) return pluginId ?? "";
  const around: Surroundings = {
    filename: path.join(root, "plugin.json"),
    cwd: root,
    settings: DEFAULTS,
    manifest,
    modules: () => modules,
  };
  const parts = otherParts(modules, around, pluginId);
  const state = [
    pluginId,
    expressVersion(root, disk),
    contractState(modules, pluginId, parts),
    sharedState(modules, around, parts),
  ];
  // Where a route is written makes no difference to anybody.
  return JSON.stringify(state, (key, value: unknown) => (key === "at" ? undefined : value));
}

/** The contract without the places where it is written. */
function contractState(modules: Modules, pluginId: string | undefined, parts: OtherParts): unknown {
  const { sends, hears, mayDoMore, hasBackground, hasUi, mounts } = contractOfParts(
    modules,
    pluginId,
    parts,
    parts.parts,
  );
  const sorted = (ends: readonly ChannelEnd[]): readonly string[] =>
    ends.map(({ name, places }) => JSON.stringify([name, places.size])).toSorted();
  const more = [mayDoMore.send, mayDoMore.hear, mayDoMore.route].map((why) => why !== undefined);
  return [sorted(sends), sorted(hears), more, hasBackground, hasUi, mounts];
}

/** What modules that have to do with the SDK take from others: the code behind each import in such places. */
function sharedState(modules: Modules, around: Surroundings, { parts }: OtherParts): readonly string[] {
  const routed = new Set(parts.flatMap(({ additions }) => additions.map(({ at }) => at)));
  const shared = new SharedCode(routed);
  for (const file of modulesBelow(modules.root, modules.disk)) {
    const module = modules.read(file);
    const isOfSdk =
      module !== undefined &&
      touchesSdk({ text: module.text, imports: () => module.imports }, { ...around, filename: file });
    const view = isOfSdk || (module && SDK_LIKE.test(module.text)) ? viewOf(modules, module) : undefined;
    if (!view) continue;
    if (isOfSdk) shared.addImportsOf(view, readSdkFile(view, { ...around, filename: file }).flow);
    else shared.add(view, view.source.ast);
  }
  // Whatever the background module does can decide what is sent, and by whom.
  const background = new SharedCode(new Set());
  for (const module of modulesThatStart(modules))
    for (const view of entryIn(modules, around, module)?.loaded ?? []) background.add(view, view.source.ast);
  return [...shared.state, ...background.state].toSorted();
}

/** The code that modules take from each other. */
class SharedCode {
  readonly state = new Set<string>();
  private readonly seen = new Set<Node>();

  /** `routed`: the places of calls that add something to a router. What a route does is left out. */
  constructor(private readonly routed: ReadonlySet<string>) {}

  /** Adds what the statements of a module take from others that have to do with the SDK. */
  addImportsOf(view: FileView, flow: Flow): void {
    const code = codeThatNames(flow, NAMES);
    for (const statement of view.source.ast.body)
      if (code.has(statement)) this.addNamedIn(view, statement, flow);
  }

  add(view: FileView, node: Node): void {
    this.seen.add(node);
    this.state.add(this.codeOf(view, node));
  }

  private addNamedIn(view: FileView, within: Node, flow: Flow): void {
    const isFirst = view === flow.file.of(flow.file.source.ast);
    for (const variable of variablesNamedIn(view, within)) {
      const definition: Node | undefined = variable.defs[0]?.node;
      const imported = definition && importedBy(definition);
      if (imported) this.addBehind(flow, imported);
      else if (definition && !isFirst) this.addWithImports(view, definition, flow);
    }
  }

  private addBehind(flow: Flow, imported: ImportValue): void {
    const exported = flow.behind(imported);
    if (!exported || exported.kind === "import") return;
    const { file } = exported;
    if (exported.kind === "namespace") this.addWithImports(file, file.source.ast, flow);
    else if (exported.kind === "node") this.addWithImports(file, exported.node, flow);
    else for (const { node } of exported.variable.defs) this.addWithImports(file, node, flow);
  }

  private addWithImports(view: FileView, node: Node, flow: Flow): void {
    if (this.seen.has(node)) return;
    this.add(view, node);
    this.addNamedIn(view, node, flow);
  }

  /** Code without places, spaces and comments, and without the handlers of routes. */
  private codeOf(view: FileView, code: Node): string {
    return JSON.stringify(code, (key, value: unknown) => {
      if (PLACES.has(key)) return undefined;
      if (typeof value === "bigint") return String(value);
      const node = value as Node | null;
      const isRoute = node?.type === "CallExpression" && this.routed.has(placeIn(view, node));
      return isRoute
        ? { ...node, arguments: node.arguments.filter((argument) => !isFunction(argument)) }
        : value;
    });
  }
}

const PLACES: ReadonlySet<string> = new Set(["parent", "range", "start", "end", "loc", "raw"]);

/** The variables of a module that are named in it; what is only rendered gets nothing but props. */
function variablesNamedIn({ source }: FileView, within: Node): readonly Variable[] {
  const scopes = source.scopeManager?.scopes ?? [];
  const found = scopes.flatMap((scope) =>
    scope.references.flatMap(({ identifier, resolved }) => {
      const node: Node = identifier;
      const isOfModule = resolved?.scope.type === "module" && node.type !== "JSXIdentifier";
      return isOfModule && isInside(node, within) ? [resolved] : [];
    }),
  );
  return [...new Set(found)];
}
