import path from "node:path";
import type {
  Mount,
  PathSpec,
  Pattern,
  RouteRequest,
  RouterShape,
  Verdict,
  Version,
} from "../express/matching.js";
import { judge, routedPaths } from "../express/matching.js";
import type { RouterMade } from "../express/routers.js";
import { expressVersion } from "../project/express.js";
import { isPartOfPlugin } from "../project/listing.js";
import type { Modules } from "../project/modules.js";
import type { Communication } from "./communication.js";
import type { ChannelName, MountPart, Part, RouterPart } from "./part.js";
import { partOf } from "./part.js";
import type { OtherParts } from "./parts.js";
import { otherParts } from "./parts.js";

/** A channel name at one of its ends. */
export interface ChannelEnd {
  /** `null` where any text may stand. */
  readonly name: Pattern;
  /** The places where an author is told about it. */
  readonly places: ReadonlySet<string>;
}

/** What the two processes of a plugin offer each other, in all of its modules. */
export interface Contract {
  readonly sends: readonly ChannelEnd[];
  readonly hears: readonly ChannelEnd[];
  /** Why there may be more than that. */
  readonly mayDoMore: Part["mayDoMore"];
  readonly hasBackground: boolean;
  readonly hasUi: boolean;
  /** The paths that are routed, as they are written. */
  readonly routed: readonly string[];
  readonly prefixes: readonly PathSpec[];
  readonly mounts: readonly Mount[];
  readonly judge: (request: RouteRequest) => Verdict;
}

const known = new WeakMap<Communication, { readonly contract: Contract | undefined }>();

/** The contract around a file: other modules as they are on disk, this one as it is now. `undefined`: it is not part of it, or the others cannot be read. */
export function contractAround(communication: Communication): Contract | undefined {
  const before = known.get(communication);
  if (before) return before.contract;
  const contract = contractOf(communication);
  known.set(communication, { contract });
  return contract;
}

function contractOf(communication: Communication): Contract | undefined {
  const { around, pluginId } = communication;
  const modules = around.modules();
  if (!modules || !path.isAbsolute(around.filename)) return undefined;
  if (!isPartOfPlugin(modules.root, around.filename)) return undefined;
  const others = otherParts(modules, around, pluginId);
  return contractOfParts(modules, others, [...others.parts, partOf(communication, pluginId)]);
}

/** What all parts of a plugin make together. */
export function contractOfParts(modules: Modules, others: OtherParts, parts: readonly Part[]): Contract {
  return merge(parts, others, expressVersions(modules));
}

function expressVersions({ root, disk }: Modules): readonly Version[] {
  const major = expressVersion(root, disk);
  return major === 4 || major === 5 ? [major] : [4, 5];
}

function merge(
  parts: readonly Part[],
  { hasUi, hasBackground, hasMissing }: OtherParts,
  versions: readonly Version[],
): Contract {
  const isKnown = createIsKnown(parts, hasMissing);
  const mounts = mountsOf(parts, isKnown);
  const reasons = (use: keyof Part["mayDoMore"]): string | undefined =>
    parts.map(({ mayDoMore }) => mayDoMore[use]).find((why) => why !== undefined);
  return {
    sends: endsIn(parts.flatMap(({ sends }) => sends.filter(isKnown))),
    hears: endsIn(parts.flatMap(({ hears }) => hears.filter(isKnown))),
    mayDoMore: { send: reasons("send"), hear: reasons("hear"), route: reasons("route") },
    hasBackground:
      hasBackground || parts.some(({ sends, mounts: own }) => sends.length > 0 || own.length > 0),
    hasUi: hasUi || parts.some(({ hears }) => hears.length > 0),
    routed: routedPaths(mounts).map(({ path: routed }) => routed),
    prefixes: mounts.map(({ prefix }) => prefix),
    mounts,
    judge: (request) => unanimous(versions.map((version) => judge(version, mounts, request))),
  };
}

/** What of the parts counts. */
type IsKnown = (one: { readonly at: string; readonly isPassedIn: boolean }) => boolean;

/** What a caller chooses is known from the callers, if some are seen, and if no module is missing that may be another. */
function createIsKnown(parts: readonly Part[], hasMissing: boolean): IsKnown {
  const all = parts.flatMap(({ sends, hears, additions, mounts }) => [
    ...sends,
    ...hears,
    ...additions,
    ...mounts,
  ]);
  const reached = new Set(all.flatMap(({ at, isPassedIn }) => (isPassedIn ? [] : [at])));
  return ({ at, isPassedIn }) => !isPassedIn || hasMissing || !reached.has(at);
}

/** The names of all modules, each once. */
function endsIn(names: readonly ChannelName[]): readonly ChannelEnd[] {
  const ends = new Map<string, { name: Pattern; places: Set<string> }>();
  for (const { name, toldAt } of names) {
    const key = JSON.stringify(name);
    const end = ends.get(key) ?? { name, places: new Set() };
    if (toldAt !== undefined) end.places.add(toldAt);
    ends.set(key, end);
  }
  return [...ends.values()];
}

function unanimous(verdicts: readonly Verdict[]): Verdict {
  const lenient =
    verdicts.find(({ kind }) => kind === "answered") ?? verdicts.find(({ kind }) => kind === "unknown");
  return lenient ?? verdicts[0] ?? { kind: "unknown" };
}

function mountsOf(parts: readonly Part[], isKnown: IsKnown): readonly Mount[] {
  const additions = parts.flatMap((part) => part.additions.filter(isKnown));
  const shapes = new Map<string, RouterShape>();
  const mounts = parts.flatMap((part) => part.mounts.filter(isKnown));
  return mounts.flatMap((mount) => mountsIn(mount, (made) => shapeOf(made, additions, shapes)));
}

function mountsIn(
  { prefix, routers, isOpen }: MountPart,
  shape: (made: RouterMade) => RouterShape,
): readonly Mount[] {
  const open: RouterShape[] = isOpen ? [{ layers: [], isOpen: true }] : [];
  return prefix.flatMap((one) =>
    [...routers.map(shape), ...open].map((router): Mount => ({ prefix: one, router })),
  );
}

/** A router with all that any module adds to it. One that is mounted on itself is not followed. */
function shapeOf(
  made: RouterMade,
  additions: readonly RouterPart[],
  shapes: Map<string, RouterShape>,
): RouterShape {
  const before = shapes.get(made.key);
  if (before) return before;
  shapes.set(made.key, { layers: [], isOpen: true });
  const own = additions.filter(({ to }) => to.key === made.key);
  const shape: RouterShape = {
    caseSensitive: made.caseSensitive,
    strict: made.strict,
    isOpen: !made.isKnown || own.some(({ layer }) => layer.kind === "open"),
    layers: own.flatMap(({ paths, layer }): RouterShape["layers"] => {
      if (layer.kind === "route") return [{ kind: "route", paths, methods: layer.methods }];
      if (layer.kind === "open") return [];
      const mounted = layer.routers.map((one) => ({
        kind: "use" as const,
        paths,
        router: shapeOf(one, additions, shapes),
        mayAnswer: false,
      }));
      return layer.mayAnswer ? [...mounted, { kind: "use", paths, mayAnswer: true }] : mounted;
    }),
  };
  shapes.set(made.key, shape);
  return shape;
}
