import type { JobId } from "./types";

export const PLUGIN_ID = "status-board";
export const API_PREFIX = `/api/${PLUGIN_ID}`;

export const ROUTES = {
  overview: `${API_PREFIX}/overview`,
  countdown: `${API_PREFIX}/countdown`,
  jobs: `${API_PREFIX}/jobs`,
  startJob: (id: JobId) => `${API_PREFIX}/jobs/${id}/begin`,
  finishJob: (id: JobId) => `${API_PREFIX}/jobs/${id}/finish`,
  reset: `${API_PREFIX}/reset`,
} as const;
