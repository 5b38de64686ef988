import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import type { EventName, Events } from "@/shared/events";

export type Bus = { emit<N extends EventName>(name: N, payload: Events[N]): void };

// The shell's `send` takes anything; this one does not.
export const createBus = ({ ipc, logger }: Pick<PluginContext, "ipc" | "logger">): Bus => ({
  emit(name, payload) {
    logger.debug(`-> ${name}`);
    ipc.send(name, payload);
  },
});
