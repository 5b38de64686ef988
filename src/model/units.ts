import type { Flow } from "../flow/flow.js";
import type { ClassNode, FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, isInside, unwrap } from "../flow/tree.js";
import { componentBase } from "../react/knowledge.js";
import type { RenderedElsewhere } from "./elsewhere.js";
import { visitElsewhere } from "./elsewhere.js";
import { codeThatListens } from "./reach.js";
import { holdsThing } from "./sdk-calls.js";
import type { SdkFile } from "./sdk-file.js";
import type { Things } from "./things.js";

/** A piece of code that React mounts and unmounts: a component or a hook, as a function or a class. */
export type Unit = (
  | { readonly kind: "function"; readonly node: FunctionNode }
  | { readonly kind: "class"; readonly node: ClassNode }
) & {
  /** How the file has it rendered, where it is a component of another module. */
  readonly rendered?: Pick<RenderedElsewhere, "props" | "place" | "way" | "element">;
};

/** The units that a file has to answer for: its own, and components of other modules that it hands the socket. */
export function unitsOf({ flow, things }: Pick<SdkFile, "flow" | "things">): readonly Unit[] {
  return [...ownUnits(flow), ...unitsHandedTheSocket(flow, things)];
}

/** The components of other modules that are rendered with something of the SDK which they cannot know themselves. */
function unitsHandedTheSocket(flow: Flow, things: Things): readonly Unit[] {
  const code = codeThatListens(flow);
  const found: Unit[] = [];
  if (code.size === 0) return found;
  visitElsewhere(
    flow,
    (fn) => code.has(fn),
    () => undefined,
    ({ component, ...rendered }) => {
      if (!code.has(component.node) || !holdsThing(things, rendered.props())) return;
      // As many elements as there are: each may hand over something else.
      if (component.kind === "function") found.push({ kind: "function", node: component.node, rendered });
      else if (componentBase(flow, component.node))
        found.push({ kind: "class", node: component.node, rendered });
    },
  );
  return found;
}

/** The units of a file in which something may be subscribed to or released, also by functions that they use. */
function ownUnits(flow: Flow): readonly Unit[] {
  const code = codeThatListens(flow);
  if (code.size === 0) return [];
  const functions = functionsThatRender(flow).filter(
    (node) => code.has(node) && !isOnlyPartOfOthers(flow, node),
  );
  const classes = flow.file.classes.filter(
    (node) => code.has(node) && componentBase(flow, node) !== undefined,
  );
  return [
    ...functions.map((node): Unit => ({ kind: "function", node })),
    ...classes.map((node): Unit => ({ kind: "class", node })),
  ];
}

/** Functions that call a hook themselves, or give elements. */
function functionsThatRender({ file }: Flow): readonly FunctionNode[] {
  const found = new Set<FunctionNode>();
  for (const { callee, ...call } of file.calls) {
    const fn = isHookName(nameOfCallee(callee)) ? enclosingFunction({ ...call, callee }) : undefined;
    if (fn) found.add(fn);
  }
  for (const element of file.elements) {
    const fn = enclosingFunction(element);
    if (
      fn &&
      isComponentName(nameOfFunction(fn)) &&
      file.returnsOf(fn).some((node) => node && givesElement(node))
    )
      found.add(fn);
  }
  return [...found];
}

/** The name that something is called by. */
export function nameOfCallee(callee: Node): string | undefined {
  const node = unwrap(callee);
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" && node.property.type === "Identifier"
    ? node.property.name
    : undefined;
}

/** React's own law: what is named like this is a hook, and nothing but hooks and components calls it. */
export function isHookName(name: string | undefined): boolean {
  return name !== undefined && /^use(?:[A-Z].*)?$/.test(name);
}

function isComponentName(name: string | undefined): boolean {
  return name === undefined || /^[A-Z]/.test(name);
}

function nameOfFunction(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const { parent } = fn;
  return parent.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id.name : undefined;
}

function givesElement(node: Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case "JSXElement":
    case "JSXFragment":
      return true;
    case "ConditionalExpression":
      return givesElement(inner.consequent) || givesElement(inner.alternate);
    case "LogicalExpression":
      return givesElement(inner.right);
    default:
      return false;
  }
}

/** A hook that only other functions of the file call is run as a part of them. */
function isOnlyPartOfOthers({ file }: Flow, fn: FunctionNode): boolean {
  const name = fn.id ?? (fn.parent.type === "VariableDeclarator" ? fn.parent.id : undefined);
  if (name?.type !== "Identifier" || !isHookName(name.name)) return false;
  const variable = file.variableOf(name);
  if (!variable || file.isExported(variable)) return false;
  return variable.references.some(({ identifier }) => {
    const use: Node = identifier;
    return use.parent.type === "CallExpression" && use.parent.callee === use && !isInside(use, fn);
  });
}
