export const CHANNELS = {
  overview: "overview",
  countdown: "countdown",
  jobStarted: "job:started",
  jobProgress: "job:progress",
  jobDone: "job:done",
  logLine: "log:line",
  alert: "alert",
  fault: "fault",
  gate: "gate",
  summary: "summary",
} as const;
