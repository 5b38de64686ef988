import type { Damage } from "../clone/damage.js";
import type { OpenPart } from "../clone/of-value.js";
import { cloneOfValue } from "../clone/of-value.js";
import { unwrap } from "../flow/tree.js";
import type { Machine } from "../run/machine.js";
import type { Unknown } from "../run/values.js";
import type { Sent } from "./ipc-in-run.js";
import type { WrittenPart } from "./payload-place.js";
import { writtenPart } from "./payload-place.js";
import type { PayloadRun } from "./payload-runs.js";
import { isTriedAgain } from "./second-try.js";
import type { TypeOracle } from "./type-oracle.js";

/** A part of what is sent that does not arrive as it is, and where it is written, in whichever file. */
interface DamagedPart {
  readonly damage: Damage;
  readonly place: WrittenPart;
  /** Whether a run has shown it, and not only a type. */
  readonly isSeenInRun: boolean;
}

/** The parts of what is sent that do not arrive as they are. */
export function damagesOf(
  types: TypeOracle | undefined,
  run: PayloadRun,
  sent: Sent,
): readonly DamagedPart[] {
  const { machine, ipc } = run;
  if (ipc.isInDoubt) return [];
  const { damages, open } = cloneOfValue(machine, sent.value, ipc.isShared);
  const byType = open.flatMap((one) =>
    damagesByType(types, run, sent, one)
      .filter((damage) => !isRuledOut(machine, one.part, damage))
      .map((damage) => ({ ...damage, path: [...one.path, ...damage.path], part: one.part })),
  );
  return (
    [...damages, ...byType]
      .filter(({ kind }) => kind !== "throws" || !isTriedAgain(machine.file, sent.node, sent.activity))
      // What a handler promises is waited for.
      .filter(({ path, cure }) => !(sent.role === "result" && path.length === 0 && cure === "await"))
      .map((damage) => ({
        damage,
        place: writtenPart(machine.file, sent, damage.path, damage.part),
        isSeenInRun: damages.includes(damage),
      }))
  );
}

/** What the types say of a part that the run does not know: that of the payload, and those of the expressions that have given the part. */
function damagesByType(
  types: TypeOracle | undefined,
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
