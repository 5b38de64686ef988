import { createRequire } from "node:module";
import { JSDOM, VirtualConsole } from "jsdom";
import type * as React from "react";
import type * as ReactDOM from "react-dom/client";
import { Clock } from "./clock.js";
import type { compile, Exports } from "./evaluate.js";
import { fire, handlersIn } from "./handlers.js";
import { scopeOf, sdkOf } from "./sandbox.js";
import { SharedSocket } from "./shared-socket.js";

/** The file whose exports are mounted. */
export const ENTRY = "src/ui/index.tsx";
/** After so many ticks, promises that wait for nothing else have settled. */
export const TICKS = 9;

// React looks for the DOM when it is loaded, so it is loaded after there is one.
const dom = new JSDOM("", { url: "http://127.0.0.1/", virtualConsole: new VirtualConsole() });
export const { window } = dom;
const { document, navigator } = window;
Object.assign(globalThis, { window, document, IS_REACT_ACT_ENVIRONMENT: true });
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator });
// React measures itself for the tools of browsers, and nobody looks at what it measures.
Object.assign(console, { createTask: undefined, timeStamp: undefined });
const load = createRequire(import.meta.url);
const { act, createElement, Profiler, StrictMode, Suspense, use } = load("react") as typeof React;
const { createRoot } = load("react-dom/client") as typeof ReactDOM;

/** The values of `mode`: two that conditions may name, and one that none does. */
export const MODES = ["x", "y", "z"] as const;

/** The props that a scenario gives, but for functions and the socket. */
export interface Props {
  readonly id: string;
  readonly enabled: boolean;
  readonly mode: (typeof MODES)[number];
  readonly count: number;
  readonly events: readonly string[];
}

/** "discarded": something beside it is not ready, so React renders it and throws the result away. */
export type How = "strict" | "same" | "discarded";
const functions = () => ({ onStatus: () => undefined, onOther: () => undefined, onReady: () => undefined });

function NeverReady({ promise }: { readonly promise: Promise<never> }): React.ReactNode {
  return use(promise);
}

/** Elements that React has left in order: it listens to so many events of a new one that this takes time. */
const containers: HTMLElement[] = [];

/** One plugin, evaluated anew, with its own socket and clock. */
export class Stage {
  readonly shared = new SharedSocket();
  readonly clock = new Clock();
  readonly exports: Exports;
  readonly container = containers.pop() ?? document.createElement("div");
  readonly errors: unknown[] = [];
  /** What the plugin has asked for over HTTP. */
  readonly requests: { readonly url: string; readonly body: unknown }[] = [];
  /** How often React has rendered something of it. */
  commits = 0;
  #root: ReactDOM.Root | undefined;
  #target: React.ComponentType<Record<string, unknown>> | undefined;
  #functions = functions();
  // React is kept by what it waits for, so that is no longer there than the stage.
  readonly #never = new Promise<never>(() => undefined);

  constructor(evaluate: ReturnType<typeof compile>, entry = ENTRY) {
    this.exports = evaluate(
      entry,
      sdkOf(this.shared.socket, this.clock),
      scopeOf(window, this.clock, (url, body) => {
        this.requests.push({ url, body });
      }),
    );
  }

  /** Functions are new in every render, as those that a parent writes in its JSX, unless `how` says "same". */
  render(name: string, props: Props, how?: How): void {
    const target = (this.#target ??= componentOf(this.exports[name], name));
    if (how !== "same") this.#functions = functions();
    const onRender = (): void => {
      this.commits++;
    };
    const content = createElement(target, { ...props, ...this.#functions, socket: this.shared.socket });
    const element = createElement(Profiler, { id: "plugin", onRender }, content);
    if (!this.#root) {
      document.body.append(this.container);
      this.#root = createRoot(this.container, { onCaughtError: (error) => this.errors.push(error) });
    }
    const root = this.#root;
    act(() => {
      if (how === "strict") root.render(createElement(StrictMode, null, element));
      else if (how === "discarded")
        root.render(
          createElement(Suspense, null, element, createElement(NeverReady, { promise: this.#never })),
        );
      else root.render(element);
    });
  }

  async settle(): Promise<void> {
    await act(settle);
  }

  async flush(): Promise<void> {
    // What a timer has changed is rendered before the next one fires, and that may start timers in turn.
    await this.clock.flush((run) =>
      act(async () => {
        run();
        await settle();
      }),
    );
  }

  /** Lets everything happen that happens by itself, but for what comes again and again. */
  async begin(): Promise<void> {
    for (let count = 0; count < 20; count++) {
      let fired: number | undefined;
      await act(async () => {
        await settle();
        fired = this.clock.fireNext((id) => this.clock.repeats(id));
        await settle();
      });
      if (fired === undefined) return;
    }
  }

  /** Fires the next timer, if there is one. */
  async step(): Promise<boolean> {
    let fired: number | undefined;
    await act(async () => {
      await settle();
      fired = this.clock.fireNext();
      await settle();
    });
    return fired !== undefined;
  }

  /** Lets promises run, and answers after how many ticks the plugin subscribes to something. */
  async subscribingTicks(): Promise<number[]> {
    const ticks: number[] = [];
    for (let tick = 1; tick <= TICKS; tick++) {
      const before = this.shared.subscriptions;
      await Promise.resolve();
      if (this.shared.subscriptions > before) ticks.push(tick);
    }
    return ticks;
  }

  /** Fires the next timer, and lets nothing follow from it yet. */
  async fireBare(): Promise<void> {
    await act(settle);
    this.clock.fireNext();
  }

  /** An event arrives. */
  receive(event: string): void {
    act(() => {
      this.shared.receive(event);
    });
  }

  /** Every event that the plugin listens to arrives once. */
  async receiveAll(): Promise<void> {
    act(() => {
      for (const event of new Set(this.shared.alive)) this.shared.receive(event);
    });
    await this.flush();
  }

  /** Elements may have come and gone, so handlers are counted anew. */
  fire(index: number): void {
    const handler = handlersIn(this.container)[index];
    act(() => {
      if (handler) fire(handler);
    });
  }

  unmount(): void {
    const root = this.#root;
    act(() => {
      root?.unmount();
    });
    this.container.remove();
    if (root && this.errors.length === 0 && this.container.childNodes.length === 0)
      containers.push(this.container);
  }
}

/** Whether an export is a hook. */
export function isHook(value: unknown, name: string): value is () => unknown {
  return typeof value === "function" && /^use[A-Z]/.test(name === "default" ? value.name : name);
}

function componentOf(value: unknown, name: string): React.ComponentType<Record<string, unknown>> {
  if (!isHook(value, name)) return value as React.ComponentType<Record<string, unknown>>;
  return function Probe() {
    value();
    return null;
  };
}

/** Lets promises and React's scheduler run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
}

/** What somebody threw, in words. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join("; ");
  return error instanceof Error ? error.message : String(error);
}
