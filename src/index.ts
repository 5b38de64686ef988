import type { ESLint, Linter, Rule } from "eslint";
import { name, version } from "../package.json";
import type { RuleLevels } from "./configs.js";
import { rulesOfPreset } from "./configs.js";
import type { RuleName } from "./rules/index.js";
import { rules } from "./rules/index.js";

/** A preset for `eslint.config.js`. */
export interface FlatPreset {
  readonly name: string;
  plugins: Record<"stratos", ESLint.Plugin>;
  rules: RuleLevels;
}

/** A preset for `.eslintrc`. */
export interface LegacyPreset {
  plugins: string[];
  rules: RuleLevels;
}

export interface StratosPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: "stratos" };
  readonly rules: Record<RuleName, Rule.RuleModule>;
  readonly configs: {
    readonly recommended: FlatPreset;
    readonly strict: FlatPreset;
    readonly "legacy-recommended": LegacyPreset;
    readonly "legacy-strict": LegacyPreset;
  };
}

const plugin: Omit<StratosPlugin, "configs"> & {
  configs: Record<string, FlatPreset | LegacyPreset | Linter.Config>;
} = {
  meta: { name, version, namespace: "stratos" },
  // ESLint's own rule type knows less of a rule's meta than ours.
  rules: rules as unknown as StratosPlugin["rules"],
  configs: {},
};

for (const preset of ["recommended", "strict"] as const) {
  const levels = rulesOfPreset(rules, preset);
  plugin.configs[preset] = {
    name: `stratos/${preset}`,
    plugins: { stratos: plugin },
    rules: levels,
  };
  plugin.configs[`legacy-${preset}`] = { plugins: ["stratos"], rules: levels };
}

export default plugin as StratosPlugin;
