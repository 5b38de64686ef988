import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useEffect, useState } from "react";
import type { Member } from "@/shared/events";
import { paths } from "@/shared/paths";
import { http } from "../lib/http";

export function useRoster() {
  const { socket, logger } = usePluginContext();
  const [roster, setRoster] = useState<Member[]>();

  useEffect(() => {
    let current = true;
    (async () => {
      try {
        const loaded = await http.get<Member[]>(paths.roster());
        if (current) setRoster((known) => known ?? loaded);
      } catch (error) {
        logger.error("roster", error);
      }
    })();

    const onRoster = (members: Member[]) => setRoster(members);
    socket.on("roster", onRoster);
    return () => {
      current = false;
      socket.off("roster", onRoster);
    };
  }, [socket, logger]);

  return roster;
}
