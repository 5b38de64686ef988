import { compile } from "../execution/evaluate.js";
import type { Files } from "../execution/evaluate.js";
import { handlersIn } from "../execution/handlers.js";
import type { Props } from "../execution/stage.js";
import { messageOf, Stage } from "../execution/stage.js";
import type { Outcome } from "../oracle.js";

const FIRST: Props = { id: "a", enabled: true, mode: "x", count: 1, events: [] };
const SECOND: Props = { ...FIRST, enabled: false, mode: "y", count: 2 };

/** Mounts the screen, uses all that can be used, and ends it, with either props first: does anything go out on the socket? */
export async function useScreen(files: Files): Promise<Outcome> {
  const evaluate = compile(files);
  const emitted = new Set<string>();
  for (const order of [
    [FIRST, SECOND],
    [SECOND, FIRST],
  ]) {
    const stage = new Stage(evaluate);
    for (const props of order) {
      stage.render("default", props);
      await stage.flush();
      for (const index of handlersIn(stage.container).keys()) stage.fire(index);
      await stage.receiveAll();
    }
    stage.unmount();
    await stage.flush();
    if (stage.errors.length > 0) return { findings: [], error: stage.errors.map(messageOf).join() };
    for (const event of stage.shared.emitted) emitted.add(event);
  }
  const why = `emits ${[...emitted].join(", ")}`;
  return { findings: emitted.size > 0 ? [{ rules: ["no-ui-socket-emit"], why }] : [] };
}
