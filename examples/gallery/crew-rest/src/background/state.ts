import type { Member, Note, Rest } from "@/shared/events";
import type { Bus } from "./bus";

const REST_MINUTES = 90;

export const createState = (bus: Bus, now: () => number = Date.now) => {
  let roster: Member[] = [
    { id: "a1", name: "Ada", role: "cpt" },
    { id: "b2", name: "Bo", role: "fo" },
    { id: "c3", name: "Cleo", role: "cabin" },
  ];
  const rests = new Map<string, Rest>();
  const notes: Note[] = [];

  const start = (memberId: string, minutes = REST_MINUTES) => {
    const rest = { memberId, since: now(), minutes };
    rests.set(memberId, rest);
    bus.emit("rest:started", rest);
  };

  const end = (memberId: string) => {
    if (!rests.delete(memberId)) return false;
    bus.emit("rest:ended", { memberId });
    return true;
  };

  const note = (by: string, text: string) => {
    const made: Note = { id: notes.length + 1, by, text };
    notes.push(made);
    bus.emit("note", made);
    return made;
  };

  /** Once the flight is under way, the cabin crew rests first. */
  const underWay = () => {
    roster = roster.toSorted((a, b) => a.role.localeCompare(b.role));
    bus.emit("roster", roster);
  };

  const announceDue = () => {
    for (const { memberId, since, minutes } of rests.values()) {
      const member = roster.find(({ id }) => id === memberId);
      if (member && now() - since >= minutes * 60_000) bus.emit("due", { name: member.name });
    }
  };

  return {
    has: (memberId: string) => roster.some(({ id }) => id === memberId),
    roster: () => roster,
    rests: () => [...rests.values()],
    notes: (limit: number) => notes.slice(-limit),
    start,
    end,
    note,
    underWay,
    announceDue,
  };
};

export type State = ReturnType<typeof createState>;
