/** The plugins of the gallery, run in both processes: right is what works, and a mistake is what does not. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Copy, mistakesOf, NAMES } from "./gallery.js";
import { symptomsOf } from "./life.js";

describe.each(NAMES)("%s", (name) => {
  const copy = new Copy(name, "life");

  it("works: every message arrives, every request is answered, nothing stays behind", async () => {
    expect(await seenIn(copy)).toEqual([]);
  });

  it.each(mistakesOf(name).map((mistake) => [mistake.what, mistake] as const))(
    "does not work any more: %s",
    async (_, { rule, file, find, replace }) => {
      const text = copy.read(file).replace(find, () => replace);
      expect((await copy.with(file, text, () => seenIn(copy))).join("\n")).toContain(rule);
    },
  );
});

/** Each symptom of each plugin in a folder, as `name: what`. */
async function seenIn({ root, options }: Copy): Promise<readonly string[]> {
  const plugins = existsSync(path.join(root, "plugin.json"))
    ? [root]
    : readdirSync(path.join(root, "plugins")).map((folder) => path.join(root, "plugins", folder));
  const seen: string[] = [];
  for (const plugin of plugins)
    for (const [symptom, all] of Object.entries(await symptomsOf(plugin, options)))
      seen.push(...all.map((what) => `${symptom}: ${what}`));
  return seen;
}
