import type { Node } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import type { Start } from "../run/activity.js";
import type { Machine } from "../run/machine.js";
import type { RunObject, RunValue, Unknown } from "../run/values.js";
import { constant, isCallable, isObject, isSame, keyOf, UNDEFINED } from "../run/values.js";
import { reactName } from "./knowledge.js";

/** When React runs an effect, in this order. */
const PHASES = ["useInsertionEffect", "useLayoutEffect", "useEffect"] as const;
/** With the change of the page, and after it was shown. */
const AT_ONCE = PHASES.slice(0, 2);
const LATER = PHASES.slice(2);
/** What `StrictMode` runs twice. */
const RESTARTED = PHASES.slice(1);

export interface Effect {
  /** The call of the hook. */
  readonly node: Node;
  readonly phase: (typeof PHASES)[number];
  readonly run: () => RunValue;
  /** What must change for it to run again; `undefined`: anything. */
  readonly deps: readonly RunValue[] | undefined;
  /** The calls of hooks that have registered it. */
  readonly from: Start["from"];
  /** The last run. */
  start?: Start | undefined;
  /** What the last run has returned. */
  returned?: RunValue | undefined;
  /** Whether it has given React a promise, which React does not wait for. */
  hasPromised?: boolean;
  isDue: boolean;
}

/** Something that the user can set off: a function in `onClick` and its like. */
export interface Handler {
  readonly node: Node;
  readonly run: RunValue;
}

interface Slot {
  value: RunValue;
  /** The state that was set. */
  set?: RunValue | undefined;
  deps?: readonly RunValue[] | undefined;
}

interface Attached {
  readonly node: Node;
  readonly ref: RunValue;
  returned?: RunValue | undefined;
}

/** What a component or hook does between its first render and its end; what React would call is called by these methods. */
export interface Mounted {
  /** The first render, and the effects after it. */
  mount(): void;
  /** A later render, with everything from outside changed. */
  update(): void;
  /** From now on, what effects set is kept as well as what the user sets. */
  followState(): void;
  /** The first render gets the states as they are at first, not as they may be in any later one. */
  startFresh(): void;
  /** Runs what an event leads to: each setter sees what the one before it has set. Afterwards all states are as before. */
  whileHearing(run: () => void): void;
  /** Renders again with the state that was set, if any was. */
  renderSet(): void;
  /** As `StrictMode` does: everything ends and begins again. */
  restart(): void;
  unmount(): void;
  /** Groups of effects that run again where only one thing from outside has changed, but for a group of all. */
  partsToUpdate(): readonly (readonly Effect[])[];
  /** Such a group runs again. */
  updatePart(effects: readonly Effect[]): void;
  /** What the last render lets the user set off. */
  readonly handlers: readonly Handler[];
  readonly effects: readonly Effect[];
  /** Objects that stay from render to render without being shown (refs, the instance of a class), and what makes them. */
  readonly refs: ReadonlyMap<RunValue, Node>;
}

/** What the last render has made of a function component or hook. */
export class Rendering implements Mounted {
  handlers: Handler[] = [];
  effects: Effect[] = [];
  private before: Effect[] = [];
  private attached: Attached[] = [];
  private wasAttached: Attached[] = [];
  readonly refs = new Map<RunValue, Node>();
  private readonly slots: Slot[] = [];
  /** What states are in the first render, by their keys. */
  private readonly atFirst = new Map<string, RunValue>();
  /** What objects depend on that are kept from render to render. */
  private readonly memoizedWith = new WeakMap<RunValue, readonly RunValue[]>();
  private next = 0;
  private isSet = false;
  private followsEffects = false;
  private isFresh = false;
  private isHearing = false;
  private version = 0;

  constructor(
    private readonly machine: () => Machine,
    /** Renders: runs the function with what it gets from outside in that version. */
    private readonly body: (version: number) => RunValue,
    private readonly node: Node,
    /** Gets what a render returns. */
    private readonly onRendered: (result: RunValue) => void,
  ) {}

