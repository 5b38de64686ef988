import { CHANNEL } from "../shared/gate";

/** @import { PluginContext } from "@skyvexsoftware/stratos-sdk" */
/** @import { Gate, Remark } from "../shared/gate" */

const LAST_GROUP = 4;

/**
 * Keeps what is known of the gate, and tells the UI of each change.
 *
 * @param {PluginContext} ctx
 */
export function createGateKeeper(ctx) {
  const send = ctx.ipc.send.bind(ctx.ipc);

  /** @type {Gate} */
  let gate = { name: "A1", group: 0, closed: false };
  /** @type {Map<number, Remark>} */
  const remarks = new Map();
  let lastId = 0;

  /** @param {Partial<Gate>} changes */
  function change(changes) {
    gate = { ...gate, ...changes };
    send(CHANNEL.GATE, gate);
  }

  return {
    /** @returns {Gate} */
    gate() {
      return gate;
    },

    /** @returns {Remark[]} */
    remarks() {
      return Array.from(remarks.values());
    },

    /** @param {string} name */
    move(name) {
      change({ name, group: 0 });
    },

    callNextGroup() {
      if (gate.closed || gate.group >= LAST_GROUP) return false;
      change({ group: gate.group + 1 });
      send(CHANNEL.CALL, { group: gate.group });
      return true;
    },

    close() {
      change({ closed: true });
    },

    /** @param {string} text */
    remark(text) {
      const remark = { id: ++lastId, text };
      remarks.set(remark.id, remark);
      send(CHANNEL.REMARK, remark);
      return remark;
    },

    /** @param {number} id */
    forget(id) {
      if (!remarks.delete(id)) return false;
      send(CHANNEL.REMARK_GONE, id);
      return true;
    },
  };
}
