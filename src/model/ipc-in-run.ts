import type { FileView } from "../flow/file.js";
import type { CallNode, ClassNode, FunctionNode, Node } from "../flow/tree.js";
import { isFunction } from "../flow/tree.js";
import { NOTHING } from "../flow/values.js";
import { parameterAnswer } from "../flow/variables.js";
import { outerValue } from "../run/outer.js";
import type { Activity } from "../run/activity.js";
import { isOnlyLookedAt } from "../run/given-away.js";
import type { Host, Machine } from "../run/machine.js";
import { allParts } from "../run/parts.js";
import { promiseOf } from "../run/promises.js";
import { heldByWritten } from "../run/written.js";
import { runNext } from "../run/waiting.js";
import type { Closure, RunValue, Unknown } from "../run/values.js";
import { keyOf, UNDEFINED } from "../run/values.js";
import type { BackgroundRoot } from "./background-roots.js";
import { loadModule } from "./module-in-run.js";
import { isPromisingInRun, methodInRun, nameInRun } from "./sdk-in-run.js";
import { DATA_MEMBERS, LIFECYCLE } from "../sdk.js";
import type { Things } from "./things.js";

/** Methods of the background context that give data. */
const DATA = new RegExp(`^sdk:${LIFECYCLE.passes}\\.(?:${[...DATA_MEMBERS].join("|")})\\.`);
/** Waiting code that starts waiting code ends here. */
const MOST_TASKS = 60;
/** More functions that others may call are not called. */
const MOST_LOOSE = 40;

/** A value that a run hands to the other process. */
export interface Sent {
  readonly role: "payload" | "result";
  /** The call that sends, or registers the handler that gives the result. */
  readonly node: CallNode;
  readonly value: RunValue;
  /** The position of the payload, or of the handler, among the arguments. */
  readonly index: number;
  readonly activity: Activity;
  /** The function that has given it. */
  readonly handler?: Closure | undefined;
}

/** `ctx.ipc` in one run of a background module: what it sends, at the moment when it does. */
export class IpcInRun {
  /** The calls that were reached. */
  readonly reached = new Set<Node>();
  private readonly loose: RunValue[] = [];
  private readonly handlers: (Omit<Sent, "value" | "handler"> & { readonly handler: RunValue })[] = [];
  /** The keys of what code out of sight has. */
  private readonly shared = new Set<string>();
  /** Whether the run stands on a guess: what is sent may be something else. */
  isInDoubt = false;

  constructor(
    private readonly things: Things,
    private readonly machine: () => Machine,
    private readonly onSent: (sent: Sent) => void,
  ) {}

  readonly host: Host = {
    nameOf: (answer) => nameInRun(this.things, answer),
    isMethod: (answer) => methodInRun(this.things, answer) !== undefined,
    givesData: ({ key }) => DATA.test(key),
    isVolatile: () => false,
    call: (callee, args, _, node) => this.call(callee, args, node),
    inherit: () => undefined,
    render: () => undefined,
    handOver: (values, to) => {
      this.handOver(values, to);
    },
    assume: () => {
      this.isInDoubt = true;
    },
    guess: () => {
      this.isInDoubt = true;
    },
    matters: () => false,
  };

  /** Code out of sight may have changed what an object holds. */
  readonly isShared = (object: RunValue): boolean => this.shared.has(keyOf(object));

  private call(callee: Unknown, args: readonly RunValue[], node: Node): RunValue | undefined {
    if (isPromisingInRun(this.things, callee.answer))
      return promiseOf(
        this.machine(),
        this.machine().made(node, () => NOTHING, { isData: true }),
      );
    // A module that is loaded for what it does has done something.
    if (callee.key === "global:require" && node.parent?.type === "ExpressionStatement") this.isInDoubt = true;
    const found = methodInRun(this.things, callee.answer);
    if (found?.thing !== "ipc" || node.type !== "CallExpression") return undefined;
    const { role, content: index, answers } = found.method;
    const value = index === undefined ? undefined : args[index];
    this.reached.add(node);
    if (index === undefined || !value) return UNDEFINED;
    const { activity } = this.machine();
    if (role === "send") this.onSent({ role: "payload", node, value, index, activity });
    else if (answers && functionOf(value))
      this.handlers.push({ role: "result", node, index, activity, handler: value });
    else this.loose.push(value);
    return this.machine().made(node, () => NOTHING);
  }

