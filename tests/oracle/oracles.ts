import { writeEnd } from "./channels/grammar.js";
import { nameAll } from "./channels/run.js";
import { writeComponents } from "./cleanup/grammar.js";
import { mountAll } from "./cleanup/run.js";
import { writePlugin } from "./contract/grammar.js";
import { meetAll } from "./contract/run.js";
import { writeScreen as writeEmittingScreen } from "./emits/grammar.js";
import { useScreen } from "./emits/run.js";
import { writeScreen } from "./first-value/grammar.js";
import { mountScreen } from "./first-value/run.js";
import type { Oracle } from "./oracle.js";
import { writeBackground } from "./payloads/grammar.js";
import { sendAll } from "./payloads/run.js";

/** Everything that judges a rule by execution. */
export const oracles: readonly Oracle[] = [
  {
    name: "channels",
    rules: ["no-prefixed-channel", "no-cross-plugin-channel"],
    write: writeEnd,
    run: nameAll,
  },
  { name: "cleanup", rules: ["require-socket-cleanup"], write: writeComponents, run: mountAll },
  {
    name: "contract",
    rules: ["no-unmatched-channel", "no-unmatched-route"],
    write: writePlugin,
    run: meetAll,
  },
  { name: "emits", rules: ["no-ui-socket-emit"], write: writeEmittingScreen, run: useScreen },
  { name: "first-value", rules: ["require-initial-fetch"], write: writeScreen, run: mountScreen },
  {
    name: "payloads",
    rules: ["no-non-cloneable-payload"],
    isTyped: true,
    write: writeBackground,
    run: sendAll,
  },
];
