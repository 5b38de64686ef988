import type { PluginContext } from "@skyvexsoftware/stratos-sdk/types";
import { CHANNELS, type ChannelName } from "~/shared/constants";
import type { Command, PlayerState, QueueItem, Snapshot } from "~/shared/types";

let ctx: PluginContext | null = null;
let ticker: NodeJS.Timeout | undefined;
let nextId = 1;
let elapsed = 0;

const player: PlayerState = { status: "stopped", volume: 60, currentId: null };
const queue: QueueItem[] = [];

export function attach(context: PluginContext, volume: number): void {
  ctx = context;
  player.volume = volume;
  enqueue("Boarding theme", 184);
}

export function detach(): void {
  clearInterval(ticker);
  ctx = null;
}

export function snapshot(): Snapshot {
  return { player: { ...player }, queue: [...queue] };
}

export function enqueue(title: string, seconds: number): QueueItem {
  const item = { id: nextId++, title, seconds };
  queue.push(item);
  broadcast(CHANNELS.QUEUE_ADDED, item);
  return item;
}

export function dequeue(id: number): boolean {
  const index = queue.findIndex((item) => item.id === id);
  if (index === -1) return false;
  queue.splice(index, 1);
  broadcast(CHANNELS.QUEUE_REMOVED, id);
  if (player.currentId === id) run("stop");
  return true;
}

export function run(command: Command): void {
  clearInterval(ticker);
  switch (command) {
    case "play":
      player.status = "playing";
      player.currentId ??= queue[0]?.id ?? null;
      ticker = setInterval(tick, 1000);
      break;
    case "pause":
      player.status = "paused";
      break;
    case "stop":
      player.status = "stopped";
      player.currentId = null;
      elapsed = 0;
      break;
  }
  broadcast(CHANNELS.PLAYER, { ...player });
}

/** Turns the music down for an announcement. */
export function duck(text: string): void {
  player.volume = Math.round(player.volume / 2);
  broadcast(CHANNELS.PLAYER, { ...player });
  broadcast(CHANNELS.ANNOUNCEMENT, { text, at: new Date() });
}

function tick(): void {
  const current = queue.find((item) => item.id === player.currentId);
  elapsed += 1;
  if (!current || elapsed >= current.seconds) run("stop");
}

function broadcast(channel: ChannelName, payload: unknown): void {
  ctx?.ipc.send(channel, payload);
}
