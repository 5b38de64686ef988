import type { FileView } from "../flow/file.js";
import type { Node } from "../flow/tree.js";
import { evaluate } from "../run/expressions.js";
import { isGivenUp } from "../run/given-up.js";
import { Machine, Thrown } from "../run/machine.js";
import type { Program } from "../run/machine.js";
import type { Path } from "../run/path.js";
import { explore } from "../run/path.js";
import type { BackgroundRoot } from "./background-roots.js";
import { backgroundRoots, keepersIn } from "./background-roots.js";
import type { Communication } from "./communication.js";
import { entriesAbove } from "./entries.js";
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
  const budget = { steps: MOST_STEPS };
  if (calls.length > 0) {
    const names = [...new Set(calls.map(({ method }) => method))];
    const roots = backgroundRoots(communication.flow, names);
    const reached = runRoots(communication, roots, [communication.flow.file], false, budget, onSent);
    for (const call of calls)
      if (call.node === call.place && !reached.has(call.node)) lookAt(communication, call, onSent);
  }
  for (const { roots, loaded, ...entry } of entriesAbove(communication))
    runRoots(entry, roots, loaded, true, budget, onSent);
}

/** Runs functions as somebody out of sight calls them; gives the calls that were reached. */
function runRoots(
  sight: Pick<SdkFile, "flow" | "things">,
  roots: readonly BackgroundRoot[],
  loaded: readonly FileView[],
  isFromAbove: boolean,
  budget: { steps: number },
  onSent: OnSent,
): ReadonlySet<Node> {
  const reached = new Set<Node>();
  const called = new Set<Node>();
  const { flow } = sight;
  const program = programOf(sight);
  const keepers = isFromAbove ? [] : keepersIn(flow, sight.things);
  for (const root of roots) {
    if (called.has(root.node)) continue;
    const before = keepers.filter((keeper) => keeper.node !== root.node);
    explore(MOST_PATHS, (path) => {
      if (budget.steps < 0) return;
      const { machine, ipc } = begin(sight, program, path, root.node, (run, sent) => {
        onSent({ ...run, isFromAbove, knowsBefore: true }, sent);
      });
      try {
        ipc.runRoots([...before, root], loaded);
      } catch (error) {
        if (!isGivenUp(error)) throw error;
      }
      budget.steps -= machine.stepsTaken;
      for (const node of ipc.reached) reached.add(node);
      for (const node of machine.called) called.add(node);
    });
  }
  return reached;
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
  return { flow, file: flow.file, answers: new Map() };
}

function begin(
  { things }: Pick<SdkFile, "things">,
  program: Program,
  path: Path,
  start: Node,
  onSent: (run: Pick<PayloadRun, "machine" | "ipc">, sent: Sent) => void,
): Pick<PayloadRun, "machine" | "ipc"> {
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
