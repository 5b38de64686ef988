import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { ROUTES, fillRoute } from "~/shared/constants";
import type { Command, Snapshot } from "~/shared/types";

async function send(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(STRATOS_APP_BASE + path, init);
  if (!response.ok) throw new Error(`${path}: ${response.statusText}`);
  return response;
}

export async function fetchSnapshot(): Promise<Snapshot> {
  const response = await send(ROUTES.snapshot);
  return (await response.json()) as Snapshot;
}

export async function addToQueue(title: string): Promise<void> {
  await send(ROUTES.queue, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ title, seconds: 200 }),
  });
}

export async function removeFromQueue(itemId: number): Promise<void> {
  await send(fillRoute(ROUTES.queueItem, { itemId }), { method: "DELETE" });
}

export async function playback(command: Command): Promise<void> {
  await send(fillRoute(ROUTES.playback, { command }), { method: "POST" });
}
