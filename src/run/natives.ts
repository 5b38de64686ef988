import { goOnWith, isSignalled, later } from "./waiting.js";
import { elements, someKeys, sizeOf } from "./iteration.js";
import { isFoundSame, mayThrow, truth } from "./conditions.js";
import type { Node } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import { globalName } from "../flow/values.js";
import { collectionOf } from "./collections.js";
import { GivenUp } from "./given-up.js";
import { fold } from "./folded.js";
import { giveCallbacks } from "./given-away.js";
import type { Machine } from "./machine.js";
import { Thrown } from "./machine.js";
import { listedMembers } from "./listed.js";
import { assignMember, deleteMember } from "./members.js";
import { promiseOf, settle } from "./promises.js";
import type { RunObject, RunPromise, RunValue, Unknown } from "./values.js";
import { regExp } from "./regexps.js";
import { constant, isCallable, isSame, keyOf, partsOf, textOf, UNDEFINED } from "./values.js";

/** What a global function does; `undefined` where that is not known for these arguments. */
export type NativeFunction = (
  machine: Machine,
  args: readonly RunValue[],
  node: Node,
) => RunValue | undefined;

/** What a global function does, also through `window` and `globalThis`. */
export function nativeOf(answer: Answer): NativeFunction | undefined {
  const name = globalName(answer);
  return name !== undefined && Object.hasOwn(NATIVES, name) ? NATIVES[name] : undefined;
}

/** What depends on nothing but its arguments. */
const pure =
  (name: string): NativeFunction =>
  (machine, args) =>
    fold(name, args) ?? machine.calculated(name, args);

/** As `pure`; but functions among the arguments are called with parts of the others. */
const callingBack =
  (name: string): NativeFunction =>
  (machine, args) => {
    giveCallbacks(machine, name, args);
    return fold(name, args) ?? machine.calculated(name, args);
  };

/** What is another value each time. */
const changing =
  (name: string): NativeFunction =>
  (machine) =>
    machine.changing(name);

/** As `callingBack`; but what is not known may be refused. */
const refusing =
  (name: string, more: { readonly isData?: true } = {}): NativeFunction =>
  (machine, args, node) => {
    giveCallbacks(machine, name, args);
    const known = fold(name, args);
    if (known) return known;
    if (args.some(({ kind }) => kind === "unknown" || kind === "text")) mayThrow(machine, node, true);
    return machine.calculated(name, args, more);
  };

const ERRORS = ["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"];

const errorOf =
  (name: string): NativeFunction =>
  (machine, [message = UNDEFINED, options]) => {
    const cause = options?.kind === "object" ? options.members.get("cause")?.value : undefined;
    return machine.branded(name, { message, ...(cause ? { cause } : {}) });
  };

/** Code that is called later, once, unless it is cancelled before. */
const calledLater =
  (firstArgument: number, { isNext = false, isRepeated = false } = {}): NativeFunction =>
  (machine, args, node) => {
    const [callback = UNDEFINED, delay = UNDEFINED] = args;
    const isTimed = firstArgument > 1 && delay.kind === "primitive";
    // None takes less than a millisecond.
    const milliseconds = isTimed ? Math.max(1, Number(delay.value) || 0) : undefined;
    const handle = machine.handle();
    const activity = { ...machine.activity, waited: { how: "timer" as const, node } };
    const task = later(
      machine,
      activity,
      () => {
        machine.call(callback, args.slice(firstArgument), undefined, node);
      },
      { isNext, isRepeated, due: milliseconds === undefined ? undefined : machine.clock + milliseconds },
    );
    machine.timers.set(keyOf(handle), task);
    return handle;
  };

const cancel: NativeFunction = (machine, [handle]) => {
  const task = handle && machine.timers.get(keyOf(handle));
  if (task) task.isCancelled = true;
  return UNDEFINED;
};

const same: NativeFunction = (_, [value = UNDEFINED]) => value;

