import { numberNamed } from "./folded.js";
import { declaredPossible } from "./declared.js";
import { elements, sizeOf } from "./iteration.js";
import { isHeldByOthers, learn, resolved } from "./conditions.js";
import type { Node } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import { hasUnseenBase, methodOf } from "./classes.js";
import { callCollection } from "./collections.js";
import { callList, isListMethod } from "./lists.js";
import type { Machine } from "./machine.js";
import { natureOf, NOT_FOLLOWED } from "./maker.js";
import { ANYTHING, FUNCTION, PRESENT } from "./possible.js";
import { valueBehind } from "./outer.js";
import { chain } from "./promises.js";
import { callText } from "./texts.js";
import type {
  Member,
  Members,
  RunClass,
  RunCollection,
  RunList,
  RunObject,
  RunPromise,
  RunValue,
  Unknown,
} from "./values.js";
import { memberOfRegExp } from "./regexps.js";
import { constant, isCallable, isNothing, keyOf, memberName, UNDEFINED } from "./values.js";

/** `of[key]` */
export function memberOf(machine: Machine, of: RunValue, key: RunValue, node: Node): RunValue {
  const name = memberName(key);
  const extra = "extras" in of ? of.extras.get(name) : undefined;
  if (extra) return extra.value;
  if ((of.kind === "class" || of.kind === "closure") && name === "prototype") return prototypeOf(machine, of);
  switch (of.kind) {
    case "object":
      return memberOfObject(machine, of, key, node);
    case "class": {
      for (let at: RunValue | undefined = of; at?.kind === "class"; at = at.base) {
        const found = at.statics.get(name);
        if (found) return valueOf(machine, found, of, node);
      }
      break;
    }
    case "closure": {
      const found = of.members.get(name);
      if (found) return found.value;
      break;
    }
    case "list":
      if (name === "length") return constant(of.items.length);
      if (/^\d+$/.test(name)) return of.items[Number(name)] ?? UNDEFINED;
      break;
    case "collection":
      if (name === "size") return constant(of.entries.size);
      break;
    case "primitive":
      // The program would end here with an error.
      if (isNothing(of) && machine.isInCleanup) machine.host.assume();
      if (typeof of.value === "string" && name === "length") return constant(of.value.length);
      if (typeof of.value === "string" && /^\d+$/.test(name)) return constant(of.value[Number(name)]);
      break;
    case "unknown":
      return memberOfUnknown(machine, of, key, node);
    default:
  }
  if (key.kind !== "primitive") return machine.calculated("member", [of, key]);
  if (!isMethod(of, name)) return machine.calculated("member", [of, key]);
  return machine.native(
    name,
    (args, _, at) => callMember(machine, of, name, args, at) ?? machine.made(at, () => NOT_FOLLOWED),
  );
}

/** `C.prototype`: what is added to it is found there. */
export function prototypeOf(machine: Machine, of: RunValue): Unknown {
  return machine.calculated("prototype", [of]);
}

/** A method that was added to a class after it was declared. */
function addedTo(machine: Machine, owner: RunClass, name: string): RunValue | undefined {
  for (let at: RunValue | undefined = owner; at?.kind === "class"; at = at.base) {
    const found = machine.stored.get(`${prototypeOf(machine, at).key}.${name}`);
    if (found) return found;
  }
  return undefined;
}

/** Whether the language provides a method of that name. */
function isMethod(of: RunValue, name: string): boolean {
  switch (of.kind) {
    case "list":
      return isListMethod(name);
    case "collection":
      return isMethodOfCollections(name);
    case "promise":
      return name in Promise.prototype;
    case "text":
    case "primitive":
      return name in String.prototype;
    default:
      return name === "bind" || name === "call" || name === "apply";
  }
}

function memberOfObject(machine: Machine, of: RunObject, key: RunValue, node: Node): RunValue {
  const name = memberName(key);
  const own = memberUnder(machine, of.members, key) ?? (of.of && methodOf(of.of, name));
  if (own) return valueOf(machine, own, of, node);
  // An empty object has nothing under whichever key.
  if (
    of.members.size === 0 &&
    !of.of &&
    !of.proto &&
    !of.rest &&
    of.brand === undefined &&
    key.kind !== "primitive"
  )
    return UNDEFINED;
  const isUncertain =
    key.kind !== "primitive" || [...of.members.values()].some((member) => member.key.kind !== "primitive");
  if (isUncertain) return machine.calculated("member", [of, key]);
  const added = (of.of && addedTo(machine, of.of, name)) ?? memberOfRegExp(machine, of, name);
  if (added) return added;
  if (of.brand !== undefined && of.brand !== "RegExp" && !isErrorMember(of, name))
    return machine.calculated("member", [of, key]);
  if (of.proto) return memberOf(machine, of.proto, key, node);
  if (of.rest && !of.lacks?.has(name)) return memberOf(machine, of.rest, key, node);
  if (name in Object.prototype || (of.of && hasUnseenBase(of.of)))
    return machine.calculated("member", [of, key]);
  return UNDEFINED;
}

