import { GivenUp } from "./given-up.js";
import { elements } from "./iteration.js";
import { outerValue } from "./outer.js";
import { isAbsent, isMissing, mayThrow, resolved, truth } from "./conditions.js";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../flow/tree.js";
import { childrenOf, isWrapper, unwrap } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import { globalName, unknown as unanswered } from "../flow/values.js";
import { bind } from "./binding.js";
import { evaluateClass, initializeBase, methodOf } from "./classes.js";
import { Frame } from "./frame.js";
import type { Machine, Running } from "./machine.js";
import { callMember, deleteMember, setMember, spreadOut, assignMember } from "./members.js";
import { calculate, negate } from "./operators.js";
import type { RunObject, RunValue } from "./values.js";
import { regExp } from "./regexps.js";
import {
  constant,
  isPrivateMember,
  memberName,
  partsOf,
  privateName,
  textOf,
  UNDEFINED,
  typeNameOf,
} from "./values.js";

/** Generators that give more than this are not followed. */
const MOST_GIVEN = 1000;

/** `a?.b` where `a` is missing: the whole chain is. */
class MissingLink extends Error {}

/** Evaluates an expression, and keeps where what is not known comes from, if somebody asks for that. */
export function evaluate(machine: Machine, node: Node, frame: Frame): Running<RunValue> {
  return machine.sources
    ? evaluateNoting(machine, node, frame, machine.sources)
    : evaluateNode(machine, node, frame);
}

function* evaluateNoting(
  machine: Machine,
  node: Node,
  frame: Frame,
  sources: Map<string, Set<Node>>,
): Running<RunValue> {
  const value = yield* evaluateNode(machine, node, frame);
  if (value.kind !== "unknown") return value;
  const places = sources.get(value.key);
  if (places) places.add(node);
  else sources.set(value.key, new Set([node]));
  return value;
}

function* evaluateNode(machine: Machine, node: Node, frame: Frame): Running<RunValue> {
  machine.step();
  if (node.type === "ChainExpression") return yield* evaluateChain(machine, node, frame);
  if (isWrapper(node)) return yield* evaluate(machine, node.expression, frame);
  switch (node.type) {
    case "Identifier":
    case "JSXIdentifier":
      return valueOfName(machine, node, frame);
    case "Literal":
      if ("regex" in node) return regExp(machine, node.regex);
      return constant(node.value);
    case "TemplateLiteral":
      return yield* evaluateTemplate(machine, node, frame);
    case "TaggedTemplateExpression": {
      const tag = yield* evaluate(machine, node.tag, frame);
      if (tag.kind === "unknown" && globalName(tag.answer) === "String.raw")
        return yield* evaluateTemplate(machine, node.quasi, frame, "raw");
      const args: RunValue[] = [];
      const texts = node.quasi.quasis.map((quasi) => constant(quasi.value.cooked ?? ""));
      for (const expression of node.quasi.expressions) args.push(yield* evaluate(machine, expression, frame));
      return machine.call(tag, [machine.list(texts), ...args], undefined, node);
    }
    case "BinaryExpression": {
      if (node.left.type === "PrivateIdentifier") {
        const key = yield* evaluateKey(machine, node.left, false, frame);
        const of = yield* evaluate(machine, node.right, frame);
        return of.kind === "unknown" ? machine.calculated("in", [key, of]) : hasPrivate(of, memberName(key));
      }
      const left = yield* evaluate(machine, node.left, frame);
      return calculate(machine, node.operator, left, yield* evaluate(machine, node.right, frame));
    }
    case "LogicalExpression": {
      const left = yield* evaluate(machine, node.left, frame);
      return goesOn(machine, node.operator, left) ? yield* evaluate(machine, node.right, frame) : left;
    }
    case "ConditionalExpression": {
      const holds = truth(machine, yield* evaluate(machine, node.test, frame));
      return yield* evaluate(machine, holds ? node.consequent : node.alternate, frame);
    }
    case "UnaryExpression":
      return yield* evaluateUnary(machine, node, frame);
    case "UpdateExpression": {
      const target = yield* evaluateTarget(machine, unwrap(node.argument), frame);
      const { value } = target;
      const before = value.kind === "primitive" ? constant(Number(value.value)) : value;
      const after = calculate(machine, node.operator === "++" ? "+" : "-", before, constant(1));
      yield* target.assign(after);
      return node.prefix ? after : before;
    }
    case "AssignmentExpression":
      return yield* evaluateAssignment(machine, node, frame);
    case "SequenceExpression": {
      let last: RunValue = UNDEFINED;
      for (const expression of node.expressions) last = yield* evaluate(machine, expression, frame);
      return last;
    }
    case "ArrayExpression":
      return machine.list(yield* evaluateList(machine, node.elements, frame));
    case "ObjectExpression":
      return yield* evaluateObject(machine, node, frame);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return yield* evaluateFunction(machine, node, frame);
    case "ClassExpression":
      return yield* evaluateClass(machine, node, frame);
    case "MemberExpression":
      return (yield* evaluateMember(machine, node, frame)).value;
    case "CallExpression":
      return yield* evaluateCall(machine, node, frame);
    case "NewExpression": {
      const callee = yield* evaluate(machine, node.callee, frame);
      return machine.construct(callee, yield* evaluateArguments(machine, node.arguments, frame), node);
    }
    case "ThisExpression":
      return (
        frame.enclosingCall()?.self ??
        machine.unknown(`this@${machine.file.placeOf(node)}`, "other", () => machine.flow.evaluate(node))
      );
    case "AwaitExpression": {
      const value = yield* evaluate(machine, node.argument, frame);
      const awaited = yield { value, node };
      if (value.kind === "unknown") mayThrow(machine, node, comesFromNetwork(value.answer));
      return awaited;
    }
    case "YieldExpression": {
      const value = node.argument ? yield* evaluate(machine, node.argument, frame) : UNDEFINED;
      const given = frame.enclosingGiven();
      if (given && given.length > MOST_GIVEN) throw new GivenUp("a generator gives too much");
      given?.push(...(node.delegate ? elements(machine, value) : [value]));
      return UNDEFINED;
    }
    case "ImportExpression":
      return machine.made(node, () => unanswered("the module is not read", node));
    case "JSXElement":
    case "JSXFragment":
      return yield* evaluateElement(machine, node, frame);
    case "JSXExpressionContainer":
    case "JSXSpreadChild":
      return yield* evaluate(machine, node.expression, frame);
    case "JSXText":
      return constant(node.value);
    case "JSXMemberExpression":
      return machine.named(yield* evaluate(machine, node.object, frame), node.property.name, node);
    case "JSXEmptyExpression":
      return UNDEFINED;
    default:
      return machine.made(node, () => unanswered("this kind of expression is not followed", node));
  }
}

