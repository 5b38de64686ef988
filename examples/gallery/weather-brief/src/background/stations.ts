import type { Brief, Station } from "@shared/contract";
import type { Publish } from "./publish";

export interface Source {
  observe(icao: string): Promise<string>;
}

export interface Stations {
  brief(): Brief;
  find(icao: string): Station | undefined;
  watch(icao: string): Promise<Station>;
  forget(icao: string): boolean;
  refresh(): Promise<void>;
}

export function createStations(source: Source, publish: Publish): Stations {
  const stations = new Map<string, Station>();
  let refreshing = false;

  function brief(): Brief {
    return { stations: [...stations.values()], refreshing };
  }

  async function observe(icao: string): Promise<Station> {
    const station: Station = { icao, metar: await source.observe(icao), observed: new Date().toISOString() };
    stations.set(icao, station);
    return station;
  }

  async function watch(icao: string): Promise<Station> {
    const station = await observe(icao);
    publish("station", station);
    return station;
  }

  function forget(icao: string): boolean {
    const known = stations.delete(icao);
    if (known) publish("removed", icao);
    return known;
  }

  async function refresh(): Promise<void> {
    if (refreshing) return;
    refreshing = true;
    publish("brief", brief());
    try {
      await Promise.all([...stations.keys()].map(observe));
    } catch (error) {
      publish("trouble", { message: error instanceof Error ? error.message : String(error) });
    } finally {
      refreshing = false;
      publish("brief", brief());
    }
  }

  return { brief, find: (icao) => stations.get(icao), watch, forget, refresh };
}
