import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { createClient } from "@hangar/kit/client";
import { useLive } from "@hangar/kit/use-live";
import { useEffect } from "react";
import type { Slot } from "../background/slots";
import { Channels } from "../channels";

const api = createClient("/api/hangar-departures");
const load = () => api.get<Slot[]>("/slots");

function useDelayToasts() {
  const { socket, toast } = usePluginContext();
  useEffect(() => {
    const onDelay = ({ callsign, minute }: Slot) => toast.warning(`${callsign} now leaves at +${minute}`);
    socket.on(Channels.Delay, onDelay);
    return () => {
      socket.off(Channels.Delay, onDelay);
    };
  }, [socket, toast]);
}

export default function Departures() {
  const slots = useLive(Channels.Slots, load) ?? [];
  useDelayToasts();
  return (
    <ol>
      {slots.map(({ callsign, minute }) => (
        <li key={callsign}>
          {callsign} +{minute}
          <button onClick={() => void api.post(`/slots/${callsign}/delay`, { minutes: 5 })}>Delay</button>
        </li>
      ))}
    </ol>
  );
}
