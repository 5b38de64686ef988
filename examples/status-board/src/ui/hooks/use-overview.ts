import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useCallback, useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Overview } from "@/shared/types";
import { getJson } from "../api";

export interface OverviewState {
  overview: Overview | null;
  failed: boolean;
  reload: () => Promise<void>;
}

/** The state of the turnaround as a whole: loaded on mount, then kept up to date by the background. */
export function useOverview(): OverviewState {
  const { socket } = usePluginContext();
  const [overview, setOverview] = useState<Overview | null>(null);
  const [failed, setFailed] = useState(false);

  const reload = useCallback(async () => {
    try {
      setOverview(await getJson<Overview>(ROUTES.overview));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    void reload();
  }, [reload]);

  useEffect(() => {
    socket.on(CHANNELS.overview, setOverview);
    return () => {
      socket.off(CHANNELS.overview, setOverview);
    };
  }, [socket]);

  return { overview, failed, reload };
}
