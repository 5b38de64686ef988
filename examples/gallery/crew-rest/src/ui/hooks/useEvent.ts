import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { EventName, Events } from "@/shared/events";

/** Calls the newest `handler` for each event, and subscribes only once. */
export function useEvent<N extends EventName>(name: N, handler: (payload: Events[N]) => void): void {
  const { socket } = usePluginContext();
  const latest = useRef(handler);

  useLayoutEffect(() => {
    latest.current = handler;
  });

  useEffect(() => {
    const listener = (payload: Events[N]) => latest.current(payload);
    socket.on(name, listener);
    return () => void socket.off(name, listener);
  }, [socket, name]);
}
