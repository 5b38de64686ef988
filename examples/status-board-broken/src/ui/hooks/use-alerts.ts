import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useReducer } from "react";
import { CHANNELS } from "@/shared/channels";
import type { Alert } from "@/shared/types";

/** All alerts of this turnaround, newest first. */
export function useAlerts() {
  const { socket } = usePluginContext();
  const [alerts, add] = useReducer((list: Alert[], alert: Alert) => [alert, ...list], []);

  useEffect(() => {
    const onAlert = (alert: Alert) => add(alert);
    socket.on(CHANNELS.alert, onAlert);
    return () => {
      socket.off(CHANNELS.alert, onAlert);
    };
  }, [socket]);

  return alerts;
}
