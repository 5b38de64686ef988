/**
 * @typedef {object} Gate
 * @property {string} name
 * @property {number} group the boarding group that is called, 0 before boarding
 * @property {boolean} closed
 */

/**
 * @typedef {object} Remark
 * @property {number} id
 * @property {string} text
 */

/** The names that both halves use. */
export const CHANNEL = Object.freeze({
  GATE: "gate",
  REMARK: "remark",
  REMARK_GONE: "remark-gone",
  CALL: "call",
});

export const PREFIX = "/api/gate-info";