  mount(): void {
    this.version++;
    this.renderNext();
    for (const one of this.attached) this.attach(one);
    this.runEffects(() => true);
  }

  update(): void {
    this.version++;
    for (const slot of this.slots) slot.set = undefined;
    this.renderAgain();
  }

  followState(): void {
    this.followsEffects = true;
  }

  startFresh(): void {
    this.isFresh = true;
  }

  renderSet(): void {
    if (!this.isSet) return;
    this.isSet = false;
    this.renderAgain();
  }

  whileHearing(run: () => void): void {
    const before = this.slots.map(({ set }) => set);
    const { isSet } = this;
    this.isHearing = true;
    run();
    this.isHearing = false;
    this.isSet = isSet;
    for (const [index, slot] of this.slots.entries()) slot.set = before[index];
  }

  private renderAgain(): void {
    this.renderNext();
    for (const [index, effect] of this.effects.entries()) {
      const before = this.before[index];
      effect.isDue = !before || !isSameList(before.deps, effect.deps);
      if (!effect.isDue) Object.assign(effect, { start: before?.start, returned: before?.returned });
    }
    const ended = this.before.filter((_, index) => this.effects[index]?.isDue !== false);
    this.endAll(ended, AT_ONCE);
    const kept = new Set(
      this.wasAttached.filter(
        (one, index) => isSame(one.ref, this.attached[index]?.ref ?? UNDEFINED) === true,
      ),
    );
    for (const one of this.wasAttached) if (!kept.has(one)) this.detach(one);
    for (const [index, one] of this.attached.entries()) {
      const before = this.wasAttached[index];
      if (before && kept.has(before)) one.returned = before.returned;
      else this.attach(one);
    }
    const isDue = (effect: Effect): boolean => effect.isDue;
    this.runEffects(isDue, AT_ONCE);
    this.endAll(ended, LATER);
    this.runEffects(isDue, LATER);
  }

  restart(): void {
    this.endAll(this.effects, RESTARTED);
    for (const one of this.attached) this.detach(one);
    for (const one of this.attached) this.attach(one);
    this.runEffects(() => true, RESTARTED);
  }

  partsToUpdate(): readonly (readonly Effect[])[] {
    const inputs = new Set(this.effects.flatMap(({ deps = [] }) => deps.filter(isInput).map(keyOf)));
    return [...inputs]
      .map((key) =>
        this.effects.filter(({ deps }) => !deps || deps.some((dep) => this.mayDependOn(dep, key))),
      )
      .filter((part) => part.length < this.effects.length);
  }

  updatePart(effects: readonly Effect[]): void {
    this.endAll(effects);
    this.runEffects((effect) => effects.includes(effect));
  }

  unmount(): void {
    for (const one of this.attached) this.detach(one);
    this.endAll(this.effects);
  }

  private renderNext(): void {
    this.before = this.effects;
    this.wasAttached = this.attached;
    this.effects = [];
    this.attached = [];
    this.handlers = [];
    this.next = 0;
    this.within({ kind: "render", node: this.node }, () => {
      this.onRendered(this.body(this.version));
    });
  }

  private runEffects(isDue: (effect: Effect) => boolean, phases: readonly Effect["phase"][] = PHASES): void {
    for (const phase of phases) {
      for (const effect of this.effects.filter((one) => one.phase === phase && isDue(one))) {
        effect.start = {
          kind: "effect",
          node: effect.node,
          sees: this.seenBy(effect.deps),
          from: effect.from,
        };
        this.within(effect.start, () => {
          effect.returned = effect.run();
          effect.hasPromised = effect.returned.kind === "promise";
        });
      }
    }
  }

  private endAll(effects: readonly Effect[], phases: readonly Effect["phase"][] = PHASES): void {
    for (const phase of phases) {
      for (const effect of effects.filter((one) => one.phase === phase)) {
        const { returned } = effect;
        if (effect.start) effect.start.isOver = true;
        effect.returned = undefined;
        if (returned && isCallable(returned))
          this.callIfFunction("cleanup", effect.node, returned, [], effect.start);
      }
    }
  }

