import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "../flow/flow.js";
import type { Variable } from "../flow/file.js";
import { globalBehind } from "../flow/imports.js";
import type { Node } from "../flow/tree.js";
import { childrenOf, enclosingFunction, isFunction, isInside, outermost, unwrap } from "../flow/tree.js";
import { isReactEffect, reactName } from "../react/knowledge.js";

/** Whether a screen is right as long as nothing is in a state, as its code shows. */
export function isRightWithout(flow: Flow, store: Node): boolean {
  const { file } = flow;
  const [state, setter] = namesOf(store).map((name) => name && file.variableOf(name));
  const reads = readsOf(state);
  const isNeverAlone = reads.length > 0 && reads.every((read) => hasSubstitute(read) || isAside(flow, read));
  return isSeeded(store) || isNeverAlone || readsOf(setter).some((node) => isDismissal({ file }, node));
}

/** Whether a ref is only looked at where it is written: by effects, and by what they start. */
export function isOnlyRemembered(flow: Flow, ref: Node): boolean {
  const { parent } = outermost(ref);
  const name = parent?.type === "VariableDeclarator" ? parent.id : undefined;
  const variable = name?.type === "Identifier" ? flow.file.variableOf(name) : undefined;
  const reads = readsOf(variable).filter((read) => !isWrite(read));
  return reads.length > 0 && reads.every((read) => effectAround(flow, read) !== undefined);
}

// ---------------------------------------------------------------- what is read where

/** The names of `const [state, setState] = useState(...)`. */
function namesOf(store: Node): readonly (TSESTree.Identifier | undefined)[] {
  const { parent } = outermost(store);
  const pattern = parent?.type === "VariableDeclarator" ? parent.id : undefined;
  const elements = pattern?.type === "ArrayPattern" ? pattern.elements.slice(0, 2) : [];
  return elements.map((element) => (element?.type === "Identifier" ? element : undefined));
}

function readsOf(variable: Variable | undefined): readonly Node[] {
  return (variable?.references ?? [])
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => identifier as Node);
}

/** `ref.current = value` */
function isWrite(name: Node): boolean {
  const member = name.parent;
  const assignment = member?.parent;
  return (
    member?.type === "MemberExpression" &&
    assignment?.type === "AssignmentExpression" &&
    assignment.operator === "=" &&
    assignment.left === member
  );
}

/** The call of `useEffect` to which a node is passed, or in which it stands. */
function effectAround(flow: Flow, node: Node): TSESTree.CallExpression | undefined {
  for (let at: Node | undefined = node.parent; at; at = at.parent)
    if (at.type === "CallExpression" && flow.evaluate(at.callee).values.some(isReactEffect)) return at;
  return undefined;
}

function isOfReact(flow: Flow, callee: Node, name: RegExp): boolean {
  return flow.evaluate(callee).values.some((value) => name.test(reactName(value) ?? ""));
}

function lastNameOf(callee: Node): string {
  if (callee.type === "MemberExpression") return lastNameOf(callee.property);
  return callee.type === "Identifier" ? callee.name : "";
}

// ---------------------------------------------------------------- what begins with something

/** `useState(() => cached())`: what it begins with is looked up somewhere. */
function isSeeded(store: Node): boolean {
  const [initial] = store.type === "CallExpression" ? store.arguments : [];
  return initial !== undefined && isFunction(initial) && hasCall(initial.body);
}

function hasCall(node: Node): boolean {
  return node.type === "CallExpression" || childrenOf(node).some(hasCall);
}

// ---------------------------------------------------------------- what is shown in its place

/** `live ?? initial`, `live !== null ? live : initial`, `[...rows, ...added]` */
function hasSubstitute(read: Node): boolean {
  let at = outermost(read);
  // `patches[id] ?? item`
  while (
    at.parent &&
    (at.parent.type === "MemberExpression" || at.parent.type === "ChainExpression") &&
    !isKeyOf(at)
  )
    at = outermost(at.parent);
  if (at.parent?.type === "BinaryExpression" && /^[!=]==?$/.test(at.parent.operator)) at = at.parent;
  const { parent } = at;
  switch (parent?.type) {
    case "LogicalExpression":
      return parent.operator !== "&&" && parent.left === at && !isNothing(parent.right);
    case "ConditionalExpression":
      return [parent.consequent, parent.alternate].some(
        (branch) => branch !== at && !isInside(read, branch) && !isNothing(branch) && !isSame(branch, read),
      );
    case "SpreadElement":
      return (
        parent.parent.type === "ArrayExpression" &&
        parent.parent.elements.some((one) => one?.type === "SpreadElement" && one !== parent)
      );
    case "CallExpression":
      return parent.arguments.includes(at as never) && lastNameOf(parent.callee) === "concat";
    default:
      return false;
  }
}

