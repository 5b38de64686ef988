import type { Language, Piece } from "./languages.js";
import type { Pattern } from "./shapes.js";

/** What may be read in one step. */
type Reader =
  | { readonly kind: "character"; readonly value: string; readonly isSensitive: boolean }
  | { readonly kind: "no-slash" }
  | { readonly kind: "any" };

/** A step to another state; without a reader, nothing is read. */
interface Step {
  readonly to: number;
  readonly reader?: Reader;
}

/** A machine that reads texts: the steps from each state. It begins in the first and accepts in the last. */
type Machine = Step[][];

const FILLER = "x";

/**
 * A path that a request with holes may have and that is in a language, or undefined: then there is none.
 * It walks through both at once, so that a hole is given just what the language needs in its place.
 */
export function commonPath(language: Language, request: Pattern): string | undefined {
  const left = machineOf(language);
  const right = requestMachine(request);
  const seen = new Set<number>([0]);
  const queue = [{ left: 0, right: 0, text: "" }];
  for (const { left: from, right: sent, text } of queue) {
    if (from === left.length - 1 && sent === right.length - 1) return text;
    const visit = (leftState: number, rightState: number, read: string): void => {
      const key = leftState * right.length + rightState;
      if (seen.has(key)) return;
      seen.add(key);
      queue.push({ left: leftState, right: rightState, text: text + read });
    };
    for (const step of left[from] ?? []) {
      if (!step.reader) visit(step.to, sent, "");
    }
    for (const step of right[sent] ?? []) {
      if (!step.reader) visit(from, step.to, "");
      for (const other of left[from] ?? []) {
        const read = step.reader && other.reader && common(other.reader, step.reader);
        if (read !== undefined) visit(other.to, step.to, read);
      }
    }
  }
  return undefined;
}

/** A character that both read: the request's own, if it is known. */
function common(wanted: Reader, sent: Reader): string | undefined {
  if (sent.kind !== "character") return wanted.kind === "character" ? wanted.value : FILLER;
  const { value } = sent;
  if (wanted.kind === "any") return value;
  if (wanted.kind === "no-slash") return value === "/" ? undefined : value;
  if (wanted.isSensitive) return value === wanted.value ? value : undefined;
  return value.toLowerCase() === wanted.value.toLowerCase() ? value : undefined;
}

function machineOf(language: Language): Machine {
  const machine: Machine = [[]];
  for (const piece of language) append(machine, piece);
  return machine;
}

function append(machine: Machine, piece: Piece): void {
  switch (piece.kind) {
    case "character":
      stepOn(machine, piece);
      return;
    case "segment":
      stepOn(machine, { kind: "no-slash" });
      machine.at(-1)?.push({ to: machine.length - 1, reader: { kind: "no-slash" } });
      stepOn(machine);
      return;
    case "anything":
      stepOn(machine);
      machine.at(-1)?.push({ to: machine.length - 1, reader: { kind: "any" } });
      stepOn(machine);
      return;
    case "optional": {
      stepOn(machine);
      const start = machine.at(-1);
      for (const inner of piece.pieces) append(machine, inner);
      stepOn(machine);
      start?.push({ to: machine.length - 1 });
    }
  }
}

function stepOn(machine: Machine, reader?: Reader): void {
  machine.at(-1)?.push({ to: machine.length, ...(reader && { reader }) });
  machine.push([]);
}

/** A hole may hold the start of the query, and then be the end of the path (see `mayHoldQuery`). */
function requestMachine(request: Pattern): Machine {
  const machine: Machine = [[]];
  const lastSteps: Step[][] = [];
  for (const [index, part] of request.entries()) {
    if (part === null) {
      append(machine, { kind: "anything" });
      const last = machine.at(-1);
      if (last && mayHoldQuery(request, index)) lastSteps.push(last);
    } else {
      for (const value of part.split("")) stepOn(machine, { kind: "character", value, isSensitive: true });
    }
  }
  for (const steps of lastSteps) steps.push({ to: machine.length });
  stepOn(machine);
  return machine;
}

/** Whether a hole may hold a "?". What is followed by a slash goes on as a path. */
export function mayHoldQuery(request: Pattern, index: number): boolean {
  return request[index + 1]?.startsWith("/") !== true;
}