  private attach(one: Attached): void {
    const machine = this.machine();
    const element = machine.unknown(`element@${machine.file.placeOf(one.node)}`, "other", () => NOTHING);
    if (one.ref.kind === "object") {
      setCurrent(one.ref, element);
      return;
    }
    one.returned = this.callIfFunction("ref", one.node, one.ref, [element]);
  }

  private detach(one: Attached): void {
    if (one.ref.kind === "object") setCurrent(one.ref, constant(null));
    else if (one.returned && canBeCalled(one.returned))
      this.callIfFunction("cleanup", one.node, one.returned, []);
    else this.callIfFunction("cleanup", one.node, one.ref, [constant(null)]);
  }

  private callIfFunction(
    kind: string,
    node: Node,
    callee: RunValue,
    args: readonly RunValue[],
    begun?: Start,
  ): RunValue | undefined {
    if (!canBeCalled(callee)) return undefined;
    let result: RunValue | undefined;
    this.within({ kind, node, sees: begun?.sees, from: begun?.from }, () => {
      result = this.machine().call(callee, args, undefined, node);
    });
    return result;
  }

  private within(start: Start, run: () => void): void {
    this.machine().within({ start, isForeign: false }, run);
  }

  /** An element of a render; of what belongs to the browser, handlers and refs are called by React. */
  element(props: RunObject, node: Node): void {
    for (const { key, value } of props.members.values()) {
      if (key.kind !== "primitive" || typeof key.value !== "string") continue;
      if (key.value === "ref") this.attached.push({ node, ref: value });
      else if (/^on[A-Z]/.test(key.value) && canBeCalled(value)) this.handlers.push({ node, run: value });
    }
  }

  // ---------------------------------------------------------------- hooks

  /** What a call of something of React gives; `undefined` for what is not React's. */
  call(callee: Unknown, args: readonly RunValue[], node: Node): RunValue | undefined {
    const [only] = callee.answer.values;
    const name = only && reactName(only);
    if (name === undefined) return undefined;
    const machine = this.machine();
    const [first = UNDEFINED] = args;
    if (name === "memo" || name === "forwardRef" || name === "useDeferredValue") return first;
    if (name === "startTransition" || name === "flushSync") {
      machine.call(first, [], undefined, node);
      return UNDEFINED;
    }
    if (name === "createRef") return machine.object({ current: constant(null) });
    if (name === "createElement") return this.createElement(args, node);
    return machine.activity.start.kind === "render" ? this.callHook(name, args, node) : undefined;
  }

  private callHook(name: string, args: readonly RunValue[], node: Node): RunValue | undefined {
    const machine = this.machine();
    const [first = UNDEFINED, second] = args;
    switch (name) {
      case "useEffect":
      case "useLayoutEffect":
      case "useInsertionEffect":
        this.addEffect(name, node, first, second);
        return UNDEFINED;
      case "useSyncExternalStore":
        this.addStore(node, first);
        return this.input(node);
      case "useImperativeHandle":
        return undefined;
      case "useRef":
        return this.ref(node, first);
      case "useState":
        return this.state(node, first);
      case "useReducer":
        return this.reducer(node, args);
      case "useMemo":
        return this.memoized(second, () => this.initialize(first, [], node, depsOf(second)));
      case "useCallback":
        return this.memoized(second, () => first);
      case "useEffectEvent": {
        const slot = this.kept(() => first);
        slot.value = first;
        return machine.native("event", (given, _, at) => machine.call(slot.value, given, undefined, at));
      }
      case "useTransition":
        return machine.list([
          this.input(node),
          machine.native("start", ([run = UNDEFINED], _, at) => machine.call(run, [], undefined, at)),
        ]);
      case "useContext":
      case "use":
        return machine.unknown(`context@${machine.file.placeOf(node)}`, "other", () =>
          machine.flow.evaluate(node),
        );
      default:
        return undefined;
    }
  }

