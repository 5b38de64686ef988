import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { answer, createRouter } from "@hangar/kit/server";
import { Slots } from "./slots";

export default createPlugin({
  onStart(ctx) {
    const slots = new Slots(ctx);
    const api = createRouter();
    api.get(
      "/slots",
      answer(() => slots.list()),
    );
    api.post(
      "/slots/:callsign/delay",
      answer((request) => slots.delay(String(request.params.callsign), Number(request.body.minutes))),
    );
    ctx.server.registerRouter("/api/hangar-departures", api);
  },
});
