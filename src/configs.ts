import type { StratosRule } from "./create-rule.js";

export type PresetName = "recommended" | "strict";
export type RuleLevels = Record<`stratos/${string}`, "error" | "warn">;

/** The rules of a preset with their severity, as each rule's own meta says. */
export function rulesOfPreset(
  rules: Readonly<Record<string, StratosRule<never>>>,
  preset: PresetName,
): RuleLevels {
  const levels: RuleLevels = {};
  for (const [name, { meta }] of Object.entries(rules)) {
    const severity = meta.docs?.presets[preset];
    if (severity) levels[`stratos/${name}`] = severity;
  }
  return levels;
}
