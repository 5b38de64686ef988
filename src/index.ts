import type { ESLint, Linter, Rule } from "eslint";
import { name, version } from "../package.json";
import type { RuleLevels } from "./configs.js";
import { rulesOfPreset } from "./configs.js";
import { fingerprintOf } from "./model/fingerprint.js";
import type { RuleName } from "./rules/index.js";
import { rules } from "./rules/index.js";

/** A preset for `eslint.config.js`. */
export interface FlatPreset {
  readonly name: string;
  plugins: Record<"stratos", ESLint.Plugin>;
  rules: RuleLevels;
  settings: PresetSettings;
}

/** A preset for `.eslintrc`. */
export interface LegacyPreset {
  plugins: string[];
  rules: RuleLevels;
  settings: PresetSettings;
}

/** The state of the contract between the modules of the plugins in sight: what `--cache` knows of a result depends on it. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- ESLint's settings have an index signature
export type PresetSettings = { stratos: { readonly fingerprint: string } };

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

const settings: PresetSettings = {
  stratos: {
    // Asked for once the config is used, not when the plugin is loaded.
    get fingerprint(): string {
      return fingerprintOf(process.cwd());
    },
  },
};

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
    settings,
  };
  plugin.configs[`legacy-${preset}`] = { plugins: ["stratos"], rules: levels, settings };
}

export default plugin as StratosPlugin;
