export type PlayerStatus = "stopped" | "playing" | "paused";

export interface PlayerState {
  status: PlayerStatus;
  volume: number;
  currentId: number | null;
}

export interface QueueItem {
  id: number;
  title: string;
  seconds: number;
}

export interface Snapshot {
  player: PlayerState;
  queue: QueueItem[];
}

export const COMMANDS = ["play", "pause", "stop"] as const;
export type Command = (typeof COMMANDS)[number];
