import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";
import { CHANNELS } from "@/shared/channels";
import { useOverview } from "../hooks/use-overview";

const CREW_PLUGIN = "crew-desk";

export function CrewNotices() {
  const { socket, toast } = usePluginContext();
  const overview = useOverview();

  useEffect(() => {
    const onReady = ({ crew }: { crew: string }) => toast.success(`The ${crew} crew is ready`);
    const onGate = ({ gate }: { gate: string }) => toast.info(`Gate ${gate}`);
    const onRoster = () => toast.info("The roster has changed");

    socket.on("crew-ready", onReady);
    socket.on(CHANNELS.gate, onGate);
    socket.on(`plugin:${CREW_PLUGIN}:roster`, onRoster);
    return () => {
      socket.off("crew-ready", onReady);
      socket.off(CHANNELS.gate, onGate);
      socket.off(`plugin:${CREW_PLUGIN}:roster`, onRoster);
    };
  }, [socket, toast]);

  return (
    <p>
      {overview?.jobsDone ?? 0} of {overview?.jobsTotal ?? 0} jobs done
    </p>
  );
}
