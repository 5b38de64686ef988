import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { ROUTES } from "@/shared/routes";
import type { Job } from "@/shared/types";
import { useJobs } from "../hooks/use-jobs";

export function JobList() {
  const jobs = useJobs();
  return (
    <ul>
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </ul>
  );
}

function JobRow({ job }: { job: Job }) {
  const { toast } = usePluginContext();

  async function start() {
    const response = await fetch(`${STRATOS_APP_BASE}${ROUTES.startJob(job.id)}`, { method: "POST" });
    if (!response.ok) toast.error(`${job.label} could not be started`);
  }

  async function finish() {
    const response = await fetch(`${STRATOS_APP_BASE}${ROUTES.finishJob(job.id)}`, { method: "POST" });
    if (!response.ok) toast.error(`${job.label} could not be finished`);
  }

  return (
    <li>
      {job.label} <progress max={100} value={job.progress} />
      {job.state === "waiting" && <button onClick={start}>Start</button>}
      {job.state === "running" && <button onClick={finish}>Finish</button>}
    </li>
  );
}
