import type { Member, RunObject } from "./values.js";
import { constant, isPrivateMember } from "./values.js";

/**
 * The members that are listed, in the order of the engine: numbers first. Private members and those under symbols are not.
 * A key that is a number is listed as text.
 */
export function listedMembers({ members }: RunObject): readonly Member[] {
  const listed = [...members].flatMap(([name, member]): [string, Member][] => {
    const { key } = member;
    if (isPrivateMember(name) || (key.kind === "object" && key.brand === "Symbol")) return [];
    return [[key.kind === "primitive" ? String(key.value) : name, member]];
  });
  return Object.entries(Object.fromEntries(listed)).map(([name, member]) =>
    member.key.kind === "primitive" ? { ...member, key: constant(name) } : member,
  );
}
