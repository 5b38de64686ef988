import path from "node:path";
import { lint, programOf, removePlugin, writePlugin } from "../helpers/plugin-on-disk.js";
import type { Files } from "./execution/evaluate.js";
import type { Oracle, RuleName } from "./oracle.js";

export type Mode = "untyped" | "typed";

/** What a rule says. */
export interface Report {
  readonly rule: RuleName;
  /** With the name of the file and the line before it. */
  readonly message: string;
}

/** Asks the rules of an oracle about one of several plugins. Whatever they throw is thrown. */
export type Ask = (plugin: number, mode: Mode) => readonly Report[];

/** The rules know this id from the plugin's root. */
const MANIFEST = { "plugin.json": '{ "id": "my-plugin" }\n' };

let folders = 0;

export const modesOf = ({ isTyped = false }: Oracle): readonly Mode[] =>
  isTyped ? ["untyped", "typed"] : ["untyped"];

/** Writes plugins to disk, to a new folder, for as long as `act` takes. With types, they share one program: it is dear to make. */
export async function onDisk<T>(
  oracle: Oracle,
  plugins: readonly Files[],
  act: (ask: Ask) => Promise<T>,
): Promise<T> {
  const texts = plugins.flatMap((files, index) =>
    Object.entries({ ...MANIFEST, ...files }).map(
      ([file, text]) => [`${String(index)}/${file}`, text] as const,
    ),
  );
  const folder = writePlugin(
    `oracle/${oracle.name}-${String(process.pid)}-${String(folders++)}`,
    Object.fromEntries(texts),
  );
  const types = oracle.isTyped ? programOf(folder) : undefined;
  try {
    return await act((plugin, mode) =>
      Object.entries(plugins[plugin] ?? {})
        .map(([file, code]) => [path.join(folder.root, String(plugin), file), code] as const)
        .filter(([file]) => /\.[jt]sx?$/.test(file))
        .flatMap(([file, code]) =>
          lint(oracle.rules, code, file, mode === "typed" ? types : undefined).map(
            ({ ruleId, line, message }) => ({
              rule: String(ruleId).replace("stratos/", "") as RuleName,
              message: `${path.basename(file)}:${String(line)}: ${message}`,
            }),
          ),
        ),
    );
  } finally {
    removePlugin(folder);
  }
}
