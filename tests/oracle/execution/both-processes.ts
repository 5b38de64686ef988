/** Runs both processes of a plugin, and says which channels and routes meet: the background with a real Express, the UI in React. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import express from "express";
import type { Router } from "express";
import type * as React from "react";
import type * as ReactDOM from "react-dom/client";
import { compile } from "./evaluate.js";
import type { Exports, Files } from "./evaluate.js";
import { window } from "./stage.js";

const BACKGROUND = "src/background/index.ts";
const UI = "src/ui/index.tsx";
const BASE = "http://shell";

/** The ends that met nobody. */
export interface Unmet {
  readonly neverSent: readonly string[];
  readonly neverHeard: readonly string[];
  /** Requests as `GET /path`. */
  readonly notRouted: readonly string[];
  /** The channels that are still heard when the UI has ended. */
  readonly leaked: readonly string[];
}

const load = createRequire(import.meta.url);
const { act, createElement } = load("react") as typeof React;
const { createRoot } = load("react-dom/client") as typeof ReactDOM;
const nothing = (): void => undefined;

interface Lifecycle {
  readonly onStart: (ctx: unknown) => unknown;
}

/** Starts the background, mounts the UI, presses each of its buttons, and compares. */
export async function unmetIn(files: Files): Promise<Unmet> {
  const sent = new Set<string>();
  const heard = new Set<string>();
  const requests = new Set<string>();
  const app = express();
  const evaluate = compile(files);

  const plugin = evaluate(BACKGROUND, { ...sdkWith({}), express }, {})["default"] as Lifecycle;
  await plugin.onStart({
    ipc: { send: (channel: string) => sent.add(channel) },
    server: { registerRouter: (prefix: string, router: Router) => app.use(prefix, router) },
  });
  // What a timer sends is sent, too.
  await wait(3);

  const listeners: { event: string; listener: unknown }[] = [];
  const socket = {
    on(event: string, listener: unknown) {
      heard.add(event);
      listeners.push({ event, listener });
    },
    off(event: string, listener: unknown) {
      const index = listeners.findIndex((one) => one.event === event && one.listener === listener);
      if (index >= 0) listeners.splice(index, 1);
    },
  };
  const fetched = (url: unknown, init?: { method?: string }): Promise<unknown> => {
    requests.add(`${init?.method ?? "GET"} ${String(url).replace(BASE, "")}`);
    return Promise.resolve({ json: () => Promise.resolve({}) });
  };
  const quiet = { ...console, log: nothing };
  const { document } = window;
  const ui = evaluate(UI, sdkWith({ socket }), { fetch: fetched, document, window, console: quiet });
  const container = document.createElement("div");
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => {
    root.render(createElement(ui["default"] as React.ComponentType));
    await Promise.resolve();
  });
  for (const button of container.querySelectorAll("button")) {
    await act(async () => {
      button.click();
      await Promise.resolve();
    });
  }
  act(() => {
    root.unmount();
  });
  container.remove();

  return {
    neverSent: [...heard].filter((channel) => !sent.has(channel)),
    neverHeard: [...sent].filter((channel) => !heard.has(channel)),
    notRouted: await unanswered(app, [...requests]),
    leaked: listeners.map(({ event }) => event),
  };
}

function sdkWith(context: Exports): Exports {
  const sdk = {
    createPlugin: (plugin: unknown) => plugin,
    usePluginContext: () => context,
    STRATOS_APP_BASE: BASE,
  };
  return { "@skyvexsoftware/stratos-sdk": sdk, "@skyvexsoftware/stratos-sdk/helpers": sdk };
}

/** A route that has not answered after so many milliseconds is there, but never does. */
const PATIENCE = 1000;

/** The requests that a real server answers with 404. */
async function unanswered(app: express.Express, requests: readonly string[]): Promise<readonly string[]> {
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  try {
    const statuses = await Promise.all(
      requests.map(async (request) => {
        const [method = "GET", path = "/"] = request.split(" ");
        const signal = AbortSignal.timeout(PATIENCE);
        try {
          return (await fetch(`http://127.0.0.1:${String(port)}${path}`, { method, signal })).status;
        } catch (error) {
          if (signal.aborted) return undefined;
          throw error;
        }
      }),
    );
    return requests.filter((_, index) => statuses[index] === 404);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}
