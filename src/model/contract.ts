import path from "node:path";
import type {
  Mount,
  PathSpec,
  Pattern,
  RoutedPath,
  RouteRequest,
  RouterShape,
  Verdict,
  Version,
} from "../express/matching.js";
import { judge, onlyRoutesOf, routedPaths } from "../express/matching.js";
import type { RouterMade } from "../express/routers.js";
import { expressVersion } from "../project/express.js";
import { isPartOfPlugin } from "../project/listing.js";
import type { Modules } from "../project/modules.js";
import type { Communication } from "./communication.js";
import type { ChannelName, MountPart, Part, RouterPart } from "./part.js";
import { partOf } from "./part.js";
import type { GivenNames } from "./given-names.js";
import { givenNames, HEARING_SLOTS, SENDING_SLOTS } from "./given-names.js";
import type { OtherParts } from "./parts.js";
import { isUiModule, otherParts } from "./parts.js";
import type { SdkFile } from "./sdk-file.js";
import type { Sites, Slots } from "./sites.js";
import { sitesIn } from "./sites.js";

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
  readonly routes: readonly RoutedPath[];
  readonly prefixes: readonly PathSpec[];
  readonly mounts: readonly Mount[];
  readonly judge: (request: RouteRequest) => Verdict;
  /** Whether the routes of one path, without all others, answer a request. */
  readonly isAnsweredBy: (route: RoutedPath, request: RouteRequest) => boolean;
}

/** Why a channel may have another end than those that are known: one at which somebody sends, or hears. `undefined`: it has not. */
export function whyOpen(
  { hasUi, hasBackground, mayDoMore }: Contract,
  use: "send" | "hear",
): string | undefined {
  if (use === "hear" && !hasUi) return "there is no UI module in sight";
  if (use === "send" && !hasBackground) return "there is no background module in sight";
  return mayDoMore[use];
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
  const others = otherParts(modules, around, pluginId);
  if (!others.files.has(around.filename) && !isPartOfPlugin(modules.root, around.filename)) return undefined;
  const { text } = communication.sourceCode;
  const isUi = isUiModule(modules.root, { file: around.filename, text });
  const parts = [...others.parts, partOf(communication, pluginId, !isUi)];
  return contractOfParts(modules, pluginId, others, parts, communication);
}

/** What all parts of a plugin make together. `linted`: the file whose part is not among those on disk. */
export function contractOfParts(
  modules: Modules,
  pluginId: string | undefined,
  others: OtherParts,
  parts: readonly Part[],
  linted?: SdkFile,
): Contract {
  const scan = (slots: Slots, isBase: boolean): readonly Sites[] => [
    ...others.scan(slots, isBase),
    ...(linted ? [sitesIn(linted, slots, isBase, pluginId)] : []),
  ];
  const given = { send: givenNames(SENDING_SLOTS, scan), hear: givenNames(HEARING_SLOTS, scan) };
  return merge(parts, others, given, expressVersions(modules));
}

function expressVersions({ root, disk }: Modules): readonly Version[] {
  const major = expressVersion(root, disk);
  return major === 4 || major === 5 ? [major] : [4, 5];
}

function merge(
  parts: readonly Part[],
  { hasUi, hasBackground, hasMissing, changesTables }: OtherParts,
  given: { readonly send: GivenNames; readonly hear: GivenNames },
  versions: readonly Version[],
): Contract {
  const mounts = mountsOf(parts, createIsKnown(parts, hasMissing));
  const unsure = hasMissing
    ? "a module that is imported is not there"
    : changesTables
      ? "a module changes a table of another one"
      : undefined;
  const reasons = (use: keyof Part["mayDoMore"]): string | undefined =>
    unsure ?? parts.map(({ mayDoMore }) => mayDoMore[use]).find((why) => why !== undefined);
  const judgeIn = (within: readonly Mount[], request: RouteRequest): Verdict =>
    unanimous(versions.map((version) => judge(version, within, request)));
  return {
    sends: endsIn(
      parts.flatMap(({ sends }) => sends),
      given.send.names,
    ),
    hears: endsIn(
      parts.flatMap(({ hears }) => hears),
      [...given.hear.names, ...parts.flatMap(({ maybeHears }) => maybeHears)],
    ),
    mayDoMore: {
      send: reasons("send") ?? given.send.open,
      hear: reasons("hear") ?? given.hear.open,
      route: reasons("route") ?? unknownRoute(parts),
    },
    hasBackground:
      hasBackground || parts.some(({ sends, mounts: own }) => sends.length > 0 || own.length > 0),
    hasUi: hasUi || parts.some(({ hears }) => hears.length > 0),
    routes: routedPaths(mounts),
    prefixes: mounts.map(({ prefix }) => prefix),
    mounts,
    judge: (request) => judgeIn(mounts, request),
    isAnsweredBy: (route, request) => judgeIn([onlyRoutesOf(route)], request).kind === "answered",
  };
}

/** Why there may be routes that are not known: a call that looks as if it added one, and no module knows to what. */
function unknownRoute(parts: readonly Part[]): string | undefined {
  const known = new Set(
    parts.flatMap(({ additions, mounts }) => [...additions, ...mounts].map(({ at }) => at)),
  );
  const isUnknown = parts.some(({ routeLike }) => routeLike.some((at) => !known.has(at)));
  return isUnknown ? "a route is added to something that is not known" : undefined;
}

/** What of the parts counts. */
type IsKnown = (one: { readonly at: string; readonly isPassedIn: boolean }) => boolean;

/** What a caller chooses is known from the callers, if some are seen, and if no module is missing that may be another. */
function createIsKnown(parts: readonly Part[], hasMissing: boolean): IsKnown {
  const all = parts.flatMap(({ additions, mounts }) => [...additions, ...mounts]);
  const reached = new Set(all.flatMap(({ at, isPassedIn }) => (isPassedIn ? [] : [at])));
  return ({ at, isPassedIn }) => !isPassedIn || hasMissing || !reached.has(at);
}

/** The names that modules are known to use and those that anybody may use, each once. */
function endsIn(used: readonly ChannelName[], given: readonly Pattern[]): readonly ChannelEnd[] {
  const ends = new Map<string, { name: Pattern; places: Set<string> }>();
  const endOf = (name: Pattern): { places: Set<string> } => {
    const key = JSON.stringify(name);
    const end = ends.get(key) ?? { name, places: new Set() };
    ends.set(key, end);
    return end;
  };
  for (const { name, toldAt, isPassedIn } of used) {
    // What is passed in, or not known at all, is looked for by the names of functions.
    if (isPassedIn || name.every((part) => part === null)) continue;
    const { places } = endOf(name);
    if (toldAt !== undefined) places.add(toldAt);
  }
  for (const name of given) endOf(name);
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
    layers: own.flatMap(({ paths, layer, at }): RouterShape["layers"] => {
      if (layer.kind === "route") return [{ kind: "route", paths, methods: layer.methods, at }];
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
