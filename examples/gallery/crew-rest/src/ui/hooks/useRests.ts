import { useEffect, useReducer } from "react";
import type { Rest } from "@/shared/events";
import { paths } from "@/shared/paths";
import { http } from "../lib/http";
import { useEvent } from "./useEvent";

type Rests = Readonly<Record<string, Rest>>;
type Action =
  { type: "loaded"; rests: Rest[] } | { type: "started"; rest: Rest } | { type: "ended"; memberId: string };

const reducer = (rests: Rests, action: Action): Rests => {
  switch (action.type) {
    case "loaded":
      return Object.fromEntries(action.rests.map((rest) => [rest.memberId, rest]));
    case "started":
      return { ...rests, [action.rest.memberId]: action.rest };
    case "ended": {
      const { [action.memberId]: _ended, ...others } = rests;
      return others;
    }
  }
};

export const useRests = () => {
  const [rests, dispatch] = useReducer(reducer, {});

  useEffect(() => {
    const controller = new AbortController();
    http
      .get<Rest[]>(paths.rests(), { signal: controller.signal })
      .then((loaded) => dispatch({ type: "loaded", rests: loaded }))
      .catch(() => undefined);
    return () => controller.abort();
  }, []);

  useEvent("rest:started", (rest) => dispatch({ type: "started", rest }));
  useEvent("rest:ended", ({ memberId }) => dispatch({ type: "ended", memberId }));

  return {
    isResting: (memberId: string) => memberId in rests,
    start: (memberId: string) => http.put(paths.rest(memberId), { minutes: 60 }),
    end: (memberId: string) => http.delete(paths.rest(memberId)),
  };
};
