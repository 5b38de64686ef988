import tanstack from "@tanstack/eslint-plugin-query";
import type { ESLint, Linter } from "eslint";
import reactHooks from "eslint-plugin-react-hooks";
import webApi from "eslint-plugin-react-web-api";
// As its users have it: built.
import stratos from "../dist/index.js";

/** A plugin of which some rules are timed. */
export interface Contestant {
  readonly name: string;
  readonly plugin: ESLint.Plugin;
  readonly rules: readonly string[];
}

const OWN_RULES = Object.keys(stratos.rules);

/** As many rules as ours that do nothing: what ESLint itself takes for having a rule. */
const floor: ESLint.Plugin = {
  rules: Object.fromEntries(
    OWN_RULES.map((_, index) => [`nothing-${String(index)}`, { meta: { schema: [] }, create: () => ({}) }]),
  ),
};

/** Rules of TanStack's plugin that stop a run without types. */
const NEED_TYPES = new Set(["no-void-query-fn"]);

const namesIn = (plugin: { readonly rules?: object | undefined }): readonly string[] =>
  Object.keys(plugin.rules ?? {});

export const CONTESTANTS = [
  { name: "floor", plugin: floor, rules: namesIn(floor) },
  { name: "stratos", plugin: stratos, rules: OWN_RULES },
  {
    name: "react-hooks",
    plugin: reactHooks as unknown as ESLint.Plugin,
    rules: ["rules-of-hooks", "exhaustive-deps"],
  },
  {
    name: "query",
    plugin: tanstack as unknown as ESLint.Plugin,
    rules: namesIn(tanstack).filter((rule) => !NEED_TYPES.has(rule)),
  },
  { name: "web-api", plugin: webApi, rules: namesIn(webApi) },
] as const satisfies readonly Contestant[];

export type ContestantName = (typeof CONTESTANTS)[number]["name"];

/** The config that runs all rules of all of them, those of one first, and the others behind it in their order. */
export function configStartingWith(first: number): Pick<Linter.Config, "plugins" | "rules"> {
  const order = [...CONTESTANTS.slice(first), ...CONTESTANTS.slice(0, first)];
  return {
    plugins: Object.fromEntries(order.map(({ name, plugin }) => [name, plugin])),
    rules: Object.fromEntries(
      order.flatMap(({ name, rules }) =>
        rules.map((rule): [string, Linter.RuleEntry] => [`${name}/${rule}`, "error"]),
      ),
    ),
  };
}
