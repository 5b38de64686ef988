import type { Flow } from "./flow.js";
import type { Node } from "./tree.js";
import { isConstAssertion } from "./tree.js";
import type { Use } from "./uses.js";
import type { ListValue, Reason, RecordValue } from "./values.js";

/** What methods of arrays, sets and maps do to what they are called on. */
const CHANGING_METHODS: ReadonlyMap<string, "appends" | "reorders" | "removes"> = new Map([
  ["push", "appends"],
  ["add", "appends"],
  ["set", "appends"],
  ["unshift", "reorders"],
  ["sort", "reorders"],
  ["reverse", "reorders"],
  ["splice", "removes"],
  ["pop", "removes"],
  ["shift", "removes"],
  ["fill", "removes"],
  ["copyWithin", "removes"],
  ["delete", "removes"],
  ["clear", "removes"],
]);

export interface Changes {
  readonly writes: readonly Extract<Use, { kind: "written" }>[];
  /** What is added at the end, where that is in sight. */
  readonly appended: readonly Node[];
  /** Why other elements may have been added. */
  readonly added?: Reason | undefined;
  /** Why elements may stand elsewhere than they are written. */
  readonly reordered?: Reason | undefined;
  /** Why elements may have been taken away or replaced. */
  readonly removed?: Reason | undefined;
  /** Why nothing is certain any more: that, or that others may change it. */
  readonly lost?: Reason | undefined;
}

/** What happens to an object or array after it is made. */
export function changesOf(flow: Flow, value: RecordValue | ListValue): Changes {
  const { origin } = value;
  if (!isMade(origin) || isFrozen(flow, origin)) return { writes: [], appended: [] };
  const writes: Extract<Use, { kind: "written" }>[] = [];
  const appended: Node[] = [];
  let added: Reason | undefined;
  let reordered: Reason | undefined;
  let removed: Reason | undefined;
  let lost: Reason | undefined;
  for (const use of flow.uses(origin)) {
    if (use.kind === "written") writes.push(use);
    else if (use.kind === "escape") lost ??= { why: use.why, node: use.node };
    else if (use.kind === "argument" || use.kind === "attribute") {
      lost ??= { why: "it is handed to code that is not in sight and may change it", node: use.node };
    } else if (use.kind === "member" && value.kind === "list" && use.key !== undefined) {
      const effect = CHANGING_METHODS.get(use.key);
      const reason = { why: `\`${use.key}\` changes it after it is made`, node: use.node };
      if (effect === "removes") removed ??= reason;
      else if (effect) {
        const items = effect === "appends" ? itemsAppended(use.node, use.key) : undefined;
        if (items) appended.push(...items);
        else added ??= reason;
      }
      if (effect === "reorders") reordered ??= reason;
    }
  }
  return { writes, appended, added, reordered, removed, lost: lost ?? removed };
}

/** `list.push(a, b)`, `set.add(a)`. */
function itemsAppended(method: Node, key: string): readonly Node[] | undefined {
  const call = method.parent;
  if (call?.type !== "CallExpression" || call.callee !== method || key === "set") return undefined;
  return call.arguments.every(({ type }) => type !== "SpreadElement") ? call.arguments : undefined;
}

/** Whether the node makes a new object each time it runs, which others can then change. */
function isMade({ type }: Node): boolean {
  return (
    type === "ObjectExpression" ||
    type === "ArrayExpression" ||
    type === "NewExpression" ||
    type === "CallExpression" ||
    type === "RestElement"
  );
}

/** `as const`, where nobody can change it without a type error, or `Object.freeze`. */
function isFrozen(flow: Flow, origin: Node): boolean {
  let at: Node | undefined = origin.parent;
  while (at && /^(?:TSSatisfiesExpression|Property|ObjectExpression|ArrayExpression)$/.test(at.type))
    at = at.parent;
  if (isConstAssertion(at)) return true;
  const call = origin.parent;
  if (call?.type !== "CallExpression" || call.arguments[0] !== origin) return false;
  return flow
    .evaluate(call.callee)
    .values.some(
      (callee) =>
        callee.kind === "member" &&
        callee.key === "freeze" &&
        callee.object.kind === "global" &&
        callee.object.name === "Object",
    );
}
