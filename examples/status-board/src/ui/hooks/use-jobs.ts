import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Job, JobId, JobProgress } from "@/shared/types";
import { getJson } from "../api";

/** The jobs of the turnaround, each as the background last described it. */
export function useJobs(): readonly Job[] {
  const { socket, logger } = usePluginContext();
  const [jobs, setJobs] = useState<readonly Job[]>([]);

  useEffect(() => {
    let alive = true;

    async function load() {
      const current = await getJson<Job[]>(ROUTES.jobs);
      if (alive) setJobs(current);
    }

    const change = (id: JobId, changes: Partial<Job>) => {
      setJobs((list) => list.map((job) => (job.id === id ? { ...job, ...changes } : job)));
    };
    const handlers = {
      [CHANNELS.jobStarted]: (job: Job) => change(job.id, job),
      [CHANNELS.jobProgress]: ({ id, progress }: JobProgress) => {
        change(id, { progress, state: progress === 0 ? "waiting" : "running" });
      },
      [CHANNELS.jobDone]: (job: Job) => change(job.id, job),
    };

    load().catch((error: unknown) => logger.warn("Could not load the jobs", error));
    for (const [channel, handler] of Object.entries(handlers)) socket.on(channel, handler);
    return () => {
      alive = false;
      for (const [channel, handler] of Object.entries(handlers)) socket.off(channel, handler);
    };
  }, [socket, logger]);

  return jobs;
}