  /** What a hook keeps from the first render on. */
  private kept(make: () => RunValue): Slot {
    const index = this.next++;
    const slot = this.slots[index] ?? { value: make() };
    this.slots[index] = slot;
    return slot;
  }

  private memoized(given: RunValue | undefined, make: () => RunValue): RunValue {
    const deps = depsOf(given);
    const before = this.slots[this.next];
    if (before && isSameList(before.deps, deps)) {
      this.next++;
      return before.value;
    }
    this.slots[this.next] = { value: UNDEFINED };
    const slot = this.kept(() => UNDEFINED);
    slot.value = make();
    slot.deps = deps;
    if (deps) this.memoizedWith.set(slot.value, deps);
    return slot.value;
  }

  /** Runs a function during the render, as `useMemo` and initializers do. */
  private initialize(
    callee: RunValue,
    args: readonly RunValue[],
    node: Node,
    deps: readonly RunValue[] | undefined = [],
  ): RunValue {
    const machine = this.machine();
    const outside = machine.activity;
    machine.activity = { ...outside, start: { kind: "memo", node, sees: this.seenBy(deps) } };
    try {
      return machine.call(callee, args, undefined, node);
    } finally {
      machine.activity = outside;
    }
  }

  private ref(node: Node, initial: RunValue): RunValue {
    const { value } = this.kept(() => this.machine().object({ current: initial }));
    this.refs.set(value, node);
    return value;
  }

  private state(node: Node, initial: RunValue): RunValue {
    const machine = this.machine();
    const slot = this.kept(() => {
      const value =
        canBeCalled(initial) && initial.kind !== "unknown" ? this.initialize(initial, [], node) : initial;
      // It is the first one that stays, however often another one is made.
      if (isObject(value)) this.memoizedWith.set(value, []);
      return value;
    });
    const set = this.kept(() =>
      machine.native("setState", ([given = UNDEFINED], _, at) => {
        const before = slot.set ?? this.input(node);
        const value = isCallable(given) ? machine.call(given, [before], undefined, at) : given;
        machine.host.kept?.({ node, initial: slot.value, value, after: value });
        this.setState(slot, value);
        machine.host.handOver([given], SETTER);
        return UNDEFINED;
      }),
    );
    return machine.list([isNeverSet(machine, node) ? slot.value : this.stateOf(node, slot), set.value]);
  }

  private isFollowed(): boolean {
    const { start, waited } = this.machine().activity;
    if (start.kind === "heard") return this.isHearing;
    return start.kind === "used" || (this.followsEffects && start.kind === "effect" && !waited);
  }

  /** What an event of the user sets is rendered by itself: it is what the next event meets. */
  private setState(slot: Slot, value: RunValue): void {
    if (!this.isFollowed()) return;
    slot.set = value;
    this.isSet = true;
  }

  private reducer(
    node: Node,
    [reduce = UNDEFINED, initial = UNDEFINED, initialize]: readonly RunValue[],
  ): RunValue {
    const machine = this.machine();
    const slot = this.kept(() =>
      initialize && canBeCalled(initialize) ? this.initialize(initialize, [initial], node) : initial,
    );
    const dispatch = this.kept(() =>
      machine.native("dispatch", ([action = UNDEFINED], _, at) => {
        const before = slot.set ?? this.input(node);
        const after = this.isFollowed() ? machine.call(reduce, [before, action], undefined, at) : undefined;
        machine.host.kept?.({ node, initial: slot.value, value: action, after });
        if (after) this.setState(slot, after);
        machine.host.handOver([action], SETTER);
        return UNDEFINED;
      }),
    );
    return machine.list([this.stateOf(node, slot), dispatch.value]);
  }

  /** Whether a dependency may change with an input: it is made of it, or it is an object that is made anew with it. */
  private mayDependOn(dep: RunValue, key: string): boolean {
    if (keyOf(dep).includes(key)) return true;
    if (!isObject(dep) || (dep.kind === "object" && dep.members.has("current"))) return false;
    return this.memoizedWith.get(dep)?.some((one) => this.mayDependOn(one, key)) ?? true;
  }

