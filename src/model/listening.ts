import { learn, resolved } from "../run/conditions.js";
import { FUNCTION, NAME } from "../run/possible.js";
import type { CallNode, Node } from "../flow/tree.js";
import type { Answer } from "../flow/values.js";
import type { Activity } from "../run/activity.js";
import { isOnlyLookedAt } from "../run/given-away.js";
import type { Machine } from "../run/machine.js";
import { GivenUp } from "../run/given-up.js";
import { allParts } from "../run/parts.js";
import type { RunValue, Unknown } from "../run/values.js";
import { isCallable, isSame, keyOf, TRUE, UNDEFINED } from "../run/values.js";
import type { ListenerList, Method, Thing } from "../sdk.js";
import { VOLATILE_MEMBERS } from "../sdk.js";
import { methodInRun, nameInRun } from "./sdk-in-run.js";
import type { MethodOfThing, Things } from "./things.js";

/** A listener that a run adds to the socket. */
export interface Listening {
  readonly node: CallNode;
  readonly thing: Thing;
  readonly method: string;
  readonly list: ListenerList;
  readonly event: RunValue | undefined;
  readonly handler: RunValue;
  readonly isOnce: boolean;
  readonly activity: Activity;
  /** Whether what it belongs to had ended before it began. */
  readonly isLate: boolean;
  /** Something that is not in sight may have ended it. */
  isDoubtful: boolean;
  endedBy?: Release | undefined;
}

/** A call that removes listeners. */
export interface Release {
  readonly node: CallNode;
  readonly thing: Thing;
  readonly method: string;
  readonly list: ListenerList;
  readonly event: RunValue | undefined;
  /** `undefined`: it removes the listeners of everybody. */
  readonly handler: RunValue | undefined;
  readonly activity: Activity;
}

/** The UI socket in one run: who listens, and who has ceased to. */
export class SocketInRun {
  live: Listening[] = [];
  readonly all: Listening[] = [];
  readonly releases: Release[] = [];
  readonly disconnects: CallNode[] = [];
  /** What code out of sight has: it can call functions at any time. */
  private readonly loose: RunValue[] = [];
  /** The keys of what code out of sight has, and whether some of it has the socket as well. */
  private readonly handed = new Set<string>();
  private isSocketOut = false;
  /** How often code was called that can have a state of its own. */
  countOfOthers = 0;
  private isTrying = false;
  private isGuess = false;
  private isLateDoubtful = false;
  hasEnded = false;
  /** How often code that is not in sight was called, but for methods of what it has given. */
  countOfCalls = 0;

  constructor(
    private readonly things: Things,
    private readonly machine: () => Machine,
  ) {}

  nameOf(answer: Answer): string | undefined {
    return nameInRun(this.things, answer);
  }

  isMethod(answer: Answer): boolean {
    return this.methodBehind(answer) !== undefined;
  }

  isVolatile(of: Answer, key: string): boolean {
    return VOLATILE_MEMBERS.has(key) && this.nameOf(of) === "sdk:socket";
  }

  /** What a call of a method of the socket gives; `undefined` for anything else. */
  call(
    callee: Unknown,
    args: readonly RunValue[],
    self: RunValue | undefined,
    node: Node,
  ): RunValue | undefined {
    const found = this.methodBehind(callee.answer);
    if (!found || (node.type !== "CallExpression" && node.type !== "NewExpression")) return undefined;
    if (self?.kind === "unknown" && self.key !== `sdk:${found.thing}`) return undefined;
    const { method, thing } = found;
    switch (method.role) {
      case "subscribe":
        this.subscribe(found, args, node);
        break;
      case "release":
        this.release(found, args, node);
        break;
      case "disconnect":
        if (!this.isTrying) this.disconnects.push(node);
        break;
      case "ask":
        return this.answer(found, args);
      default:
        if (thing !== "socket") return undefined;
        this.handOver(args, callee);
    }
    return method.gives
      ? { ...callee, key: `sdk:${method.gives}`, nature: "fixed", answer: this.thingAnswer(callee) }
      : UNDEFINED;
  }

