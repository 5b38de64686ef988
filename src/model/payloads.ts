import type { Damage } from "../clone/damage.js";
import type { OpenPart } from "../clone/of-value.js";
import { cloneOfValue } from "../clone/of-value.js";
import type { Node } from "../flow/tree.js";
import { unwrap } from "../flow/tree.js";
import { evaluate } from "../run/expressions.js";
import { isGivenUp } from "../run/given-up.js";
import { Machine, Thrown } from "../run/machine.js";
import type { Program } from "../run/machine.js";
import { explore } from "../run/path.js";
import type { RunValue, Unknown } from "../run/values.js";
import { backgroundRoots } from "./background-roots.js";
import type { Communication } from "./communication.js";
import type { SdkCall } from "./sdk-calls.js";
import type { Sent } from "./ipc-in-run.js";
import { IpcInRun } from "./ipc-in-run.js";
import type { WrittenPart } from "./payload-place.js";
import { writtenPart } from "./payload-place.js";
import type { TypeOracle } from "./type-oracle.js";

/** More ways through one function than this are not followed. */
const MOST_PATHS = 32;
/** More steps than this in all runs of a file are not run. */
const MOST_STEPS = 200_000;

/** A part of what is sent that does not arrive as it is. */
export interface BadPayload {
  readonly role: Sent["role"];
  readonly damage: Damage;
  readonly place: WrittenPart;
  /** The call that sends it, or registers who gives it. */
  readonly call: Node;
}

/** What a file sends to the other process that cannot get there, or arrives damaged: one finding for each place. */
export function badPayloadsOf(communication: Communication): readonly BadPayload[] {
  const calls = communication.calls.filter(({ spec }) => spec.role === "send" || spec.answers);
  if (calls.length === 0) return [];
  const found = new Map<Node, BadPayload>();
  const note = (bad: BadPayload): void => {
    const before = found.get(bad.place.node);
    if (!before || (before.damage.kind === "damaged" && bad.damage.kind === "throws"))
      found.set(bad.place.node, bad);
  };
  const reached = runAll(communication, calls, note);
  for (const call of calls)
    if (call.node === call.place && !reached.has(call.node)) lookAt(communication, call, note);
  return [...found.values()].toSorted((a, b) => a.place.node.range[0] - b.place.node.range[0]);
}

// ---------------------------------------------------------------- runs

function programOf({ flow }: Communication): Program {
  return { flow, file: flow.file, answers: new Map() };
}

/** Runs the code of a file that has to do with sending; gives the calls that were reached. */
function runAll(
  communication: Communication,
  calls: readonly SdkCall[],
  note: (bad: BadPayload) => void,
): ReadonlySet<Node> {
  const program = programOf(communication);
  const reached = new Set<Node>();
  const called = new Set<Node>();
  let steps = 0;
  for (const root of backgroundRoots(communication.flow, [...new Set(calls.map(({ method }) => method))])) {
    if (called.has(root.node)) continue;
    explore(MOST_PATHS, (path) => {
      if (steps > MOST_STEPS) return;
      const ipc: IpcInRun = new IpcInRun(
        communication.things,
        () => machine,
        (sent) => {
          examine(communication, machine, ipc, sent, note);
        },
      );
      const machine: Machine = new Machine(program, path, ipc.host, { kind: "outside", node: root.node });
      machine.sources = new Map();
      try {
        ipc.runRoot(root);
      } catch (error) {
        if (!isGivenUp(error)) throw error;
      }
      steps += machine.stepsTaken;
      for (const node of ipc.reached) reached.add(node);
      for (const node of machine.called) called.add(node);
    });
  }
  return reached;
}

