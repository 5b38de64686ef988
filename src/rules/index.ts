import { noNonCloneablePayload } from "./no-non-cloneable-payload.js";
import { noPrefixedChannel } from "./no-prefixed-channel.js";
import { noUiSocketEmit } from "./no-ui-socket-emit.js";
import { requireSocketCleanup } from "./require-socket-cleanup.js";

export type RuleName =
  "no-non-cloneable-payload" | "no-prefixed-channel" | "no-ui-socket-emit" | "require-socket-cleanup";

/** Every rule by its id; presets and documentation are computed from this table. */
export const rules = {
  "no-non-cloneable-payload": noNonCloneablePayload,
  "no-prefixed-channel": noPrefixedChannel,
  "no-ui-socket-emit": noUiSocketEmit,
  "require-socket-cleanup": requireSocketCleanup,
} satisfies Record<RuleName, unknown>;
