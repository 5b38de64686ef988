import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";

/** Asks this plugin's background for something. */
export async function getJson<T>(route: string): Promise<T> {
  const response = await fetch(`${STRATOS_APP_BASE}${route}`);
  if (!response.ok) throw new Error(`${route} answered ${response.status}`);
  return (await response.json()) as T;
}
