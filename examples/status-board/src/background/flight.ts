import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import type { Turnaround } from "./turnaround";

/** Keeps the turnaround up to date with the flight. Returns the function that stops it. */
export async function followFlight(ctx: PluginContext, turnaround: Turnaround): Promise<() => void> {
  const { state, phase } = await ctx.flight.getSnapshot();
  turnaround.setFlight(state?.callsign ?? null);
  turnaround.setPhase(phase);

  let brakeSet = true;
  const stops = [
    ctx.flight.onUpdate((update) => turnaround.setFlight(update.callsign)),
    ctx.flight.onPhaseChange((next) => turnaround.setPhase(next)),
    ctx.flight.onSimData(({ onGround, parkingBrake }) => {
      const doors = turnaround.listJobs().find((job) => job.id === "doors");
      if (onGround && brakeSet && !parkingBrake && doors?.state !== "done") {
        turnaround.warn("Parking brake released with doors open");
      }
      brakeSet = parkingBrake;
    }),
  ];

  return () => {
    for (const stop of stops) stop();
  };
}
