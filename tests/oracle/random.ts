/** Numbers that look random, and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, at least 0 and below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("There is nothing to pick from.");
    return items[this.below(items.length)] as T;
  }

  /** One of the items, each as often as its weight says; weight 0 is never picked. */
  weighted<T extends readonly [weight: number, ...rest: unknown[]]>(items: readonly T[]): T {
    const possible = items.filter(([weight]) => weight > 0);
    let left = this.next() * possible.reduce((sum, [weight]) => sum + weight, 0);
    for (const item of possible) {
      left -= item[0];
      if (left < 0) return item;
    }
    return this.pick(possible);
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let end = result.length - 1; end > 0; end--) {
      const other = this.below(end + 1);
      [result[end], result[other]] = [result[other] as T, result[end] as T];
    }
    return result;
  }

  /** Each item with that probability. */
  some<T>(items: readonly T[], probability: number): T[] {
    return items.filter(() => this.chance(probability));
  }
}
