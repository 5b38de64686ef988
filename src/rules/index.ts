import { noPrefixedChannel } from "./no-prefixed-channel.js";
import { noUiSocketEmit } from "./no-ui-socket-emit.js";

export type RuleName = "no-prefixed-channel" | "no-ui-socket-emit";

/** Every rule by its id; presets and documentation are computed from this table. */
export const rules = {
  "no-prefixed-channel": noPrefixedChannel,
  "no-ui-socket-emit": noUiSocketEmit,
} satisfies Record<RuleName, unknown>;
