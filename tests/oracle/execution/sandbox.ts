import type { DOMWindow } from "jsdom";
import type { Socket } from "socket.io-client";
import type { Clock } from "./clock.js";
import type { Exports } from "./evaluate.js";

const nothing = (): void => undefined;

/** What the plugin sees in place of a browser's globals: everything that takes time does so by the clock. */
export function scopeOf(
  window: DOMWindow,
  clock: Clock,
  onRequest: (url: string, body: unknown) => void = nothing,
): Exports {
  const silent = new Proxy({}, { get: () => nothing });
  const fakes = {
    ...clock.globals,
    fetch: fetchBy(clock, onRequest),
    // What it throws is a rejection that nobody handles, which does not end the process.
    queueMicrotask: (run: () => void): void => void Promise.resolve().then(run),
    matchMedia: (media: string) => ({
      media,
      matches: false,
      addEventListener: nothing,
      removeEventListener: nothing,
    }),
    ResizeObserver: Observer,
    IntersectionObserver: Observer,
  };
  Object.assign(window, fakes);
  const { document, navigator, localStorage, AbortController, AbortSignal, Event, CustomEvent, EventTarget } =
    window;
  const real = {
    document,
    navigator,
    localStorage,
    AbortController,
    AbortSignal,
    Event,
    CustomEvent,
    EventTarget,
  };
  return { ...fakes, ...real, window, self: window, globalThis: window, console: silent };
}

/** Modules of the SDK for one plugin; every caller of `usePluginContext` gets the same object. */
export function sdkOf(socket: Socket, clock: Clock): Exports {
  const later = (): Promise<unknown> =>
    new Promise((done) =>
      clock.start(() => {
        done({ data: {}, status: 200 });
      }, 10),
    );
  const logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const context = {
    pluginId: "my-plugin",
    socket,
    logger,
    toast: Object.assign(nothing, { success: nothing, error: nothing, info: nothing, warning: nothing }),
    auth: { isAuthenticated: true, user: { id: "1", name: "Pilot" } },
    airline: { id: "1", name: "Airline", icao: "AIR" },
    config: { get: (_key: string, fallback?: unknown) => fallback, set: nothing },
    navigation: { navigate: nothing, goBack: nothing, navigateTo: nothing },
  };
  const api = { get: later, post: later, put: later, patch: later, delete: later };
  const helpers = { STRATOS_APP_BASE: "http://127.0.0.1:2", createPlugin: (plugin: unknown) => plugin };
  const root = {
    ...helpers,
    usePluginContext: () => context,
    useVaApi: () => api,
    useFlightEvents: () => [],
    useFlightPhase: () => null,
    useSimData: () => null,
    useTrackingSession: () => null,
  };
  return { "@skyvexsoftware/stratos-sdk": root, "@skyvexsoftware/stratos-sdk/helpers": helpers };
}

class Observer {
  readonly observe = nothing;
  readonly unobserve = nothing;
  readonly disconnect = nothing;
}

/** Answers `{}` in two steps, the response and its body; a signal rejects whichever is under way. */
function fetchBy(clock: Clock, onRequest: (url: string, body: unknown) => void) {
  return (
    url: unknown,
    { signal, body: sent }: { signal?: AbortSignal | null; body?: unknown } = {},
  ): Promise<unknown> => {
    onRequest(String(url), sent);
    const after = <T>(delay: number, value: () => T): Promise<T> =>
      new Promise((done, fail) => {
        const timer = clock.start(() => {
          done(value());
        }, delay);
        const abort = (): void => {
          clock.clear(timer);
          fail(new DOMException("This operation was aborted", "AbortError"));
        };
        if (signal?.aborted) abort();
        else signal?.addEventListener("abort", abort, { once: true });
      });
    const body = () => after(5, () => ({}));
    return after(10, () => ({ ok: true, status: 200, json: body, text: () => after(5, () => "") }));
  };
}
