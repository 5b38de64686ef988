import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CHANNELS } from "@/shared/channels";
import { ROUTES } from "@/shared/routes";
import type { LogLine } from "@/shared/types";
import { getJson } from "../api";

const LOG_KEY = ["log"];

/** The log, from the query cache. New lines are added to the cache as they are broadcast. */
export function useLog() {
  const { socket } = usePluginContext();
  const queryClient = useQueryClient();
  const query = useQuery({ queryKey: LOG_KEY, queryFn: () => getJson<LogLine[]>(ROUTES.log) });

  useEffect(() => {
    const onLine = (line: LogLine) => {
      queryClient.setQueryData<LogLine[]>(LOG_KEY, (lines = []) => [
        ...lines.filter((known) => known.id !== line.id),
        line,
      ]);
    };
    socket.on(CHANNELS.logLine, onLine);
    return () => {
      socket.off(CHANNELS.logLine, onLine);
    };
  }, [socket, queryClient]);

  return query;
}
