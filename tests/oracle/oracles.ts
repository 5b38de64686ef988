import { writeComponents } from "./cleanup/grammar.js";
import { mountAll } from "./cleanup/run.js";
import { writeScreen } from "./first-value/grammar.js";
import { mountScreen } from "./first-value/run.js";
import type { Oracle } from "./oracle.js";
import { writeBackground } from "./payloads/grammar.js";
import { sendAll } from "./payloads/run.js";

/** Everything that judges a rule by execution. */
export const oracles: readonly Oracle[] = [
  { name: "cleanup", rules: ["require-socket-cleanup"], write: writeComponents, run: mountAll },
  { name: "first-value", rules: ["require-initial-fetch"], write: writeScreen, run: mountScreen },
  {
    name: "payloads",
    rules: ["no-non-cloneable-payload"],
    isTyped: true,
    write: writeBackground,
    run: sendAll,
  },
];
