import { createPlugin, type PluginContext } from "@skyvexsoftware/stratos-sdk";
import { API } from "@shared/contract";
import { createHttp } from "./http";
import { createPublish } from "./publish";
import { createStations, type Source } from "./stations";

const QUARTER_HOUR = 15 * 60_000;

function airlineSource(ctx: PluginContext): Source {
  const client = ctx.airline.createClient();
  return {
    async observe(icao) {
      const { data } = await client.get<{ raw?: string }>(`/weather/${icao}`);
      return data.raw ?? `${icao} NIL=`;
    },
  };
}

/** Departure and arrival are watched without being asked for. */
async function watchRoute(ctx: PluginContext, watch: (icao: string) => Promise<unknown>): Promise<void> {
  const flight = await ctx.flight.getState();
  for (const icao of [flight?.departure, flight?.arrival]) {
    if (icao) await watch(icao);
  }
}

let stop = (): void => undefined;

export default createPlugin({
  async onStart(ctx) {
    const stations = createStations(airlineSource(ctx), createPublish(ctx));
    ctx.server.registerRouter(API, createHttp(stations));
    await watchRoute(ctx, stations.watch);

    const timer = setInterval(() => void stations.refresh(), QUARTER_HOUR);
    stop = () => clearInterval(timer);
  },

  onStop() {
    stop();
  },
});
