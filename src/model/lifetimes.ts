import { runStep } from "../run/waiting.js";
import type { Node } from "../flow/tree.js";
import { NOTHING } from "../flow/values.js";
import type { Handler, Mounted } from "../react/rendering.js";
import type { Machine, Program } from "../run/machine.js";
import { isGivenUp } from "../run/given-up.js";
import type { Path } from "../run/path.js";
import { explore } from "../run/path.js";
import type { Communication } from "./communication.js";
import type { Listening, SocketInRun } from "./listening.js";
import { codeThatListens } from "./reach.js";
import { putOnStage } from "./stage.js";
import type { Unit } from "./units.js";

/** More paths than this through one scenario are not followed, and no more than this through all scenarios of a unit. */
const MOST_PATHS = 48;
const MOST_PATHS_OF_UNIT = 400;
/** More steps than this in all runs of a unit are not run. */
const MOST_STEPS_OF_UNIT = 250_000;
/** More things than this that wait in one run are not told apart. */
const MOST_WAITING = 6;
const MOST_HANDLERS = 8;
const MOST_PARTS = 4;
/** Waiting code that starts waiting code ends here. */
const MOST_TASKS = 100;

/** One life of a unit on one path: what was subscribed to in it, and what was left. */
export interface Life {
  readonly scenario: Scenario["name"];
  readonly sockets: SocketInRun;
  readonly machine: Machine;
  readonly mounted: Mounted;
  /** Who listens when the unit has ended, for certain. */
  readonly left: readonly Listening[];
  /** Who listens once everything has begun, and, in a restart, once it has begun again. */
  readonly begun: readonly (readonly Listening[])[];
}

interface Scenario {
  readonly name: "plain" | "early" | "restart" | "update" | "heard" | "used";
  readonly run: (life: Running) => void;
}

/** What a life is made of while it is lived. */
interface Running {
  readonly machine: Machine;
  readonly mounted: Mounted;
  readonly sockets: SocketInRun;
  readonly begun: (readonly Listening[])[];
  /** The code of the file that has to do with the socket. */
  readonly code: ReadonlySet<Node>;
  /** How many things waited, and how many could be set off by the user. */
  readonly counts: { waiting: number; handlers: number; parts: number };
}

/** Lives of a unit, and whether those without a special event are all that there can be. */
export interface Lives {
  readonly lives: readonly Life[];
  readonly isComplete: boolean;
}

/** Mounts and unmounts a unit in every way that tells something about what it subscribes to. */
export function livesOf(communication: Communication, unit: Unit): Lives {
  const program: Program = { flow: communication.flow, file: communication.flow.file, followed: new Map() };
  const lives: Life[] = [];
  const code = codeThatListens(communication.flow);
  const budget = { paths: MOST_PATHS_OF_UNIT, steps: MOST_STEPS_OF_UNIT };
  const most = { waiting: 0, handlers: 0, parts: 0, heard: 0 };

  function live(scenario: Scenario): boolean {
    return explore(Math.min(MOST_PATHS, budget.paths), (path) => {
      budget.paths--;
      if (budget.steps <= 0) return;
      const life = lifeOf(communication, program, unit, scenario, path, budget, code);
      if (!life) return;
      lives.push(life);
      most.waiting = Math.max(most.waiting, life.counts.waiting);
      most.handlers = Math.max(most.handlers, life.counts.handlers);
      most.heard = Math.max(most.heard, life.sockets.all.length);
      most.parts = Math.max(most.parts, life.counts.parts);
    });
  }

  function isEndedByOthers(): boolean {
    const before = lives.length;
    live(ENDED_BY_OTHERS);
    return lives.splice(before).some(({ sockets }) => sockets.all.some(({ isDoubtful }) => isDoubtful));
  }

  const isComplete = live(PLAIN) && budget.steps > 0;
  if (most.waiting > 0) live(endedAfter(0));
  // When it ends matters only where something begins after waiting.
  const isLate = lives.some(({ sockets }) => sockets.all.some(({ activity }) => activity.waited));
  if (isLate)
    for (let count = 1; count < Math.min(most.waiting, MOST_WAITING); count++) live(endedAfter(count));
  // What others can end in between may be ended then.
  if (most.heard === 0 || !isEndedByOthers()) {
    if (most.heard > 0) live(RESTARTED);
    live(UPDATED);
    if (most.waiting > 0) live(UPDATED_EARLY);
    for (let index = 0; index < Math.min(most.parts, MOST_PARTS); index++) live(updatedInPart(index));
  }
  if (most.heard > 0) live(HEARD);
  for (let index = 0; index < Math.min(most.handlers, MOST_HANDLERS); index++) {
    live(usedAt(index, 1));
    live(usedAt(index, 2));
  }
  return { lives, isComplete };
}

// ---------------------------------------------------------------- scenarios

function settle({ machine, counts }: Running, most = MOST_TASKS): void {
  for (let count = 0; count < most && runStep(machine, MOST_TASKS); count++) counts.waiting++;
}

function end(life: Running): void {
  life.machine.isEnding = true;
  life.mounted.unmount();
  life.sockets.hasEnded = true;
  settle(life);
  if (life.machine.tasks.length > 0) life.sockets.assume();
}

const PLAIN: Scenario = {
  name: "plain",
  run(life) {
    life.mounted.mount();
    life.begun.push([...life.sockets.live]);
    settle(life);
    life.counts.handlers = life.mounted.handlers.length;
    life.counts.parts = life.mounted.partsToUpdate().length;
    end(life);
  },
};