  /** The method of the socket that something can only be. */
  private methodBehind(answer: Answer): MethodOfThing | undefined {
    const found = methodInRun(this.things, answer);
    return found?.thing === "socket" || found?.thing === "socket-manager" ? found : undefined;
  }

  /** Most methods give back what they are called on. */
  private thingAnswer({ answer }: Unknown): Answer {
    return { values: answer.values.flatMap((value) => (value.kind === "member" ? [value.object] : [])) };
  }

  private subscribe({ method, name, thing }: MethodOfThing, args: readonly RunValue[], node: CallNode): void {
    const handler = at(args, method.content);
    if (this.isTrying || !handler) return;
    const event = eventOf(method, args);
    learn(this.machine(), handler, FUNCTION);
    if (event) learn(this.machine(), event, NAME);
    const isLate = this.hasEnded || this.machine().activity.start.isOver === true;
    const listening: Listening = {
      node,
      thing,
      method: name,
      list: listOf(method),
      event,
      handler,
      isOnce: method.isOnce === true,
      activity: this.machine().activity,
      isLate,
      isDoubtful: this.isGuess || (isLate && this.isLateDoubtful),
    };
    this.live.push(listening);
    this.all.push(listening);
  }

  private release({ method, name, thing }: MethodOfThing, args: readonly RunValue[], node: CallNode): void {
    const list = listOf(method);
    const event = eventOf(method, args);
    const handler = args.length > (method.content ?? 0) ? at(args, method.content) : undefined;
    const isForAll = handler === undefined || (list !== "event" && handler.kind === "primitive");
    const release: Release = {
      node,
      thing,
      method: name,
      list,
      event,
      handler: isForAll ? undefined : handler,
      activity: this.machine().activity,
    };
    if (!this.isTrying) this.releases.push(release);
    if (this.isTrying || isForAll || !this.endFirst(release)) this.endAllThatMayBeMeant(release, isForAll);
  }

  /** Ends the first listener that is certainly meant: like the emitter, one only. Gives whether there is one. */
  private endFirst(release: Release): boolean {
    const first = this.live.find((one) => isOfList(one, release) && this.isConcerned(one, release) === true);
    if (first) this.end(first, release);
    return first !== undefined;
  }

  /** Who tries what a function would do does not know how often it will be called. */
  private endAllThatMayBeMeant(release: Release, isForAll: boolean): void {
    for (const one of this.live.filter((other) => isOfList(other, release))) {
      const isIt = this.isConcerned(one, release);
      if (isIt === undefined || (isIt && this.isTrying)) one.isDoubtful = true;
      else if (isIt && isForAll) this.end(one, release);
    }
  }

  private isConcerned(one: Listening, { event, handler }: Release): boolean | undefined {
    const machine = this.machine();
    const isSameEvent =
      event && one.event ? isSame(resolved(machine, event), resolved(machine, one.event)) : true;
    if (isSameEvent === false) return false;
    const answers = [
      isSameEvent,
      handler ? this.isSameHandler(resolved(machine, handler), resolved(machine, one.handler)) : true,
    ];
    if (answers.includes(false)) return false;
    return answers.includes(undefined) ? undefined : true;
  }

  private isSameHandler(a: RunValue, b: RunValue): boolean | undefined {
    const isSameOne = isSame(a, b);
    // What was bound and handed out can come back.
    const isBack = [a, b].some((one) => one.kind === "bound" && this.handed.has(keyOf(one)));
    return isSameOne === false && isBack && a.kind !== b.kind ? undefined : isSameOne;
  }

  /** Whether code out of sight has all that it takes to end a subscription. */
  isInOtherHands({ handler }: Listening): boolean {
    return this.isSocketOut && this.handed.has(keyOf(handler));
  }

  end(one: Listening, by: Release | undefined): void {
    this.live = this.live.filter((other) => other !== one);
    one.endedBy = by;
  }

  /** `socket.hasListeners(event)`: certain where one of ours is there. */
  private answer({ name, method }: MethodOfThing, args: readonly RunValue[]): RunValue {
    const machine = this.machine();
    const event = eventOf(method, args) ?? UNDEFINED;
    const isHeard = this.live.some(
      (one) => one.event && isSame(resolved(machine, event), one.event) === true,
    );
    if (name === "hasListeners" && isHeard) return TRUE;
    return {
      ...machine.calculated(name, [event]),
      nature: "other",
      key: `${name}#${String(machine.newId())}`,
    };
  }

