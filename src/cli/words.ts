import path from "node:path";

/** A path as it is shown: relative, with slashes. */
export function shownPath(from: string, file: string): string {
  return path.relative(from, file).split(path.sep).join("/");
}

export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`.trimEnd())
    .join("\n");
}
