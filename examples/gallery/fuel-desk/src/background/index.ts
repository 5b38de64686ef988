import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";
import { Api } from "../shared/Protocol";
import { FuelController } from "./FuelController";
import { FuelDesk } from "./FuelDesk";

class FuelDeskPlugin {
  private desk: FuelDesk | null = null;

  onStart(ctx: PluginContext): void {
    this.desk = new FuelDesk(ctx);
    ctx.server.registerRouter(Api.Prefix, new FuelController(this.desk).router);
  }

  onStop(): void {
    this.desk?.dispose();
    this.desk = null;
  }
}

const plugin = new FuelDeskPlugin();

export default createPlugin({
  onStart: (ctx) => plugin.onStart(ctx),
  onStop: () => plugin.onStop(),
});
