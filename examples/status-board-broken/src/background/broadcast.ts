import type { PluginContext } from "@skyvexsoftware/stratos-sdk";

export const broadcast = (ctx: PluginContext, channel: string, payload: unknown) => {
  ctx.ipc.send(channel, payload);
};
