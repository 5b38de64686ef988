import type { Node } from "../flow/tree.js";
import { nameOfFunction } from "../flow/tree.js";
import { LIFECYCLE } from "../sdk.js";
import { evaluate } from "../run/expressions.js";
import { isGivenUp } from "../run/given-up.js";
import { Machine, Thrown } from "../run/machine.js";
import type { Program } from "../run/machine.js";
import type { Path } from "../run/path.js";
import { explore } from "../run/path.js";
import type { BackgroundRoot } from "./background-roots.js";
import { backgroundRoots, isStart, keepersIn } from "./background-roots.js";
import type { Communication } from "./communication.js";
import type { Entry } from "./entries.js";
import { loadedFor } from "./entries.js";
import type { Sent } from "./ipc-in-run.js";
import { IpcInRun } from "./ipc-in-run.js";
import type { SdkCall } from "./sdk-calls.js";
import type { SdkFile } from "./sdk-file.js";

/** More ways through one function than this are not followed. */
const MOST_PATHS = 32;
/** More steps than this in all runs of a file are not run. */
const MOST_STEPS = 200_000;

/** A run in which something is sent. */
export interface PayloadRun {
  readonly machine: Machine;
  readonly ipc: IpcInRun;
  /** Whether it begins in another module, that imports the linted one. */
  readonly isFromAbove: boolean;
  /** Whether it knows what comes before; if not, types say too much: what was asked or changed is not in sight. */
  readonly knowsBefore: boolean;
}

type OnSent = (run: PayloadRun, sent: Sent) => void;

/** Runs the code of a file that has to do with sending, and gives whatever is sent to `onSent`. */
export function runPayloads(communication: Communication, onSent: OnSent): void {
  const calls = communication.calls.filter(({ spec }) => spec.role === "send" || spec.answers);
  if (calls.length === 0) return;
  const { flow, things } = communication;
  const names = [...new Set(calls.map(({ method }) => method))];
  const roots = backgroundRoots(flow, names);
  const before = keepersIn(flow, things);
  const { reached } = runRoots(
    { flow, things, roots, loaded: loadedFor(flow, flow.file.of(flow.file.source.ast)) },
    before,
    (run, sent) => {
      onSent({ ...run, isFromAbove: false, knowsBefore: true }, sent);
    },
  );
  for (const call of calls)
    if (call.node === call.place && !reached.has(call.node)) lookAt(communication, call, onSent);
}

/** Runs a module that the shell starts, with all that it leads to; gives the places where something was called, in whichever module. */
export function runEntry(entry: Entry, onSent: OnSent): ReadonlySet<Node> {
  return runRoots(entry, [], (run, sent) => {
    onSent({ ...run, isFromAbove: true, knowsBefore: true }, sent);
  }).callSites;
}

type Run = Pick<PayloadRun, "machine" | "ipc">;

/** Runs functions as somebody out of sight calls them, each after those that have to come before; gives the calls of the SDK that were reached, and all calls. */
function runRoots(
  { roots, loaded, ...sight }: Entry,
  before: readonly BackgroundRoot[],
  onSent: (run: Run, sent: Sent) => void,
): { readonly reached: ReadonlySet<Node>; readonly callSites: ReadonlySet<Node> } {
  const reached = new Set<Node>();
  const callSites = new Set<Node>();
  const called = new Set<Node>();
  const program = programOf(sight);
  let steps = 0;
  for (const root of roots) {
    if (called.has(root.node)) continue;
    const isLater = LIFECYCLE.functions.has(nameOfFunction(root.node) ?? "") && !isStart(root);
    const first = [...before, ...(isLater ? roots.filter(isStart) : [])].filter(
      ({ node }) => node !== root.node,
    );
    explore(MOST_PATHS, (path) => {
      if (steps > MOST_STEPS) return;
      const { machine, ipc } = begin(sight, program, path, root.node, onSent);
      try {
        ipc.runRoots([...first, root], loaded);
      } catch (error) {
        if (!isGivenUp(error)) throw error;
      }
      steps += machine.stepsTaken;
      for (const node of ipc.reached) reached.add(node);
      for (const node of machine.callSites) callSites.add(node);
      for (const node of machine.called) called.add(node);
    });
  }
  return { reached, callSites };
}

/** A payload that no run has come by: it is evaluated where it stands, with nothing known of what is around it. */
function lookAt(communication: Communication, call: SdkCall, onSent: OnSent): void {
  const index = call.spec.content;
  const written = index === undefined ? undefined : call.args[index];
  if (index === undefined || !written || call.role !== "send" || call.isMixed) return;
  explore(MOST_PATHS, (path) => {
    const { machine, ipc } = begin(communication, programOf(communication), path, written, () => undefined);
    try {
      const value = machine.toEnd(evaluate(machine, written, machine.module));
      const { node } = call;
      onSent(
        { machine, ipc, isFromAbove: false, knowsBefore: false },
        { role: "payload", node, value, index, activity: machine.activity },
      );
    } catch (error) {
      if (!isGivenUp(error) && !(error instanceof Thrown)) throw error;
    }
  });
}

function programOf({ flow }: Pick<SdkFile, "flow">): Program {
  return { flow, file: flow.file, followed: new Map() };
}

function begin(
  { things }: Pick<SdkFile, "things">,
  program: Program,
  path: Path,
  start: Node,
  onSent: (run: Run, sent: Sent) => void,
): Run {
  const ipc: IpcInRun = new IpcInRun(
    things,
    () => machine,
    (sent) => {
      onSent({ machine, ipc }, sent);
    },
  );
  const machine: Machine = new Machine(program, path, ipc.host, { kind: "outside", node: start });
  machine.sources = new Map();
  return { machine, ipc };
}
