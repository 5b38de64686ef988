import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import { topic } from "@hangar/kit/publisher";
import { Channels } from "../channels";

export interface Slot {
  callsign: string;
  minute: number;
}

export class Slots {
  private readonly slots: Slot[] = [
    { callsign: "EXV56", minute: 10 },
    { callsign: "EXV78", minute: 25 },
  ];
  private readonly publish: (slots: Slot[]) => void;
  private readonly announce: (delay: Slot) => void;

  constructor(ctx: PluginContext) {
    this.publish = topic(ctx, Channels.Slots);
    this.announce = topic(ctx, Channels.Delay);
  }

  list(): Slot[] {
    return this.slots;
  }

  delay(callsign: string, minutes: number): Slot | undefined {
    const slot = this.slots.find((known) => known.callsign === callsign);
    if (!slot) return undefined;
    slot.minute += minutes;
    this.announce({ callsign, minute: slot.minute });
    this.publish(this.slots);
    return slot;
  }
}
