// SDK 0.10 style: the shell calls what this module exports.
import type { PluginContext } from "@skyvexsoftware/stratos-sdk/types";
import { ROUTES } from "~/shared/constants";
import { attach, detach, duck } from "./player";
import { router } from "./routes";

let unsubscribe: (() => void) | null = null;

export async function onStart(ctx: PluginContext): Promise<void> {
  const volume = await ctx.config.get<number>("volume");
  attach(ctx, volume ?? 60);
  ctx.server.registerRouter(ROUTES.prefix, router);
  unsubscribe = ctx.flight.onPhaseChange((phase) => {
    if (phase === "pushback") duck("Cabin crew, doors to automatic");
  });
  ctx.logger.info("[cabin-audio] started");
}

export async function onStop(ctx: PluginContext): Promise<void> {
  unsubscribe?.();
  unsubscribe = null;
  detach();
  ctx.logger.info("[cabin-audio] stopped");
}
