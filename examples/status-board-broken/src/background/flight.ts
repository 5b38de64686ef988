import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import { CHANNELS } from "@/shared/channels";
import type { Turnaround } from "./turnaround";

export function followFlight(ctx: PluginContext, turnaround: Turnaround) {
  const stops = [
    ctx.flight.onUpdate((state) => {
      turnaround.callsign = state.callsign;
      ctx.ipc.send(CHANNELS.overview, {
        ...turnaround.overview,
        confirmed: ctx.prompt.confirm("Is the crew on board?"),
      });
    }),
    ctx.flight.onPhaseChange((phase) => {
      turnaround.phase = phase;
      if (phase === "boarding") ctx.ipc.send("crew_ready", { crew: "cabin" });
      if (phase === "pushback") ctx.ipc.send("plugin:acars-desk:departed", { callsign: turnaround.callsign });
    }),
    ctx.flight.onSimData(({ onGround, parkingBrake }) => {
      if (onGround && !parkingBrake && turnaround.jobs.get("doors")?.state === "running") {
        ctx.ipc.send("plugin:status-board:alert", { level: "warning", text: "Brake released, doors open" });
      }
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
