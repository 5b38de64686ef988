import type { Alert, Countdown, Job, JobProgress, LogLine, Overview } from "./types";

export const CHANNELS = {
  overview: "overview",
  countdown: "countdown",
  jobStarted: "job:started",
  jobProgress: "job:progress",
  jobDone: "job:done",
  logLine: "log:line",
  alert: "alert",
} as const;

export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

/** What is sent on each channel. */
export interface Payloads {
  [CHANNELS.overview]: Overview;
  [CHANNELS.countdown]: Countdown;
  [CHANNELS.jobStarted]: Job;
  [CHANNELS.jobProgress]: JobProgress;
  [CHANNELS.jobDone]: Job;
  [CHANNELS.logLine]: LogLine;
  [CHANNELS.alert]: Alert;
}
