import type { PluginContext } from "@skyvexsoftware/stratos-sdk";
import { TOPIC, type Topic, type Topics } from "@shared/contract";

export type Publish = <T extends Topic>(topic: T, payload: Topics[T]) => void;

/** One sender for each topic; what is not in here cannot be sent. */
export function createPublish(ctx: PluginContext): Publish {
  const senders = new Map<Topic, (payload: unknown) => void>(
    Object.values(TOPIC).map((topic) => [topic, (payload: unknown) => ctx.ipc.send(topic, payload)]),
  );

  return function publish(topic, payload) {
    const sender = senders.get(topic);
    if (!sender) throw new TypeError(`No sender for ${topic}`);
    sender(payload);
  };
}
