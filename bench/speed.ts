/**
 * `npm run bench`: what the rules cost, side by side with plugins that many projects with React have, on the same files in
 * the same process. It prints the costs and the targets; with `-- --record` it also writes the chart and the figures of the README. Times
 * of different runs say little: what counts is ratios.
 */
import { readFileSync, writeFileSync } from "node:fs";
import Table from "cli-table3";
import { format, resolveConfig } from "prettier";
import { chartOf } from "./chart.js";
import { readOptions } from "../scripts/options.js";
import type { ContestantName } from "./contestants.js";
import { CONTESTANTS } from "./contestants.js";
import { importCosts } from "./costs.js";
import type { Corpus, Costs } from "./lint.js";
import { costsOf, indexCostOf, programOf, removeAll, write } from "./lint.js";
import { growthOf } from "./growth-of.js";
import { SHAPES } from "./shapes.js";
import { giantFile, reactApp, stratosPlugin } from "./sources.js";
import type { Target } from "./targets.js";
import { isMet, show, verdictOn } from "./targets.js";

const CHART = "bench/speed.svg";
const README = "README.md";
const [BEGIN, END] = ["<!-- begin figures of npm run bench -->", "<!-- end figures of npm run bench -->"];
const MOST_GROWTH = 1.25;
/** What the growth of the cost is measured in. */
const UNITS = ["subscriptions of one effect", "members of a payload", "module constants"];

const record = readOptions({}, { flags: ["record"] }).has("record");

const app = write("app", reactApp(40));
const plugin = write("plugin", stratosPlugin(60));
const giant = write("giant", {
  "plugin.json": '{ "id": "bench" }',
  "src/all.tsx": giantFile(20),
});

const measured: { readonly name: string; readonly corpus: Corpus; readonly costs: Costs }[] = [];
async function measure(name: string, corpus: Corpus, isTyped = false): Promise<Costs> {
  const costs = await costsOf(corpus, isTyped ? programOf(corpus) : undefined);
  measured.push({ name, corpus, costs });
  return costs;
}

const onApp = await measure("React, no SDK", app);
const onAppTyped = await measure("React, no SDK, typed", app, true);
const onPlugin = await measure("plugin", plugin);
const onPluginTyped = await measure("plugin, typed", plugin, true);
await measure("one giant file", giant);

// Once for what the process learns, and then on another copy, which nothing is known of.
await indexCostOf(write("index-warm", stratosPlugin(500)));
const modules = await indexCostOf(write("index", stratosPlugin(500)));
const [own = 0, utils = 1] = importCosts(["./dist/index.cjs", "@typescript-eslint/utils"]);

const against = (name: string, costs: Costs, other: ContestantName, most: number): Target => ({
  name,
  ratio: costs.stratos / costs[other],
  most,
});
const targets: Target[] = [
  against("React without the SDK: all rules / as many empty rules", onApp, "floor", 2),
  against("the same, typed", onAppTyped, "floor", 2),
  against("plugin: all rules / the two of react-hooks", onPlugin, "react-hooks", 0.25),
  against("plugin: all rules / those of TanStack Query", onPlugin, "query", 0.5),
  { name: "plugin: typed / untyped", ratio: onPluginTyped.stratos / onPlugin.stratos, most: 2 },
  { name: "importing: the plugin / @typescript-eslint/utils", ratio: own / utils, most: 0.1 },
  {
    name: "500 modules: reading them for the index / parsing them",
    ratio: modules.index / modules.parsing,
    most: 0.5,
  },
];
for (const unit of UNITS) {
  const shape = SHAPES[unit];
  if (!shape) throw new Error(`bench/shapes.ts has no shape "${unit}"`);
  const { last } = await growthOf(shape);
  targets.push({
    name: `${unit}: one of 64 times as many / one of the smallest file`,
    ratio: last,
    most: MOST_GROWTH,
  });
}
removeAll();

const WHO = ["parsing", ...CONTESTANTS.map(({ name }) => name)] as const;
const perFile = measured.map(({ name, corpus, costs }) => ({
  name,
  files: corpus.files.length,
  costs: WHO.map((who) => costs[who] / corpus.files.length),
}));

const costTable = [
  ["milliseconds a file", "files", ...WHO],
  ...perFile.map(({ name, files, costs }) => [name, String(files), ...costs.map(show)]),
];
const targetTable = [
  ["target", "ratio", "at most", "verdict"],
  ...targets.map((target) => [target.name, show(target.ratio), String(target.most), verdictOn(target)]),
];
console.log(drawn(costTable));
console.log(drawn(targetTable));
console.log(`${String(targets.filter(isMet).length)} of ${String(targets.length)} targets are met.`);

if (record) {
  const bars = perFile
    .slice(0, 4)
    .flatMap(({ name, costs }) => WHO.map((who, index) => ({ corpus: name, who, cost: costs[index] ?? 0 })));
  writeFileSync(CHART, chartOf(bars));
  const block = `${BEGIN}\n\n${markdown(costTable)}\n\n${markdown(targetTable)}\n\n${END}`;
  const readme = readFileSync(README, "utf8");
  const [start, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error(`${README} has no place for the figures: ${BEGIN} ... ${END}`);
  const written = readme.slice(0, start) + block + readme.slice(end + END.length);
  writeFileSync(README, await format(written, { ...(await resolveConfig(README)), filepath: README }));
  console.log(`Wrote ${CHART} and the figures of ${README}.`);
}

function drawn([head = [], ...rows]: readonly (readonly string[])[]): string {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "--:"))), ...rows.map(line)].join(
    "\n",
  );
}
