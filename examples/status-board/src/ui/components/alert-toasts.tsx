import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";
import { CHANNELS } from "@/shared/channels";
import type { Alert } from "@/shared/types";

/** Shows alerts as they come. One that nobody saw is in the log. */
export function AlertToasts() {
  const { socket, toast } = usePluginContext();

  useEffect(() => {
    const onAlert = (alert: Alert) => {
      if (alert.level === "warning") toast.warning(alert.text);
      else toast.info(alert.text);
    };
    socket.on(CHANNELS.alert, onAlert);
    return () => {
      socket.off(CHANNELS.alert, onAlert);
    };
  }, [socket, toast]);

  return null;
}
