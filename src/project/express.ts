import path from "node:path";
import type { Disk } from "./disk.js";
import { Recent } from "./recent.js";
import { readPackage } from "./text.js";

/** More files than this are not remembered. */
const MOST_PACKAGES = 500;
const known = new Recent<{ readonly version: string; readonly major: number | undefined }>(MOST_PACKAGES);

/** The major version of Express that is installed for a folder, or that its package asks for; `undefined`: it cannot be told. */
export function expressVersion(root: string, disk: Disk): number | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const installed = read(
      path.join(folder, "node_modules", "express", "package.json"),
      disk,
      installedMajor,
    );
    if (installed !== undefined) return installed;
    const wanted = read(path.join(folder, "package.json"), disk, wantedMajor);
    if (wanted !== undefined) return wanted;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function read(
  file: string,
  disk: Disk,
  majorIn: (content: object) => number | undefined,
): number | undefined {
  const version = disk.version(file);
  if (version === undefined) return undefined;
  const before = known.get(file);
  if (before?.version === version) return before.major;
  const content = readPackage(file);
  const major = content && majorIn(content);
  known.set(file, { version, major });
  return major;
}

function installedMajor(content: object): number | undefined {
  return leadingNumber((content as { version?: unknown }).version);
}

function wantedMajor(content: object): number | undefined {
  const { dependencies, devDependencies, peerDependencies } = content as Record<string, unknown>;
  for (const group of [dependencies, devDependencies, peerDependencies]) {
    const range =
      typeof group === "object" && group !== null ? (group as { express?: unknown }).express : undefined;
    if (range !== undefined) return leadingNumber(range);
  }
  return undefined;
}

/** `^5.1.0`, `~4`, `>=4.18`: the last may be any later one. */
function leadingNumber(range: unknown): number | undefined {
  const digits =
    typeof range === "string"
      ? /^[~^v=]?\s*(?<major>\d+)(?:\.[\w.-]*)?$/.exec(range)?.groups?.["major"]
      : undefined;
  return digits === undefined ? undefined : Number(digits);
}
