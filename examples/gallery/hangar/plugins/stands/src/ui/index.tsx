import { createClient } from "@hangar/kit/client";
import { useLive } from "@hangar/kit/use-live";
import type { Stands } from "../background";

const { get, post } = createClient("/api/hangar-stands/stands");
const load = () => get<Stands>("/");

export default function StandPlan() {
  const stands = useLive<Stands>("stands", load);
  if (!stands) return null;
  return (
    <dl>
      {Object.entries(stands).map(([stand, callsign]) => (
        <div key={stand}>
          <dt>{stand}</dt>
          <dd>
            {callsign ?? "free"}
            {callsign === null ? (
              <button onClick={() => void post(`/${stand}/assign`, { callsign: "EXV12" })}>Assign</button>
            ) : (
              <button onClick={() => void post(`/${stand}/free`)}>Free</button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
