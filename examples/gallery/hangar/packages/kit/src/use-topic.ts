import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect } from "react";

/** Hears one topic of this plugin. `onMessage` should be stable. */
export function useTopic<T>(name: string, onMessage: (payload: T) => void): void {
  const { socket } = usePluginContext();
  useEffect(() => {
    socket.on(name, onMessage);
    return () => {
      socket.off(name, onMessage);
    };
  }, [socket, name, onMessage]);
}
