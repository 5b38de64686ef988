import type { Pattern } from "../express/shapes.js";
import { LISTENING_TO_ALL, SUBSCRIBING } from "../sdk.js";
import type { Sites, Slot, Slots } from "./sites.js";
import { ANY_NAME } from "./sites.js";

/** Names that go through more functions than this are not followed. */
const MOST_ROUNDS = 6;

const FIRST: Slot = { index: 0, key: undefined, before: "", after: "" };

/** Whatever is called `send` may send on the channel that is its first argument. */
export const SENDING_SLOTS: Slots = new Map([["send", [FIRST]]]);
/** Whatever is called `on` and the like may hear it. */
export const HEARING_SLOTS: Slots = new Map([
  ...SUBSCRIBING.map((name): [string, readonly Slot[]] => [name, [FIRST]]),
  ...LISTENING_TO_ALL.map((name): [string, readonly Slot[]] => [name, [{ ...FIRST, index: ANY_NAME }]]),
]);

/** All names that may be given to some methods in a plugin, by whatever way. */
export interface GivenNames {
  readonly names: readonly Pattern[];
  /** Why there may be others. */
  readonly open: string | undefined;
}

/** Goes from the calls of methods to those of the functions that pass names on to them, in all modules. */
export function givenNames(
  base: Slots,
  scan: (slots: Slots, isBase: boolean) => readonly Sites[],
): GivenNames {
  const names: Pattern[] = [];
  const done = new Set<string>();
  let open: string | undefined;
  let slots = base;
  for (let round = 0; slots.size > 0; round++) {
    if (round >= MOST_ROUNDS) return { names, open: open ?? "names go through too many functions" };
    const next = new Map<string, Slot[]>();
    const found = scan(slots, round === 0);
    const called = new Set(found.flatMap((sites) => [...sites.called]));
    for (const [name, given] of slots) {
      // Whoever calls it is not in sight: the shell, a router.
      if (round === 0 || called.has(name)) continue;
      for (const { before, after } of given) {
        if (before + after === "") open ??= `\`${name}\` is called by something that is not in sight`;
        else names.push([before, null, after].filter((part) => part !== ""));
      }
    }
    for (const sites of found) {
      names.push(...sites.names);
      open ??= sites.open;
      for (const [name, slot] of sites.wrappers) {
        const key = JSON.stringify([name, slot]);
        if (done.has(key)) continue;
        done.add(key);
        next.set(name, [...(next.get(name) ?? []), slot]);
      }
    }
    slots = next;
  }
  return { names, open };
}
