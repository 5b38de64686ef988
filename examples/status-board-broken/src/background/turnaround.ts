import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import { CHANNELS } from "@/shared/channels";
import { PLUGIN_ID } from "@/shared/routes";
import { JOB_IDS, type Alert, type Job, type JobId, type LogLine, type Overview } from "@/shared/types";
import { broadcast } from "./broadcast";

const MINUTE = 60_000;

const LABELS: Record<JobId, string> = {
  boarding: "Boarding",
  fuel: "Fuelling",
  catering: "Catering",
  cargo: "Cargo",
  doors: "Doors closed",
};

const channelOf = (leaf: string) => `plugin:${PLUGIN_ID}:${leaf}`;

class Notice {
  constructor(
    readonly level: Alert["level"],
    readonly text: string,
  ) {}

  describe() {
    return `[${this.level}] ${this.text}`;
  }
}

class LateError extends Error {
  constructor(readonly minutes: number) {
    super(`Late by ${minutes} min`);
  }
}

export class Turnaround {
  readonly jobs = new Map<JobId, Job>();
  readonly lines: LogLine[] = [];
  private readonly timers = new Map<JobId, ReturnType<typeof setInterval>>();
  private readonly clock = setInterval(() => this.tick(), MINUTE);
  private minutesLeft: number;
  callsign: string | null = null;
  phase = "preflight";

  constructor(
    private readonly ctx: PluginContext,
    private readonly plannedMinutes: number,
  ) {
    this.minutesLeft = plannedMinutes;
    for (const id of JOB_IDS) this.jobs.set(id, { id, label: LABELS[id], state: "waiting", progress: 0 });
    ctx.ipc.handle("get-jobs", () => this.jobs.values());
  }

  get overview(): Overview {
    const jobs = [...this.jobs.values()];
    return {
      callsign: this.callsign,
      phase: this.phase,
      jobsDone: jobs.filter((job) => job.state === "done").length,
      jobsTotal: jobs.length,
    };
  }

  get countdown() {
    return { minutesLeft: this.minutesLeft, late: this.minutesLeft < 0 };
  }

  startJob(id: JobId) {
    const job = this.update(id, { state: "running", progress: 0 });
    const timer = setInterval(() => this.advance(id), MINUTE);
    this.timers.set(id, timer);
    this.ctx.ipc.send(CHANNELS.jobStarted, {
      ...job,
      cancel: () => clearInterval(timer),
    });
    this.write(`${job.label} started`);
  }

  finishJob(id: JobId) {
    clearInterval(this.timers.get(id));
    broadcast(this.ctx, CHANNELS.jobDone, this.update(id, { state: "done", progress: 100 }));
    broadcast(this.ctx, CHANNELS.overview, this.overview);
    this.ctx.ipc.send(CHANNELS.summary, {
      overview: this.overview,
      jobs: this.jobs.values(),
    });
  }

  holdJob(id: JobId) {
    clearInterval(this.timers.get(id));
    this.update(id, { state: "waiting" });
  }

  write(text: string) {
    const line = { id: this.lines.length + 1, at: Date.now(), text };
    this.lines.push(line);
    broadcast(this.ctx, CHANNELS.logLine, line);
  }

  warn(text: string) {
    const notice = new Notice("warning", text);
    this.ctx.ipc.send(CHANNELS.alert, notice);
    this.write(notice.describe());
  }

  sendCountdown() {
    this.ctx.ipc.send(CHANNELS.countdown, this.countdown);
  }

  reset() {
    this.minutesLeft = this.plannedMinutes;
    for (const id of JOB_IDS) this.update(id, { state: "waiting", progress: 0 });
    this.sendCountdown();
  }

  close() {
    clearInterval(this.clock);
    for (const timer of this.timers.values()) clearInterval(timer);
  }

  private tick() {
    this.minutesLeft -= 1;
    this.ctx.ipc.send(channelOf("countdown"), this.countdown);
    if (this.minutesLeft < 0) this.ctx.ipc.send(CHANNELS.fault, new LateError(-this.minutesLeft));
  }

  private advance(id: JobId) {
    const { progress } = this.update(id, { progress: Math.min(100, (this.jobs.get(id)?.progress ?? 0) + 5) });
    broadcast(this.ctx, CHANNELS.jobProgress, {
      id,
      progress,
      timer: this.timers.get(id),
    });
  }

  private update(id: JobId, change: Partial<Job>): Job {
    const before = this.jobs.get(id) ?? { id, label: LABELS[id], state: "waiting", progress: 0 };
    const job: Job = { ...before, ...change };
    this.jobs.set(id, job);
    return job;
  }
}