/** What `fetch` gives can always fail. */
function comesFromNetwork({ values: [only] }: Answer): boolean {
  return only?.kind === "result" && only.callee.kind === "global" && only.callee.name === "fetch";
}

function valueOfName(
  machine: Machine,
  node: TSESTree.Identifier | TSESTree.JSXIdentifier,
  frame: Frame,
): RunValue {
  if (node.name === "undefined") return UNDEFINED;
  const call = node.name === "arguments" ? frame.enclosingCall() : undefined;
  if (call) return machine.list([...call.args]);
  const variable = machine.file.variableOf(node);
  if (!variable) return machine.unknown(`global:${node.name}`, "fixed", () => machine.flow.evaluate(node));
  return frame.cellOf(variable)?.value ?? outerValue(machine, variable, node);
}

function* evaluateChain(machine: Machine, node: TSESTree.ChainExpression, frame: Frame): Running<RunValue> {
  try {
    return yield* evaluate(machine, node.expression, frame);
  } catch (error) {
    if (error instanceof MissingLink) return UNDEFINED;
    throw error;
  }
}

function* evaluateTemplate(
  machine: Machine,
  node: TSESTree.TemplateLiteral,
  frame: Frame,
  form: "cooked" | "raw" = "cooked",
): Running<RunValue> {
  const values: RunValue[] = [];
  for (const [index, quasi] of node.quasis.entries()) {
    values.push(constant(quasi.value[form] ?? ""));
    const expression = node.expressions[index];
    if (expression) values.push(resolved(machine, yield* evaluate(machine, expression, frame)));
  }
  const parts = values.map(partsOf);
  return parts.every((part) => part !== undefined)
    ? textOf(parts.flat())
    : machine.calculated("template", values);
}

