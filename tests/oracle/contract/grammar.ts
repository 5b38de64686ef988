import { BACKGROUND, componentOf, End, pluginOf, SHARED, UI } from "../channels/ends.js";
import { BACKGROUND_PLACES, UI_PLACES } from "../channels/places.js";
import type { Program } from "../oracle.js";
import { Random } from "../random.js";
import { SharedModule } from "../texts/module.js";
import { REQUESTS, ROUTES } from "./routes.js";

const CHANNELS = ["status", "fuel:level", "crew", "gate-change", "alertRaised", "turnaround", "log:line"];
const PATHS = [
  ["GET", "/overview"],
  ["POST", "/jobs"],
  ["POST", "/jobs/:id/start"],
  ["DELETE", "/jobs/:id"],
  ["GET", "/crew/members"],
  ["PUT", "/settings"],
  ["PATCH", "/crew/:name/seat"],
] as const;

/** What a request and a route agree on. */
export interface Route {
  readonly method: string;
  /** Below the prefix of the plugin, with `:parameters`. */
  readonly path: string;
}

/** What can go wrong with a name, a path or a method at one of its ends. */
const TYPOS: readonly (readonly [weight: number, name: string, change: (name: string) => string])[] = [
  [3, "a letter is missing", (name) => name.slice(0, -1)],
  [2, "plural", (name) => `${name}s`],
  [2, "another case", (name) => name.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase())],
  [2, "two letters are swapped", (name) => name.replace(/(\w)(\w)$/, "$2$1")],
  [1, "another word", () => "departures"],
];

/** These may send or hear something else than what is asked here. */
const SENDS = BACKGROUND_PLACES.filter(([, name]) => !["handle", "on", "under a condition"].includes(name));
const HEARS = UI_PLACES.filter(([, name]) => !["once", "off", "chain", "under a condition"].includes(name));

/** Writes the program of a seed: both ends of a plugin, which meet at every channel and route, or at all but one of each. */
export function writePlugin(seed: number): Program {
  const random = new Random(seed);
  const parts = new Set<string>();
  const shared = new SharedModule();
  const [background, ui] = [new End(random, shared, parts), new End(random, shared, parts)];
  const channels = random.shuffle(CHANNELS).slice(0, 2 + random.below(3));
  const routes = random
    .shuffle(PATHS)
    .slice(0, 1 + random.below(3))
    .map(([method, path]): Route => ({ method, path }));
  const wrongChannel = random.chance(0.4) ? random.pick(channels) : undefined;
  const wrongRoute = random.chance(0.4) ? random.pick(routes) : undefined;

  for (const channel of channels) {
    const [sent, heard] = channel === wrongChannel ? parted(channel) : [channel, channel];
    if (sent !== undefined) background.pick("sends", SENDS)[2](background, background.text(sent));
    if (heard !== undefined) ui.pick("hears", HEARS)[2](ui, ui.text(heard));
  }
  const answered = routes.flatMap((route) => (route === wrongRoute ? differing(route) : [route]));
  background.pick("router", ROUTES)[2](background, answered);
  for (const route of routes) ui.pick("request", REQUESTS)[2](ui, route);

  const files = { [BACKGROUND]: pluginOf(background), [UI]: componentOf(ui), [SHARED]: shared.code };
  return { files, parts: [...parts] };

  /** The two names of a channel whose ends do not meet. */
  function parted(channel: string): readonly [sent: string | undefined, heard: string | undefined] {
    if (random.chance(0.35)) {
      const isSent = random.chance(0.5);
      parts.add(`mistake: ${isSent ? "nobody hears" : "nobody sends"}`);
      return isSent ? [channel, undefined] : [undefined, channel];
    }
    const [, name, change] = random.weighted(TYPOS);
    parts.add(`mistake: channel, ${name}`);
    return random.chance(0.5) ? [change(channel), channel] : [channel, change(channel)];
  }

  /** The routes that there are in place of one that is requested. */
  function differing({ method, path }: Route): readonly Route[] {
    if (random.chance(0.3)) {
      parts.add("mistake: no route");
      return [];
    }
    if (random.chance(0.4)) {
      parts.add("mistake: another method");
      return [{ method: method === "GET" ? "POST" : "GET", path }];
    }
    const [, name, change] = random.weighted(TYPOS);
    parts.add(`mistake: route, ${name}`);
    // Express does not tell cases apart.
    const last = path.slice(path.lastIndexOf("/") + 1);
    const changed = last.startsWith(":")
      ? `/departures${path}`
      : path.replace(last, change(last).toLowerCase() === last.toLowerCase() ? "departures" : change(last));
    return [{ method, path: changed }];
  }
}
