import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { topic } from "@hangar/kit/publisher";
import { answer, createRouter } from "@hangar/kit/server";

export type Stands = Record<string, string | null>;

let stands: Stands = { "101": null, "102": null, "103": null };

export default createPlugin({
  onStart(ctx) {
    const changed = topic<Stands>(ctx, "stands");

    function assign(stand: string, callsign: string | null) {
      if (!(stand in stands)) return undefined;
      stands = { ...stands, [stand]: callsign };
      changed(stands);
      return stands;
    }

    const router = createRouter();
    router.get(
      "/",
      answer(() => stands),
    );
    router.post(
      "/:stand/assign",
      answer(({ params, body }) => assign(String(params.stand), body.callsign)),
    );
    router.post(
      "/:stand/free",
      answer(({ params }) => assign(String(params.stand), null)),
    );
    ctx.server.registerRouter("/api/hangar-stands/stands", router);
  },
});
