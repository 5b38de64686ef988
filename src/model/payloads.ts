import type { Damage } from "../clone/damage.js";
import type { OpenPart } from "../clone/of-value.js";
import { cloneOfValue } from "../clone/of-value.js";
import type { Node } from "../flow/tree.js";
import { unwrap } from "../flow/tree.js";
import type { Machine } from "../run/machine.js";
import type { RunValue, Unknown } from "../run/values.js";
import type { Communication } from "./communication.js";
import type { Sent } from "./ipc-in-run.js";
import type { WrittenPart } from "./payload-place.js";
import { writtenPart } from "./payload-place.js";
import type { PayloadRun } from "./payload-runs.js";
import { runPayloads } from "./payload-runs.js";

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
  const found = new Map<Node, BadPayload>();
  runPayloads(communication, (run, sent) => {
    for (const bad of badPartsOf(communication, run, sent)) {
      const before = found.get(bad.place.node);
      if (!before || (before.damage.kind === "damaged" && bad.damage.kind === "throws"))
        found.set(bad.place.node, bad);
    }
  });
  return [...found.values()].toSorted((a, b) => a.place.node.range[0] - b.place.node.range[0]);
}

// ---------------------------------------------------------------- one payload

function badPartsOf(communication: Communication, run: PayloadRun, sent: Sent): readonly BadPayload[] {
  const { machine, ipc } = run;
  if (ipc.isInDoubt) return [];
  const { damages, open } = cloneOfValue(machine, sent.value, ipc.isShared);
  const byType = open.flatMap((one) =>
    damagesByType(communication, run, sent, one)
      .filter((damage) => !isRuledOut(machine, one.part, damage))
      .map((damage) => ({ ...damage, path: [...one.path, ...damage.path], part: one.part })),
  );
  return [...damages, ...byType].flatMap((damage): BadPayload[] => {
    // What a handler promises is waited for.
    if (sent.role === "result" && damage.path.length === 0 && damage.cure === "await") return [];
    const place = placeInFile(communication, run, sent, damage);
    return place ? [{ role: sent.role, damage, place, call: sent.node }] : [];
  });
}

/** A part that another module makes is shown where this file sends it; what this file does not send is told elsewhere. */
function placeInFile(
  communication: Communication,
  { machine: { file }, isFromAbove }: PayloadRun,
  sent: Sent,
  { path, part }: Damage & { readonly part: RunValue },
): WrittenPart | undefined {
  const place = writtenPart(file, sent, path, part);
  const isHere = (node: Node): boolean => file.of(node).source.ast === communication.sourceCode.ast;
  if (isHere(place.node)) return place;
  return isFromAbove || !isHere(sent.node)
    ? undefined
    : { node: sent.node.arguments[sent.index] ?? sent.node, rest: path };
}

/** What the types say of a part that the run does not know: that of the payload, and those of the expressions that have given the part. */
function damagesByType(
  { types }: Communication,
  { machine, isFromAbove, knowsBefore }: PayloadRun,
  { role, node, index }: Sent,
  { part, path, except }: OpenPart,
): readonly Damage[] {
  if (!types || isFromAbove || !knowsBefore) return [];
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