function entriesOf(
  machine: Machine,
  of: RunValue,
): readonly { key: RunValue; value: RunValue }[] | undefined {
  if (of.kind === "object" && !of.rest) {
    return listedMembers(of).map((member) => ({
      key: member.key,
      value: member.get ? machine.call(member.get, [], of, member.get.node) : member.value,
    }));
  }
  if (of.kind === "list") return of.items.map((value, index) => ({ key: constant(String(index)), value }));
  if (of.kind === "primitive" && typeof of.value === "string")
    return Object.entries(of.value).map(([key, value]) => ({ key: constant(key), value: constant(value) }));
  const source = of.kind === "object" ? of.rest : of;
  if (source?.kind !== "unknown") return [];
  const own = of.kind === "object" ? listedMembers(of).map(({ key, value }) => ({ key, value })) : [];
  return [...own, ...someEntries(machine, source)];
}

/** What is not known is taken to have no entry, or two. */
function someEntries(machine: Machine, of: Unknown): readonly { key: RunValue; value: RunValue }[] {
  return someKeys(machine, of).map((key) => ({ key, value: machine.calculated("member", [of, key]) }));
}

/** What several promises give, once all have given it. `keepReason`: what is kept of one that is rejected; without it, all are. */
function settledAll(
  machine: Machine,
  [list = UNDEFINED]: readonly RunValue[],
  node: Node,
  keep: (value: RunValue) => RunValue,
  keepReason?: (reason: RunValue) => RunValue,
): RunValue {
  const result = promiseOf(machine);
  const items = elements(machine, list);
  const values = items.map((): RunValue => UNDEFINED);
  let open = items.length;
  if (open === 0) settle(machine, result, "fulfilled", machine.list([]));
  for (const [index, item] of items.entries()) {
    const take = (value: RunValue): void => {
      values[index] = value;
      if (--open === 0) settle(machine, result, "fulfilled", machine.list(values));
    };
    goOnWith(
      machine,
      item,
      { how: "then", node },
      {
        fulfilled(value) {
          take(keep(value));
        },
        rejected(reason) {
          if (keepReason) take(keepReason(reason));
          else settle(machine, result, "rejected", reason);
        },
      },
    );
  }
  return result;
}

/** What the first of several promises gives; with `isPatient`, the first that is not rejected. */
function firstSettled(
  machine: Machine,
  [list = UNDEFINED]: readonly RunValue[],
  node: Node,
  isPatient: boolean,
): RunValue {
  const result = promiseOf(machine);
  const items = elements(machine, list);
  let open = items.length;
  for (const item of items) {
    goOnWith(
      machine,
      item,
      { how: "then", node },
      {
        fulfilled(value) {
          settle(machine, result, "fulfilled", value);
        },
        rejected(reason) {
          if (isPatient && --open > 0) return;
          settle(machine, result, "rejected", isPatient ? machine.branded("AggregateError") : reason);
        },
      },
    );
  }
  return result;
}

function newPromise(machine: Machine, [executor = UNDEFINED]: readonly RunValue[], node: Node): RunPromise {
  const promise = promiseOf(machine);
  const settler = (state: "fulfilled" | "rejected"): RunValue =>
    machine.native(state, ([value = UNDEFINED]) => {
      settle(machine, promise, state, value);
      return UNDEFINED;
    });
  try {
    machine.call(executor, [settler("fulfilled"), settler("rejected")], undefined, node);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    settle(machine, promise, "rejected", error.value);
  }
  return promise;
}

/** `new AbortController()`: what waits with its signal is rejected once it is aborted. */
function partsOfController(machine: Machine): { signal: RunObject; abort: RunValue } {
  const listeners: RunValue[] = [];
  const signal = machine.object({
    aborted: constant(false),
    addEventListener: machine.native("addEventListener", ([, listener = UNDEFINED]) => {
      listeners.push(listener);
      return UNDEFINED;
    }),
    removeEventListener: machine.native("removeEventListener", ([, listener = UNDEFINED]) => {
      const index = listeners.findIndex((one) => isSame(one, listener) === true);
      if (index >= 0) listeners.splice(index, 1);
      return UNDEFINED;
    }),
    throwIfAborted: machine.native("throwIfAborted", () => {
      if (isSignalled(machine, signal)) throw new Thrown(machine.object({ name: constant("AbortError") }));
      return UNDEFINED;
    }),
  });
  machine.signals.add(signal);
  const abort = machine.native("abort", ([reason], _self, node) => {
    if (isSignalled(machine, signal)) return UNDEFINED;
    assignMember(machine, signal, constant("aborted"), constant(true));
    assignMember(machine, signal, constant("reason"), reason ?? machine.branded("DOMException"));
    const named = signal.members.get("onabort")?.value;
    for (const listener of [...(named && isCallable(named) ? [named] : []), ...listeners])
      machine.call(listener, [], undefined, node);
    return UNDEFINED;
  });
  return { signal, abort };
}

