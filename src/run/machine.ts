import type { FileView, Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import type { CallNode, FunctionNode, Node } from "../flow/tree.js";
import type { Answer, PrimitiveContent } from "../flow/values.js";
import type { Activity, CallChain, Start, Task } from "./activity.js";
import { bindParameters } from "./binding.js";
import { construct } from "./classes.js";
import { learn, mayThrow } from "./conditions.js";
import { evaluate } from "./expressions.js";
import { fold } from "./folded.js";
import { GivenUp } from "./given-up.js";
import { Frame } from "./frame.js";
import type { Followed } from "./maker.js";
import { Maker, NOT_FOLLOWED } from "./maker.js";
import { memberOf, prototypeOf } from "./members.js";
import { nativeOf } from "./natives.js";
import type { Path } from "./path.js";
import type { Possible } from "./possible.js";
import { FUNCTION, OBJECT } from "./possible.js";
import { executeBody } from "./statements.js";
import type { Closure, RunObject, RunValue, Unknown } from "./values.js";
import { constant, isCallable, isObject, UNDEFINED } from "./values.js";
import { rootOf, runAsync, signalsIn, unknownsIn } from "./waiting.js";

/** What the layers above do when a run meets what they know. */
export interface Host {
  /** A name for something that is the same thing wherever it is met: the socket. */
  nameOf(answer: Answer): string | undefined;
  /** Whether something is a function that is certainly there: a method of the socket. */
  isMethod(answer: Answer): boolean;
  /** Whether calling something gives what came out of a text, a database or another process: data, whatever its type says. */
  givesData(callee: Unknown): boolean;
  /** Whether a member of something that is not in sight can change at any time. */
  isVolatile(of: Answer, key: string): boolean;
  /** What calling (or constructing) something unknown gives; `undefined` where the host does not know it. */
  call(
    callee: Unknown,
    args: readonly RunValue[],
    self: RunValue | undefined,
    node: Node,
  ): RunValue | undefined;
  /** What `new C()` gets from a base class that is not in sight. */
  inherit(base: RunValue, instance: RunObject, args: readonly RunValue[]): void;
  /** An element is rendered: `<tag ...props>`. */
  render(tag: RunValue | string, props: RunObject, node: Node): void;
  /** Values leave sight: code that is not in sight can call, keep or change them. */
  handOver(values: readonly RunValue[], to: Unknown): void;
  /** From here on the run stands on an assumption about code that is not in sight. */
  assume(): void;
  /** What follows is one of several possibilities that the run does not tell apart. */
  guess(): void;
  /** Whether code has to do with what the host looks for. */
  matters(code: Node): boolean;
  /** A library that the host knows keeps a value for its caller: React a state. */
  kept?(what: Kept): void;
}

/** A value that is kept for later. */
export interface Kept {
  /** The call that has made what it is kept in. */
  readonly node: Node;
  readonly initial: RunValue;
  readonly value: RunValue;
  /** All that is there then, where `value` is only an action of a reducer, or some members of a state; `undefined`: not known. */
  readonly after: RunValue | undefined;
}

/** A run that asks for more than this is given up. */
const MOST_STEPS = 60_000;
const DEEPEST_CALL = 64;
/** What the language provides and what depends on nothing but its arguments. */
const PURE_GLOBAL = /^global:(?<name>(?:Math|Number)(?:\.\w+)?|BigInt\.\w+|isNaN|isFinite)$/;

/** An exception of the program. */
export class Thrown extends Error {
  constructor(readonly value: RunValue) {
    super("the program throws");
  }
}

/** A function waits for a value. */
export interface Suspension {
  readonly value: RunValue;
  readonly node: Node;
}

/** Running code: it may wait, and goes on with what it has waited for. */
export type Running<T> = Generator<Suspension, T, RunValue>;

/** What all runs of one program share. */
export interface Program {
  readonly flow: Flow;
  readonly file: FileView;
  /** What following values knows of each unknown, by its key. */
  readonly followed: Map<string, Followed>;
}

/** Runs code of one file on one path: its state, and its calls. */
export class Machine extends Maker {
  readonly flow: Flow;
  readonly file: FileView;
  /** What the module declares. */
  readonly module = new Frame(undefined);
  /** The variables of the module whose value is being found out. */
  readonly opening = new Set<Variable>();
  /** What modules export without a name. */
  readonly unnamed = new Map<Node, RunValue>();
  /** What values can and must be on this path, by their keys. */
  readonly possible = new Map<string, Possible>();
  readonly assumed = new Map<string, RunValue>();
  /** What is stored in objects that are not in sight. */
  readonly stored = new Map<string, RunValue>();
  /** What waits to be run. */
  readonly tasks: Task[] = [];
  /** The milliseconds that have passed since the start, as far as timers tell. */
  clock = 0;
  /** What waits behind the handles that `setTimeout` and its like give. */
  readonly timers = new Map<string, Task>();
  /** The signals of `AbortController`: what waits with one can be ended by it. */
  readonly signals = new Set<RunObject>();
  /** What code that is not in sight was given in cleanups: it may have ended what waits for it. */
  readonly touched = new Set<string>();
  /** The functions that were called. */
  readonly called = new Set<FunctionNode>();
  readonly calledClosures = new Set<Closure>();
  /** Where something was called. */
  readonly callSites = new Set<Node>();
  /** The functions that calls have given. */
  readonly given = new Map<CallChain, RunValue>();
  /** The expressions that have given what is not known, by its key, if somebody asks for that. */
  sources: Map<string, Set<Node>> | undefined;
  activity: Activity;
  /** The outcome of all that cannot be told, where code is only tried out. */
  onlyOutcome: boolean | undefined;
  /** Whether all that runs now comes after an end. */
  isEnding = false;
  /** Whether what comes from outside changes: code that is not in sight may see that. */
  isChanging = false;
  /** Whether a loop counts: how long a list is then matters only for how often it runs. */
  isCounting = false;
  private steps = 0;
  private depth = 0;

  constructor(
    program: Program,
    readonly path: Path,
    readonly host: Host,
    start: Start,
  ) {
    super(program.followed);
    this.flow = program.flow;
    this.file = program.file;
    this.activity = { start, isForeign: false };
  }

  protected override nameOf(answer: Answer): string | undefined {
    return this.host.nameOf(answer);
  }

  protected override placeOf(node: Node): string {
    return this.file.placeOf(node);
  }

  /** Counts a step; a run has only so many. */
  step(): void {
    if (++this.steps > MOST_STEPS) throw new GivenUp("the run is too long");
  }

  get stepsTaken(): number {
    return this.steps;
  }

  /** Whether it runs what ends something, or what comes after the end. */
  get isInCleanup(): boolean {
    const { start } = this.activity;
    return this.isEnding || this.isChanging || start.kind === "cleanup" || start.isOver === true;
  }

  /** What `setTimeout` and its like give: a number that is not 0. */
  handle(): Unknown {
    const handle = this.calculated(`timer#${String(this.newId())}`, []);
    this.possible.set(handle.key, { kinds: new Set(["number"]), excluded: new Set() });
    return { ...handle, nature: "fixed", isCount: true };
  }

  member(of: RunValue, key: RunValue, node: Node): RunValue {
    return memberOf(this, of, key, node);
  }

  named(of: RunValue, key: PrimitiveContent, node: Node): RunValue {
    return this.member(of, constant(key), node);
  }

  call(callee: RunValue, args: readonly RunValue[], self: RunValue | undefined, node: Node): RunValue {
    this.callSites.add(node);
    switch (callee.kind) {
      case "closure":
        return this.invoke(callee, args, self, node);
      case "native":
        return callee.run(args, self, node);
      case "bound":
        return this.call(callee.target, [...callee.first, ...args], callee.self, node);
      case "unknown":
        return this.callUnknown(callee, args, self, node);
      default:
        this.host.assume();
        return this.made(node, () => NOT_FOLLOWED);
    }
  }

  construct(callee: RunValue, args: readonly RunValue[], node: Node): RunValue {
    if (callee.kind === "class") return construct(this, callee, args, node);
    if (callee.kind === "unknown") {
      const made = this.callUnknown(callee, args, undefined, node);
      learn(this, made, OBJECT, true);
      return made;
    }
    if (callee.kind !== "closure") return this.made(node, () => NOT_FOLLOWED);
    const instance: RunObject = { ...this.object(), proto: prototypeOf(this, callee) };
    const result = this.invoke(callee, args, instance, node);
    return result.kind === "object" ? result : instance;
  }

  private callUnknown(
    callee: Unknown,
    args: readonly RunValue[],
    self: RunValue | undefined,
    node: Node,
  ): RunValue {
    learn(this, callee, FUNCTION);
    const foreign = this.functionBehind(callee);
    if (foreign) return this.invoke(foreign, args, self, node);
    const known = nativeOf(callee.answer)?.(this, args, node) ?? this.host.call(callee, args, self, node);
    if (known) return known;
    const pure = PURE_GLOBAL.exec(callee.key)?.groups?.["name"];
    if (pure !== undefined && !args.some(isCallable)) return fold(pure, args) ?? this.calculated(pure, args);
    mayThrow(this, node, false);
    this.host.handOver(args, callee);
    // A method that is not found can do anything with what it is called on.
    if (self && isCallable(self)) this.host.handOver([self], callee);
    if (self && isObject(self)) {
      this.host.handOver([self], callee);
      this.host.assume();
    }
    if (this.isEnding || this.activity.start.kind === "cleanup") this.touch([callee, ...args]);
    const signals = [...(callee.signals ?? []), ...args.flatMap((arg) => signalsIn(this, arg, 2))];
    const sources = [callee, ...args].flatMap((arg) => unknownsIn(arg, 2).map(({ key }) => rootOf(key)));
    const answer = (): Answer => (isCallNode(node) ? this.flow.evaluate(node) : NOT_FOLLOWED);
    const isData = callee.isData === true || this.host.givesData(callee);
    return this.made(node, answer, { signals, sources, ...(isData ? { isData } : {}) });
  }

  /** Code out of sight gets something in a cleanup: what comes from the same source may have been ended by that. */
  private touch(values: readonly RunValue[]): void {
    for (const value of values) {
      if (value.kind === "unknown" && !/^(?:global|sdk):/.test(value.key))
        this.touched.add(rootOf(value.key));
    }
  }

  /** The function of this file that something from outside the run can only be. Whose it is ends what it begins. */
  private functionBehind({ answer }: Unknown): Closure | undefined {
    const [only] = answer.values;
    if (answer.values.length !== 1 || answer.others || only?.kind !== "function") return undefined;
    return this.closure(only.node, this.module, undefined, true);
  }

  private invoke(
    callee: Closure,
    args: readonly RunValue[],
    self: RunValue | undefined,
    node: Node,
  ): RunValue {
    const fn = callee.node;
    this.step();
    this.called.add(fn);
    this.calledClosures.add(callee);
    if (this.depth >= DEEPEST_CALL) throw new GivenUp("calls are nested too deeply");
    if (fn.generator && this.host.matters(fn)) throw new GivenUp("a generator runs when it is asked to");
    if (fn.generator && !isRunThrough(node)) return this.branded(fn.async ? "AsyncGenerator" : "Generator");
    const outside = this.activity;
    const call = isCallNode(node) ? { node, fn, args, outer: outside.call } : outside.call;
    this.activity = { ...outside, call, isForeign: outside.isForeign || callee.isForeign === true };
    this.depth++;
    try {
      const own = fn.type === "ArrowFunctionExpression" ? undefined : { self, args, home: callee.home };
      const frame = new Frame(callee.frame, own, true);
      const running = runFunction(this, fn, frame, args);
      if (fn.generator) return this.list(this.yieldsOf(running, frame));
      const result = fn.async ? runAsync(this, running) : this.toEnd(running);
      if (call && isCallable(result)) this.given.set(call, result);
      return result;
    } finally {
      this.depth--;
      this.activity = outside;
    }
  }

  /** What a generator gives, all at once: that is the same where it does nothing but give. */
  private yieldsOf(running: Running<RunValue>, frame: Frame): RunValue[] {
    const given: RunValue[] = [];
    frame.given = given;
    this.toEnd(running);
    return given;
  }

  /** Runs code that cannot wait. */
  toEnd<T>(running: Running<T>): T {
    const result = running.next(UNDEFINED);
    if (!result.done) throw new GivenUp("it waits where nothing can wait");
    return result.value;
  }

  /** Runs code as what is begun elsewhere; exceptions end it. */
  within(activity: Activity, run: () => void): void {
    const outside = this.activity;
    this.activity = activity;
    try {
      run();
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
    } finally {
      this.activity = outside;
    }
  }
}

function* runFunction(
  machine: Machine,
  fn: FunctionNode,
  frame: Frame,
  args: readonly RunValue[],
): Running<RunValue> {
  yield* bindParameters(machine, fn, args, frame);
  if (fn.body.type !== "BlockStatement") return yield* evaluate(machine, fn.body, frame);
  const completion = yield* executeBody(machine, fn.body.body, frame);
  return completion?.kind === "return" ? completion.value : UNDEFINED;
}

/** Whether what a call gives is gone through at once: `for (const one of given())`, `[...given()]`. */
function isRunThrough({ parent }: Node): boolean {
  return parent?.type === "ForOfStatement" || parent?.type === "SpreadElement";
}

function isCallNode(node: Node): node is CallNode {
  return node.type === "CallExpression" || node.type === "NewExpression";
}
