import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Overview } from "@/shared/types";

export function Header() {
  const { socket, pluginId, logger, toast } = usePluginContext();
  const [overview, setOverview] = useState<Overview | null>(null);

  useEffect(() => {
    void fetch(`${STRATOS_APP_BASE}${ROUTES.overview}`)
      .then((res) => res.json())
      .then(setOverview);
    socket.on(`plugin:${pluginId}:overview`, setOverview);
    return () => {
      socket.off(`plugin:${pluginId}:overview`, setOverview);
    };
  }, [socket, pluginId]);

  useEffect(() => {
    socket.once(CHANNELS.overview, () => logger.info("The background is alive"));
  }, [socket, logger]);

  const callCrew = async () => {
    const reply = await socket.timeout(2000).emitWithAck("call-crew");
    toast.info(reply.answered ? "The crew is coming" : "Nobody answered");
  };

  const reset = () => fetch(`${STRATOS_APP_BASE}${ROUTES.reset}`, { method: "DELETE" });

  return (
    <header>
      <h1>{overview?.callsign ?? "No flight"}</h1>
      <p>{overview?.phase}</p>
      <button onClick={callCrew}>Call crew</button>
      <button onClick={socket.emit.bind(socket, "boarding-call")}>Boarding call</button>
      <button onClick={reset}>New turnaround</button>
    </header>
  );
}
