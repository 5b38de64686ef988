import type { TSESTree } from "@typescript-eslint/utils";
import type { Variable } from "../flow/file.js";
import type { ClassNode, Node } from "../flow/tree.js";
import { evaluate, evaluateKey } from "./expressions.js";
import { Frame } from "./frame.js";
import type { Machine, Running } from "./machine.js";
import type { Member, Members, RunClass, RunObject, RunValue } from "./values.js";
import { memberName, UNDEFINED, isObject } from "./values.js";
import { executeBody } from "./statements.js";

type Field = TSESTree.PropertyDefinition | TSESTree.AccessorProperty;

export function* evaluateClass(machine: Machine, node: ClassNode, outside: Frame): Running<RunClass> {
  const frame = new Frame(outside);
  const base = node.superClass ? yield* evaluate(machine, node.superClass, frame) : undefined;
  const made: RunClass = {
    kind: "class",
    id: machine.newId(),
    node,
    frame,
    base,
    statics: new Map(),
    methods: new Map(),
  };
  for (const variable of namesOf(machine, node)) frame.declare(variable, made);
  for (const member of node.body.body) {
    if (member.type === "MethodDefinition" && member.kind !== "constructor") {
      const key = yield* evaluateKey(machine, member.key, member.computed, frame);
      addMethod(machine, member.static ? made.statics : made.methods, key, member, made);
    }
  }
  const inside = new Frame(frame, { self: made, args: [], home: made });
  for (const member of node.body.body) {
    if (member.type === "StaticBlock") yield* executeBody(machine, member.body, new Frame(inside));
    else if (isField(member) && member.static) yield* addField(machine, made.statics, member, inside);
  }
  return made;
}

/** What a class is called from outside and from inside. */
function namesOf({ file }: Machine, { id, body }: ClassNode): readonly Variable[] {
  if (!id) return [];
  return [file.variableOf(id), file.named(id.name, body)].filter((one) => one !== undefined);
}

function isField(member: Node): member is Field {
  return member.type === "PropertyDefinition" || member.type === "AccessorProperty";
}

function addMethod(
  machine: Machine,
  members: Members,
  key: RunValue,
  { value, kind }: TSESTree.MethodDefinition,
  home: RunClass,
): void {
  if (value.type !== "FunctionExpression") return;
  const closure = machine.closure(value, home.frame, home);
  const before = members.get(memberName(key));
  const member: Member =
    kind === "get" || kind === "set"
      ? { key, value: UNDEFINED, get: before?.get, set: before?.set, [kind]: closure }
      : { key, value: closure };
  members.set(memberName(key), member);
}

function* addField(machine: Machine, members: Members, field: Field, frame: Frame): Running<void> {
  const key = yield* evaluateKey(machine, field.key, field.computed, frame);
  members.set(memberName(key), {
    key,
    value: field.value ? yield* evaluate(machine, field.value, frame) : UNDEFINED,
  });
}

/** `new C(...)`: an instance, or another object that the constructor gives in its place. */
export function construct(
  machine: Machine,
  owner: RunClass,
  args: readonly RunValue[],
  node: Node,
): RunValue {
  const instance: RunObject = { kind: "object", id: machine.newId(), members: new Map(), of: owner };
  const given = initialize(machine, owner, instance, args, node);
  return given && isObject(given) ? given : instance;
}

/** Runs the constructor of a class, its own or the one it is built on, on an instance; gives what its own returns. */
function initialize(
  machine: Machine,
  owner: RunClass,
  instance: RunObject,
  args: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  const own = owner.node.body.body.find(
    (member) => member.type === "MethodDefinition" && member.kind === "constructor",
  );
  const fn = own?.type === "MethodDefinition" ? own.value : undefined;
  if (fn?.type === "FunctionExpression") {
    if (!owner.base) initializeFields(machine, owner, instance);
    return machine.call(machine.closure(fn, owner.frame, owner), args, instance, node);
  }
  initializeBase(machine, owner, instance, args, node);
  return undefined;
}

/** `super(...)`, and what comes right behind it. */
export function initializeBase(
  machine: Machine,
  owner: RunClass,
  instance: RunObject,
  args: readonly RunValue[],
  node: Node,
): void {
  if (owner.base?.kind === "class") initialize(machine, owner.base, instance, args, node);
  else if (owner.base) machine.host.inherit(owner.base, instance, args);
  initializeFields(machine, owner, instance);
}

function initializeFields(machine: Machine, owner: RunClass, instance: RunObject): void {
  const frame = new Frame(owner.frame, { self: instance, args: [], home: owner });
  for (const member of owner.node.body.body) {
    if (isField(member) && !member.static) machine.toEnd(addField(machine, instance.members, member, frame));
  }
}

/** A method or accessor of a class or of one that it is built on. */
export function methodOf(owner: RunClass, name: string): Member | undefined {
  for (let at: RunValue | undefined = owner; at?.kind === "class"; at = at.base) {
    const member = at.methods.get(name);
    if (member) return member;
  }
  return undefined;
}

/** Whether a class is built on one that is not in sight, which may give its instances other members. */
export function hasUnseenBase(owner: RunClass): boolean {
  let at: RunValue | undefined = owner;
  while (at?.kind === "class") at = at.base;
  return at !== undefined;
}
