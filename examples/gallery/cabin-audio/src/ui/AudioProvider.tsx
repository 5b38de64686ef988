import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, type ReactNode } from "react";
import { CHANNELS } from "~/shared/constants";
import { useAudioStore } from "./store";

interface Announcement {
  text: string;
  at: Date;
}

/** Keeps the store in step with the background module for as long as the plugin is shown. */
export function AudioProvider({ children }: { children: ReactNode }) {
  const { socket, toast } = usePluginContext();
  const attach = useAudioStore((state) => state.attach);
  const hydrate = useAudioStore((state) => state.hydrate);

  useEffect(() => {
    const detach = attach(socket);
    void hydrate();
    return detach;
  }, [socket, attach, hydrate]);

  useEffect(() => {
    function onAnnouncement({ text, at }: Announcement) {
      toast.info(`${at.toLocaleTimeString()} ${text}`);
    }
    socket.on(CHANNELS.ANNOUNCEMENT, onAnnouncement);
    return () => {
      socket.off(CHANNELS.ANNOUNCEMENT, onAnnouncement);
    };
  }, [socket, toast]);

  return children;
}
