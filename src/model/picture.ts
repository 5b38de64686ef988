import type { Pattern, RoutedPath, Verdict } from "../express/matching.js";
import { CHANNEL_PREFIX, isConnectionEvent } from "../sdk.js";
import { canBeSame, patternOfSetting } from "./channel-names.js";
import type { Contract } from "./contract.js";
import { whyOpen } from "./contract.js";
import type { ChannelUse, End, ModuleEnds, RequestUse } from "./ends.js";

/**
 * What becomes of a channel or route: both ends `meet`; one of them reaches `nobody`, for certain; the `shell` is at the
 * other end; or the other end is `unknown`, which is no proof that there is none.
 */
export type LinkState = "meet" | "nobody" | "shell" | "unknown";

/** A channel between the background module and the UI. */
export interface ChannelLink {
  /** The name as it is passed to the SDK; what is not known stands as `${...}`. */
  readonly name: string;
  readonly senders: readonly End[];
  readonly listeners: readonly End[];
  readonly state: LinkState;
  /** What is wrong, or not known. */
  readonly note: string | undefined;
}

/** A path of the background module's routes, or one that is requested. */
export interface RouteLink {
  /** In Express's syntax (`:id`), or, where there is no route, as it is requested (`${...}`). */
  readonly path: string;
  /** In upper case, sorted; `undefined`: all of them. */
  readonly methods: readonly string[] | undefined;
  readonly routes: readonly End[];
  readonly requests: readonly End[];
  readonly state: LinkState;
  readonly note: string | undefined;
}

/** What the UI emits, and nothing receives. */
export interface EmitLink {
  /** The name of the event; `null`: it is not known. */
  readonly name: string | null;
  readonly emitters: readonly End[];
  readonly state: "nobody";
  readonly note: string;
}

/** How the two processes of a plugin reach each other. */
export interface Picture {
  readonly channels: readonly ChannelLink[];
  readonly routes: readonly RouteLink[];
  readonly emits: readonly EmitLink[];
}

/** What is known of the other end as a whole. */
export interface PictureFacts {
  readonly contract: Contract | undefined;
  /** Whether the plugin's id is known. */
  readonly hasId: boolean;
  /** Patterns of the channels that the shell sends. */
  readonly shellChannels: readonly string[];
  /** Where a place of the contract is. */
  readonly locate: (at: string) => End | undefined;
}

/** Puts together what all modules of a plugin reach for. */
export function pictureOf(modules: readonly ModuleEnds[], facts: PictureFacts): Picture {
  const all = <K extends keyof ModuleEnds>(kind: K): ModuleEnds[K][number][] =>
    modules.flatMap((module) => [...module[kind]]);
  return {
    channels: byName(channelsOf(all("sends"), all("hears"), facts)),
    routes: routesOf(all("requests"), facts),
    emits: emitsOf(all("emits")),
  };
}

function emitsOf(emits: readonly ChannelUse[]): readonly EmitLink[] {
  const names = [...new Set(emits.map(({ name }) => name[0] ?? null))];
  return names.map((name) => ({
    name,
    emitters: endsIn(emits.filter((emit) => (emit.name[0] ?? null) === name)),
    state: "nobody",
    note: "the UI emits it, and nothing receives that",
  }));
}

// ---------------------------------------------------------------- channels

function channelsOf(
  sends: readonly ChannelUse[],
  hears: readonly ChannelUse[],
  facts: PictureFacts,
): readonly ChannelLink[] {
  const names = new Map([...sends, ...hears].map(({ name }) => [shownName(name), name]));
  const rows = [...names.values()].map((name) => {
    const same = (end: ChannelUse): boolean => canBeSame(end.name, name);
    return { name, senders: sends.filter(same), listeners: hears.filter(same) };
  });
  const plain = rows.filter(({ name }) => !name.includes(null));
  return rows
    .filter((row) => !row.name.includes(null) || !isShownBy(plain, row))
    .map(({ name, senders, listeners }) => ({
      name: shownName(name),
      senders: endsIn(senders),
      listeners: endsIn(listeners),
      ...stateOfChannel(name, senders, listeners, facts),
    }));
}

interface Row {
  readonly name: Pattern;
  readonly senders: readonly ChannelUse[];
  readonly listeners: readonly ChannelUse[];
}

/** Whether rows with plain names say all that the row of a family of names would say. */
function isShownBy(plain: readonly Row[], { name, senders, listeners }: Row): boolean {
  const own = plain.filter((row) => canBeSame(row.name, name));
  const isIn = (end: ChannelUse, side: "senders" | "listeners"): boolean =>
    own.some((row) => row[side].includes(end));
  return (
    own.length > 0 &&
    senders.every((end) => isIn(end, "senders")) &&
    listeners.every((end) => isIn(end, "listeners"))
  );
}

/** The prefix, the id of a plugin, and a colon. */
const PREFIXED = new RegExp(`^${CHANNEL_PREFIX}[^:]+:`);

type Standing = Pick<ChannelLink, "state" | "note">;

