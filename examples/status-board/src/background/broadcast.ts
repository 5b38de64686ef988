import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import type { Channel, Payloads } from "@/shared/channels";

/** Sends to every open panel, with the payload that the channel calls for. */
export function broadcast<C extends Channel>(ctx: PluginContext, channel: C, payload: Payloads[C]): void {
  ctx.logger.debug(`broadcast ${channel}`);
  ctx.ipc.send(channel, payload);
}
