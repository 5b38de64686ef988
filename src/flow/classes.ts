import type { TSESTree } from "@typescript-eslint/utils";
import type { Env } from "./env.js";
import { enter, insideOf } from "./env.js";
import type { Flow } from "./flow.js";
import { onlyThings } from "./records.js";
import { isReplacedIn } from "./reaching.js";
import { isText } from "./text.js";
import type { ClassNode, Node } from "./tree.js";
import { isInside, writtenKey } from "./tree.js";
import type { Answer, ClassValue, InstanceValue, Value } from "./values.js";
import { exactly, flatMap, isNullish, NOTHING, primitive, union, unknown } from "./values.js";
import { preferKnown } from "./variables.js";

export function constructorOf(owner: ClassNode): TSESTree.FunctionExpression | undefined {
  for (const member of owner.body.body) {
    const isConstructor = member.type === "MethodDefinition" && member.kind === "constructor";
    if (isConstructor && member.value.type === "FunctionExpression") return member.value;
  }
  return undefined;
}

export function keyOfClassMember(member: Node): string | undefined {
  switch (member.type) {
    case "TSParameterProperty": {
      const { parameter } = member;
      return (parameter.type === "AssignmentPattern" ? parameter.left : parameter).name;
    }
    case "PropertyDefinition":
    case "MethodDefinition":
    case "AccessorProperty":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractMethodDefinition":
      return writtenKey(member.key, member.computed);
    default:
      return undefined;
  }
}

/** The class that a class is built on, where it is in sight. */
export function baseOf(flow: Flow, owner: ClassValue): ClassValue | undefined {
  const { superClass } = owner.node;
  const found = superClass ? flow.evaluate(superClass, owner.env).values : [];
  return found.find((value) => value.kind === "class");
}

/** Whether a class is another one, or built on it. */
export function isBuiltOn(flow: Flow, owner: ClassValue, base: ClassNode): boolean {
  let at: ClassValue | undefined = owner;
  for (let depth = 0; at && depth < 20; depth++) {
    if (at.node === base) return true;
    at = baseOf(flow, at);
  }
  return false;
}

/** The classes of the file that are built on a class, itself among them. */
export function familyOf(flow: Flow, base: ClassNode): ClassNode[] {
  const classes = new Set([...flow.file.classes, ...flow.file.of(base).classes]);
  return [...classes].filter((node) =>
    isBuiltOn(flow, { kind: "class", node, env: undefined, origin: node }, base),
  );
}

/** A member of a class (static), or of one of its instances. */
export function memberOfClass(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
  at: Node,
): Answer {
  const method = methodNamed(flow, owner, key, instance, at);
  if (method) return method;
  const fields = ownFields(flow, owner, key, instance);
  const overridden = instance && !instance.isMade ? overridesOf(flow, owner, key) : [];
  const known = [...fields, ...overridden].filter(isSomething);
  if (known.length === 0) {
    const typed = declaredType(flow, owner, key, instance);
    return typed.values.length > 0 || fields.length > 0
      ? preferKnown(union([NOTHING, ...fields]), () => typed)
      : inheritedMember(flow, owner, key, instance, at);
  }
  const all = preferKnown(union([...fields, ...overridden]), () => declaredType(flow, owner, key, instance));
  const isCertain = known.length === 1 && !isDisturbed(flow, owner);
  return isCertain || !all.values.some(isText)
    ? all
    : onlyThings(all, { why: `\`${key}\` may be set in several places`, node: at });
}

function isSomething(answer: Answer): boolean {
  return answer.others !== undefined || answer.values.some((value) => !isNullish(value));
}

function methodNamed(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
  at: Node,
): Answer | undefined {
  const env = instance ? insideOf(instance, owner) : owner.env;
  for (const member of owner.node.body.body) {
    if (member.type !== "MethodDefinition" || member.static !== !instance || keyOfClassMember(member) !== key)
      continue;
    if (member.value.type !== "FunctionExpression") continue;
    const method: Value = { kind: "function", node: member.value, env, origin: member.value };
    if (member.kind === "method") return exactly(method);
    if (member.kind !== "get") continue;
    const { returnType } = member.value;
    const run = enter(env, member.value, [], instance && exactly(instance));
    const results = flow.file
      .returnsOf(member.value)
      .map((node) => (node ? flow.evaluate(node, run) : NOTHING));
    const result = results.length > 0 ? union(results) : unknown("the getter returns nothing", at);
    return preferKnown(result, () => (returnType ? flow.typed(returnType) : NOTHING));
  }
  return undefined;
}

/** What the class itself, or anybody who has an instance, puts into a field. */
function ownFields(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
): Answer[] {
  const writes = writesTo(flow, owner, key, instance);
  const fn = constructorOf(owner.node);
  const inConstructor = writes.filter((node) => fn && isInside(node, fn));
  const isReplaced = fn !== undefined && inConstructor.some((node) => isReplacedIn([node], fn.body));
  const lasting = writes.filter(
    (node) => !inConstructor.includes(node) || !isReplacedAfter(inConstructor, node),
  );
  return [
    ...(isReplaced ? [] : initialValues(flow, owner, key, instance)),
    ...lasting.map((node) => flow.evaluate(node.right, envOfWrite(node, owner, instance))),
  ];
}

