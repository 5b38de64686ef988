import path from "node:path";
import { canResolveIn } from "./configs.js";
import type { Disk } from "./disk.js";
import { layoutVersion } from "./listing.js";
import type { Native } from "./native.js";
import { Recent } from "./recent.js";

/** Finds the files that module names stand for, as TypeScript and bundlers do. */
export interface Resolver {
  /** The absolute path; `undefined` where there is no such file. */
  resolve(from: string, specifier: string, disk: Disk): string | undefined;
}

/** A file that only declares stands for a module where there is no other: it is there, though nothing in it is read. */
const DECLARING = [".d.ts", ".d.mts", ".d.cts"];
const EXTENSIONS = [...[".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"], ...DECLARING, ".json"];
/** A module may be imported by the name that it will have once it is compiled. */
const COMPILED = {
  ".js": [".ts", ".tsx", ".js", ".d.ts"],
  ".jsx": [".tsx", ".jsx", ".d.ts"],
  ".mjs": [".mts", ".mjs", ".d.mts"],
  ".cjs": [".cts", ".cjs", ".d.cts"],
};
/** No system has longer paths; the native resolver calls itself for each folder of one, until that ends the process. */
const LONGEST_NAME = 4096;
/** What the SDK's template maps to `src`; of use where no tsconfig says so. */
const TEMPLATE_ALIAS = /^[@~]\/(?<rest>.+)$/;

interface Known {
  readonly version: string;
  readonly resolver: Resolver;
}

/** The resolvers of more plugins than this are not kept. */
const MOST_PLUGINS = 16;
const known = new Recent<Known>(MOST_PLUGINS);

/** The resolver for the modules below a folder; made anew when a file changes that says how names are resolved. */
export function resolverFor(native: Native, root: string, disk: Disk): Resolver {
  const version = resolutionVersion(root, disk);
  const before = known.get(root);
  if (before?.version === version) return before.resolver;
  const resolver = createResolver(native, root);
  known.set(root, { version, resolver });
  return resolver;
}

/** Files that say how names are resolved, in and above the plugin. */
const SAYING = [
  "tsconfig.json",
  "tsconfig.base.json",
  "tsconfig.app.json",
  "tsconfig.node.json",
  "tsconfig.web.json",
  "jsconfig.json",
  "package.json",
  "../tsconfig.json",
  "../tsconfig.base.json",
  "../../tsconfig.json",
  "../../tsconfig.base.json",
];

/** Changes when a name may stand for another file than before. */
export function resolutionVersion(root: string, disk: Disk): string {
  const files = SAYING.map((name) => disk.version(path.join(root, name)) ?? "");
  return `${files.join(" ")} ${layoutVersion(root, disk)}`;
}

function createResolver(native: Native, root: string): Resolver {
  const options = {
    extensions: EXTENSIONS,
    extensionAlias: COMPILED,
    conditionNames: ["types", "import", "default"],
    mainFields: ["types", "module", "main"],
  };
  const factory = new native.resolver.ResolverFactory({ ...options, tsconfig: "auto" });
  /** For what needs no tsconfig where there is a broken one. */
  const plain = new native.resolver.ResolverFactory(options);
  /** The moment since which the library remembers what it has found and missed. */
  let since: Disk | undefined;

  function ask(from: string, specifier: string): string | undefined {
    try {
      const found = factory.resolveFileSync(from, specifier);
      return found.path ?? (isBroken(found.error) ? plain.resolveFileSync(from, specifier).path : undefined);
    } catch {
      return undefined;
    }
  }

  function find(from: string, specifier: string): string | undefined {
    const found = ask(from, specifier);
    if (found !== undefined) return found;
    const rest = TEMPLATE_ALIAS.exec(specifier)?.groups?.["rest"];
    return rest === undefined ? undefined : ask(from, path.join(root, "src", rest));
  }

  return {
    resolve(from, specifier, disk) {
      if (specifier.length > LONGEST_NAME || !canResolveIn(path.dirname(from), disk)) return undefined;
      const found = find(from, specifier);
      const isThere = found !== undefined && disk.version(found) !== undefined;
      if (isThere || since === disk || !isOwn(specifier)) return isThere ? found : undefined;
      // The library remembers misses as well, and the file may have been made or moved since.
      since = disk;
      factory.clearCache();
      plain.clearCache();
      return find(from, specifier);
    },
  };
}

function isBroken(error: string | undefined): boolean {
  return error !== undefined && /tsconfig/i.test(error);
}

/** Whether a name looks like one of the project's own modules, not of a package. */
export function isOwn(specifier: string): boolean {
  return /^(?:\.{0,2}\/|[#~]|@\/)/.test(specifier);
}
