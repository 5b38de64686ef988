import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../tests/helpers/command.js";

/** The blocks of one language below a heading of the README, as users copy them. */
export function blocksBelow(heading: string, language: "js" | "json" | "sh" | "text"): readonly string[] {
  const text = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const chapter = text.split(/^#{2,3} /m).find((part) => part.startsWith(`${heading}\n`));
  if (chapter === undefined) throw new Error(`the README has no heading "${heading}"`);
  const blocks = [...chapter.matchAll(/^```(?<language>\w+)\n(?<code>[^]*?)^```$/gm)];
  return blocks.flatMap(({ groups }) => (groups?.["language"] === language ? [groups["code"] ?? ""] : []));
}
