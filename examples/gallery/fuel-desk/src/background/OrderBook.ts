import { OrderStatus, type FuelOrder } from "../shared/Protocol";

export class UnknownOrderError extends Error {
  constructor(readonly orderId: number) {
    super(`There is no order ${orderId}`);
    this.name = "UnknownOrderError";
  }
}

/** An order as the desk keeps it. Panels get its snapshot. */
class BookedOrder {
  private status = OrderStatus.Open;

  constructor(
    private readonly id: number,
    readonly kilos: number,
  ) {}

  get counts(): boolean {
    return this.status !== OrderStatus.Cancelled;
  }

  moveTo(status: OrderStatus): void {
    this.status = status;
  }

  toSnapshot(): FuelOrder {
    return { id: this.id, kilos: this.kilos, status: this.status };
  }
}

export class OrderBook {
  private readonly orders = new Map<number, BookedOrder>();
  private lastId = 0;

  get totalKilos(): number {
    let total = 0;
    for (const order of this.orders.values()) {
      if (order.counts) total += order.kilos;
    }
    return total;
  }

  list(): FuelOrder[] {
    return Array.from(this.orders.values(), (order) => order.toSnapshot());
  }

  place(kilos: number): FuelOrder {
    this.lastId += 1;
    const order = new BookedOrder(this.lastId, kilos);
    this.orders.set(this.lastId, order);
    return order.toSnapshot();
  }

  move(id: number, status: OrderStatus): FuelOrder {
    const order = this.orders.get(id);
    if (!order) throw new UnknownOrderError(id);
    order.moveTo(status);
    return order.toSnapshot();
  }
}
