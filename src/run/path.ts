/** One way through a program: the outcomes of the conditions that cannot be decided. */
export class Path {
  private readonly chosen = new Map<string, boolean>();
  private readonly outcomes: boolean[] = [];

  /** `prefix`: the outcomes of the first conditions; those behind them hold. */
  constructor(private readonly prefix: readonly boolean[]) {}

  /** The outcome that a condition has already had on this path. */
  known(key: string): boolean | undefined {
    return this.chosen.get(key);
  }

  /** The conditions that have had an outcome. */
  decisions(): readonly (readonly [key: string, outcome: boolean])[] {
    return [...this.chosen];
  }

  /** How many conditions have had an outcome. */
  get size(): number {
    return this.chosen.size;
  }

  /** Whether a condition on something whose key begins so has had an outcome. */
  hasAsked(start: string): boolean {
    return [...this.chosen.keys()].some((key) => key.startsWith(start));
  }

  /** Whether a condition in which something takes part, by its key, has had an outcome. */
  hasAskedAbout(part: string): boolean {
    return [...this.chosen.keys()].some((key) => key.includes(part));
  }

  choose(key: string): boolean {
    const known = this.chosen.get(key);
    if (known !== undefined) return known;
    const outcome = this.prefix[this.outcomes.length] ?? true;
    this.outcomes.push(outcome);
    this.chosen.set(key, outcome);
    return outcome;
  }

  /** The outcomes with which the next path begins; `undefined` behind the last one. */
  next(): readonly boolean[] | undefined {
    const last = this.outcomes.lastIndexOf(true);
    return last < 0 ? undefined : [...this.outcomes.slice(0, last), false];
  }
}

/**
 * Runs a program on every path through it. A run is repeated from its beginning for each path, so that nothing
 * has to be copied or undone. Gives whether there are no more than `most`.
 */
export function explore(most: number, run: (path: Path) => void): boolean {
  let prefix: readonly boolean[] | undefined = [];
  for (let count = 0; prefix; count++) {
    if (count >= most) return false;
    const path: Path = new Path(prefix);
    run(path);
    prefix = path.next();
  }
  return true;
}