/** Whether a logical expression goes on with its right side. What is not known is taken to be there. */
function goesOn(machine: Machine, operator: "&&" | "||" | "??", left: RunValue): boolean {
  if (operator === "??") return isAbsent(machine, left);
  return truth(machine, left) === (operator === "&&");
}

function* evaluateUnary(machine: Machine, node: TSESTree.UnaryExpression, frame: Frame): Running<RunValue> {
  if (node.operator === "delete") {
    const target = unwrap(node.argument);
    if (target.type === "MemberExpression") {
      const object = yield* evaluate(machine, target.object, frame);
      deleteMember(machine, object, yield* evaluateKey(machine, target.property, target.computed, frame));
    }
    return constant(true);
  }
  const value = resolved(machine, yield* evaluate(machine, node.argument, frame));
  switch (node.operator) {
    case "!":
      return negate(machine, value);
    case "void":
      return UNDEFINED;
    case "typeof":
      return typeOf(machine, value);
    case "-":
      return value.kind === "primitive" && typeof value.value !== "bigint"
        ? constant(-Number(value.value))
        : calculate(machine, "-", constant(0), value);
    case "~":
      return calculate(machine, "^", value, constant(-1));
    default:
      return value.kind === "primitive"
        ? constant(Number(value.value))
        : machine.calculated(node.operator, [value]);
  }
}

function typeOf(machine: Machine, value: RunValue): RunValue {
  if (value.kind === "unknown")
    return machine.calculated("typeof", [value], { about: { kind: "type", of: value } });
  return constant(typeNameOf(value));
}

function* evaluateAssignment(
  machine: Machine,
  node: TSESTree.AssignmentExpression,
  frame: Frame,
): Running<RunValue> {
  const { operator, right } = node;
  const left = unwrap(node.left);
  if (operator === "=") {
    const value = yield* evaluate(machine, right, frame);
    yield* bind(machine, left, value, frame, false);
    return value;
  }
  const target = yield* evaluateTarget(machine, left, frame);
  if (operator === "&&=" || operator === "||=" || operator === "??=") {
    if (!goesOn(machine, operator.slice(0, 2) as "&&" | "||" | "??", target.value)) return target.value;
    const value = yield* evaluate(machine, right, frame);
    yield* target.assign(value);
    return value;
  }
  const given = yield* evaluate(machine, right, frame);
  const value = calculate(machine, operator.slice(0, -1), target.value, given);
  yield* target.assign(value);
  return value;
}

/** What is read and then written: the object and the key of a member are evaluated once for both. */
interface Target {
  readonly value: RunValue;
  readonly assign: (value: RunValue) => Running<void>;
}

function* evaluateTarget(machine: Machine, node: Node, frame: Frame): Running<Target> {
  if (node.type !== "MemberExpression" || node.object.type === "Super") {
    const value = yield* evaluate(machine, node, frame);
    return { value, assign: (after) => bind(machine, node, after, frame, false) };
  }
  const object = resolved(machine, yield* evaluate(machine, node.object, frame));
  const key = yield* evaluateKey(machine, node.property, node.computed, frame);
  return {
    value: machine.member(object, key, node),
    *assign(after) {
      assignMember(machine, object, key, after);
    },
  };
}

function* evaluateList(
  machine: Machine,
  written: readonly (Node | null)[],
  frame: Frame,
): Running<RunValue[]> {
  const items: RunValue[] = [];
  for (const element of written) {
    if (!element) items.push(UNDEFINED);
    else if (element.type === "SpreadElement")
      items.push(...elements(machine, yield* evaluate(machine, element.argument, frame)));
    else items.push(yield* evaluate(machine, element, frame));
  }
  return items;
}

function* evaluateArguments(machine: Machine, args: readonly Node[], frame: Frame): Running<RunValue[]> {
  const values: RunValue[] = [];
  for (const arg of args) {
    if (arg.type === "SpreadElement")
      values.push(...spreadOut(machine, yield* evaluate(machine, arg.argument, frame), arg));
    else values.push(yield* evaluate(machine, arg, frame));
  }
  return values;
}

