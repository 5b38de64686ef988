import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import { createContext, useContext, useEffect, useMemo, useReducer, type ReactNode } from "react";
import { TOPIC, type Brief, type Station, type Topic, type Topics } from "@shared/contract";
import { weather } from "./client";

type Change =
  { kind: "brief"; brief: Brief } | { kind: "station"; station: Station } | { kind: "removed"; icao: string };

function reduce(state: Brief | null, change: Change): Brief | null {
  if (change.kind === "brief") return change.brief;
  if (state === null) return null;
  if (change.kind === "removed") {
    return { ...state, stations: state.stations.filter(({ icao }) => icao !== change.icao) };
  }
  const others = state.stations.filter(({ icao }) => icao !== change.station.icao);
  return { ...state, stations: [...others, change.station] };
}

interface Weather {
  brief: Brief | null;
  attempt(action: () => Promise<unknown>): void;
}

const WeatherContext = createContext<Weather | null>(null);

export function WeatherProvider({ children }: { children: ReactNode }) {
  const { socket, toast } = usePluginContext();
  const [brief, dispatch] = useReducer(reduce, null);

  useEffect(() => {
    const disposers: (() => void)[] = [];

    function listen<T extends Topic>(topic: T, handler: (payload: Topics[T]) => void) {
      socket.on(topic, handler);
      disposers.push(() => socket.off(topic, handler));
    }

    listen(TOPIC.brief, (next) => dispatch({ kind: "brief", brief: next }));
    listen(TOPIC.station, (station) => dispatch({ kind: "station", station }));
    listen(TOPIC.removed, (icao) => dispatch({ kind: "removed", icao }));
    listen(TOPIC.trouble, ({ message }) => toast.warning(message));

    const abort = new AbortController();
    disposers.push(() => abort.abort());
    weather.brief(abort.signal).then(
      (loaded) => dispatch({ kind: "brief", brief: loaded }),
      (error: unknown) => {
        if (!abort.signal.aborted) toast.error(String(error));
      },
    );

    return () => disposers.forEach((dispose) => dispose());
  }, [socket, toast]);

  const value = useMemo<Weather>(
    () => ({
      brief,
      attempt: (action) => void action().catch((error: unknown) => toast.error(String(error))),
    }),
    [brief, toast],
  );

  return <WeatherContext value={value}>{children}</WeatherContext>;
}

export function useWeather(): Weather {
  const value = useContext(WeatherContext);
  if (value === null) throw new Error("useWeather needs a WeatherProvider around it");
  return value;
}
