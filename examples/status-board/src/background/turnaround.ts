import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import { CHANNELS } from "@/shared/channels";
import { JOB_IDS, type Countdown, type Job, type JobId, type LogLine, type Overview } from "@/shared/types";
import { broadcast } from "./broadcast";

const MINUTE = 60_000;
const LOG_LIMIT = 200;

const PLAN: Record<JobId, { label: string; minutes: number }> = {
  boarding: { label: "Boarding", minutes: 20 },
  fuel: { label: "Fuelling", minutes: 12 },
  catering: { label: "Catering", minutes: 10 },
  cargo: { label: "Cargo", minutes: 15 },
  doors: { label: "Doors closed", minutes: 2 },
};

/** The turnaround in progress. Every change is broadcast; the whole state can be asked for at any time. */
export class Turnaround {
  private readonly jobs = new Map<JobId, Job>();
  private readonly lines: LogLine[] = [];
  private readonly timer: ReturnType<typeof setInterval>;
  private callsign: string | null = null;
  private phase = "preflight";
  private minutesLeft: number;
  private nextLine = 1;

  constructor(
    private readonly ctx: PluginContext,
    private readonly plannedMinutes: number,
  ) {
    this.minutesLeft = plannedMinutes;
    this.planJobs();
    this.timer = setInterval(() => this.tick(), MINUTE);
  }

  get overview(): Overview {
    const jobs = this.listJobs();
    return {
      callsign: this.callsign,
      phase: this.phase,
      jobsDone: jobs.filter((job) => job.state === "done").length,
      jobsTotal: jobs.length,
    };
  }

  get countdown(): Countdown {
    return { minutesLeft: this.minutesLeft, late: this.minutesLeft < 0 };
  }

  listJobs(): Job[] {
    return [...this.jobs.values()];
  }

  listLines(): LogLine[] {
    return [...this.lines];
  }

  startJob(id: JobId): void {
    const job = this.update(id, { state: "running", progress: 0 });
    broadcast(this.ctx, CHANNELS.jobStarted, job);
    this.write(`${job.label} started`);
  }

  finishJob(id: JobId): void {
    const job = this.update(id, { state: "done", progress: 100 });
    broadcast(this.ctx, CHANNELS.jobDone, job);
    broadcast(this.ctx, CHANNELS.overview, this.overview);
    this.write(`${job.label} finished`);
  }

  write(text: string): void {
    const line = { id: this.nextLine++, at: Date.now(), text };
    this.lines.push(line);
    if (this.lines.length > LOG_LIMIT) this.lines.shift();
    this.ctx.ipc.send(CHANNELS.logLine, line);
  }

  warn(text: string): void {
    broadcast(this.ctx, CHANNELS.alert, { level: "warning", text });
    this.write(text);
  }

  setFlight(callsign: string | null): void {
    if (callsign === this.callsign) return;
    this.callsign = callsign;
    broadcast(this.ctx, CHANNELS.overview, this.overview);
  }

  setPhase(phase: string): void {
    this.phase = phase;
    broadcast(this.ctx, CHANNELS.overview, this.overview);
    const open = this.listJobs().filter((job) => job.state !== "done");
    if (phase === "pushback" && open.length > 0) {
      this.warn(`Pushback with open jobs: ${open.map((job) => job.label).join(", ")}`);
    }
  }

  reset(): void {
    this.minutesLeft = this.plannedMinutes;
    this.planJobs();
    for (const job of this.listJobs()) {
      this.ctx.ipc.send(CHANNELS.jobProgress, { id: job.id, progress: 0 });
    }
    broadcast(this.ctx, CHANNELS.countdown, this.countdown);
    broadcast(this.ctx, CHANNELS.overview, this.overview);
    broadcast(this.ctx, CHANNELS.alert, { level: "info", text: "A new turnaround has begun" });
  }

  close(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    this.minutesLeft -= 1;
    this.ctx.ipc.send(CHANNELS.countdown, this.countdown);
    if (this.minutesLeft === -1) this.warn("The turnaround is late");

    for (const job of this.listJobs()) {
      if (job.state !== "running") continue;
      const progress = Math.min(100, job.progress + 100 / PLAN[job.id].minutes);
      if (progress === 100) {
        this.finishJob(job.id);
      } else {
        this.update(job.id, { progress });
        broadcast(this.ctx, CHANNELS.jobProgress, { id: job.id, progress });
      }
    }
  }

  private planJobs(): void {
    for (const id of JOB_IDS) {
      this.jobs.set(id, { id, label: PLAN[id].label, state: "waiting", progress: 0 });
    }
  }

  private update(id: JobId, change: Partial<Job>): Job {
    const before = this.jobs.get(id) ?? { id, label: PLAN[id].label, state: "waiting", progress: 0 };
    const job: Job = { ...before, ...change };
    this.jobs.set(id, job);
    return job;
  }
}
