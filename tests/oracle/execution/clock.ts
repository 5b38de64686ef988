/** How often one interval fires in one flush, and how many timers fire in it at most: polling never ends by itself. */
const ROUNDS = 3;
const FIRINGS = 60;

interface Timer {
  readonly run: () => void;
  readonly every: number | undefined;
  at: number;
}

/** Timers that fire when told to, in the order of their times. */
export class Clock {
  #now = 0;
  #lastId = 0;
  readonly #timers = new Map<number, Timer>();

  get idle(): boolean {
    return this.#timers.size === 0;
  }

  start(run: () => void, delay = 0, repeat = false): number {
    const wait = Math.max(1, delay);
    this.#timers.set(++this.#lastId, { run, every: repeat ? wait : undefined, at: this.#now + wait });
    return this.#lastId;
  }

  /** Whether a timer fires again and again. */
  repeats(id: number): boolean {
    return this.#timers.get(id)?.every !== undefined;
  }

  readonly clear = (id: unknown): void => {
    this.#timers.delete(id as number);
  };

  /** Fires the next timer, except those that `skip` names, and answers its id. */
  fireNext(skip?: (id: number) => boolean): number | undefined {
    let next: [number, Timer] | undefined;
    for (const entry of this.#timers)
      if (!skip?.(entry[0]) && (!next || entry[1].at < next[1].at)) next = entry;
    if (!next) return undefined;
    const [id, timer] = next;
    this.#now = Math.max(this.#now, timer.at);
    if (timer.every === undefined) this.#timers.delete(id);
    else timer.at = this.#now + timer.every;
    timer.run();
    return id;
  }

  /** Fires what is waiting and what that starts in turn, each within `around`. */
  async flush(around: (run: () => void) => Promise<void>): Promise<void> {
    const rounds = new Map<number, number>();
    await around(() => undefined);
    for (let firings = 0; firings < FIRINGS; firings++) {
      let id: number | undefined;
      await around(() => {
        id = this.fireNext((timer) => (rounds.get(timer) ?? 0) >= ROUNDS);
      });
      if (id === undefined) return;
      rounds.set(id, (rounds.get(id) ?? 0) + 1);
    }
  }

  /** The functions of a browser that this clock stands in for. */
  get globals(): Readonly<Record<string, unknown>> {
    const start =
      (repeat: boolean) =>
      (run: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) =>
        this.start(
          () => {
            run(...args);
          },
          delay,
          repeat,
        );
    const frame = (run: (time: number) => void): number =>
      this.start(() => {
        run(this.#now);
      }, 16);
    return {
      setTimeout: start(false),
      setInterval: start(true),
      setImmediate: (run: () => void) => this.start(run),
      requestAnimationFrame: frame,
      requestIdleCallback: (run: (deadline: unknown) => void) =>
        this.start(() => {
          run({ didTimeout: false, timeRemaining: () => 10 });
        }, 20),
      clearTimeout: this.clear,
      clearInterval: this.clear,
      clearImmediate: this.clear,
      cancelAnimationFrame: this.clear,
      cancelIdleCallback: this.clear,
    };
  }
}
