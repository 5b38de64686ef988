import { useEffect, useState } from "react";
import { useTopic } from "./use-topic";

/** A value that is loaded once and then follows a topic. `load` should be stable. */
export function useLive<T>(name: string, load: () => Promise<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let cancelled = false;
    load().then(
      (loaded) => {
        if (!cancelled) setValue((newer) => newer ?? loaded);
      },
      (error: unknown) => console.error(name, error),
    );
    return () => {
      cancelled = true;
    };
  }, [name, load]);
  useTopic<T>(name, setValue);
  return value;
}
