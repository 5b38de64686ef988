/** What the shell gives to both halves of a plugin, and what it sees them do with it. */
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import express from "express";
import type { Router } from "express";
import type { Exports } from "./modules.js";

type Listener = (...args: unknown[]) => void;

const nothing = (): void => undefined;
const logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const toast = { info: nothing, success: nothing, warning: nothing, error: nothing };
const airline = { id: "1", name: "Example Virtual", icao: "EXV" };
const auth = { isAuthenticated: true, user: { id: "7", name: "Ada" } };
const FLIGHT = { id: "f", callsign: "EXV1", departure: "EDDF", arrival: "LOWW", phase: "preflight" };

/** A shell for one plugin: channels get their prefix, payloads are cloned, requests go over HTTP. */
export class Shell {
  readonly sent = new Set<string>();
  readonly heard = new Set<string>();
  readonly emitted: string[] = [];
  readonly damaged: string[] = [];
  readonly notRouted = new Set<string>();
  /** Events whose listeners were removed together with those of others. */
  readonly swept: string[] = [];
  readonly timers = new Map<object, Listener>();
  readonly flight = new Set<readonly [kind: string, listener: Listener]>();
  listeners: { readonly event: string; readonly listener: Listener }[] = [];
  #app = express();
  #server: Server | undefined;
  #base = "";
  #pending = 0;
  #late = 0;

  async open(): Promise<void> {
    this.#server = createServer(this.#app);
    await new Promise<void>((done) => this.#server?.listen(0, "127.0.0.1", done));
    this.#base = `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((done) => this.#server?.close(done));
  }

  get isBusy(): boolean {
    return this.#pending > 0;
  }

  /** The events of the plugin's own that are still listened to. */
  get alive(): string[] {
    return this.listeners.map(({ event }) => event);
  }

  readonly sdk = (): Exports => {
    const helpers = { createPlugin: (plugin: unknown) => plugin, STRATOS_APP_BASE: this.#base };
    const root = { ...helpers, usePluginContext: () => this.#ui };
    return { "@skyvexsoftware/stratos-sdk": root, "@skyvexsoftware/stratos-sdk/helpers": helpers };
  };

  readonly globals: Exports = {
    fetch: async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
      this.#pending += 1;
      let isExpress = false;
      let response: Response;
      try {
        response = await fetch(url, init);
        isExpress = response.status === 404 && /Cannot [A-Z]+ \//.test(await response.clone().text());
      } finally {
        this.#pending -= 1;
      }
      if (!isExpress) return response;
      this.notRouted.add(`${init.method ?? "GET"} ${new URL(url).pathname}`);
      // What the plugin does about it is of no interest.
      return new Promise<never>(nothing);
    },
    setInterval: (run: Listener) => {
      const timer = { unref: nothing };
      this.timers.set(timer, run);
      return timer;
    },
    clearInterval: (timer: object) => this.timers.delete(timer),
    console: { ...console, log: nothing, error: nothing },
    Date: new Proxy(Date, {
      get: (target, key) =>
        key === "now" ? () => Date.now() + this.#late : (Reflect.get(target, key) as unknown),
    }),
  };

  /** What `onStart` gets. */
  readonly context: Exports = {
    logger,
    auth,
    airline: {
      ...airline,
      createClient: () => ({
        get: (url: string) =>
          this.#late > 0
            ? Promise.reject(new Error("The airline does not answer"))
            : Promise.resolve({ data: { raw: `${url} CAVOK` } }),
      }),
    },
    config: { get: () => Promise.resolve(undefined), set: () => Promise.resolve() },
    ipc: {
      send: (channel: string, payload: unknown) => {
        this.#send(channel, payload);
      },
    },
    server: { registerRouter: (prefix: string, router: Router) => this.#app.use(prefix, router) },
    flight: {
      ...Object.fromEntries(
        ["onUpdate", "onPhaseChange", "onSimData"].map((kind) => [
          kind,
          (listener: Listener) => {
            const entry = [kind, listener] as const;
            this.flight.add(entry);
            return () => this.flight.delete(entry);
          },
        ]),
      ),
      getState: () => Promise.resolve(FLIGHT),
      getPhase: () => Promise.resolve("preflight"),
    },
  };

  /** The aircraft flies. */
  fly(): void {
    const data = { fuelOnBoard: 8000, onGround: false, parkingBrake: false };
    for (const [kind, listener] of [...this.flight]) {
      if (kind === "onSimData") listener(data);
      else if (kind === "onUpdate") listener(FLIGHT);
      else for (const phase of ["boarding", "pushback", "cruise"]) listener(phase, "preflight");
    }
  }

  /** Hours go by, and each timer fires. */
  wait(): void {
    this.#late += 6 * 60 * 60_000;
    for (const run of [...this.timers.values()]) run();
  }

  readonly #socket = {
    connected: true,
    on: (event: string, listener: Listener): unknown => {
      this.heard.add(event);
      this.listeners.push({ event, listener });
      return this.#socket;
    },
    off: (event: string, listener?: Listener): unknown => {
      if (!listener) this.swept.push(event);
      const index = this.listeners.findIndex((one) => one.event === event && one.listener === listener);
      if (index >= 0) this.listeners.splice(index, 1);
      return this.#socket;
    },
    emit: (event: string): unknown => {
      this.emitted.push(event);
      return this.#socket;
    },
  };

  readonly #ui = { pluginId: "", logger, toast, auth, airline, socket: this.#socket };

  constructor(readonly id: string) {
    this.#ui.pluginId = id;
  }

  #send(channel: string, payload: unknown): void {
    this.sent.add(channel);
    let arrived: unknown;
    try {
      arrived = structuredClone(payload);
    } catch {
      this.damaged.push(channel);
      return;
    }
    if (!isDeepStrictEqual(arrived, payload)) this.damaged.push(channel);
    for (const { event, listener } of [...this.listeners]) if (event === channel) listener(arrived);
  }
}