function assigned(machine: Machine, [target = UNDEFINED, ...sources]: readonly RunValue[]): RunValue {
  for (const source of sources) {
    for (const { key, value } of entriesOf(machine, source) ?? []) assignMember(machine, target, key, value);
  }
  return target;
}

/** Longer arrays than this are not made. */
const LONGEST_ARRAY = 1000;

function emptyItems(length: number): RunValue[] {
  if (length > LONGEST_ARRAY) throw new GivenUp("an array is too long");
  return Array.from({ length }, () => UNDEFINED);
}

function arrayFrom(
  machine: Machine,
  [source = UNDEFINED, callback]: readonly RunValue[],
  node: Node,
): RunValue {
  const length = source.kind === "object" ? source.members.get("length")?.value : undefined;
  const count =
    length?.kind === "unknown"
      ? sizeOf(machine, length)
      : length?.kind === "primitive"
        ? Number(length.value)
        : 0;
  const items = length ? emptyItems(count) : [...elements(machine, source)];
  if (!callback) return machine.list(items);
  return machine.list(
    items.map((item, index) => machine.call(callback, [item, constant(index)], undefined, node)),
  );
}

function textFrom(machine: Machine, [value = constant("")]: readonly RunValue[]): RunValue {
  const parts = partsOf(value);
  return parts ? textOf(parts) : machine.calculated("String", [value]);
}