function* evaluateObject(machine: Machine, node: TSESTree.ObjectExpression, frame: Frame): Running<RunValue> {
  const made = machine.object();
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      spreadInto(machine, made, resolved(machine, yield* evaluate(machine, property.argument, frame)));
      continue;
    }
    const key = yield* evaluateKey(machine, property.key, property.computed, frame);
    if (property.kind === "init") {
      const value = yield* evaluate(machine, property.value, frame);
      if (!property.computed && memberName(key) === "__proto__") {
        made.proto = value;
        continue;
      }
      made.members.set(memberName(key), { key, value });
    } else if (property.value.type === "FunctionExpression") {
      const before = made.members.get(memberName(key));
      const accessor = machine.closure(property.value, frame);
      made.members.set(memberName(key), {
        key,
        value: UNDEFINED,
        get: before?.get,
        set: before?.set,
        [property.kind]: accessor,
      });
    }
  }
  return made;
}

/** Own members are copied, as what their accessors give; private ones stay. */
function spreadInto(machine: Machine, made: RunObject, value: RunValue): void {
  if (value.kind === "object") {
    for (const [name, member] of value.members) {
      if (isPrivateMember(name)) continue;
      const given = member.get ? machine.call(member.get, [], value, member.get.node) : member.value;
      made.members.set(name, { key: member.key, value: given });
    }
    if (value.rest && !made.rest) {
      made.rest = value.rest;
      if (value.lacks) made.lacks = new Set(value.lacks);
    }
  } else if (value.kind === "list" && !value.isIterator) {
    for (const [index, item] of value.items.entries()) setMember(made.members, constant(String(index)), item);
  } else if (value.kind === "primitive" && typeof value.value === "string") {
    for (const [key, part] of Object.entries(value.value))
      setMember(made.members, constant(key), constant(part));
  } else if (value.kind === "unknown") made.rest ??= value;
}

/** `#name in value` */
function hasPrivate(of: RunValue, name: string): RunValue {
  const isThere =
    of.kind === "object" &&
    (of.members.has(name) || (of.of !== undefined && methodOf(of.of, name) !== undefined));
  return constant(isThere);
}

/** The class that declares a private name. */
function ownerOf(key: TSESTree.PrivateIdentifier): Node | undefined {
  for (let at: Node | undefined = key.parent; at; at = at.parent) {
    if (at.type !== "ClassBody") continue;
    const isDeclared = at.body.some(
      (member) => "key" in member && member.key.type === "PrivateIdentifier" && member.key.name === key.name,
    );
    if (isDeclared) return at;
  }
  return undefined;
}

/** The key of a member as a value: what is written, or what is calculated. */
export function* evaluateKey(
  machine: Machine,
  key: Node,
  computed: boolean,
  frame: Frame,
): Running<RunValue> {
  if (!computed && key.type === "Identifier") return constant(key.name);
  if (key.type === "PrivateIdentifier")
    return constant(privateName(key.name, machine.file.placeOf(ownerOf(key) ?? key)));
  return resolved(machine, yield* evaluate(machine, key, frame));
}

function* evaluateFunction(
  machine: Machine,
  node: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression,
  frame: Frame,
): Running<RunValue> {
  const closure = machine.closure(node, frame);
  const variable =
    node.type === "FunctionExpression" && node.id ? machine.file.variableOf(node.id) : undefined;
  if (!variable) return closure;
  const inner = new Frame(frame);
  const named = machine.closure(node, inner);
  inner.declare(variable, named);
  return named;
}

interface Reference {
  readonly value: RunValue;
  readonly self: RunValue;
}

function* evaluateMember(
  machine: Machine,
  node: TSESTree.MemberExpression,
  frame: Frame,
): Running<Reference> {
  if (node.object.type === "Super") return yield* evaluateSuperMember(machine, node, frame);
  const object = resolved(machine, yield* evaluate(machine, node.object, frame));
  if (node.optional && isMissing(machine, object)) throw new MissingLink();
  const key = yield* evaluateKey(machine, node.property, node.computed, frame);
  return { value: machine.member(object, key, node), self: object };
}

function* evaluateSuperMember(
  machine: Machine,
  node: TSESTree.MemberExpression,
  frame: Frame,
): Running<Reference> {
  const call = frame.enclosingCall();
  const key = yield* evaluateKey(machine, node.property, node.computed, frame);
  const base = call?.home?.base;
  const method = base?.kind === "class" ? methodOf(base, memberName(key)) : undefined;
  const self = call?.self ?? UNDEFINED;
  const value = method?.get ? machine.call(method.get, [], self, node) : method?.value;
  return { value: value ?? machine.calculated("super", [key]), self };
}

