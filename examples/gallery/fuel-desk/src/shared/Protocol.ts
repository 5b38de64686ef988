/** Everything the two halves of the Fuel Desk have agreed on. */

export enum Channel {
  Uplift = "uplift",
  OrderPlaced = "order:placed",
  OrderChanged = "order:changed",
  Warning = "warning",
}

export enum OrderStatus {
  Open = "open",
  Confirmed = "confirmed",
  Cancelled = "cancelled",
}

export interface FuelOrder {
  readonly id: number;
  readonly kilos: number;
  readonly status: OrderStatus;
}

export interface Uplift {
  readonly onBoard: number;
  readonly ordered: number;
}

export interface FuelWarning {
  readonly text: string;
}

export class Api {
  static readonly Prefix = "/api/fuel-desk";
  static readonly Uplift = `${Api.Prefix}/uplift`;
  static readonly Orders = `${Api.Prefix}/orders`;

  static order(id: number): string {
    return `${Api.Orders}/${id}`;
  }

  static confirmation(id: number): string {
    return `${Api.order(id)}/confirmation`;
  }
}
