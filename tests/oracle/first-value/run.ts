import { compile } from "../evaluate.js";
import { messageOf } from "../scenarios.js";
import { ENTRY, Stage } from "../stage.js";
import type { ScreenProgram } from "./grammar.js";

/** Whether a screen that keeps what it hears has asked for the first value before it hears anything. */
export type Outcome =
  { readonly kind: "valid" } | { readonly kind: "invalid" | "error"; readonly why: string };

const PROPS = { id: "a", enabled: true, mode: "x", count: 1, events: ["one", "two"] };

/** Mounts the screen, lets everything happen that happens by itself, and then lets each event come. */
export async function outcomeOf({ code }: ScreenProgram): Promise<Outcome> {
  try {
    const stage = new Stage(compile({ [ENTRY]: code }));
    stage.render("default", PROPS);
    await stage.begin();
    const hasLoaded = stage.requests.some(isForValue);
    const before = stage.container.innerHTML;
    const kept: string[] = [];
    for (const event of new Set(stage.shared.alive)) {
      if (event === "connect" || event === "ping") continue;
      stage.receive(event);
      await stage.begin();
      if (stage.container.innerHTML !== before) kept.push(event);
    }
    stage.unmount();
    if (stage.errors.length > 0) return { kind: "error", why: stage.errors.map(messageOf).join() };
    return kept.length > 0 && !hasLoaded
      ? { kind: "invalid", why: `it keeps ${kept.join(", ")} and has asked for nothing` }
      : { kind: "valid" };
  } catch (error) {
    return { kind: "error", why: messageOf(error) };
  }
}

/** A request to the plugin's background module whose answer somebody looks at: the grammar says so in the body of the others. */
function isForValue({ url, body }: Stage["requests"][number]): boolean {
  return url.startsWith("http://127.0.0.1:2/api/") && body !== "dropped";
}
