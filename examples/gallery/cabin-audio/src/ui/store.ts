import type { PluginSocket } from "@skyvexsoftware/stratos-sdk";
import { create } from "zustand";
import { CHANNELS } from "~/shared/constants";
import type { Command, PlayerState, QueueItem } from "~/shared/types";
import * as api from "./api";

interface AudioStore {
  player: PlayerState | null;
  queue: QueueItem[];
  error: string | null;
  hydrate: () => Promise<void>;
  attach: (socket: PluginSocket) => () => void;
  command: (command: Command) => Promise<void>;
  add: (title: string) => Promise<void>;
  remove: (id: number) => Promise<void>;
}

export const useAudioStore = create<AudioStore>()((set, get) => {
  const attempt = async (action: Promise<void>) => {
    try {
      await action;
      set({ error: null });
    } catch (error) {
      set({ error: error instanceof Error ? error.message : "unknown" });
    }
  };

  return {
    player: null,
    queue: [],
    error: null,

    hydrate: () => attempt(api.fetchSnapshot().then(({ player, queue }) => set({ player, queue }))),

    attach: (socket) => {
      const onPlayer = (player: PlayerState) => set({ player });
      const onAdded = (item: QueueItem) => {
        if (!get().queue.some(({ id }) => id === item.id)) set({ queue: [...get().queue, item] });
      };
      const onRemoved = (id: number) => set({ queue: get().queue.filter((item) => item.id !== id) });

      socket.on(CHANNELS.PLAYER, onPlayer);
      socket.on(CHANNELS.QUEUE_ADDED, onAdded);
      socket.on(CHANNELS.QUEUE_REMOVED, onRemoved);
      return () => {
        socket.off(CHANNELS.PLAYER, onPlayer);
        socket.off(CHANNELS.QUEUE_ADDED, onAdded);
        socket.off(CHANNELS.QUEUE_REMOVED, onRemoved);
      };
    },

    command: (command) => attempt(api.playback(command)),
    add: (title) => attempt(api.addToQueue(title)),
    remove: (id) => attempt(api.removeFromQueue(id)),
  };
});