const NATIVES: Readonly<Record<string, NativeFunction>> = {
  setTimeout: calledLater(2),
  setInterval: calledLater(2, { isRepeated: true }),
  setImmediate: calledLater(1),
  requestAnimationFrame: calledLater(1),
  requestIdleCallback: calledLater(2),
  queueMicrotask: calledLater(1, { isNext: true }),
  "process.nextTick": calledLater(1, { isNext: true }),
  clearTimeout: cancel,
  clearInterval: cancel,
  clearImmediate: cancel,
  cancelAnimationFrame: cancel,
  cancelIdleCallback: cancel,
  Promise: newPromise,
  "Promise.resolve": (machine, [value = UNDEFINED]) =>
    value.kind === "promise" ? value : promiseOf(machine, value),
  "Promise.reject"(machine, [value = UNDEFINED]) {
    const promise = promiseOf(machine);
    settle(machine, promise, "rejected", value);
    return promise;
  },
  "Promise.all": (machine, args, node) => settledAll(machine, args, node, (value) => value),
  "Promise.allSettled": (machine, args, node) =>
    settledAll(
      machine,
      args,
      node,
      (value) => machine.object({ status: constant("fulfilled"), value }),
      (reason) => machine.object({ status: constant("rejected"), reason }),
    ),
  "Promise.race": (machine, args, node) => firstSettled(machine, args, node, false),
  "Promise.any": (machine, args, node) => firstSettled(machine, args, node, true),
  AbortController(machine) {
    const { signal, abort } = partsOfController(machine);
    return machine.object({ signal, abort });
  },
  Set: (machine, [from], node) => collectionOf(machine, "set", from, node),
  WeakSet: (machine, [from], node) => ({ ...collectionOf(machine, "set", from, node), isWeak: true }),
  Map: (machine, [from], node) => collectionOf(machine, "map", from, node),
  WeakMap: (machine, [from], node) => ({ ...collectionOf(machine, "map", from, node), isWeak: true }),
  Array: (machine, args) => {
    const [length] = args;
    const count = args.length === 1 && length?.kind === "primitive" ? length.value : undefined;
    return machine.list(typeof count === "number" ? emptyItems(count) : [...args]);
  },
  "Array.of": (machine, args) => machine.list([...args]),
  "Array.from": arrayFrom,
  "Array.isArray": (machine, [value = UNDEFINED]) =>
    value.kind === "unknown"
      ? machine.calculated("isArray", [value], {
          test: { kind: "holds", of: value, property: { kind: "list" } },
        })
      : constant(value.kind === "list" && !value.isIterator),
  "Object.keys": (machine, [of = UNDEFINED]) =>
    machine.list((entriesOf(machine, of) ?? []).map(({ key }) => key)),
  "Object.values": (machine, [of = UNDEFINED]) =>
    machine.list((entriesOf(machine, of) ?? []).map(({ value }) => value)),
  "Object.entries": (machine, [of = UNDEFINED]) =>
    machine.list((entriesOf(machine, of) ?? []).map(({ key, value }) => machine.list([key, value]))),
  "Object.getOwnPropertyNames": (machine, [of = UNDEFINED]) =>
    machine.list((entriesOf(machine, of) ?? []).map(({ key }) => key)),
  "Reflect.ownKeys": (machine, [of = UNDEFINED]) =>
    machine.list((entriesOf(machine, of) ?? []).map(({ key }) => key)),
  "Object.assign": assigned,
  "Object.freeze": same,
  "Object.seal": same,
  "Object.preventExtensions": same,
  "Object.create": (machine, [proto]) => ({ ...machine.object(), proto }),
  "Object.setPrototypeOf"(_, [of = UNDEFINED, proto]) {
    if (of.kind === "object") of.proto = proto;
    return of;
  },
  "AbortSignal.any"(machine, [sources = UNDEFINED], node) {
    const { signal, abort } = partsOfController(machine);
    for (const source of elements(machine, sources))
      machine.call(machine.named(source, "addEventListener", node), [constant("abort"), abort], source, node);
    return signal;
  },
  "Object.is": (machine, [a = UNDEFINED, b = UNDEFINED]) => {
    return constant(isFoundSame(machine, a, b));
  },
  "Object.fromEntries"(machine, [list = UNDEFINED], node) {
    const made = machine.object();
    for (const entry of elements(machine, list))
      assignMember(machine, made, machine.named(entry, 0, node), machine.named(entry, 1, node));
    return made;
  },
  "Reflect.deleteProperty"(machine, [of = UNDEFINED, key = UNDEFINED]) {
    deleteMember(machine, of, key);
    return constant(true);
  },
  "Reflect.apply": (machine, [callee = UNDEFINED, self, list = UNDEFINED], node) =>
    machine.call(callee, elements(machine, list), self, node),
  ...Object.fromEntries(ERRORS.map((name) => [name, errorOf(name)])),
  Symbol: (machine) => machine.branded("Symbol"),
  "Symbol.for": (machine, [name = UNDEFINED]) => machine.symbolFor(keyOf(name)),
  RegExp: (machine) => regExp(machine),
  structuredClone(machine, args) {
    // Who tries it out knows what to do then.
    machine.host.guess();
    return machine.calculated("structuredClone", args, { isData: true });
  },
  Boolean: (machine, [value = UNDEFINED]) =>
    value.kind === "unknown" ? machine.negated(machine.negated(value)) : constant(truth(machine, value)),
  String: textFrom,
  Number: pure("Number"),
  parseInt: pure("parseInt"),
  parseFloat: pure("parseFloat"),
  encodeURIComponent: pure("encodeURIComponent"),
  "JSON.stringify": callingBack("JSON.stringify"),
  "JSON.parse": refusing("JSON.parse", { isData: true }),
  decodeURIComponent: refusing("decodeURIComponent"),
  BigInt: refusing("BigInt"),
  "Math.random": (machine) => machine.changing("Math.random", { isShare: true }),
  "Date.now": changing("Date.now"),
  "performance.now": changing("performance.now"),
  "crypto.randomUUID": changing("crypto.randomUUID"),
  "Math.max": pure("Math.max"),
  "Math.min": pure("Math.min"),
  "Math.round": pure("Math.round"),
  "Math.floor": pure("Math.floor"),
};
