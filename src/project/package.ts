import path from "node:path";
import { readPackage } from "./text.js";

const names = new Map<string, string | undefined>();

/** The name in the nearest `package.json` above a file: which package declares something, wherever it is linked from. */
export function packageOf(file: string): string | undefined {
  const folder = path.dirname(file);
  if (names.has(folder)) return names.get(folder);
  const name = ownName(folder) ?? (folder === path.dirname(folder) ? undefined : packageOf(folder));
  names.set(folder, name);
  return name;
}

function ownName(folder: string): string | undefined {
  const { name } = (readPackage(path.join(folder, "package.json")) ?? {}) as { name?: unknown };
  return typeof name === "string" ? name : undefined;
}
