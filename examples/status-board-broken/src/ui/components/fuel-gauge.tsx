import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Job, JobProgress } from "@/shared/types";

export function FuelGauge() {
  const { socket, toast } = usePluginContext();
  const [progress, setProgress] = useState(0);

  const refresh = async () => {
    const res = await fetch(`${STRATOS_APP_BASE}${ROUTES.jobs}`);
    const jobs: Job[] = await res.json();
    setProgress(jobs.find((job) => job.id === "fuel")?.progress ?? 0);
  };

  useEffect(() => {
    const onProgress = (job: JobProgress) => {
      if (job.id === "fuel") setProgress(job.progress);
    };
    socket.on(CHANNELS.jobProgress, onProgress);
    return () => {
      socket.off(CHANNELS.jobProgress, onProgress);
    };
  }, [socket]);

  useEffect(() => {
    const onUplift = (uplift: { kilos: number }) => toast.info(`${uplift.kilos} kg on board`);
    socket.on("plugin:fuel-desk:uplift", onUplift);
    return () => {
      socket.off("plugin:fuel-desk:uplift", onUplift);
    };
  }, [socket, toast]);

  return (
    <p>
      Fuel: {progress} % <button onClick={refresh}>Refresh</button>
    </p>
  );
}
