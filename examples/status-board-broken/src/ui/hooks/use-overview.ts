import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import type { Overview } from "@/shared/types";

export function useOverview() {
  const { socket } = usePluginContext();
  const [overview, setOverview] = useState<Overview | null>(null);

  useEffect(() => {
    socket.on(CHANNELS.overview, setOverview);
    return () => {
      socket.off(CHANNELS.overview, setOverview);
    };
  }, [socket]);

  return overview;
}
