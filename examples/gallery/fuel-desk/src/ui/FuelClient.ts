import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { Api, type FuelOrder, type Uplift } from "../shared/Protocol";

export class HttpError extends Error {
  constructor(
    readonly status: number,
    path: string,
  ) {
    super(`${path} answered ${status}`);
  }
}

/** What the panels ask of the background module. */
export class FuelClient {
  constructor(private readonly base: string = STRATOS_APP_BASE) {}

  uplift(signal?: AbortSignal): Promise<Uplift> {
    return this.request<Uplift>("GET", Api.Uplift, { signal });
  }

  orders(signal?: AbortSignal): Promise<FuelOrder[]> {
    return this.request<FuelOrder[]>("GET", Api.Orders, { signal });
  }

  async place(kilos: number): Promise<void> {
    await this.request("POST", Api.Orders, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ kilos }),
    });
  }

  async confirm(id: number): Promise<void> {
    await this.request("PUT", Api.confirmation(id));
  }

  async cancel(id: number): Promise<void> {
    await this.request("DELETE", Api.order(id));
  }

  private async request<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    const response = await fetch(this.base + path, { ...init, method });
    if (!response.ok) throw new HttpError(response.status, path);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
}
