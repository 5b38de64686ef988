import type { Node } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import type { Machine } from "../run/machine.js";
import { NOT_FOLLOWED } from "../run/maker.js";
import { assignMember } from "../run/members.js";
import { allParts } from "../run/parts.js";
import type { RunObject, RunValue, Unknown } from "../run/values.js";
import { isCallable, UNDEFINED } from "../run/values.js";
import { initializersOf, isStore } from "./stores.js";

/** A store in one run: what it was made with. */
interface Store {
  readonly node: Node;
  readonly initial: RunObject;
  readonly set: RunValue;
  /** The members that were set in this run. */
  readonly replaced: Set<string>;
}

/** The zustand stores of one run: they are there before anything is mounted, and stay. */
export class StoresInRun {
  private readonly stores = new Map<Node, Store | undefined>();

  constructor(private readonly machine: () => Machine) {}

  /** What a call of a store or of one of its methods gives; `undefined` for anything else. */
  call(callee: Unknown, args: readonly RunValue[], node: Node): RunValue | undefined {
    const [value, ...others] = callee.answer.values;
    if (!value || others.length > 0) return undefined;
    const [first] = args;
    if (value.kind === "member") {
      const store = this.storeOf(value.object);
      if (store && value.key === "getState") return this.stateOf(store);
      return store && value.key === "setState"
        ? this.machine().call(store.set, args, undefined, node)
        : undefined;
    }
    const store = this.storeOf(value);
    if (!store) return undefined;
    const state = this.stateOf(store);
    return first ? this.machine().call(first, [state], undefined, node) : state;
  }

  private storeOf(value: Value): Store | undefined {
    if (!isStore(value)) return undefined;
    const { origin } = value;
    if (!this.stores.has(origin)) {
      this.stores.set(origin, undefined);
      this.stores.set(origin, this.make(value));
    }
    return this.stores.get(origin);
  }

  private make(made: Extract<Value, { kind: "result" }>): Store | undefined {
    const machine = this.machine();
    const { origin: node } = made;
    const [initializer] = initializersOf(machine.flow, made).values;
    if (initializer?.kind !== "function") return undefined;
    const set = machine.native("set", ([given = UNDEFINED], _, at) => {
      const store = this.stores.get(node);
      if (store) this.set(store, given, at);
      return UNDEFINED;
    });
    const get = machine.native("get", () => {
      const store = this.stores.get(node);
      return store ? this.stateOf(store) : UNDEFINED;
    });
    let state: RunValue | undefined;
    machine.within({ start: { kind: "module", node }, isForeign: false }, () => {
      const made = machine.closure(initializer.node, machine.module);
      state = machine.call(made, [set, get], undefined, initializer.node);
    });
    return state?.kind === "object" ? { node, initial: state, set, replaced: new Set() } : undefined;
  }

  /** Its functions stay, also those in objects that nobody replaces; all else is what it was set to last, by whomever. */
  private stateOf({ node, initial, replaced }: Store): RunObject {
    const machine = this.machine();
    const state = machine.object();
    for (const [name, { key, value }] of initial.members) {
      const stays = isCallable(value) || (!replaced.has(name) && allParts([value]).some(isCallable));
      const unseen = (): RunValue =>
        machine.unknown(`store@${machine.file.placeOf(node)}.${name}`, "other", () => NOT_FOLLOWED);
      assignMember(machine, state, key, stays ? value : unseen());
    }
    return state;
  }

  private set(store: Store, given: RunValue, at: Node): void {
    const machine = this.machine();
    const part = isCallable(given) ? machine.call(given, [this.stateOf(store)], undefined, at) : given;
    if (part.kind === "object") for (const name of part.members.keys()) store.replaced.add(name);
    // Whoever has the store can call what is in it.
    machine.host.handOver([part], machine.calculated("store", []));
  }
}
