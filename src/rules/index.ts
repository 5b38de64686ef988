import { noCrossPluginChannel } from "./no-cross-plugin-channel.js";
import { noNonCloneablePayload } from "./no-non-cloneable-payload.js";
import { noPrefixedChannel } from "./no-prefixed-channel.js";
import { noUiSocketEmit } from "./no-ui-socket-emit.js";
import { noUnmatchedChannel } from "./no-unmatched-channel.js";
import { noUnmatchedRoute } from "./no-unmatched-route.js";
import { requireInitialFetch } from "./require-initial-fetch.js";
import { requireSocketCleanup } from "./require-socket-cleanup.js";

export type RuleName =
  | "no-cross-plugin-channel"
  | "no-non-cloneable-payload"
  | "no-prefixed-channel"
  | "no-ui-socket-emit"
  | "no-unmatched-channel"
  | "no-unmatched-route"
  | "require-initial-fetch"
  | "require-socket-cleanup";

/** Every rule by its id; presets and documentation are computed from this table. */
export const rules = {
  "no-cross-plugin-channel": noCrossPluginChannel,
  "no-non-cloneable-payload": noNonCloneablePayload,
  "no-prefixed-channel": noPrefixedChannel,
  "no-ui-socket-emit": noUiSocketEmit,
  "no-unmatched-channel": noUnmatchedChannel,
  "no-unmatched-route": noUnmatchedRoute,
  "require-initial-fetch": requireInitialFetch,
  "require-socket-cleanup": requireSocketCleanup,
} satisfies Record<RuleName, unknown>;
