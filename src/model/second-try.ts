import type { FileView } from "../flow/file.js";
import type { CallNode, Node } from "../flow/tree.js";
import { childrenOf, isFunction } from "../flow/tree.js";
import type { Activity } from "../run/activity.js";
import { callsOf } from "../run/activity.js";

/**
 * Whether a call that throws is made again, with something else: `try { send(name, data) } catch { send(name, plain(data)) }`,
 * around the call itself or around one that leads to it.
 */
export function isTriedAgain(file: FileView, call: CallNode, activity: Activity): boolean {
  return [call, ...callsOf(activity).map(({ node }) => node)].some((one) => hasSecondTry(file, one));
}

function hasSecondTry(file: FileView, call: CallNode): boolean {
  const callee = file.textOf(call.callee);
  for (let at: Node = call; at.parent && !isFunction(at); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type === "TryStatement" && parent.block === at && parent.handler)
      if (calls(file, parent.handler, callee)) return true;
  }
  return false;
}

/** Whether code calls what is written like that. */
function calls(file: FileView, node: Node, callee: string): boolean {
  const isCall = node.type === "CallExpression" && file.textOf(node.callee) === callee;
  return isCall || childrenOf(node).some((one) => calls(file, one, callee));
}
