import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { Countdown } from "@/shared/types";

export function DepartureCountdown() {
  const { socket, logger } = usePluginContext();
  const [countdown, setCountdown] = useState<Countdown | null>(null);

  useEffect(() => {
    let alive = true;
    const onCountdown = (next: Countdown) => setCountdown(next);

    // Minutes that were broadcast before this panel opened are gone, so ask for the current one first.
    fetch(`${STRATOS_APP_BASE}${ROUTES.countdown}`)
      .then((response) => response.json() as Promise<Countdown>)
      .then((current) => {
        if (alive) setCountdown((newer) => newer ?? current);
      })
      .catch((error: unknown) => logger.warn("Could not load the countdown", error));

    socket.on(CHANNELS.countdown, onCountdown);
    return () => {
      alive = false;
      socket.off(CHANNELS.countdown, onCountdown);
    };
  }, [socket, logger]);

  if (countdown === null) return <p>Waiting for the countdown</p>;
  return countdown.late ? (
    <p role="alert">{-countdown.minutesLeft} min late</p>
  ) : (
    <p>{countdown.minutesLeft} min to departure</p>
  );
}