  private handOver(values: readonly RunValue[], to: Unknown): void {
    this.expose(...values.filter((_, index) => !isOnlyLookedAt(this.machine(), to, index)));
  }

  /** Somebody out of sight gets values: the functions in them can be called, and all that they change is open from now on. */
  private expose(...values: readonly (RunValue | undefined)[]): void {
    for (const part of allParts(values.filter((value) => value !== undefined))) {
      this.shared.add(keyOf(part));
      if (part.kind !== "closure") continue;
      this.loose.push(part);
      for (const held of heldByWritten(this.machine(), part)) this.shared.add(keyOf(held));
    }
  }

  /** Loads modules, runs functions that somebody out of sight runs one after the other, and all that follows from it. */
  runRoots(roots: readonly BackgroundRoot[], loaded: readonly FileView[]): void {
    const machine = this.machine();
    for (const view of loaded) loadModule(machine, this.things, view);
    for (const root of roots) {
      if (root.kind === "function") this.expose(this.callOutside(machine.closure(root.node, machine.module)));
      else this.callMethod(root.owner, root.node);
      this.runTasks();
    }
    this.runRest();
  }

  /** Makes an instance with what is not known, and calls one of its methods; the constructor is called by that. */
  private callMethod(owner: ClassNode, method: FunctionNode): void {
    const machine = this.machine();
    const variable = owner.id ? machine.file.variableOf(owner.id) : undefined;
    const made = variable && outerValue(machine, variable, owner.id ?? owner);
    if (made?.kind !== "class") return;
    const own = owner.body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
    const maker = own?.type === "MethodDefinition" && isFunction(own.value) ? own.value : undefined;
    machine.within({ start: { kind: "outside", node: owner }, isForeign: false }, () => {
      const instance = machine.construct(made, maker ? unknownArguments(machine, maker) : [], owner);
      if (method === maker) return;
      this.runTasks();
      const { parent } = method;
      if (parent.type !== "MethodDefinition" || parent.kind !== "method") return;
      const callee = machine.closure(method, made.frame, made);
      this.expose(machine.call(callee, unknownArguments(machine, method), instance, method));
    });
  }

  /** Runs what waits, what others may call, and the handlers. */
  private runRest(): void {
    this.runTasks();
    for (const { handler, ...registered } of this.handlers) {
      const given = this.callOutside(handler);
      this.runTasks();
      const value = given && settledValue(given);
      if (value) this.onSent({ ...registered, handler: functionOf(handler), value });
    }
    const called = new Set<RunValue>();
    // The list grows while it is gone through.
    for (const value of this.loose) {
      if (value.kind !== "closure" || called.has(value) || called.size >= MOST_LOOSE) continue;
      if (this.machine().calledClosures.has(value)) continue;
      called.add(value);
      this.callOutside(value);
      this.runTasks();
    }
  }

  private runTasks(): void {
    for (let count = 0; count < MOST_TASKS && runNext(this.machine()); count++);
  }

  /** Somebody who is not in sight calls a function. */
  private callOutside(callee: RunValue): RunValue | undefined {
    const machine = this.machine();
    const closure = functionOf(callee);
    let result: RunValue | undefined;
    if (!closure) return undefined;
    const { node, id } = closure;
    machine.within({ start: { kind: "outside", node }, isForeign: false }, () => {
      result = machine.call(callee, unknownArguments(machine, node, String(id)), undefined, node);
    });
    return result;
  }
}

/** The function of the file behind a callable value. */
function functionOf(value: RunValue): Closure | undefined {
  if (value.kind === "bound") return functionOf(value.target);
  return value.kind === "closure" ? value : undefined;
}

/** What a caller out of sight passes. */
function unknownArguments(machine: Machine, fn: FunctionNode, which = ""): RunValue[] {
  return fn.params
    .filter((node) => !(node.type === "Identifier" && node.name === "this"))
    .map((node, index) =>
      machine.unknown(
        `param${String(index)}@${machine.file.placeOf(fn)}${which && `~${which}`}`,
        "input",
        () => (node.type === "RestElement" ? NOTHING : parameterAnswer(machine.flow, fn, node, undefined)),
      ),
    );
}

/** What a promise is fulfilled with in the end; `undefined`: it is not. */
function settledValue(value: RunValue): RunValue | undefined {
  if (value.kind !== "promise") return value;
  return value.state === "fulfilled" ? settledValue(value.value) : undefined;
}
