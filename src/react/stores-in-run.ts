import type { Node } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import type { Machine } from "../run/machine.js";
import { assignMember } from "../run/members.js";
import type { RunObject, RunValue, Unknown } from "../run/values.js";
import { isCallable, UNDEFINED } from "../run/values.js";
import { initializersOf, isStore } from "./stores.js";

/** A store in one run: what it was made with. */
interface Store {
  readonly node: Node;
  readonly initial: RunObject;
  readonly set: RunValue;
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
    return state?.kind === "object" ? { node, initial: state, set } : undefined;
  }

  /** Its functions stay; all else is what it was set to last, by whomever. */
  private stateOf({ node, initial }: Store): RunObject {
    const machine = this.machine();
    const state = machine.object();
    for (const [name, { key, value }] of initial.members)
      assignMember(
        machine,
        state,
        key,
        isCallable(value) ? value : machine.changing(`state@${machine.file.placeOf(node)}.${name}`),
      );
    return state;
  }

  private set(store: Store, given: RunValue, at: Node): void {
    const machine = this.machine();
    const part = isCallable(given) ? machine.call(given, [this.stateOf(store)], undefined, at) : given;
    if (part.kind !== "object") return;
    for (const [name, { value }] of part.members)
      machine.host.kept?.({
        node: store.node,
        initial: store.initial.members.get(name)?.value ?? UNDEFINED,
        value,
      });
  }
}
