import { routerOf } from "../express/routers.js";
import type { Flow, Invocation } from "../flow/flow.js";
import type { CallNode, Node } from "../flow/tree.js";
import { isFunction } from "../flow/tree.js";
import type { Answer, Value } from "../flow/values.js";
import { reactName } from "../react/knowledge.js";
import type { Thing } from "../sdk.js";
import type { SdkFile } from "./sdk-file.js";

/** Why code that is not in sight may send, hear or route in the name of a file: it is given what it needs for that. */
export interface Escapes {
  readonly send?: string | undefined;
  readonly hear?: string | undefined;
  readonly route?: string | undefined;
}

/** What can be done with a thing. */
const USES: ReadonlyMap<Thing | "router", readonly (keyof Escapes)[]> = new Map<
  Thing | "router",
  readonly (keyof Escapes)[]
>([
  ["background-context", ["send", "route"]],
  ["ipc", ["send"]],
  ["server", ["route"]],
  ["router", ["route"]],
  ["ui-context", ["hear"]],
  ["socket", ["hear"]],
]);
/** Values nested deeper than this are not looked into. */
const DEEPEST = 3;

/** What becomes of the SDK's things, and of routers, in code that is not in sight. */
export function escapesOf({ flow, things }: SdkFile): Escapes {
  const found: { -readonly [key in keyof Escapes]: string } = {};

  function handedTo(answer: Answer, to: string): void {
    for (const kind of kindsIn(answer, 0)) for (const use of USES.get(kind) ?? []) found[use] ??= to;
  }

  function kindsIn({ values }: Answer, depth: number): readonly (Thing | "router")[] {
    if (depth > DEEPEST) return [];
    return values.flatMap((value): readonly (Thing | "router")[] => {
      const method = things.methodBehind(value)?.method;
      if (method)
        return method.role === "subscribe" || method.role === "send" || method.role === "route"
          ? [thingOfRole(method.role)]
          : [];
      const thing = things.thingOf(value);
      if (thing) return [thing];
      if (routerOf(flow, value)) return ["router"];
      if (value.kind === "bound") return kindsIn({ values: [value.target] }, depth + 1);
      if (value.kind === "record")
        return [...value.members.values()].flatMap((member) => kindsIn(member.answer(), depth + 1));
      return value.kind === "list" ? value.elements.flatMap((one) => kindsIn(one(), depth + 1)) : [];
    });
  }

  for (const node of flow.file.calls) {
    for (const [index, argument] of node.arguments.entries()) {
      if (!mayHoldThing(argument)) continue;
      const invocations = flow.invocations(node);
      if (invocations.length > 0 && invocations.every((one) => isInSight(flow, one, node, index, things)))
        continue;
      const written = argument.type === "SpreadElement" ? argument.argument : argument;
      handedTo(flow.evaluate(written), `\`${shortened(flow.file.textOf(node.callee))}\` is not in sight`);
    }
  }
  for (const element of flow.file.elements) {
    if (/^[a-z]/.test(flow.file.textOf(element.name)) && element.name.type === "JSXIdentifier") continue;
    const components = flow.evaluate(element.name).values;
    if (
      components.length > 0 &&
      components.every((value) => value.kind === "function" || isOwnProvider(flow, value))
    )
      continue;
    for (const attribute of element.attributes) {
      const written = attribute.type === "JSXSpreadAttribute" ? attribute.argument : attribute.value;
      const inner = written?.type === "JSXExpressionContainer" ? written.expression : written;
      if (inner && mayHoldThing(inner))
        handedTo(flow.evaluate(inner), `\`<${flow.file.textOf(element.name)}>\` is not in sight`);
    }
  }
  if (/\b(?:window|globalThis|global|self)\.\w+\s*=(?!=)/.test(flow.file.source.text)) {
    const why = "something is stored in a global";
    return { send: found.send ?? why, hear: found.hear ?? why, route: found.route ?? why };
  }
  return found;
}

function thingOfRole(role: "subscribe" | "send" | "route"): Thing {
  return role === "subscribe" ? "socket" : role === "send" ? "ipc" : "server";
}

/** Whether an expression is of a kind that can be, or hold, something else than text. */
function mayHoldThing(node: Node): boolean {
  return !isFunction(node) && node.type !== "Literal" && node.type !== "TemplateLiteral";
}

/** Whether it can be seen what a call does with an argument. */
function isInSight(
  flow: Flow,
  invocation: Invocation,
  node: CallNode,
  index: number,
  things: SdkFile["things"],
): boolean {
  const { callee, args } = invocation;
  if (callee.kind === "function" || callee.kind === "class") return true;
  if (things.methodCalled(invocation)) return true;
  // What it binds is followed.
  if (callee.kind === "member" && callee.key === "bind") return true;
  const at = args.nodes.indexOf(node.arguments[index]);
  if (at >= 0 && flow.knowledge.meaningOf(callee)?.argument?.(at, invocation)) return true;
  // What is mounted on a router is a part of it.
  return callee.kind === "member" && routerOf(flow, callee.object) !== undefined;
}

/** A provider of a context that is made in the same file: there its value is seen. */
function isOwnProvider(flow: Flow, value: Value): boolean {
  const context = value.kind === "member" && value.key === "Provider" ? value.object : value;
  return (
    context.kind === "result" &&
    reactName(context.callee) === "createContext" &&
    !flow.file.isElsewhere(context.origin)
  );
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
