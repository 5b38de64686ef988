import type { Node } from "../flow/tree.js";
import type { Edit } from "./edit.js";

/** A place where a name is written, and how it is changed there. */
export interface Renaming {
  readonly name: string;
  readonly edit: Edit;
  /** The calls that the name reaches. */
  readonly calls: readonly { readonly node: Node }[];
}

/**
 * The edits that are made as one: those of one name in one component, for what is added under a new name and removed under the
 * old one stays; and those that lie between them, for ESLint makes no two edits of one stretch in one pass.
 */
export function together<T extends Renaming>(renamings: readonly T[]): ReadonlyMap<T, readonly Edit[]> {
  const groups: T[][] = [];
  const known = new Map<string, T[]>();
  for (const renaming of renamings) {
    const keys = renaming.calls.map(
      ({ node }) => `${String(statementAround(node).range[0])} ${renaming.name}`,
    );
    const found = keys.map((key) => known.get(key)).find((group) => group !== undefined);
    const group = found ?? [];
    if (!found) groups.push(group);
    group.push(renaming);
    for (const key of keys) known.set(key, group);
  }
  const sorted = groups.toSorted((a, b) => startOf(a) - startOf(b));
  const merged: T[][] = [];
  for (const group of sorted) {
    const last = merged.at(-1);
    if (last && startOf(group) <= endOf(last)) last.push(...group);
    else merged.push([...group]);
  }
  return new Map(merged.flatMap((group) => group.map((one) => [one, editsOf(group)] as const)));
}

const startOf = (group: readonly Renaming[]): number => Math.min(...group.map(({ edit }) => edit.range[0]));
const endOf = (group: readonly Renaming[]): number => Math.max(...group.map(({ edit }) => edit.range[1]));

function editsOf(group: readonly Renaming[]): readonly Edit[] {
  const byStart = new Map(group.map(({ edit }) => [edit.range[0], edit]));
  return [...byStart.values()].toSorted((a, b) => a.range[0] - b.range[0]);
}

/** The statement of the module that a node stands in: mostly a component, a hook or a helper. */
export function statementAround(node: Node): Node {
  let at = node;
  while (at.parent && at.parent.type !== "Program") at = at.parent;
  return at;
}
