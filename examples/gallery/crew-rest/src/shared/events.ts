export type Member = { id: string; name: string; role: "cpt" | "fo" | "cabin" };
export type Rest = { memberId: string; since: number; minutes: number };
export type Note = { id: number; by: string; text: string };

/** Event name -> payload. Both halves are typed with this. */
export type Events = {
  roster: Member[];
  "rest:started": Rest;
  "rest:ended": { memberId: string };
  note: Note;
  due: { name: string };
};

export type EventName = keyof Events;
