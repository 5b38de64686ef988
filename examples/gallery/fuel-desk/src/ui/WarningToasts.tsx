import type { PluginSocket, PluginToast } from "@skyvexsoftware/stratos-sdk";
import { Component } from "react";
import { Channel, type FuelWarning } from "../shared/Protocol";

interface Props {
  readonly socket: PluginSocket;
  readonly toast: PluginToast;
}

export class WarningToasts extends Component<Props> {
  override componentDidMount(): void {
    this.props.socket.on(Channel.Warning, this.show);
  }

  override componentWillUnmount(): void {
    this.props.socket.off(Channel.Warning, this.show);
  }

  private readonly show = ({ text }: FuelWarning): void => this.props.toast.warning(text);

  override render(): null {
    return null;
  }
}
