import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";

export class RequestFailed extends Error {}

type Options = { data?: unknown; signal?: AbortSignal };

const request = async <T>(method: string, path: string, { data, signal }: Options = {}): Promise<T> => {
  const response = await fetch(new URL(path, STRATOS_APP_BASE), {
    method,
    signal,
    ...(data !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(data),
    }),
  });
  if (!response.ok) throw new RequestFailed(`${method} ${path}: ${response.status}`);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
};

/** As small as axios is large. */
export const http = {
  get: <T>(path: string, options?: Options) => request<T>("GET", path, options),
  post: <T>(path: string, data: unknown) => request<T>("POST", path, { data }),
  put: <T>(path: string, data?: unknown) => request<T>("PUT", path, { data }),
  delete: <T>(path: string) => request<T>("DELETE", path),
};
