import type { CallNode, Node } from "../flow/tree.js";
import { childrenOf, isFunction, unwrap, writtenKey } from "../flow/tree.js";
import type { Activity } from "../run/activity.js";
import { callsOf } from "../run/activity.js";

/**
 * Whether a call that throws is made again, with something else: `try { send(name, data) } catch { send(name, plain(data)) }`,
 * around the call itself or around one that leads to it.
 */
export function isTriedAgain(call: CallNode, activity: Activity): boolean {
  return [call, ...callsOf(activity).map(({ node }) => node)].some(hasSecondTry);
}

function hasSecondTry(call: CallNode): boolean {
  const name = nameOf(call);
  if (name === undefined) return false;
  for (let at: Node = call; at.parent && !isFunction(at); at = at.parent) {
    const parent: Node = at.parent;
    if (
      parent.type === "TryStatement" &&
      parent.block === at &&
      parent.handler &&
      calls(parent.handler, name)
    )
      return true;
  }
  return false;
}

function calls(node: Node, name: string): boolean {
  return (
    (node.type === "CallExpression" && nameOf(node) === name) ||
    childrenOf(node).some((one) => calls(one, name))
  );
}

/** The last name of what is called: `send` of `ctx.ipc.send`. */
function nameOf(call: CallNode): string | undefined {
  const callee = unwrap(call.callee);
  if (callee.type === "MemberExpression") return writtenKey(callee.property, callee.computed);
  return callee.type === "Identifier" ? callee.name : undefined;
}
