import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";

export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

/** Requests below one prefix. */
export function createClient(prefix: string): Client {
  async function request<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(`${STRATOS_APP_BASE}${prefix}${path}`, init);
    if (!response.ok) throw new Error(`${prefix}${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  return {
    get: (path) => request(path),
    post: (path, body = {}) =>
      request(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}
