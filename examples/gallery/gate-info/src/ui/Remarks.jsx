import { usePluginContext } from "@skyvexsoftware/stratos-sdk";
import React from "react";
import { CHANNEL } from "../shared/gate";
import { addRemark, getRemarks, removeRemark } from "./api";

/** @import { Remark } from "../shared/gate" */

export function Remarks() {
  const { socket, logger } = usePluginContext();
  const [remarks, setRemarks] = React.useState(/** @type {Remark[]} */ ([]));

  React.useEffect(() => {
    const state = { over: false };

    function add(/** @type {Remark} */ remark) {
      setRemarks((all) => all.filter(({ id }) => id !== remark.id).concat(remark));
    }

    function drop(/** @type {number} */ gone) {
      setRemarks((all) => all.filter(({ id }) => id !== gone));
    }

    getRemarks()
      .then((loaded) => {
        if (!state.over) setRemarks(loaded);
      })
      .catch((error) => logger.error("remarks", error));

    socket.on(CHANNEL.REMARK, add);
    socket.on(CHANNEL.REMARK_GONE, drop);
    return function cleanUp() {
      state.over = true;
      socket.off(CHANNEL.REMARK, add);
      socket.off(CHANNEL.REMARK_GONE, drop);
    };
  }, [socket, logger]);

  return (
    <ul>
      {remarks.map(({ id, text }) => (
        <li key={id} onDoubleClick={() => removeRemark(id)}>
          {text}
        </li>
      ))}
      <button onClick={() => addRemark("Wheelchair at the door")}>Add a remark</button>
    </ul>
  );
}
