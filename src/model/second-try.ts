import type { FileView } from "../flow/file.js";
import type { CallNode, Node } from "../flow/tree.js";
import { childrenOf, isFunction } from "../flow/tree.js";
import type { Activity } from "../run/activity.js";
import { callsOf } from "../run/activity.js";

/** Who only writes down what has happened. */
const LOGGING = /\b(?:console|log\w*|warn|error|debug)\b/i;

/**
 * Whether a call that throws is made up for: `try { send(name, data); } catch { send(name, plain(data)); }`, around the call itself or
 * around one that leads to it.
 */
export function isTriedAgain(file: FileView, call: CallNode, activity: Activity): boolean {
  return [call, ...callsOf(activity).map(({ node }) => node)].some((one) => hasSecondTry(file, one));
}

function hasSecondTry(file: FileView, call: CallNode): boolean {
  for (let at: Node = call; at.parent && !isFunction(at); at = at.parent) {
    const parent: Node = at.parent;
    if (parent.type !== "TryStatement" || parent.block !== at || !parent.handler) continue;
    const { handler } = parent;
    if (
      [handler, ...behind(parent)].some((code) => callsIn(code).some((one) => isSecondTry(file, call, one)))
    )
      return true;
    if (callsIn(handler).some((one) => getsTheSame(file, call, one))) return true;
  }
  return false;
}

/** What runs behind a statement in the same function, if nothing ends it before. */
function behind(statement: Node): readonly Node[] {
  const found: Node[] = [];
  for (let at: Node = statement; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if (parent.type === "BlockStatement")
      found.push(...parent.body.slice(parent.body.indexOf(at as never) + 1));
  }
  return found;
}

/** The same function, on the same channel, with something else. */
function isSecondTry(file: FileView, call: CallNode, other: CallNode): boolean {
  const [name, ...rest] = call.arguments.map((argument) => file.textOf(argument));
  const [otherName, ...otherRest] = other.arguments.map((argument) => file.textOf(argument));
  return (
    file.textOf(call.callee) === file.textOf(other.callee) &&
    name === otherName &&
    rest.join() !== otherRest.join()
  );
}

/** Another function that gets what could not be sent, and does more than to log it. */
function getsTheSame(file: FileView, call: CallNode, other: CallNode): boolean {
  const callee = file.textOf(other.callee);
  if (callee === file.textOf(call.callee) || LOGGING.test(callee)) return false;
  const given = new Set(call.arguments.slice(1).map((argument) => file.textOf(argument)));
  return other.arguments.some((argument) => given.has(file.textOf(argument)));
}

function callsIn(node: Node): readonly CallNode[] {
  return [...(node.type === "CallExpression" ? [node] : []), ...childrenOf(node).flatMap(callsIn)];
}
