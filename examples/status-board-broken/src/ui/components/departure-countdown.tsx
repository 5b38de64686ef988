import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Countdown } from "@/shared/types";

export function DepartureCountdown() {
  const { socket } = usePluginContext();
  const [countdown, setCountdown] = useState<Countdown | null>(null);

  useEffect(() => {
    fetch(`${STRATOS_APP_BASE}${ROUTES.countdown}`)
      .then((res) => res.json())
      .then(setCountdown)
      .catch(() => setCountdown(null));
    socket.on(CHANNELS.countdown, setCountdown);
    socket.emit("sync-countdown");
    return () => {
      socket.off(CHANNELS.countdown);
    };
  }, [socket]);

  return <p>{countdown?.minutesLeft ?? "?"} min to departure</p>;
}
