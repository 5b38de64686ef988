import { STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { PREFIX } from "../shared/gate";

/** @import { Gate, Remark } from "../shared/gate" */

/**
 * @param {string} path
 * @param {string} [method]
 * @param {unknown} [body]
 */
async function call(path, method = "GET", body) {
  const res = await fetch(STRATOS_APP_BASE + PREFIX + path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!res.ok) {
    throw Object.assign(new Error(`${method} ${path} failed`), { status: res.status });
  }
  return res.status === 204 ? null : res.json();
}

/** @returns {Promise<Gate>} */
export const getGate = () => call("/gate");

/** @returns {Promise<Remark[]>} */
export const getRemarks = () => call("/remarks");

/** @param {string} name */
export const moveGate = (name) => call("/gate", "PATCH", { name });

/** @param {"call" | "close"} action */
export const gateAction = (action) => call(`/gate/${action}`, "POST");

/** @param {string} text */
export const addRemark = (text) => call("/remarks", "POST", { text });

/** @param {number} id */
export const removeRemark = (id) => call("/remarks/" + id, "DELETE");
