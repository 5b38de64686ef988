import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";

/**
 * Listens for as long as the component is there. `handlers` has to be the same object in each render.
 *
 * @param {Record<string, (payload: any) => void>} handlers
 */
export function useSocket(handlers) {
  const { socket } = usePluginContext();
  useEffect(() => {
    const entries = Object.entries(handlers);
    entries.forEach(([channel, handler]) => socket.on(channel, handler));
    return () => {
      entries.forEach(([channel, handler]) => socket.off(channel, handler));
    };
  }, [socket, handlers]);
}
