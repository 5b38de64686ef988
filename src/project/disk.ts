import fs from "node:fs";

/** Looking at more than this (milliseconds) at once is worth remembering while nothing else can run. */
const COSTLY = 2;
/** Fewer files and folders than this are not costly: the machine was only busy with something else. */
const MANY = 100;
/** What was costly to look at is taken for unchanged for this many times as long. */
const WORTH = 10;

/**
 * The disk at one moment: what it says of a file or folder is asked once. A moment is made for each file that is
 * linted, so that nothing is held longer than its state on disk.
 */
export class Disk {
  private readonly versions = new Map<string, string | undefined>();
  private readonly kinds = new Map<string, "file" | "folder" | "special">();
  private readonly start = performance.now();
  /** The milliseconds that were spent on looking. */
  private spent = 0;

  /** Changes when the file or folder does; `undefined`: there is none. */
  version(path: string): string | undefined {
    if (this.versions.has(path)) return this.versions.get(path);
    const before = performance.now();
    const stats = statsOf(path);
    this.spent += performance.now() - before;
    const kind = stats && kindOf(stats);
    const version =
      kind === "special" ? undefined : stats && `${String(stats.mtimeMs)}/${String(stats.size)}`;
    this.versions.set(path, version);
    if (kind) this.kinds.set(path, kind);
    return version;
  }

  isFolder(path: string): boolean {
    return this.version(path) !== undefined && this.kinds.get(path) === "folder";
  }

  /** Whether it is neither file nor folder but a pipe or a device: as good as not there, as reading it could wait for ever. */
  isSpecial(path: string): boolean {
    return this.version(path) === undefined && this.kinds.get(path) === "special";
  }

  /** Whether it is dear enough, and young enough, to serve for the next file as well. */
  get isReusable(): boolean {
    const isCostly = this.versions.size >= MANY && this.spent > COSTLY;
    return isCostly && performance.now() - this.start < this.spent * WORTH;
  }
}

function kindOf(stats: fs.Stats): "file" | "folder" | "special" {
  if (stats.isDirectory()) return "folder";
  return stats.isFile() ? "file" : "special";
}

function statsOf(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

let last: Disk | undefined;

/** The disk now. In a folder of thousands of modules, files that are linted in one turn of the event loop share a moment. */
export function diskNow(): Disk {
  if (last?.isReusable) return last;
  const disk = new Disk();
  last = disk;
  setImmediate(() => {
    if (last === disk) last = undefined;
  }).unref();
  return disk;
}
