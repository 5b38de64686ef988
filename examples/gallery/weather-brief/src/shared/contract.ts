/** A station and its latest observation. `observed` is an ISO date: it has to survive HTTP as well. */
export interface Station {
  icao: string;
  metar: string;
  observed: string;
}

export interface Brief {
  stations: Station[];
  refreshing: boolean;
}

export interface Topics {
  brief: Brief;
  station: Station;
  removed: string;
  trouble: { message: string };
}

export type Topic = keyof Topics;

export const TOPIC = {
  brief: "brief",
  station: "station",
  removed: "removed",
  trouble: "trouble",
} as const satisfies { [T in Topic]: T };

export const API = "/api/weather-brief";
