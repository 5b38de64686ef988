import path from "node:path";
import { Recent } from "./recent.js";
import { readPackage } from "./text.js";

/** More folders than this are not remembered. */
const MOST_FOLDERS = 2000;
const names = new Recent<{ readonly name: string | undefined }>(MOST_FOLDERS);

/** The name in the nearest `package.json` above a file: which package declares something, wherever it is linked from. */
export function packageOf(file: string): string | undefined {
  const folder = path.dirname(file);
  const known = names.get(folder);
  if (known) return known.name;
  const name = ownName(folder) ?? (folder === path.dirname(folder) ? undefined : packageOf(folder));
  names.set(folder, { name });
  return name;
}

function ownName(folder: string): string | undefined {
  const { name } = (readPackage(path.join(folder, "package.json")) ?? {}) as { name?: unknown };
  return typeof name === "string" ? name : undefined;
}