/** Whether an error has not got a member that nobody has given it. */
function isErrorMember({ brand }: RunObject, name: string): boolean {
  return brand?.endsWith("Error") === true && !(name in Error.prototype) && name !== "stack";
}

/** The member under a key, also where it is settled since what a key must be. */
function memberUnder(machine: Machine, members: Members, key: RunValue): Member | undefined {
  const found = members.get(memberName(key)) ?? members.get(memberName(resolved(machine, key)));
  if (found || machine.assumed.size === 0) return found;
  const name = memberName(resolved(machine, key));
  return [...members.values()].find((member) => memberName(resolved(machine, member.key)) === name);
}

function valueOf(machine: Machine, member: Member, of: RunValue, node: Node): RunValue {
  if (member.get) return machine.call(member.get, [], of, node);
  return member.value;
}

function memberOfUnknown(machine: Machine, of: Unknown, key: RunValue, node: Node): RunValue {
  learn(machine, of, PRESENT);
  if (key.kind !== "primitive") return machine.calculated("member", [of, key]);
  const name = String(key.value);
  const known = exportOf(machine, of, name) ?? numberNamed(`${of.key}.${name}`);
  if (known) return known;
  const stored = machine.stored.get(`${of.key}.${name}`);
  if (stored) return stored;
  const whole = `${of.key}.${name}`;
  // What was looked at before may be something else by now.
  const isKnown = machine.assumed.has(whole) || machine.possible.has(whole);
  if (isKnown && machine.isInCleanup && isHeldByOthers(whole, of.nature)) machine.host.assume();
  if (name === "length" || name === "size") {
    if (machine.isCounting) return constant(sizeOf(machine, of));
    return machine.calculated(name, [of], { about: { kind: "size", of } });
  }
  if (machine.host.isVolatile(of.answer, name)) return machine.changing(`${of.key}.${name}`);
  const found = machine.unknown(`${of.key}.${name}`, of.nature, () => memberAnswer(machine, of, name, node), {
    ...(of.isData ? { isData: true } : {}),
    signals: of.signals,
    sources: of.sources,
    isCalculated: of.isCalculated,
  });
  if (found.kind === "unknown" && !machine.possible.has(found.key)) {
    const declared = machine.host.isMethod(found.answer)
      ? { kinds: FUNCTION, excluded: new Set<never>() }
      : declaredPossible(machine.flow, found.answer);
    if (declared) machine.possible.set(found.key, declared);
  }
  return found;
}

/** A member of a module in sight: `import * as api from "./api"`. */
function exportOf(machine: Machine, { answer }: Unknown, name: string): RunValue | undefined {
  const [only] = answer.values;
  if (answer.values.length !== 1 || answer.others || only?.kind !== "import" || only.name !== "*")
    return undefined;
  return valueBehind(machine, { ...only, name });
}

/** What following values knows of a member; a constant of another file may be known by its type. */
function memberAnswer({ flow }: Machine, { answer }: Unknown, name: string, node: Node): Answer {
  const found = flow.member(answer, name, node);
  const [only] = found.values;
  const isAlone = found.values.length === 1 && !found.others && node.type === "MemberExpression";
  return (isAlone && only ? flow.knowledge.resolve?.(only, node) : undefined) ?? found;
}

/** `object[key] = value` */
export function assignMember(machine: Machine, object: RunValue, key: RunValue, value: RunValue): void {
  const name = memberName(key);
  switch (object.kind) {
    case "object": {
      const setter = (object.members.get(name) ?? (object.of && methodOf(object.of, name)))?.set;
      if (setter) machine.call(setter, [value], object, setter.node);
      else setMember(object.members, key, value);
      return;
    }
    case "class":
      setMember(object.statics, key, value);
      return;
    case "closure":
      setMember(object.members, key, value);
      return;
    case "list":
      if (name === "length" && value.kind === "primitive")
        object.items.length = Math.max(
          0,
          Math.min(object.items.length, Math.trunc(Number(value.value)) || 0),
        );
      else if (/^\d{1,4}$/.test(name)) {
        while (object.items.length < Number(name)) object.items.push(UNDEFINED);
        object.items[Number(name)] = value;
      } else addExtra(object, key, value);
      return;
    case "collection":
    case "promise":
      addExtra(object, key, value);
      return;
    case "unknown":
      machine.stored.set(`${object.key}.${name}`, value);
      machine.host.handOver([value], object);
      return;
    default:
  }
}

function addExtra(object: RunList | RunCollection | RunPromise, key: RunValue, value: RunValue): void {
  object.extras ??= new Map();
  setMember(object.extras, key, value);
}

