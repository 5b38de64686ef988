"use strict";

const { createPlugin } = require("@skyvexsoftware/stratos-sdk/helpers");
const { PREFIX } = require("../shared/gate");
const { createGateKeeper } = require("./gate-keeper");
const routes = require("./routes");

/** @type {Array<() => void>} */
let undo = [];

module.exports = createPlugin({
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
