import { STRATOS_APP_BASE, usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CHANNELS } from "@/shared/channels";
import { API_PREFIX } from "@/shared/routes";
import type { LogLine } from "@/shared/types";

const EVENTS = {
  line: "plugin:status-board:log:line",
  alert: "plugin:status-board:alert",
};

export function useLog() {
  const { socket } = usePluginContext();
  const queryClient = useQueryClient();

  useEffect(() => {
    const onLine = (line: LogLine) => {
      queryClient.setQueryData<LogLine[]>(["log"], (lines = []) => [...lines, line]);
    };
    const onAlert = () => {
      void queryClient.invalidateQueries({ queryKey: ["log"] });
    };
    socket.on(EVENTS.line, onLine);
    socket.on(EVENTS.alert, onAlert);
    return () => {
      socket.off(EVENTS.line, onLine);
      socket.off(EVENTS.alert, onAlert);
    };
  }, [socket, queryClient]);

  return useQuery<LogLine[]>({
    queryKey: ["log"],
    queryFn: async () => {
      const res = await fetch(`${STRATOS_APP_BASE}${API_PREFIX}/logs`);
      return res.json();
    },
  });
}

/** Copies the log to the log file, for bug reports. */
export function useLogFile() {
  const { socket, logger } = usePluginContext();

  useEffect(() => {
    socket.on(CHANNELS.logLine, (line: LogLine) => logger.debug(line.text));
  }, [socket, logger]);
}
