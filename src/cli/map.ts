import fs from "node:fs";
import path from "node:path";
import { pluginRoots } from "../project/roots.js";
import { CliError, messageOf } from "./errors.js";
import type { Io } from "./io.js";
import type { PluginMap } from "./map/build.js";
import { buildMap } from "./map/build.js";
import { htmlOf } from "./map/html.js";
import { mermaidOf } from "./map/mermaid.js";
import { textOf } from "./map/text.js";
import { Progress } from "./progress.js";

export interface MapOptions {
  readonly mermaid?: boolean;
  readonly json?: boolean;
  /** The file of the page. */
  readonly html?: string;
  readonly types: boolean;
}

/**
 * Shows the communication of the plugins in a folder.
 * @throws CliError where there is none, or the page cannot be written.
 */
export async function mapCommand(folder: string, options: MapOptions, io: Io): Promise<void> {
  const chosen = [options.mermaid, options.json, options.html !== undefined].filter(Boolean);
  if (chosen.length > 1) throw new CliError("Choose one of --mermaid, --json and --html.");
  const maps = await mapsOf(folder, options.types, io);
  if (options.json) return void io.stdout.write(`${JSON.stringify(maps, undefined, 2)}\n`);
  if (options.mermaid) return void io.stdout.write(maps.map(mermaidOf).join("\n"));
  if (options.html !== undefined) {
    const file = path.resolve(io.cwd, options.html);
    try {
      fs.writeFileSync(file, htmlOf(maps));
    } catch (error) {
      throw new CliError(`The page cannot be written: ${messageOf(error)}`);
    }
    return void io.stdout.write(`Wrote ${path.relative(io.cwd, file)}: open it in a browser.\n`);
  }
  io.stdout.write(maps.map((map) => textOf(map, io.hasColors(io.stdout))).join("\n"));
}

async function mapsOf(folder: string, types: boolean, { cwd, stderr }: Io): Promise<readonly PluginMap[]> {
  const start = path.resolve(cwd, folder);
  if (!fs.statSync(start, { throwIfNoEntry: false })?.isDirectory())
    throw new CliError(`There is no folder "${folder}" in ${cwd}.`);
  const roots = pluginRoots(start);
  if (roots.length === 0)
    throw new CliError(`There is no plugin in ${start}: no plugin.json in it, above it, or in its folders.`);
  return Progress.during(stderr, async (progress) => {
    const maps: PluginMap[] = [];
    for (const root of roots)
      maps.push(
        await buildMap(root, cwd, types, (file) => {
          progress.step(file);
        }),
      );
    return maps;
  });
}
