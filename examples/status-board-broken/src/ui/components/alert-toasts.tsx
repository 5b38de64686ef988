import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";
import { CHANNELS } from "@/shared/channels";
import type { Alert } from "@/shared/types";
import { useAlerts } from "../hooks/use-alerts";

export function AlertToasts() {
  const { socket, toast, auth } = usePluginContext();
  const alerts = useAlerts();

  useEffect(() => {
    const onAlert = (alert: Alert) => toast.warning(alert.text);
    socket.on("plugin:status-board:alert", onAlert);
    return () => {
      socket.off("plugin:status-board:alert", onAlert);
    };
  }, [socket, toast]);

  useEffect(() => {
    const onFault = (fault: Error) => toast.error(fault.message);
    socket.on(CHANNELS.fault, onFault);
    if (!auth.isAuthenticated) return;
    return () => {
      socket.off(CHANNELS.fault, onFault);
    };
  }, [socket, toast, auth]);

  return (
    <ul>
      {alerts.map((alert, index) => (
        <li key={index}>{alert.text}</li>
      ))}
    </ul>
  );
}
