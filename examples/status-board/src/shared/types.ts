export const JOB_IDS = ["boarding", "fuel", "catering", "cargo", "doors"] as const;

export type JobId = (typeof JOB_IDS)[number];

export function isJobId(value: unknown): value is JobId {
  return JOB_IDS.some((id) => id === value);
}

export interface Job {
  id: JobId;
  label: string;
  state: "waiting" | "running" | "done";
  /** 0 to 100 */
  progress: number;
}

export interface JobProgress {
  id: JobId;
  progress: number;
}

/** What the header shows: where the flight is, and how far the turnaround has come. */
export interface Overview {
  callsign: string | null;
  phase: string;
  jobsDone: number;
  jobsTotal: number;
}

export interface Countdown {
  minutesLeft: number;
  late: boolean;
}

export interface LogLine {
  id: number;
  at: number;
  text: string;
}

export interface Alert {
  level: "info" | "warning";
  text: string;
}
