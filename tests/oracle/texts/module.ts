import type { Random } from "../random.js";
import type { Draft } from "./spellings.js";
import { COMPOSITIONS, LEAVES } from "./spellings.js";

const DEEPEST = 2;

/** The module that both ends of a plugin import from, and the names that are taken anywhere in it. */
export class SharedModule {
  readonly declarations: string[] = [];
  readonly #names = new Map<string, number>();

  name(stem: string): string {
    const count = (this.#names.get(stem) ?? 0) + 1;
    this.#names.set(stem, count);
    return `${stem}${String(count)}`;
  }

  get code(): string {
    return [...this.declarations, "export {};"].join("\n");
  }
}

/** A module while it is written. */
export class ModuleDraft implements Draft {
  readonly #tops: string[] = [];
  readonly #imports: string[] = [];

  constructor(
    readonly random: Random,
    readonly sharedModule: SharedModule,
    /** What the program is made of. */
    readonly parts: Set<string>,
    /** A condition of which both outcomes happen; without one (empty), every text is always the same. */
    readonly flag = "",
  ) {}

  top(declaration: string): void {
    if (!this.#tops.includes(declaration)) this.#tops.push(declaration);
  }

  shared(name: string, declaration: string): void {
    this.sharedModule.declarations.push(declaration);
    this.#imports.push(name);
  }

  name(stem: string): string {
    return this.sharedModule.name(stem);
  }

  text(value: string): string {
    return this.#spelled(value, 0);
  }

  /** One of several ways to write something. */
  pick<T extends readonly [weight: number, name: string, ...rest: unknown[]]>(
    what: string,
    ways: readonly T[],
  ): T {
    const way = this.random.weighted(ways);
    this.parts.add(`${what}: ${way[1]}`);
    return way;
  }

  /** What stands before the code that uses it. */
  get head(): string {
    const imports =
      this.#imports.length > 0 ? [`import { ${this.#imports.join(", ")} } from "../shared/names";`] : [];
    return [...imports, ...this.#tops].join("\n");
  }

  #spelled(value: string, depth: number): string {
    const isLeaf = depth >= DEEPEST || this.random.chance(0.45);
    const possible = COMPOSITIONS.filter(([, name]) => this.flag !== "" || name !== "either");
    const [, name, write] = this.random.weighted(isLeaf ? LEAVES : possible);
    this.parts.add(name);
    return write(
      {
        random: this.random,
        flag: this.flag,
        top: (text) => {
          this.top(text);
        },
        shared: (...of) => {
          this.shared(...of);
        },
        name: (stem) => this.name(stem),
        text: (inner) => this.#spelled(inner, depth + 1),
      },
      value,
    );
  }
}
