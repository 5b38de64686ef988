import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { FuelClient } from "./FuelClient";
import { FuelGauge } from "./FuelGauge";
import { OrderList } from "./OrderList";
import { WarningToasts } from "./WarningToasts";

const client = new FuelClient();

/** Hooks end here: the classes below get what they need as props. */
export default function FuelDeskPanel() {
  const { socket, toast } = usePluginContext();
  return (
    <main>
      <FuelGauge socket={socket} client={client} />
      <OrderList socket={socket} client={client} toast={toast} />
      <WarningToasts socket={socket} toast={toast} />
    </main>
  );
}