/** Code out of sight calls the functions that it has while the unit is there. */
const ENDED_BY_OTHERS: Scenario = {
  name: "plain",
  run(life) {
    life.mounted.mount();
    settle(life);
    life.sockets.callLoose();
    life.sockets.hasEnded = true;
  },
};

/** It ends while something still waits. */
const endedAfter = (count: number): Scenario => ({
  name: "early",
  run(life) {
    life.mounted.mount();
    settle(life, count);
    end(life);
  },
});

const RESTARTED: Scenario = {
  name: "restart",
  run(life) {
    life.machine.isSteady = true;
    life.mounted.mount();
    settle(life);
    const { size } = life.machine.path;
    life.begun.push([...life.sockets.live]);
    life.mounted.restart();
    settle(life);
    // Where something is to be decided the second time, that may be decided otherwise.
    if (life.machine.path.size === size) life.begun.push([...life.sockets.live]);
    end(life);
  },
};

const UPDATED: Scenario = {
  name: "update",
  run(life) {
    life.mounted.mount();
    settle(life);
    const before = life.sockets.live.length;
    update(life);
    settle(life);
    // What one update adds, the next one adds again.
    if (life.sockets.live.length > before) {
      update(life);
      settle(life);
    }
    end(life);
  },
};

function update({ machine, mounted }: Running): void {
  machine.isChanging = true;
  mounted.update();
  machine.isChanging = false;
}

/** Only a part of what the effects depend on changes. */
const updatedInPart = (index: number): Scenario => ({
  name: "update",
  run(life) {
    life.mounted.mount();
    settle(life);
    const part = life.mounted.partsToUpdate()[index];
    if (!part) return;
    life.mounted.updatePart(part);
    settle(life);
    end(life);
  },
});

/** It renders again while something still waits. */
const UPDATED_EARLY: Scenario = {
  name: "update",
  run(life) {
    life.mounted.mount();
    update(life);
    settle(life);
    end(life);
  },
};

/** Every event that is listened to comes once. */
const HEARD: Scenario = {
  name: "heard",
  run(life) {
    const { machine, mounted, sockets } = life;
    mounted.mount();
    settle(life);
    for (const one of [...sockets.live]) {
      if (!sockets.live.includes(one)) continue;
      if (one.isOnce) sockets.end(one, undefined);
      const payload = machine.unknown(`payload@${machine.file.placeOf(one.node)}`, "input", () => NOTHING);
      machine.within({ start: { kind: "heard", node: one.node }, isForeign: false }, () => {
        machine.call(one.handler, [payload], undefined, one.node);
      });
    }
    settle(life);
    end(life);
  },
};

/** What the keys of events begin with that the user sets off. */
const EVENT = "event@";

/** The user sets one thing off, and once more where that can have changed nothing that the render would look at. */
const usedAt = (index: number, times: 1 | 2): Scenario => ({
  name: "used",
  run(life) {
    const { mounted, sockets } = life;
    mounted.followState();
    mounted.mount();
    settle(life);
    mounted.renderSet();
    const before = sockets.countOfCalls;
    use(life, index);
    if (times === 2) {
      // What the handler has set, or what it asks of its event, can make the second time another one.
      const isAnother = sockets.countOfCalls > before || life.machine.path.hasAsked(EVENT);
      if (isAnother || !mayListen(life, mounted.handlers[index])) return;
      use(life, index);
    }
    end(life);
  },
});

/** Whether a function can have to do with the socket: for those that are in sight, their code tells. */
function mayListen({ code }: Running, handler: Handler | undefined): boolean {
  return handler?.run.kind !== "closure" || code.has(handler.run.node);
}

function use(life: Running, index: number): void {
  const { machine } = life;
  const handler = life.mounted.handlers[index];
  if (!handler) return;
  const before = life.sockets.countOfOthers;
  const event = machine.unknown(`${EVENT}${machine.file.placeOf(handler.node)}`, "input", () => NOTHING);
  machine.within({ start: { kind: "used", node: handler.node }, isForeign: false }, () => {
    machine.call(handler.run, [event], undefined, handler.node);
  });
  // Whose state it has changed may render the unit anew.
  if (life.sockets.countOfOthers > before) life.sockets.assume();
  life.mounted.renderSet();
  settle(life);
}

// ---------------------------------------------------------------- one life

function lifeOf(
  communication: Communication,
  program: Program,
  unit: Unit,
  scenario: Scenario,
  path: Path,
  budget: { steps: number },
  code: ReadonlySet<Node>,
): (Life & Pick<Running, "counts">) | undefined {
  const { machine, mounted, sockets } = putOnStage(communication, program, unit, path, code);
  const life: Running = {
    machine,
    mounted,
    sockets,
    code,
    begun: [],
    counts: { waiting: 0, handlers: 0, parts: 0 },
  };
  try {
    scenario.run(life);
    if (!sockets.hasEnded) return undefined;
    sockets.callLoose();
  } catch (error) {
    if (!isGivenUp(error)) throw error;
    return undefined;
  } finally {
    budget.steps -= machine.stepsTaken;
  }
  const left = sockets.live.filter((one) => !one.isDoubtful && isOwn(one) && !sockets.isInOtherHands(one));
  return { scenario: scenario.name, sockets, machine, mounted, left, begun: life.begun, counts: life.counts };
}

/** What the module or code that is analysed elsewhere has begun is not for this unit to end. */
export function isOwn({ activity }: Listening): boolean {
  return !activity.isForeign && activity.start.kind !== "module";
}
