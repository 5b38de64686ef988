import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { API, type Brief } from "@shared/contract";

const url = (path: string) => `${STRATOS_APP_BASE}${API}${path}`;

async function check(response: Response): Promise<Response> {
  if (response.ok) return response;
  const { message } = (await response.json()) as { message?: string };
  throw new Error(message ?? `HTTP ${response.status}`);
}

export const weather = {
  brief: (signal: AbortSignal): Promise<Brief> =>
    fetch(url("/"), { signal })
      .then(check)
      .then((response) => response.json()),
  refresh: () => fetch(url("/refresh"), { method: "POST" }).then(check),
  watch: (icao: string) => fetch(url(`/stations/${icao}`), { method: "PUT" }).then(check),
  forget: (icao: string) => fetch(url(`/stations/${icao}`), { method: "DELETE" }).then(check),
};
