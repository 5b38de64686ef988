import type { Random } from "../../random.js";

/** One way to write something. Weight 0: not possible here. */
export type Option<T> = readonly [weight: number, name: string, make: () => T];

const TAKEN = [
  "socket",
  "ctx",
  "props",
  "d",
  "id",
  "enabled",
  "mode",
  "count",
  "events",
  "onStatus",
  "onOther",
];

/** How a program spells what it takes from React. */
const STYLES = ["named", "named", "named", "aliased", "namespace", "both"] as const;

/** A program while it is written: its names, what stands at the top of its file, and where it goes wrong. */
export class Sheet {
  readonly top: string[] = [];
  readonly parts = new Set<string>();
  /** How many places could have gone wrong so far. */
  risks = 0;
  readonly #names = new Map<string, number>(TAKEN.map((name) => [name, 1]));
  readonly #helpers = new Map<string, string>();
  readonly #imports = new Map<string, string>();
  #isFlawless = false;
  readonly #style: (typeof STYLES)[number];

  constructor(
    readonly random: Random,
    /** The numbers of the places that go wrong. */
    private readonly mistakes: ReadonlySet<number>,
  ) {
    this.#style = random.pick(STYLES);
    this.parts.add(`imports: ${this.#style}`);
  }

  /** A name that nothing else in the program has. */
  name(stem: string): string {
    const count = (this.#names.get(stem) ?? 0) + 1;
    this.#names.set(stem, count);
    return count === 1 ? stem : `${stem}${String(count)}`;
  }

  /** Writes something in one of the right ways, or, where the program is to go wrong, in one of the wrong ways. */
  grow<T>(dimension: string, right: readonly Option<T>[], wrong: readonly Option<T>[] = []): T {
    const isRisk = !this.#isFlawless && wrong.some(([weight]) => weight > 0);
    const goesWrong = isRisk && this.mistakes.has(this.risks++);
    const [, name, make] = this.random.weighted(goesWrong ? wrong : right);
    this.parts.add(goesWrong ? `mistake: ${name}` : `${dimension}: ${name}`);
    return make();
  }

  /** Writes something in which nothing goes wrong. */
  flawless<T>(make: () => T): T {
    const before = this.#isFlawless;
    this.#isFlawless = true;
    const made = make();
    this.#isFlawless = before;
    return made;
  }

  /** A declaration at the top of the file that everything in it shares. */
  helper(stem: string, declare: (name: string) => string): string {
    const known = this.#helpers.get(stem);
    if (known !== undefined) return known;
    const name = this.name(stem);
    this.#helpers.set(stem, name);
    this.top.push(declare(name));
    return name;
  }

  /** A declaration of its own at the top of the file. */
  declare(stem: string, write: (name: string) => string): string {
    const name = this.name(stem);
    this.top.push(write(name));
    return name;
  }

  /** An export of React, as this program spells it. */
  react(name: string): string {
    if (this.#style === "namespace" || (this.#style === "both" && !name.startsWith("use")))
      return `React.${name}`;
    const known = this.#imports.get(name);
    if (known !== undefined) return known;
    const isAliased = this.#style === "aliased" && this.random.chance(0.5);
    const local = isAliased
      ? this.name(name.startsWith("use") ? `useReact${name.slice(3)}` : `React${name}`)
      : name;
    this.#imports.set(name, local);
    return local;
  }

  /** The imports that the program needs. */
  get imports(): string {
    const names = [...this.#imports].map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    const lines = [
      this.#style === "namespace" ? `import * as React from "react";` : "",
      this.#style === "both"
        ? `import React${names.length > 0 ? `, { ${names.join(", ")} }` : ""} from "react";`
        : "",
      this.#style !== "namespace" && this.#style !== "both" && names.length > 0
        ? `import { ${names.join(", ")} } from "react";`
        : "",
      `import { usePluginContext } from "@skyvexsoftware/stratos-sdk";`,
      `import type { PluginUIContext } from "@skyvexsoftware/stratos-sdk";`,
    ];
    return lines.filter(Boolean).join("\n");
  }
}
