import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import React, { useEffect, useMemo, useState } from "react";
import { CHANNEL } from "../shared/gate";
import { gateAction, getGate, moveGate } from "./api";
import { useSocket } from "./use-socket";

/** @import { Gate } from "../shared/gate" */

export function GatePanel() {
  const { toast } = usePluginContext();
  const [gate, setGate] = useState(/** @type {Gate | null} */ (null));

  useEffect(() => {
    let ignore = false;
    getGate().then(
      (loaded) => {
        if (!ignore) setGate((known) => known || loaded);
      },
      (error) => toast.error(error.message),
    );
    return () => {
      ignore = true;
    };
  }, [toast]);

  const handlers = useMemo(
    () => ({
      [CHANNEL.GATE]: setGate,
      [CHANNEL.CALL]: (/** @type {{ group: number }} */ { group }) => toast.info(`Group ${group} boards`),
    }),
    [toast],
  );
  useSocket(handlers);

  /** @param {Promise<unknown>} request */
  const run = (request) => request.catch((error) => toast.error(error.message));

  if (!gate) return <p>No gate yet</p>;
  return (
    <section>
      <h2>Gate {gate.name}</h2>
      <p>{gate.closed ? "Closed" : `Group ${gate.group}`}</p>
      <button onClick={() => run(moveGate("B7"))}>Move to B7</button>
      <button onClick={() => run(gateAction("call"))}>Next group</button>
      <button onClick={() => run(gateAction("close"))}>Close</button>
    </section>
  );
}