function stateOfChannel(
  name: Pattern,
  senders: readonly ChannelUse[],
  listeners: readonly ChannelUse[],
  { contract, shellChannels }: PictureFacts,
): Standing {
  if (PREFIXED.test(shownName(name))) return nobody("it has the prefix that the shell adds: leaf names only");
  if (senders.length > 0 && listeners.length > 0) return { state: "meet", note: undefined };
  const isSent = senders.length > 0;
  if (!isSent && isOfShell(name, shellChannels)) return { state: "shell", note: "the shell sends it" };
  const side = isSent ? "hears" : "sends";
  const open = !contract
    ? "the other modules of the plugin are not read"
    : whyUnknown(name, contract, isSent ? "hear" : "send");
  if (open !== undefined) return unknown(`no module in sight ${side} it, but ${open}`);
  return nobody(`nobody ${side} it`);
}

function isOfShell(name: Pattern, shellChannels: readonly string[]): boolean {
  return (
    isConnectionEvent(name.join("")) ||
    shellChannels.some((pattern) => canBeSame(name, patternOfSetting(pattern)))
  );
}

/** Why there may be another end of a name that is not in sight. */
function whyUnknown(name: Pattern, contract: Contract, use: "send" | "hear"): string | undefined {
  const ends = use === "send" ? contract.sends : contract.hears;
  const isUsed = ends.some((end) => canBeSame(end.name, name));
  return whyOpen(contract, use) ?? (isUsed ? "something that is not followed uses that name" : undefined);
}

// ---------------------------------------------------------------- routes

function routesOf(requests: readonly RequestUse[], facts: PictureFacts): readonly RouteLink[] {
  const { contract, locate } = facts;
  const routes = contract?.routes ?? [];
  const answered = new Map<RequestUse, RoutedPath>();
  for (const request of requests) {
    const route = contract && routeFor(contract, request);
    if (route) answered.set(request, route);
  }
  const links = routes.map((route): RouteLink => {
    const own = requests.filter((request) => answered.get(request) === route);
    return {
      path: route.path,
      methods: route.methods,
      routes: endsIn(route.at.flatMap((at) => locate(at) ?? [])),
      requests: endsIn(own),
      ...(own.length > 0 ? { state: "meet", note: undefined } : unknown("no module in sight requests it")),
    };
  });
  const lost = requests.filter((request) => !answered.has(request));
  return [...links, ...byPath(lost, facts)];
}

/** The route that answers a request. One with a part that is not known rather means a route with a parameter. */
function routeFor(contract: Contract, request: RequestUse): RoutedPath | undefined {
  const found = contract.routes.filter((route) => contract.isAnsweredBy(route, request));
  const isOpen = request.path.includes(null);
  return (isOpen ? found.find(({ path }) => path.includes(":")) : undefined) ?? found[0];
}

function byPath(requests: readonly RequestUse[], facts: PictureFacts): readonly RouteLink[] {
  const links = new Map<string, RouteLink>();
  for (const request of requests) {
    const [path = ""] = shownName(request.path).split(/[?#]/);
    const key = `${request.method ?? ""} ${path}`;
    const before = links.get(key);
    links.set(key, {
      path,
      methods: request.method === undefined ? undefined : [request.method],
      routes: [],
      requests: endsIn([...(before?.requests ?? []), request]),
      ...stateOfRequest(request, facts),
    });
  }
  return [...links.values()];
}

function stateOfRequest(request: RequestUse, { contract, hasId }: PictureFacts): Standing {
  if (!contract) return unknown("the other modules of the plugin are not read");
  if (!request.isOwn && !hasId) return unknown("without the plugin's id, it may be for another one");
  if (!request.isOwn) return { state: "shell", note: "it is not for this plugin's background module" };
  if (!contract.hasBackground) return unknown("there is no background module");
  const open = contract.mayDoMore.route;
  if (open !== undefined) return unknown(`no route in sight answers it, but ${open}`);
  return ofVerdict(contract.judge(request));
}

function ofVerdict(verdict: Verdict): Standing {
  switch (verdict.kind) {
    case "answered":
      return { state: "meet", note: undefined };
    case "unknown":
      return unknown("whether a route answers it is not known");
    case "missing":
      return nobody("no route answers it");
    case "other-method":
      return nobody(`no route answers this method, only ${verdict.methods.join(", ")}`);
  }
}

// ---------------------------------------------------------------- words

function nobody(note: string): Standing {
  return { state: "nobody", note };
}

function unknown(note: string): Standing {
  return { state: "unknown", note };
}

function shownName(name: Pattern): string {
  return name.map((part) => part ?? "${...}").join("");
}

/** Each place once, in the order of files and lines. */
function endsIn(ends: readonly End[]): readonly End[] {
  const unique = new Map(
    ends.map(({ file, line, through }) => [`${file}:${String(line)} ${through}`, { file, line, through }]),
  );
  return [...unique.values()].toSorted((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  );
}

function byName(links: readonly ChannelLink[]): readonly ChannelLink[] {
  return links.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
