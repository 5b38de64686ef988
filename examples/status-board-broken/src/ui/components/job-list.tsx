import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Job } from "@/shared/types";
import { useJobChime, useJobs } from "../hooks/use-jobs";

const useBus = () => usePluginContext().socket;

export function JobList() {
  const jobs = useJobs();
  useJobChime();
  return (
    <ul>
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </ul>
  );
}

function JobRow({ job }: { job: Job }) {
  const { socket, toast } = usePluginContext();

  const start = () => fetch(`${STRATOS_APP_BASE}${ROUTES.startJob(job.id)}`, { method: "POST" });

  const watch = () => {
    socket.on(CHANNELS.jobDone, (done: Job) => {
      if (done.id === job.id) toast.info(`${job.label} is ready for you`);
    });
  };

  return (
    <li>
      {job.label} <progress max={100} value={job.progress} />
      <button onClick={start}>Start</button>
      <button onClick={() => socket.emit("hold-job", { id: job.id })}>Hold</button>
      <FinishButton job={job} />
      <button onClick={watch}>Tell me when done</button>
    </li>
  );
}

function FinishButton({ job }: { job: Job }) {
  const bus = useBus();
  const finish = () => {
    bus.emit("finish-job", { id: job.id });
  };
  return <button onClick={finish}>Finish</button>;
}
