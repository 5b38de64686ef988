import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { API_PREFIX } from "@/shared/routes";
import type { JobId } from "@/shared/types";
import { followFlight } from "./flight";
import { createRouter } from "./router";
import { Turnaround } from "./turnaround";

let turnaround: Turnaround;
let stopFollowing: () => void;

export default createPlugin({
  async onStart(ctx) {
    turnaround = new Turnaround(ctx, (await ctx.config.get<number>("plannedMinutes")) ?? 45);
    ctx.server.registerRouter(API_PREFIX, createRouter(turnaround));
    stopFollowing = followFlight(ctx, turnaround);

    ctx.ipc.on("sync-countdown", () => turnaround.sendCountdown());
    ctx.ipc.on("hold-job", ({ id }: { id: JobId }) => turnaround.holdJob(id));
    ctx.ipc.on("finish-job", ({ id }: { id: JobId }) => turnaround.finishJob(id));
    ctx.ipc.on("boarding-call", () => turnaround.warn("Boarding call"));
    ctx.ipc.on("pin-line", (id: number) => ctx.logger.info(`pinned ${id}`));
    ctx.ipc.handle("call-crew", async () => ({ answered: await ctx.prompt.confirm("Crew called") }));
  },

  async onStop() {
    stopFollowing();
    turnaround.close();
  },
});