  /** In the first render, what does not depend on a state sees it as it is at first. */
  private seenBy(deps: readonly RunValue[] | undefined): ReadonlyMap<string, RunValue> | undefined {
    if (this.version > 1 || !deps) return undefined;
    const seen = [...this.atFirst].filter(([key]) => !deps.some((dep) => this.mayDependOn(dep, key)));
    return seen.length > 0 ? new Map(seen) : undefined;
  }

  /** What a state is in a render, if it was not set by something that is followed. */
  private stateOf(node: Node, slot: Slot): RunValue {
    if (slot.set) return slot.set;
    if (this.isFresh && this.version === 1 && slot.value.kind !== "unknown") return slot.value;
    const state = this.input(node);
    if (this.version === 1 && slot.value.kind !== "unknown") this.atFirst.set(keyOf(state), slot.value);
    return state;
  }

  /** Something that can be another value in each render. */
  private input(node: Node): RunValue {
    const key = `state@${this.machine().file.placeOf(node)}.${String(this.next)}@v${String(this.version)}`;
    return this.machine().unknown(key, "input", () => NOTHING);
  }

  private addEffect(phase: Effect["phase"], node: Node, callee: RunValue, deps: RunValue | undefined): void {
    const run = (): RunValue => this.machine().call(callee, [], undefined, node);
    const from = this.machine().activity.call;
    this.effects.push({ node, phase, run, deps: depsOf(deps), from, isDue: true });
  }

  /** `useSyncExternalStore(subscribe, ...)` subscribes like an effect, again where `subscribe` is another function. */
  private addStore(node: Node, subscribe: RunValue): void {
    const machine = this.machine();
    const notify = this.kept(() => machine.native("notify", () => UNDEFINED)).value;
    const run = (): RunValue => machine.call(subscribe, [notify], undefined, node);
    const from = machine.activity.call;
    this.effects.push({ node, phase: "useEffect", run, deps: [subscribe], from, isDue: true });
  }

  private createElement([tag = UNDEFINED, props, ...children]: readonly RunValue[], node: Node): RunValue {
    const machine = this.machine();
    const given = props?.kind === "object" ? props : machine.object();
    if (children.length > 0)
      given.members.set("children", { key: constant("children"), value: machine.list(children) });
    machine.host.render(tag.kind === "primitive" ? String(tag.value) : tag, given, node);
    return machine.object();
  }
}

const NOTHING: Answer = { values: [] };
/** To whom a function goes that is handed to a setter. */
const SETTER: Unknown = { kind: "unknown", key: "setState", nature: "fixed", answer: NOTHING };

function canBeCalled(value: RunValue): boolean {
  return isCallable(value) || value.kind === "unknown";
}

function isInput(value: RunValue): boolean {
  return value.kind === "unknown" && value.nature === "input";
}

function setCurrent(ref: RunObject, value: RunValue): void {
  ref.members.set("current", { key: constant("current"), value });
}

function depsOf(deps: RunValue | undefined): readonly RunValue[] | undefined {
  return deps?.kind === "list" ? [...deps.items] : undefined;
}

/** Whether nothing has certainly changed between two lists of dependencies; no list is never the same. */
function isSameList(a: readonly RunValue[] | undefined, b: readonly RunValue[] | undefined): boolean {
  if (!a || a.length !== b?.length) return false;
  return a.every((value, index) => isSame(value, b[index] ?? UNDEFINED) === true);
}

/** `const [value] = useState(...)`: it stays what it is at first. */
function isNeverSet(machine: Machine, call: Node): boolean {
  let at = call;
  while (at.parent && /^TS|^Chain/.test(at.parent.type)) at = at.parent;
  const { parent } = at;
  if (parent?.type === "MemberExpression")
    return parent.property.type === "Literal" && parent.property.value === 0;
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "ArrayPattern") return false;
  const setter = parent.id.elements[1];
  if (!setter) return true;
  const variable = setter.type === "Identifier" ? machine.file.variableOf(setter) : undefined;
  return variable !== undefined && !variable.references.some((reference) => reference.isRead());
}
