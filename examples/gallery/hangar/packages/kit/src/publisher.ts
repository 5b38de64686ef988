import type { PluginContext } from "@skyvexsoftware/stratos-sdk";

/** A function that publishes on one topic of the plugin that `ctx` belongs to. */
export function topic<T>(ctx: PluginContext, name: string): (payload: T) => void {
  return (payload) => {
    ctx.ipc.send(name, payload);
  };
}