function isReplacedAfter(writes: readonly TSESTree.AssignmentExpression[], node: Node): boolean {
  const list = node.parent?.parent?.type === "BlockStatement" ? node.parent.parent.body : [];
  const later = list.slice(list.indexOf(node.parent as TSESTree.Statement) + 1);
  return later.some((statement) =>
    writes.some((write) => write !== node && isReplacedIn([write], statement)),
  );
}

function initialValues(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
): Answer[] {
  const env = instance ? insideOf(instance, owner) : owner.env;
  const answers: Answer[] = [];
  for (const member of owner.node.body.body) {
    if (member.type !== "PropertyDefinition" && member.type !== "AccessorProperty") continue;
    if (member.static !== !instance || keyOfClassMember(member) !== key) continue;
    answers.push(member.value ? flow.evaluate(member.value, env) : primitive(undefined, member));
  }
  const parameter =
    instance && constructorOf(owner.node)?.params.find((node) => keyOfClassMember(node) === key);
  if (instance && parameter?.type === "TSParameterProperty") {
    const { parameter: named } = parameter;
    answers.push(
      flow.evaluate(
        named.type === "AssignmentPattern" ? named.left : named,
        constructorRun(flow, owner, instance),
      ),
    );
  }
  return answers;
}

function writesTo(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
): TSESTree.AssignmentExpression[] {
  return flow.file.membersNamed(key, owner.node).flatMap((node) => {
    const { parent } = node;
    if (node.type !== "MemberExpression" || parent.type !== "AssignmentExpression" || parent.left !== node)
      return [];
    const holds = flow.evaluate(node.object).values.some((value) => {
      if (instance) return value.kind === "instance" && isBuiltOn(flow, value.of, owner.node);
      return value.kind === "class" && value.node === owner.node;
    });
    return holds ? [parent] : [];
  });
}

/** The run of the constructor that made an instance: its own, or that of the class it is built on. */
function constructorRun(flow: Flow, owner: ClassValue, instance: InstanceValue): Env | undefined {
  if (instance.of.node === owner.node) return instance.env;
  const fn = constructorOf(owner.node);
  if (!fn || !instance.isMade) return undefined;
  const path: ClassValue[] = [];
  for (
    let at: ClassValue | undefined = instance.of;
    at && at.node !== owner.node && path.length < 20;
    at = baseOf(flow, at)
  )
    path.push(at);
  let passed = instance.passed;
  let run = instance.env;
  for (const at of path) {
    const own = constructorOf(at.node);
    const call =
      own && flow.file.of(own).calls.find((node) => node.callee.type === "Super" && isInside(node, own));
    if (call?.type === "CallExpression")
      passed = call.arguments.map((node) => (): Answer => flow.evaluate(node, run));
    const base = baseOf(flow, at);
    const next = base && constructorOf(base.node);
    run = next ? enter(base.env, next, passed) : run;
  }
  return run;
}

/** A write in the constructor sees its parameters, one in a method the instance, one elsewhere neither. */
function envOfWrite(node: Node, owner: ClassValue, instance: InstanceValue | undefined): Env | undefined {
  if (!instance || !isInside(node, owner.node)) return undefined;
  const run = instance.of.node === owner.node ? instance.env : undefined;
  return run && isInside(node, run.region) ? run : insideOf(instance, owner);
}

function declaredType(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
): Answer {
  for (const member of owner.node.body.body) {
    const isField =
      member.type === "PropertyDefinition" ||
      member.type === "AccessorProperty" ||
      member.type === "TSAbstractPropertyDefinition";
    if (isField && member.static === !instance && keyOfClassMember(member) === key && member.typeAnnotation) {
      return flow.typed(member.typeAnnotation);
    }
  }
  return NOTHING;
}

/** What classes built on this one put into a field of the same name. */
function overridesOf(flow: Flow, owner: ClassValue, key: string): Answer[] {
  return familyOf(flow, owner.node)
    .filter((node) => node !== owner.node)
    .flatMap((node) => {
      const of: ClassValue = { kind: "class", node, env: owner.env, origin: node };
      return ownFields(flow, of, key, { kind: "instance", of, env: undefined, origin: node });
    });
}

/** Whether members are set in a way that does not say which: `this[name] = ...`, `Object.assign(this, ...)`. */
function isDisturbed(flow: Flow, owner: ClassValue): boolean {
  const isOwn = (node: Node): boolean => isInside(node, owner.node);
  const isSet = flow.file
    .membersNamed(undefined, owner.node)
    .some(
      (node) =>
        isOwn(node) &&
        node.type === "MemberExpression" &&
        node.object.type === "ThisExpression" &&
        node.parent.type === "AssignmentExpression" &&
        node.parent.left === node,
    );
  return (
    isSet ||
    flow.file
      .of(owner.node)
      .calls.some(
        (call) =>
          isOwn(call) && call.arguments.some(({ type }) => type === "ThisExpression") && !isBind(call),
      )
  );
}

function isBind(call: Node): boolean {
  return (
    call.type === "CallExpression" &&
    call.callee.type === "MemberExpression" &&
    writtenKey(call.callee.property, call.callee.computed) === "bind"
  );
}

function inheritedMember(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
  at: Node,
): Answer {
  const known = instance && flow.knowledge.inherited?.(flow, owner, key, instance);
  if (known) return known;
  if (!owner.node.superClass) return primitive(undefined, at);
  return flatMap(flow.evaluate(owner.node.superClass, owner.env), (base) => {
    if (base.kind !== "class") return unknown("it comes from a base class that is not in sight", owner.node);
    return memberOfClass(flow, base, key, instance, at);
  });
}
