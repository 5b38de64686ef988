import type { PluginSocket, PluginToast } from "@skyvexsoftware/stratos-sdk";
import { Component, type ReactNode } from "react";
import { Channel, OrderStatus, type FuelOrder } from "../shared/Protocol";
import type { FuelClient } from "./FuelClient";

interface Props {
  readonly socket: PluginSocket;
  readonly client: FuelClient;
  readonly toast: PluginToast;
}

interface State {
  readonly orders: readonly FuelOrder[];
}

export class OrderList extends Component<Props, State> {
  private readonly subscriptions: readonly (readonly [Channel, (order: FuelOrder) => void])[];
  private mounted = false;

  constructor(props: Props) {
    super(props);
    this.state = { orders: [] };
    this.upsert = this.upsert.bind(this);
    this.subscriptions = [
      [Channel.OrderPlaced, this.upsert],
      [Channel.OrderChanged, this.upsert],
    ];
  }

  override componentDidMount(): void {
    this.mounted = true;
    for (const [channel, handler] of this.subscriptions) this.props.socket.on(channel, handler);
    this.refresh();
  }

  override componentWillUnmount(): void {
    this.mounted = false;
    for (const [channel, handler] of this.subscriptions) this.props.socket.off(channel, handler);
  }

  private refresh(): void {
    this.props.client.orders().then(
      (orders) => {
        if (this.mounted) this.setState({ orders });
      },
      () => this.props.toast.error("The orders could not be loaded"),
    );
  }

  private upsert(order: FuelOrder): void {
    this.setState(({ orders }) => ({ orders: [...orders.filter(({ id }) => id !== order.id), order] }));
  }

  private attempt(what: Promise<void>): void {
    what.catch((error: unknown) => this.props.toast.error(String(error)));
  }

  override render(): ReactNode {
    const { client } = this.props;
    return (
      <section>
        <button onClick={() => this.attempt(client.place(24_000))}>Order 24 t</button>
        <ul>
          {this.state.orders.map(({ id, kilos, status }) => (
            <li key={id}>
              {kilos} kg, {status}
              {status === OrderStatus.Open && (
                <>
                  <button onClick={() => this.attempt(client.confirm(id))}>Confirm</button>
                  <button onClick={() => this.attempt(client.cancel(id))}>Cancel</button>
                </>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  }
}
