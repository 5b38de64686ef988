import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useCallback, useSyncExternalStore } from "react";

/** Whether the shell's socket is connected right now. */
export function useConnected(): boolean {
  const { socket } = usePluginContext();
  const subscribe = useCallback(
    (onChange: () => void) => {
      socket.on("connect", onChange).on("disconnect", onChange);
      return () => {
        socket.off("connect", onChange).off("disconnect", onChange);
      };
    },
    [socket],
  );
  return useSyncExternalStore(subscribe, () => socket.connected);
}