  /** From here on the run stands on an assumption: what is subscribed now may have ended. */
  assume(): void {
    if (this.isTrying) return;
    for (const one of this.live) one.isDoubtful = true;
    this.isLateDoubtful = true;
  }

  /** From here on the run has gone a way that there may not be. */
  guess(): void {
    if (this.isTrying) return;
    this.assume();
    this.isGuess = true;
  }

  /** Values leave sight, or go where they are followed for themselves (`isInSight`). Who has the socket can end anything, who has a function can call it. */
  handOver(values: readonly RunValue[], to: Unknown, isInSight = false): void {
    if (!to.key.startsWith("event@")) this.countOfCalls++;
    const given = values.filter((_, index) => !isOnlyLookedAt(this.machine(), to, index));
    this.loose.push(...given);
    // What belongs to the browser and to React does not know the socket.
    if (to.nature === "fixed" && (to.key.startsWith("global:") || to.key === "setState")) return;
    const parts = allParts(given);
    const hasSocket =
      !isInSight && parts.some((part) => part.kind === "unknown" && SOCKET_KEYS.has(part.key));
    if (hasSocket) this.assume();
    this.isSocketOut ||= hasSocket;
    if (to.nature === "other" || to.key.startsWith("import:")) this.countOfOthers++;
    for (const part of parts) {
      if (part.kind !== "unknown" && !isCallable(part)) continue;
      this.handed.add(keyOf(part));
      for (const one of this.live) if (keyOf(one.handler) === keyOf(part)) one.isDoubtful = true;
    }
  }

  /** Whether a function would end a subscription if somebody called it. */
  wouldEnd(callee: RunValue, one: Listening): boolean {
    if (!this.live.includes(one)) return false;
    const before = one.isDoubtful;
    one.isDoubtful = false;
    this.callLoose([callee]);
    const wouldEnd = one.isDoubtful;
    one.isDoubtful = before;
    return wouldEnd;
  }

  /** Calls the functions that others have, with both outcomes of what cannot be told: what one of them would end may be ended. */
  callLoose(functions: readonly RunValue[] = this.loose): void {
    if (this.live.length === 0) return;
    const machine = this.machine();
    this.isTrying = true;
    for (const outcome of [true, false]) {
      machine.onlyOutcome = outcome;
      this.callEach(allParts(functions).filter(isCallable));
    }
    machine.onlyOutcome = undefined;
    this.isTrying = false;
  }

  /** Calls functions, and those that they give. */
  private callEach(functions: readonly RunValue[]): void {
    const machine = this.machine();
    const { start } = machine.activity;
    const queue = new Set(functions);
    for (const callee of queue) {
      if (queue.size > MOST_LOOSE) throw new GivenUp("too many functions leave sight");
      const args = Array.from({ length: MOST_ARGUMENTS }, () => machine.changing("loose"));
      machine.within({ start: { kind: "loose", node: start.node }, isForeign: false }, () => {
        const result = machine.call(callee, args, undefined, start.node);
        for (const part of allParts([result])) if (isCallable(part)) queue.add(part);
      });
    }
  }
}

/** With more functions than this out of sight, nothing is certain any more. */
const MOST_LOOSE = 200;
/** Who calls a function that has left sight passes no more than this. */
const MOST_ARGUMENTS = 6;

function isOfList({ thing, list }: Listening, release: Release): boolean {
  return thing === release.thing && list === release.list;
}

function at(args: readonly RunValue[], index: number | undefined): RunValue | undefined {
  return index === undefined ? undefined : args[index];
}

function listOf({ listeners }: Method): ListenerList {
  return listeners ?? "event";
}

function eventOf({ channel, connectionEvent }: Method, args: readonly RunValue[]): RunValue | undefined {
  return at(args, channel ?? connectionEvent);
}

/** Who has one of these has the socket. */
const SOCKET_KEYS = new Set(["sdk:socket", "sdk:ui-context"]);
