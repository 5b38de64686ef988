import type { JobId } from "./types";

export const PLUGIN_ID = "status-board";

/** Where the background's router is mounted. */
export const API_PREFIX = `/api/${PLUGIN_ID}`;

export const ROUTES = {
  overview: `${API_PREFIX}/overview`,
  countdown: `${API_PREFIX}/countdown`,
  jobs: `${API_PREFIX}/jobs`,
  startJob: (id: JobId) => `${API_PREFIX}/jobs/${id}/start`,
  finishJob: (id: JobId) => `${API_PREFIX}/jobs/${id}/finish`,
  log: `${API_PREFIX}/log`,
  reset: `${API_PREFIX}/reset`,
} as const;
