import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { PREFIX } from "../shared/gate";
import { createGateKeeper } from "./gate-keeper";
import routes from "./routes";

/** @type {Array<() => void>} */
let undo = [];

export default createPlugin({
  async onStart(ctx) {
    const keeper = createGateKeeper(ctx);
    ctx.server.registerRouter(PREFIX, routes(keeper, ctx.logger));

    undo = [
      ctx.flight.onPhaseChange((phase) => {
        if (phase === "pushback") keeper.close();
      }),
    ];

    const home = await ctx.config.get("homeGate");
    if (typeof home === "string") keeper.move(home);
  },

  onStop() {
    undo.forEach((each) => each());
  },
});
