import type { End } from "../../model/ends.js";
import type { LinkState } from "../../model/picture.js";
import type { PluginMap } from "./build.js";
import { SCRIPT, STYLE } from "./page.js";

/** A channel or route in the middle of the page. */
interface Pill {
  readonly key: string;
  readonly title: string;
  readonly kind: "channel" | "route" | "emit";
  readonly state: LinkState;
  readonly note: string | undefined;
  readonly left: readonly End[];
  readonly right: readonly End[];
}

/** A module at one side of the page. */
interface Card {
  readonly key: string;
  readonly file: string;
  /** The lines by which it reaches for the other side. */
  readonly ends: readonly End[];
  /** The mean place of the pills that it is connected with: cards stand beside them. */
  readonly place: number;
}

const KINDS: readonly Pill["kind"][] = ["channel", "route", "emit"];

const STATES: readonly (readonly [LinkState, string])[] = [
  ["meet", "meet"],
  ["nobody", "reach nobody"],
  ["unknown", "not known"],
  ["shell", "of the shell"],
];

/** One page that shows the plugins, and needs nothing but a browser. */
export function htmlOf(maps: readonly PluginMap[]): string {
  const title = maps.map(({ id }) => id ?? "a plugin without an id").join(", ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}: who reaches whom</title>
<style>${STYLE}</style>
</head>
<body>
${maps.map(section).join("\n")}
<footer>Made by <code>npx eslint-plugin-stratos map --html</code>. A line that ends in ✗ is a message that nobody gets.</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function section(map: PluginMap, index: number): string {
  const pills = pillsOf(map, `p${String(index)}`);
  const left = cardsOf(pills, "left", `l${String(index)}`);
  const right = cardsOf(pills, "right", `r${String(index)}`);
  return `<section class="plugin">
<header>
<h1>${escape(map.id ?? "A plugin without an id")}</h1>
${map.root === "." ? "" : `<p class="root">${escape(map.root)}</p>`}
${map.problem === null ? "" : `<p class="root nobody">${escape(map.problem)}</p>`}
<div class="states" role="group" aria-label="Show">
${STATES.map(([state, label]) => stateButton(pills, state, label)).join("\n")}
</div>
</header>
<div class="board" data-lines="${escape(JSON.stringify(linesOf(pills, left, right)))}">
<svg class="lines" aria-hidden="true"></svg>
<div class="side"><h2>Background module</h2><div class="cards">${left.map(card).join("\n")}</div></div>
<div class="middle">
${middle("Channels", "background → UI", pills, "channel")}
${middle("Routes", "UI → background", pills, "route")}
${pills.some(({ kind }) => kind === "emit") ? middle("Emits", "UI → nobody", pills, "emit") : ""}
</div>
<div class="side"><h2>UI</h2><div class="cards">${right.map(card).join("\n")}</div></div>
</div>
</section>`;
}

function stateButton(pills: readonly Pill[], state: LinkState, label: string): string {
  const count = pills.filter((pill) => pill.state === state).length;
  if (count === 0) return "";
  return `<button type="button" class="${state}" data-state="${state}" aria-pressed="true"><b>${String(count)}</b> ${label}</button>`;
}

function middle(title: string, direction: string, pills: readonly Pill[], kind: Pill["kind"]): string {
  const own = pills.filter((one) => one.kind === kind);
  const content = own.length > 0 ? own.map(pill).join("\n") : '<p class="none">none</p>';
  return `<h2>${title} <small>${direction}</small></h2>\n${content}`;
}

function pill({ key, title, state, note, kind }: Pill): string {
  const said = note === undefined ? "" : `<small>${escape(note)}</small>`;
  return `<div class="pill ${kind} ${state}" id="${key}" data-state="${state}" tabindex="0"><span>${escape(title)}</span>${said}</div>`;
}

function card({ key, file, ends }: Card): string {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const folder = file.slice(0, -name.length);
  const lines = ends.map(
    ({ line, through }) => `<li><code>${escape(through)}</code> line ${String(line)}</li>`,
  );
  return `<div class="card" id="${key}" tabindex="0"><p><small>${escape(folder)}</small>${escape(name)}</p><ul>${lines.join("")}</ul></div>`;
}

function pillsOf({ channels, routes, emits }: PluginMap, prefix: string): readonly Pill[] {
  const pills = [
    ...channels.map(({ name, senders, listeners, state, note }) => ({
      ...{ title: name, kind: "channel" as const, state, note },
      ...{ left: senders, right: listeners },
    })),
    ...routes.map(({ path, methods, routes: own, requests, state, note }) => ({
      ...{ title: `${methods?.join(", ") ?? "any method"} ${path}`, kind: "route" as const, state, note },
      ...{ left: own, right: requests },
    })),
    ...emits.map(({ name, emitters, state, note }) => ({
      ...{ title: name ?? "an event that is not known", kind: "emit" as const, state, note },
      ...{ left: [], right: emitters },
    })),
  ];
  return pills.toSorted(byModules).map((one, index) => ({ ...one, key: `${prefix}-${String(index)}` }));
}

/** Those of the same modules stand together, so that fewer lines cross. */
function byModules(a: Omit<Pill, "key">, b: Omit<Pill, "key">): number {
  const order = ({ kind, left, right }: Omit<Pill, "key">): string =>
    [KINDS.indexOf(kind), right[0]?.file ?? left[0]?.file ?? "", left[0]?.file ?? ""].join("\n");
  return order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0;
}

function cardsOf(pills: readonly Pill[], side: "left" | "right", prefix: string): readonly Card[] {
  const files = [...new Set(pills.flatMap((one) => one[side].map(({ file }) => file)))];
  return files
    .map((file, index): Card => {
      const own = pills.flatMap((one, place) =>
        one[side].filter((end) => end.file === file).map((end) => ({ end, place })),
      );
      const ends = new Map(own.map(({ end }) => [`${String(end.line)} ${end.through}`, end]));
      return {
        key: `${prefix}-${String(index)}`,
        file,
        ends: [...ends.values()].toSorted((a, b) => a.line - b.line),
        place: own.reduce((sum, { place }) => sum + place, 0) / own.length,
      };
    })
    .toSorted((a, b) => a.place - b.place);
}

/** Which elements are connected: `[from, to, state]`. */
function linesOf(
  pills: readonly Pill[],
  left: readonly Card[],
  right: readonly Card[],
): readonly (readonly [string, string, LinkState])[] {
  const keyIn = (cards: readonly Card[], file: string): string =>
    cards.find((one) => one.file === file)?.key ?? "";
  return pills.flatMap((one) => {
    const keys = (cards: readonly Card[], ends: readonly End[]): string[] => [
      ...new Set(ends.map(({ file }) => keyIn(cards, file))),
    ];
    return [
      ...keys(left, one.left).map((key) => [key, one.key, one.state] as const),
      ...keys(right, one.right).map((key) => [one.key, key, one.state] as const),
    ];
  });
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
