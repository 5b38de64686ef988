import type { Node } from "../flow/tree.js";
import { NOTHING } from "../flow/values.js";
import type { Machine } from "../run/machine.js";
import type { RunClass, RunObject, RunValue } from "../run/values.js";
import { constant, isCallable, UNDEFINED } from "../run/values.js";
import type { Effect, Handler, Mounted } from "./rendering.js";

/** A class component between its construction and `componentWillUnmount`. */
export class ClassComponent implements Mounted {
  readonly effects: readonly Effect[] = [];
  readonly refs = new Map<RunValue, Node>();
  handlers: Handler[] = [];
  private instance: RunObject | undefined;
  private version = 0;
  /** What it was before an event of the user has set something. */
  private before: { readonly props: RunValue; readonly state: RunValue } | undefined;

  constructor(
    private readonly machine: () => Machine,
    private readonly owner: () => RunClass,
    private readonly props: (version: number) => RunValue,
    private readonly node: Node,
  ) {}

  mount(): void {
    this.version++;
    this.within("constructor", () => {
      const made = this.machine().construct(this.owner(), [this.props(this.version)], this.node);
      if (made.kind !== "object") return;
      this.instance = made;
      this.refs.set(made, this.node);
    });
    this.render();
    this.lifecycle("effect", "componentDidMount", []);
  }

  update(): void {
    this.version++;
    const next = this.props(this.version);
    for (const name of ["componentWillReceiveProps", "UNSAFE_componentWillReceiveProps"])
      this.lifecycle("render", name, [next]);
    this.renderAgain(this.set("props", next), this.set("state", this.nextState()));
  }

  followState(): void {
    // The state of a class is followed from the beginning.
  }

  startFresh(): void {
    // The state of a class is what its constructor makes of it.
  }

  whileHearing(run: () => void): void {
    // The state of a class is followed anyway.
    run();
  }

  renderSet(): void {
    if (!this.before) return;
    const { props, state } = this.before;
    this.before = undefined;
    this.renderAgain(props, state);
  }

  private renderAgain(props: RunValue, state: RunValue): void {
    this.render();
    this.lifecycle("effect", "getSnapshotBeforeUpdate", [props, state]);
    this.lifecycle("effect", "componentDidUpdate", [props, state]);
  }

  restart(): void {
    this.unmount();
    this.lifecycle("effect", "componentDidMount", []);
  }

  unmount(): void {
    this.lifecycle("cleanup", "componentWillUnmount", []);
  }

  partsToUpdate(): readonly [] {
    return [];
  }

  updatePart(): void {
    // A class has no parts that are updated for themselves.
  }

  /** What `super(props)` of React's own class does. */
  inherit(instance: RunObject, args: readonly RunValue[]): void {
    const props = args[0] ?? this.props(this.version);
    instance.members.set("props", { key: constant("props"), value: props });
    const machine = this.machine();
    const setState = machine.native("setState", ([given = UNDEFINED, then], _, at) => {
      this.setState(instance, given, at);
      machine.host.handOver(then ? [then] : [], machine.calculated("setState", []));
      return UNDEFINED;
    });
    instance.members.set("setState", { key: constant("setState"), value: setState });
    const forceUpdate = machine.native("forceUpdate", () => UNDEFINED);
    instance.members.set("forceUpdate", { key: constant("forceUpdate"), value: forceUpdate });
  }

  /** `this.setState({ ... })`: some members of the state are replaced. */
  private setState(instance: RunObject, given: RunValue, at: Node): void {
    const machine = this.machine();
    const [props, state] = ["props", "state"].map((name) => instance.members.get(name)?.value ?? UNDEFINED);
    if (!props || !state) return;
    const change = isCallable(given) ? machine.call(given, [state, props], instance, at) : given;
    const next = machine.object();
    if (state.kind === "object")
      for (const [name, member] of state.members) next.members.set(name, { ...member });
    else if (state.kind === "unknown") next.rest = state;
    if (change.kind === "object")
      for (const [name, member] of change.members) next.members.set(name, { ...member });
    else if (change.kind === "unknown") next.rest = change;
    machine.host.kept?.({ node: this.node, initial: state, value: change, after: next });
    instance.members.set("state", { key: constant("state"), value: next });
    if (machine.activity.start.kind === "used") this.before ??= { props, state };
  }

  element(props: RunObject, node: Node): void {
    for (const { key, value } of props.members.values()) {
      if (key.kind === "primitive" && /^on[A-Z]/.test(String(key.value)))
        this.handlers.push({ node, run: value });
    }
  }

  private render(): void {
    this.handlers = [];
    this.lifecycle("render", "render", []);
  }

  private nextState(): RunValue {
    const key = `state@${this.machine().file.placeOf(this.node)}@v${String(this.version)}`;
    return this.machine().unknown(key, "input", () => NOTHING);
  }

  private set(name: string, value: RunValue): RunValue {
    const member = this.instance?.members.get(name);
    const before = member?.value ?? UNDEFINED;
    this.instance?.members.set(name, { key: constant(name), value });
    return before;
  }

  private lifecycle(kind: string, method: string, args: readonly RunValue[]): void {
    const machine = this.machine();
    const { instance } = this;
    if (!instance) return;
    this.within(kind, () => {
      const callee = machine.named(instance, method, this.node);
      if (callee.kind === "closure" || callee.kind === "bound")
        machine.call(callee, args, instance, this.node);
    });
  }

  private within(kind: string, run: () => void): void {
    this.machine().within({ start: { kind, node: this.node }, isForeign: false }, run);
  }
}
