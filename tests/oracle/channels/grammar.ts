import type { Program } from "../oracle.js";
import { Random } from "../random.js";
import { SharedModule } from "../texts/module.js";
import { componentOf, End, pluginOf } from "./ends.js";
import { BACKGROUND, SHARED, UI } from "./ends.js";
import { BACKGROUND_PLACES, UI_PLACES } from "./places.js";

/** The id that only the environment tells. */
export const ID_FROM_OUTSIDE = "from-outside";
/** How many programs name no channel wrongly. */
const RIGHT = 0.3;

/** What a name is, but for its last part. */
const NAMES: readonly (readonly [weight: number, name: string, make: (leaf: string) => string])[] = [
  [4, "name: leaf", (leaf) => leaf],
  [1, "name: leaf with colons", (leaf) => `fleet:${leaf}`],
  [1, "name: plugin without a second colon", (leaf) => `plugin:${leaf}`],
  [1, "name: plural", (leaf) => `plugins:my-plugin:${leaf}`],
  [1, "name: prefix inside", (leaf) => `my:plugin:my-plugin:${leaf}`],
  [1, "name: the id alone", (leaf) => `my-plugin:${leaf}`],
  [1, "name: another letter", (leaf) => `plug-in:my-plugin:${leaf}`],
  [5, "mistake: own prefix", (leaf) => `plugin:my-plugin:${leaf}`],
  [3, "mistake: prefix of another plugin", (leaf) => `plugin:crew-desk:${leaf}`],
];

/** Writes the program of a seed: one end that names channels, rightly or not. */
export function writeEnd(seed: number): Program {
  const random = new Random(seed);
  return new Channels(random, random.chance(0.5), random.chance(RIGHT)).write();
}

class Channels {
  readonly #parts = new Set<string>();
  readonly #shared = new SharedModule();
  readonly #end: End;

  constructor(
    private readonly random: Random,
    private readonly isUi: boolean,
    private readonly isRight: boolean,
  ) {
    const flag = isUi
      ? '(globalThis as any)["STRATOS_FLAG"] === "on"'
      : 'process.env["STRATOS_FLAG"] === "on"';
    this.#end = new End(random, this.#shared, this.#parts, flag);
  }

  write(): Program {
    const uses = 1 + this.random.below(3);
    for (let count = 0; count < uses; count++) {
      const [, , write] = this.#end.pick("place", this.isUi ? UI_PLACES : BACKGROUND_PLACES);
      write(this.#end, this.#channel());
    }
    const code = this.isUi ? componentOf(this.#end) : pluginOf(this.#end);
    return {
      files: { [this.isUi ? UI : BACKGROUND]: code, [SHARED]: this.#shared.code },
      parts: [...this.#parts],
    };
  }

  /** An expression for a channel whose last part nothing else has. */
  #channel(): string {
    const leaf = this.#shared.name("state");
    if (!this.isRight && this.random.chance(0.15)) {
      this.#parts.add("mistake: the id of the context");
      return this.isUi ? `\`plugin:\${pluginId}:${leaf}\`` : `\`plugin:\${ctx.pluginId}:${leaf}\``;
    }
    if (!this.isRight && this.random.chance(0.08)) {
      this.#parts.add("mistake: an id from outside");
      const where = this.isUi ? "globalThis as any" : "process.env as any";
      this.#end.top(`const OUTSIDE = String((${where})["STRATOS_ID"]);`);
      return `\`plugin:\${OUTSIDE}:${leaf}\``;
    }
    const possible = NAMES.filter(([, what]) => !this.isRight || !what.startsWith("mistake"));
    const [, name, make] = this.random.weighted(possible);
    this.#parts.add(name);
    return this.#end.text(make(leaf));
  }
}
