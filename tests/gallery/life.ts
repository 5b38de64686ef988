/** Runs a plugin from its start to its end, and says what goes wrong on the way. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type * as React from "react";
import type * as ReactDOM from "react-dom/client";
import type ts from "typescript";
import { fire, handlersIn } from "../oracle/execution/handlers.js";
import { window } from "../oracle/execution/stage.js";
import { evaluate } from "./modules.js";
import { Shell } from "./shell.js";

/** What an author would see, or rather would not see, by the rule that tells before. */
export type Symptoms = Readonly<Record<string, readonly string[]>>;

const { document } = window;
// React looks for the DOM when it is loaded, and the oracle's stage has made one.
const load = createRequire(import.meta.url);
const { act, createElement } = load("react") as typeof React;
const { createRoot } = load("react-dom/client") as typeof ReactDOM;

const CONNECTION = new Set(["connect", "disconnect"]);

interface Lifecycle {
  readonly onStart: (ctx: unknown) => unknown;
  readonly onStop?: (ctx: unknown) => unknown;
}

export async function symptomsOf(root: string, options: ts.CompilerOptions): Promise<Symptoms> {
  const { id } = JSON.parse(readFileSync(path.join(root, "plugin.json"), "utf8")) as { id: string };
  const shell = new Shell(id);
  const stale: string[] = [];
  const errors: string[] = [];
  await shell.open();
  try {
    await live(shell, root, options, stale);
  } catch (error) {
    errors.push(String(error));
  } finally {
    await shell.close();
  }
  return symptomsIn(shell, stale, errors);
}

/** From the start of the app to its end. What a screen that is opened later shows differently is `stale`. */
async function live(shell: Shell, root: string, options: ts.CompilerOptions, stale: string[]): Promise<void> {
  const background = evaluate(entry(root, "background/index"), options, shell.sdk(), shell.globals);
  const plugin = (background["default"] ?? background) as unknown as Lifecycle;
  await plugin.onStart(shell.context);
  const open = async (): Promise<Screen> => {
    const scope = { ...shell.globals, window, document };
    const ui = evaluate(entry(root, "ui/index"), options, shell.sdk(), scope);
    const screen = new Screen(shell, ui["default"] as React.ComponentType);
    await screen.settle();
    return screen;
  };
  const first = await open();
  const use = (): Promise<void> => first.useEverything();
  const fly = (): Promise<void> =>
    first.settle(() => {
      shell.fly();
    });
  const wait = (): Promise<void> =>
    first.settle(() => {
      shell.wait();
    });
  for (const happen of [use, fly, wait, use]) {
    await happen();
    const later = await open();
    if (later.text !== first.text) stale.push(`${first.text} | ${later.text}`);
    later.close();
  }
  first.close();
  await plugin.onStop?.(shell.context);
}

function symptomsIn(shell: Shell, stale: readonly string[], errors: readonly string[]): Symptoms {
  const { id, sent, heard, emitted, damaged, notRouted, alive, swept } = shell;
  const names = [...sent, ...heard].map(String);
  const isOwn = (name: string): boolean => name.startsWith(`plugin:${id}:`);
  const isForeign = (name: string): boolean => name.startsWith("plugin:") && !isOwn(name);
  const unmatched = names.filter((name) => !sent.has(name) || !heard.has(name));
  return {
    "no-prefixed-channel": names.filter(isOwn),
    "no-cross-plugin-channel": names.filter(isForeign),
    "no-ui-socket-emit": emitted,
    "no-non-cloneable-payload": damaged,
    "no-unmatched-channel": unmatched.filter((name) => !name.startsWith("plugin:") && !CONNECTION.has(name)),
    "no-unmatched-route": [...notRouted],
    "require-socket-cleanup": [...new Set([...alive, ...swept])],
    "require-initial-fetch": stale,
    "never stopped": [...[...shell.timers].map(() => "timer"), ...[...shell.flight].map(([kind]) => kind)],
    errors,
  };
}

function entry(root: string, name: string): string {
  const files = ["ts", "tsx", "js", "jsx"].map((ending) => path.join(root, `src/${name}.${ending}`));
  return files.find((file) => existsSync(file)) ?? "";
}

/** The UI, mounted. */
class Screen {
  readonly #container = document.createElement("div");
  readonly #root: ReactDOM.Root;

  constructor(
    private readonly shell: Shell,
    component: React.ComponentType,
  ) {
    document.body.append(this.#container);
    this.#root = createRoot(this.#container, { onCaughtError: () => undefined });
    act(() => {
      this.#root.render(createElement(component));
    });
  }

  get text(): string {
    return this.#container.textContent;
  }

  /** Does something, and waits until nothing follows from it any more. */
  async settle(first?: () => void): Promise<void> {
    await act(async () => {
      first?.();
      for (let quiet = 0; quiet < 4; quiet = this.shell.isBusy ? 0 : quiet + 1)
        await new Promise((done) => setTimeout(done, 1));
    });
  }

  /** Presses whatever can be pressed, also what comes into being by that. */
  async useEverything(): Promise<void> {
    for (let index = 0; index < 12; index++) {
      const handler = handlersIn(this.#container).filter(({ prop }) => prop !== "onChange")[index];
      if (!handler) return;
      await this.settle(() => {
        fire(handler);
      });
    }
  }

  close(): void {
    act(() => {
      this.#root.unmount();
    });
    this.#container.remove();
  }
}