function isKeyOf(node: Node): boolean {
  return node.parent?.type === "MemberExpression" && node.parent.property === node;
}

/** What shows nothing: a constant, or an element. */
function isNothing(node: Node): boolean {
  return !/^(?:Identifier|MemberExpression|CallExpression|ChainExpression)$/.test(unwrap(node).type);
}

function isSame(branch: Node, read: Node): boolean {
  const inner = unwrap(branch);
  return inner.type === "Identifier" && read.type === "Identifier" && inner.name === read.name;
}

// ---------------------------------------------------------------- what is not shown

/** Whether it is only asked for by an effect that keeps nothing, or as the key of an element. */
function isAside(flow: Flow, read: Node): boolean {
  const effect = effectAround(flow, read);
  if (effect) return !keepsSomething(flow, effect);
  const attribute = read.parent?.type === "JSXExpressionContainer" ? read.parent.parent : undefined;
  return attribute?.type === "JSXAttribute" && attribute.name.name === "key";
}

/** Whether code sets a state, or requests something. */
function keepsSomething(flow: Flow, code: Node): boolean {
  const isKeeping =
    code.type === "Identifier" &&
    (isSetter(flow, code) || flow.evaluate(code).values.some((value) => globalBehind(value) === "fetch"));
  return isKeeping || childrenOf(code).some((child) => keepsSomething(flow, child));
}

/** Whether a name is the second one of `const [state, setState] = useState(...)`. */
function isSetter(flow: Flow, name: TSESTree.Identifier): boolean {
  const variable = flow.file.variableOf(name);
  const declarator = variable?.defs[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "ArrayPattern") return false;
  const { id, init } = declarator;
  const isSecond = variable?.identifiers.includes(id.elements[1] as TSESTree.Identifier) === true;
  return (
    isSecond && init?.type === "CallExpression" && isOfReact(flow, init.callee, /^use(?:State|Reducer)$/)
  );
}

// ---------------------------------------------------------------- what is there for a while

/** What somebody does with an element; all else a component does when it likes. */
const BY_THE_USER =
  /^on(?:Click|DoubleClick|Change|Input|Key|Mouse|Pointer|Press|Select|Submit|Toggle|Touch)/;
const BY_THE_BROWSER = /^on(?:Animation|Transition)(?:End|Cancel)$/;

/** Whether a setter empties its state when a component calls for it: `<Snackbar onClose={() => setText(null)}>`. */
function isDismissal({ file }: Pick<Flow, "file">, setter: Node): boolean {
  const call = setter.parent;
  if (call?.type !== "CallExpression" || call.callee !== setter || !isEmptied(call.arguments[0]))
    return false;
  const fn = enclosingFunction(call);
  if (!fn) return false;
  const made = fn.parent.type === "CallExpression" ? fn.parent : fn;
  const { parent } = made;
  const name = parent.type === "VariableDeclarator" ? parent.id : undefined;
  const variable = name?.type === "Identifier" ? file.variableOf(name) : undefined;
  return [made, ...readsOf(variable)].some(isGivenToComponent);
}

function isGivenToComponent(node: Node): boolean {
  const attribute = node.parent?.type === "JSXExpressionContainer" ? node.parent.parent : undefined;
  if (attribute?.type !== "JSXAttribute" || attribute.name.type !== "JSXIdentifier") return false;
  const { name } = attribute.parent;
  const isElement = name.type === "JSXIdentifier" && /^[a-z]/.test(name.name);
  return isElement ? BY_THE_BROWSER.test(attribute.name.name) : !BY_THE_USER.test(attribute.name.name);
}

/** `null`, `[]`, `(all) => all.filter(...)`, `() => null`, and nothing at all */
function isEmptied(given: Node | undefined): boolean {
  const node = given && unwrap(given);
  switch (node?.type) {
    case undefined:
      return true;
    case "Literal":
      return !node.value;
    case "Identifier":
      return node.name === "undefined";
    case "UnaryExpression":
      return node.operator === "void";
    case "ArrayExpression":
      return node.elements.length === 0;
    case "ArrowFunctionExpression": {
      const body = resultOf(node);
      const isFiltered = body?.type === "CallExpression" && lastNameOf(body.callee) === "filter";
      return isFiltered || (body !== undefined && isEmptied(body));
    }
    default:
      return false;
  }
}

/** The expression that a function gives and does nothing else. */
function resultOf({ body }: TSESTree.ArrowFunctionExpression): Node | undefined {
  if (body.type !== "BlockStatement") return body;
  const [only] = body.body;
  return only?.type === "ReturnStatement" && body.body.length === 1
    ? (only.argument ?? undefined)
    : undefined;
}