function* evaluateCall(machine: Machine, node: TSESTree.CallExpression, frame: Frame): Running<RunValue> {
  if (node.callee.type === "Super") {
    const call = frame.enclosingCall();
    const args = yield* evaluateArguments(machine, node.arguments, frame);
    if (call?.home && call.self?.kind === "object") initializeBase(machine, call.home, call.self, args, node);
    return UNDEFINED;
  }
  const callee = unwrap(node.callee);
  if (callee.type === "MemberExpression" && callee.object.type !== "Super")
    return yield* callMethod(machine, node, callee, frame);
  const { value, self } =
    callee.type === "MemberExpression"
      ? yield* evaluateMember(machine, callee, frame)
      : { value: yield* evaluate(machine, node.callee, frame), self: undefined };
  if (node.optional && isMissing(machine, value)) throw new MissingLink();
  return machine.call(value, yield* evaluateArguments(machine, node.arguments, frame), self, node);
}

function* callMethod(
  machine: Machine,
  node: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
  frame: Frame,
): Running<RunValue> {
  const object = resolved(machine, yield* evaluate(machine, callee.object, frame));
  if (callee.optional && isMissing(machine, object)) throw new MissingLink();
  const key = yield* evaluateKey(machine, callee.property, callee.computed, frame);
  // What the language provides is not looked up as a value first: most calls are of this kind.
  const isOwn = object.kind === "object" || object.kind === "class" || key.kind !== "primitive";
  if (!isOwn) {
    const args = yield* evaluateArguments(machine, node.arguments, frame);
    const result = callMember(machine, object, String(key.value), args, node);
    if (result) return result;
    return machine.call(machine.member(object, key, callee), args, object, node);
  }
  const method = machine.member(object, key, callee);
  if (node.optional && isMissing(machine, method)) throw new MissingLink();
  return machine.call(method, yield* evaluateArguments(machine, node.arguments, frame), object, node);
}

const FOR_SHOW =
  /^(?:JSX(?!Spread).*|Literal|Template.*|Identifier|MemberExpression|ConditionalExpression|LogicalExpression|BinaryExpression|UnaryExpression|ChainExpression|TS(?:As|NonNull).*)$/;

const forShow = new WeakMap<Node, boolean>();

/** Whether a part of an element is only looked at: nothing in it is called, made or handed over, whichever way it goes. */
function isForShow(node: Node): boolean {
  const known = forShow.get(node) ?? isPlain(node);
  forShow.set(node, known);
  return known;
}

function isPlain(node: Node): boolean {
  if (!FOR_SHOW.test(node.type)) return false;
  if (
    node.type === "JSXAttribute" &&
    /^(?:ref|on[A-Z].*)$/.test(node.name.type === "JSXIdentifier" ? node.name.name : "")
  )
    return false;
  if (
    node.type === "JSXOpeningElement" &&
    (node.name.type !== "JSXIdentifier" || /^[A-Z_$]/.test(node.name.name))
  )
    return false;
  return childrenOf(node).every(isForShow);
}

function* evaluateElement(
  machine: Machine,
  node: TSESTree.JSXElement | TSESTree.JSXFragment,
  frame: Frame,
): Running<RunValue> {
  const children: RunValue[] = [];
  const props = machine.object();
  const opening = node.type === "JSXElement" ? node.openingElement : undefined;
  for (const attribute of opening?.attributes ?? []) {
    if (attribute.type === "JSXSpreadAttribute") {
      spreadInto(machine, props, resolved(machine, yield* evaluate(machine, attribute.argument, frame)));
      continue;
    }
    const { name, value } = attribute;
    if (name.type !== "JSXIdentifier") continue;
    setMember(
      props.members,
      constant(name.name),
      value ? yield* evaluate(machine, value, frame) : constant(true),
    );
  }
  for (const child of node.children) {
    if (isForShow(child)) continue;
    if (child.type !== "JSXText") children.push(yield* evaluate(machine, child, frame));
  }
  if (children.length > 0) setMember(props.members, constant("children"), machine.list(children));
  if (opening) {
    const { name } = opening;
    const isIntrinsic = name.type === "JSXIdentifier" && /^[a-z]/.test(name.name);
    const tag = isIntrinsic ? name.name : yield* evaluate(machine, name, frame);
    machine.host.render(tag, props, opening);
  }
  return machine.branded("ReactElement");
}
