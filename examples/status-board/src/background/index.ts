import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { API_PREFIX } from "@/shared/routes";
import { followFlight } from "./flight";
import { createRouter } from "./router";
import { Turnaround } from "./turnaround";

const DEFAULT_MINUTES = 45;

let turnaround: Turnaround | undefined;
let stopFollowing: (() => void) | undefined;

export default createPlugin({
  async onStart(ctx) {
    const minutes = (await ctx.config.get<number>("plannedMinutes")) ?? DEFAULT_MINUTES;
    turnaround = new Turnaround(ctx, minutes);
    ctx.server.registerRouter(API_PREFIX, createRouter(turnaround));
    stopFollowing = await followFlight(ctx, turnaround);
    ctx.logger.info(`Turnaround of ${minutes} minutes planned`);
  },

  async onStop(ctx) {
    stopFollowing?.();
    turnaround?.close();
    await ctx.config.set("lastStop", Date.now());
    ctx.logger.info("Status board stopped");
  },
});
