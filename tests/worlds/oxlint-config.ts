import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../helpers/command.js";

/** The `.oxlintrc.json` that the README tells users to write. */
export const OXLINT_CONFIG = JSON.parse(
  /```json\n(?<config>\{\n {2}"jsPlugins"[^`]*)```/.exec(readFileSync(path.join(ROOT, "README.md"), "utf8"))
    ?.groups?.["config"] ?? "null",
) as { readonly rules: Readonly<Record<string, string>> };
