import type { PluginSocket } from "@skyvexsoftware/stratos-sdk";
import { Component, type ReactNode } from "react";
import { Channel, type Uplift } from "../shared/Protocol";
import type { FuelClient } from "./FuelClient";

interface Props {
  readonly socket: PluginSocket;
  readonly client: FuelClient;
}

interface State {
  readonly uplift: Uplift | null;
}

export class FuelGauge extends Component<Props, State> {
  override state: State = { uplift: null };
  private loading: AbortController | null = null;

  override componentDidMount(): void {
    this.props.socket.on(Channel.Uplift, this.onUplift);
    this.loading = new AbortController();
    void this.load(this.loading.signal);
  }

  override componentWillUnmount(): void {
    this.props.socket.off(Channel.Uplift, this.onUplift);
    this.loading?.abort();
  }

  private readonly onUplift = (uplift: Uplift): void => {
    this.setState({ uplift });
  };

  private async load(signal: AbortSignal): Promise<void> {
    try {
      const uplift = await this.props.client.uplift(signal);
      // What was broadcast in the meantime is newer.
      this.setState((state) => (state.uplift === null ? { uplift } : state));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  override render(): ReactNode {
    const { uplift } = this.state;
    if (uplift === null) return <p>Reading the tanks</p>;
    return (
      <p>
        {uplift.onBoard} kg on board, {uplift.ordered} kg ordered
      </p>
    );
  }
}
