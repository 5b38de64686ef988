/** Nothing is shown for work that is done sooner (milliseconds). */
const QUIET = 1000;
/** The line is not written more often than this (milliseconds). */
const EVERY = 100;

/** A line on a terminal that tells how far the work is, once it takes long. */
export class Progress {
  private readonly start = performance.now();
  private readonly files = new Set<string>();
  private last = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  /** Does something during which files are done one after another; the line is gone at its end. */
  static async during<T>(stream: NodeJS.WriteStream, work: (progress: Progress) => Promise<T>): Promise<T> {
    const progress = new Progress(stream);
    try {
      return await work(progress);
    } finally {
      progress.end();
    }
  }

  /** A file is done; it can be done again. */
  step(file: string): void {
    this.files.add(file);
    const now = performance.now();
    if (!this.stream.isTTY || now - this.start < QUIET || now - this.last < EVERY) return;
    this.last = now;
    this.write(`Checked ${String(this.files.size)} files: ${file}`);
  }

  private end(): void {
    if (this.last > 0) this.stream.write("\r\u001B[K");
  }

  private write(text: string): void {
    this.stream.write(`\r\u001B[K${text.slice(0, Math.max(20, this.stream.columns - 1))}`);
  }
}
