import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { BASE } from "@/shared/paths";
import { createBus } from "./bus";
import { createRouter } from "./router";
import { createState } from "./state";

const cleanups: Array<() => void> = [];

export default createPlugin({
  onStart: (ctx) => {
    const bus = createBus(ctx);
    const state = createState(bus);
    ctx.server.registerRouter(BASE, createRouter(state));

    const timer = setInterval(state.announceDue, 60_000);
    cleanups.push(
      () => clearInterval(timer),
      ctx.flight.onPhaseChange((phase) => {
        if (phase === "cruise") state.underWay();
      }),
    );
  },
  onStop: () => {
    while (cleanups.length > 0) cleanups.pop()?.();
  },
});
