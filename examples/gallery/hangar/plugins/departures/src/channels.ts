export enum Channels {
  Slots = "slots",
  Delay = "delay",
}
