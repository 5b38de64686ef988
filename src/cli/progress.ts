/** Nothing is shown for work that is done sooner (milliseconds). */
const QUIET = 1000;
/** The line is not written more often than this (milliseconds). */
const EVERY = 100;

/** A line on a terminal that tells how far the work is, once it takes long. */
export class Progress {
  private readonly start = performance.now();
  private last = 0;
  private count = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** One more file is done. */
  step(file: string): void {
    this.count++;
    const now = performance.now();
    if (!this.stream.isTTY || now - this.start < QUIET || now - this.last < EVERY) return;
    this.last = now;
    this.write(`Checked ${String(this.count)} files: ${file}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.last > 0) this.stream.write("\r\u001B[K");
    this.last = 0;
  }

  private write(text: string): void {
    this.stream.write(`\r\u001B[K${text.slice(0, Math.max(20, this.stream.columns - 1))}`);
  }
}
