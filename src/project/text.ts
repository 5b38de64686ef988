import fs from "node:fs";

/** The text of a file; `undefined` where there is none, or it is larger (bytes) than that, or no file: reading a pipe could wait for ever. */
export function readText(file: string, largest: number): string | undefined {
  try {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > largest) return undefined;
    return fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

/** A `package.json` larger than this (bytes) is not one. */
const LARGEST_PACKAGE = 1024 * 1024;

/** What a `package.json` says; `undefined` where it cannot be read, or is no object. */
export function readPackage(file: string): object | undefined {
  const text = readText(file, LARGEST_PACKAGE);
  if (text === undefined) return undefined;
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === "object" && content !== null ? content : undefined;
  } catch {
    return undefined;
  }
}
