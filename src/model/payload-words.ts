import type { Cure } from "../clone/damage.js";
import { pathText } from "../clone/damage.js";
import type { Communication } from "./communication.js";
import { calledName } from "./sdk-calls.js";
import type { BadPayload } from "./payloads.js";

const ADVICE: Readonly<Record<Cure, string>> = {
  await: "Await it first.",
  href: "Send its `href`.",
  list: "Send a list of what it gives: `[...iterator]`.",
  spread: "Send a plain object with its data.",
  omit: "Leave it out, or send data that stands for it.",
};

/** What the messages about a payload say. */
export function describePayload(
  { calls }: Communication,
  { damage, role, call }: BadPayload,
): Record<string, string> {
  const sending = calls.find(({ node }) => node === call);
  const method = sending ? calledName(sending) : "ctx.ipc.send";
  const [channel, ...others] = sending?.channel?.values ?? [];
  const isOne = others.length === 0 && !sending?.channel?.others;
  const event = isOne && channel?.kind === "primitive" ? ` of "${String(channel.value)}"` : "";
  return {
    path: pathText(role, damage.path),
    what: damage.what,
    lost: damage.lost ?? "",
    outcome:
      role === "payload"
        ? `\`${method}\` throws a \`DataCloneError\`, and the UI hears nothing${event}`
        : `whoever asks \`${method}\` gets a \`DataCloneError\` instead of the answer`,
    advice: damage.cure ? ADVICE[damage.cure] : "Send plain data that stands for it.",
  };
}
