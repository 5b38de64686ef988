import { compile } from "../execution/evaluate.js";
import type { Files } from "../execution/evaluate.js";
import { messageOf, Stage } from "../execution/stage.js";
import type { Outcome } from "../oracle.js";

const PROPS = { id: "a", enabled: true, mode: "x" as const, count: 1, events: ["one", "two"] };

/** Mounts the screen, lets everything happen that happens by itself, and then lets each event come: has it asked before it heard? */
export async function mountScreen(files: Files): Promise<Outcome> {
  const stage = new Stage(compile(files));
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
  if (stage.errors.length > 0) return { findings: [], error: stage.errors.map(messageOf).join() };
  const why = `it keeps ${kept.join(", ")} and has asked for nothing`;
  return {
    findings: kept.length > 0 && !hasLoaded ? [{ rules: ["require-initial-fetch"], why }] : [],
    isIdle: kept.length === 0,
  };
}

/** A request to the plugin's background module whose answer somebody looks at: the grammar says so in the body of the others. */
function isForValue({ url, body }: Stage["requests"][number]): boolean {
  return url.startsWith("http://127.0.0.1:2/api/") && body !== "dropped";
}
