/** What was used last, by its key; the rest is forgotten, so that a process that runs for days does not grow. */
export class Recent<V> {
  private readonly entries = new Map<string, V>();

  constructor(
    private readonly most: number,
    private readonly onForgotten?: (value: V) => void,
  ) {}

  get(key: string): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.most) return;
    const [oldest] = this.entries;
    if (!oldest) return;
    this.entries.delete(oldest[0]);
    this.onForgotten?.(oldest[1]);
  }
}
