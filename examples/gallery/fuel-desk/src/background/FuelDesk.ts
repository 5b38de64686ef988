import type { PluginContext, SimData } from "@skyvexsoftware/stratos-sdk";
import { OrderStatus, type FuelOrder, type Uplift } from "../shared/Protocol";
import { Broadcaster } from "./Broadcaster";
import { OrderBook } from "./OrderBook";

/** Kilos that are burnt between two looks at the tanks are no news. */
const NOTICEABLE = 50;

export class FuelDesk {
  private readonly book = new OrderBook();
  private readonly broadcaster: Broadcaster;
  private readonly stopListening: () => void;
  private onBoard = 0;

  constructor(private readonly ctx: PluginContext) {
    this.broadcaster = new Broadcaster(ctx.ipc);
    this.stopListening = ctx.flight.onSimData((data) => this.onSimData(data));
  }

  get uplift(): Uplift {
    return { onBoard: this.onBoard, ordered: this.book.totalKilos };
  }

  get orders(): FuelOrder[] {
    return this.book.list();
  }

  place(kilos: number): FuelOrder {
    const order = this.book.place(kilos);
    this.ctx.logger.info(`Order ${order.id} for ${kilos} kg`);
    this.broadcaster.orderPlaced(order);
    this.broadcaster.uplift(this.uplift);
    if (kilos > 20_000) this.broadcaster.warn(`Order ${order.id} needs a second truck`);
    return order;
  }

  confirm(id: number): void {
    this.change(id, OrderStatus.Confirmed);
  }

  cancel(id: number): void {
    this.change(id, OrderStatus.Cancelled);
  }

  dispose(): void {
    this.stopListening();
  }

  private change(id: number, status: OrderStatus): void {
    this.broadcaster.orderChanged(this.book.move(id, status));
    this.broadcaster.uplift(this.uplift);
  }

  private onSimData({ fuelOnBoard, onGround }: SimData): void {
    if (Math.abs(fuelOnBoard - this.onBoard) < NOTICEABLE) return;
    this.onBoard = fuelOnBoard;
    this.broadcaster.uplift(this.uplift);
    if (!onGround) this.broadcaster.warn("Fuel changes while airborne");
  }
}
