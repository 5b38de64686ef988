import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Job, JobProgress } from "@/shared/types";

export function useJobs() {
  const { socket } = usePluginContext();
  const [jobs, setJobs] = useState<Job[]>([]);

  useEffect(() => {
    void fetch(`${STRATOS_APP_BASE}${ROUTES.jobs}`)
      .then((res) => res.json())
      .then(setJobs);

    const replace = (changes: Partial<Job>) => {
      setJobs((list) => list.map((job) => (job.id === changes.id ? { ...job, ...changes } : job)));
    };
    const handlers = {
      [CHANNELS.jobStarted]: (job: Job) => replace(job),
      [CHANNELS.jobProgress]: (progress: JobProgress) => replace(progress),
      [CHANNELS.jobDone]: (job: Job) => replace(job),
    };
    for (const [channel, handler] of Object.entries(handlers)) {
      socket.on(channel, handler);
    }
    return () => {
      socket.off(CHANNELS.jobStarted, handlers[CHANNELS.jobStarted]);
    };
  }, [socket]);

  return jobs;
}

export function useJobChime() {
  const { socket, toast } = usePluginContext();

  useEffect(() => {
    socket.on(CHANNELS.jobDone, (job: Job) => toast.success(`${job.label} done`));
    return () => {
      socket.off(CHANNELS.jobDone, (job: Job) => toast.success(`${job.label} done`));
    };
  }, [socket, toast]);
}