/** A payload that no run has come by: it is evaluated where it stands, with nothing known of what is around it. */
function lookAt(communication: Communication, call: SdkCall, note: (bad: BadPayload) => void): void {
  const index = call.spec.content;
  const written = index === undefined ? undefined : call.args[index];
  if (index === undefined || !written || call.role !== "send" || call.isMixed) return;
  const program = programOf(communication);
  explore(MOST_PATHS, (path) => {
    const ipc: IpcInRun = new IpcInRun(
      communication.things,
      () => machine,
      () => undefined,
    );
    const machine: Machine = new Machine(program, path, ipc.host, {
      kind: "outside",
      node: written,
    });
    machine.sources = new Map();
    try {
      const value = machine.toEnd(evaluate(machine, written, machine.module));
      const { node } = call;
      examine(
        communication,
        machine,
        ipc,
        { role: "payload", node, value, index, activity: machine.activity },
        note,
        // What was asked or changed before is not in sight, and types do not tell it.
        false,
      );
    } catch (error) {
      if (!isGivenUp(error) && !(error instanceof Thrown)) throw error;
    }
  });
}

// ---------------------------------------------------------------- one payload

function examine(
  communication: Communication,
  machine: Machine,
  ipc: IpcInRun,
  sent: Sent,
  note: (bad: BadPayload) => void,
  isTyped = true,
): void {
  if (ipc.isInDoubt) return;
  const { damages, open } = cloneOfValue(machine, sent.value, ipc.isShared);
  const tell = (damage: Damage, part: RunValue): void => {
    // What a handler promises is waited for.
    if (sent.role === "result" && damage.path.length === 0 && damage.cure === "await") return;
    const place = placeInFile(
      communication,
      sent,
      writtenPart(communication, sent, damage.path, part),
      damage.path,
    );
    if (!place) return;
    note({ role: sent.role, damage, place, call: sent.node });
  };
  for (const damage of damages) tell(damage, damage.part);
  const { types } = communication;
  if (!types || !isTyped) return;
  for (const one of open)
    for (const damage of damagesByType(types, machine, sent, one))
      if (!isRuledOut(machine, one.part, damage))
        tell({ ...damage, path: [...one.path, ...damage.path] }, one.part);
}

/** A part that another module makes is shown where this file sends it; what this file does not send is told elsewhere. */
function placeInFile(
  { flow: { file } }: Communication,
  { node, index }: Sent,
  place: WrittenPart,
  path: Damage["path"],
): WrittenPart | undefined {
  if (!file.isElsewhere(place.node)) return place;
  return file.isElsewhere(node) ? undefined : { node: node.arguments[index] ?? node, rest: path };
}

/** What the types say of a part that the run does not know: that of the payload, and those of the expressions that have given the part. */
function damagesByType(
  types: TypeOracle,
  machine: Machine,
  { role, node, index }: Sent,
  { part, path, except }: OpenPart,
): readonly Damage[] {
  const written = role === "payload" ? node.arguments[index] : undefined;
  const asSent =
    written && written.type !== "SpreadElement" ? types.clonedAt(unwrap(written), { path }) : undefined;
  const isAwaited = role === "result" && path.length === 0;
  const asMade = [...(machine.sources?.get(part.key) ?? [])].map((source) =>
    types.clonedAt(source, { path: [], except, isAwaited }),
  );
  // A condition on the part leaves less than its type says, and only the place where it is sent knows that.
  const isAskedAbout = machine.path.hasAsked(`${part.key} `) || machine.path.hasAsked(`${part.key}.`);
  if (isAskedAbout && !asSent) return [];
  const said = [asSent, ...asMade].filter((one) => one !== undefined);
  // A cast can hide what there is: only what all say is certain.
  return said.every((one) => one.length > 0) ? (said[0] ?? []) : [];
}

/** Whether the run knows better than the type what a part is: it was replaced or deleted, or a condition has excluded it. */
function isRuledOut(machine: Machine, part: Unknown, { path, what }: Damage): boolean {
  const kinds = what === "a function" ? ["function"] : ["function", "object", "list"];
  let { key } = part;
  for (const step of path) {
    // Of a list that is not known, all elements are alike.
    if (step.kind !== "member" && machine.path.known(`any(${key})`) === false) return true;
    key = step.kind === "member" ? `${key}.${step.name}` : `${key}.0`;
    if (machine.stored.has(key)) return true;
    const possible: ReadonlySet<string> | undefined = machine.possible.get(key)?.kinds;
    if (possible && !kinds.some((kind) => possible.has(kind))) return true;
  }
  return false;
}
