import type { PluginIPCRegistrar } from "@skyvexsoftware/stratos-sdk";
import { Channel, type FuelOrder, type FuelWarning, type Uplift } from "../shared/Protocol";

/** The only class that talks to the panels. */
export class Broadcaster {
  constructor(private readonly ipc: PluginIPCRegistrar) {}

  uplift(uplift: Uplift): void {
    this.send(Channel.Uplift, uplift);
  }

  orderPlaced(order: FuelOrder): void {
    this.send(Channel.OrderPlaced, order);
  }

  orderChanged(order: FuelOrder): void {
    this.send(Channel.OrderChanged, order);
  }

  warn(text: string): void {
    const warning: FuelWarning = { text };
    this.send(Channel.Warning, warning);
  }

  private send(channel: Channel, payload: unknown): void {
    this.ipc.send(channel, payload);
  }
}