export function setMember(members: Members, key: RunValue, value: RunValue): void {
  const name = memberName(key);
  const before = members.get(name);
  if (before) before.value = value;
  else members.set(name, { key, value });
}

/** `delete object[key]` */
export function deleteMember(machine: Machine, object: RunValue, key: RunValue): void {
  const name = memberName(key);
  switch (object.kind) {
    case "unknown":
      machine.stored.set(`${object.key}.${name}`, UNDEFINED);
      return;
    case "object":
      object.members.delete(name);
      if (object.rest) (object.lacks ??= new Set()).add(name);
      return;
    case "class":
      object.statics.delete(name);
      return;
    case "list":
      if (/^\d+$/.test(name) && Number(name) < object.items.length) object.items[Number(name)] = UNDEFINED;
      return;
    default:
  }
}

/** `of.name(...args)` for what the language itself provides; `undefined` for anything else. */
export function callMember(
  machine: Machine,
  of: RunValue,
  name: string,
  args: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  if ("extras" in of && of.extras.has(name)) return undefined;
  if (isCallable(of) || (of.kind === "unknown" && !of.key.startsWith("global:"))) {
    const result = callFunctionMethod(machine, of, name, args, node);
    if (result) return result;
  }
  switch (of.kind) {
    case "list":
      return callList(machine, of, name, args, node);
    case "collection":
      return callCollection(machine, of, name, args, node);
    case "text":
    case "primitive":
      return callText(machine, of, name, args);
    case "promise":
      return callPromise(machine, of, name, args, node);
    case "unknown":
      return callUnknown(machine, of, name, args, node);
    default:
      return undefined;
  }
}

/** `f.bind(self, ...first)`, `f.call(self, ...args)`, `f.apply(self, args)`. */
function callFunctionMethod(
  machine: Machine,
  of: RunValue,
  name: string,
  args: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  const [self = UNDEFINED, ...rest] = args;
  switch (name) {
    case "bind":
      return { kind: "bound", id: machine.newId(), target: of, self, first: rest };
    case "call":
      return machine.call(of, rest, self, node);
    case "apply":
      return machine.call(of, rest[0] ? spreadOut(machine, rest[0], node) : [], self, node);
    default:
      return undefined;
  }
}

/** The elements of something as arguments; of what is not known, an event and a handler. */
export function spreadOut(machine: Machine, list: RunValue, node: Node): readonly RunValue[] {
  const value = resolved(machine, list);
  if (value.kind === "unknown") return [machine.named(value, 0, node), machine.named(value, 1, node)];
  return elements(machine, value);
}

function callPromise(
  machine: Machine,
  of: RunValue,
  name: string,
  [first, second]: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  switch (name) {
    case "then":
      return chain(machine, of, { fulfilled: first, rejected: second }, node);
    case "catch":
      return chain(machine, of, { rejected: first }, node);
    case "finally":
      return chain(machine, of, { settled: first }, node);
    default:
      return undefined;
  }
}

/** Methods that call what they are given with each element, whatever holds the elements. */
const PER_ELEMENT = /^(?:forEach|map|flatMap|filter|find|findLast|some|every|reduce)$/;

/** What is not known is taken for a promise, a list or a text where a method is used that only these have. */
function callUnknown(
  machine: Machine,
  of: Unknown,
  name: string,
  args: readonly RunValue[],
  node: Node,
): RunValue | undefined {
  if (machine.host.nameOf(of.answer) !== undefined) return undefined;
  // `setTimeout(...).unref()` gives the timer again.
  if (machine.timers.has(keyOf(of)) && /^(?:un)?ref$|^refresh$/.test(name)) return of;
  const [callback] = args;
  if (callback && (isCallable(callback) || callback.kind === "unknown")) {
    const promised = isCallable(callback) && callPromise(machine, of, name, args, node);
    if (promised) return promised;
    if (PER_ELEMENT.test(name))
      return callList(machine, machine.list([...elements(machine, of)]), name, args, node);
  }
  if ((isListMethod(name) && isListWith(machine, of, name)) || (name === "slice" && args.length === 0))
    return callList(machine, machine.list([...elements(machine, of)]), name, args, node);
  if (name === "entries" && args.length === 0) {
    const pairs = elements(machine, of).map((item, index) => machine.list([constant(index), item]));
    return machine.list(pairs);
  }
  return natureOf(of) === "other" ? undefined : callText(machine, of, name, args);
}

/** Whether something of which a method of lists is called can only be a list: not a text, a set or a map. */
function isListWith(machine: Machine, of: Unknown, name: string): boolean {
  const { kinds } = machine.possible.get(of.key) ?? ANYTHING;
  if (!kinds.has("list") || kinds.has("text") || kinds.has("empty")) return false;
  return !kinds.has("object") || !isMethodOfCollections(name);
}

function isMethodOfCollections(name: string): boolean {
  return name in Map.prototype || name in Set.prototype;
}
