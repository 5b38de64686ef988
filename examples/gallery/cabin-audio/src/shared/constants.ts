export const PLUGIN_ID = "cabin-audio";

export const CHANNELS = {
  PLAYER: "player",
  QUEUE_ADDED: "queue:added",
  QUEUE_REMOVED: "queue:removed",
  ANNOUNCEMENT: "announcement",
} as const;

export type ChannelName = (typeof CHANNELS)[keyof typeof CHANNELS];

const API = `/api/${PLUGIN_ID}`;

export const ROUTES = {
  prefix: API,
  snapshot: `${API}/snapshot`,
  queue: `${API}/queue`,
  queueItem: `${API}/queue/:itemId`,
  playback: `${API}/playback/:command`,
} as const;

/** "/queue/:itemId" and { itemId: 7 } give "/queue/7". */
export function fillRoute(route: string, params: Record<string, string | number>): string {
  return route.replace(/:(\w+)/g, (_match, name: string) => encodeURIComponent(String(params[name])));
}
