export const PREFIX = "/api/hangar-arrivals";

export const TOPICS = { board: "board", landed: "landed" } as const;

export interface Arrival {
  callsign: string;
  from: string;
  landed: boolean;
}
