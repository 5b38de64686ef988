import Table from "cli-table3";
import pc from "picocolors";
import type { End } from "../../model/ends.js";
import type { ChannelLink, EmitLink, LinkState, RouteLink } from "../../model/picture.js";
import { counted } from "../words.js";
import type { PluginMap } from "./build.js";

type Paint = (text: string) => string;

/** How a link is drawn between its ends, from left to right. */
const ARROWS: Readonly<Record<LinkState, string>> = {
  meet: "──▶",
  nobody: "─ ✗",
  shell: "──▶",
  unknown: "─ ?",
};

/** The communication of a plugin as a table: the background module on the left, the UI on the right. */
export function textOf(map: PluginMap, hasColors: boolean): string {
  const colors = pc.createColors(hasColors);
  const paint: Readonly<Record<LinkState, Paint>> = {
    meet: colors.green,
    nobody: colors.red,
    shell: colors.dim,
    unknown: colors.yellow,
  };
  const channels = map.channels.map((link) => channelRow(link, paint[link.state]));
  const routes = map.routes.map((link) => routeRow(link, paint[link.state]));
  const emits = map.emits.map((link) => emitRow(link, paint[link.state]));
  const title = `${map.id ?? "a plugin without an id"} (${map.root})`;
  return [
    colors.bold(title),
    ...(map.problem === null ? [] : [colors.red(map.problem)]),
    "",
    ...section(colors.bold("Channels"), ["background sends", "", "channel", "", "UI hears"], channels),
    ...section(colors.bold("Routes"), ["UI requests", "", "route", "", "background answers"], routes),
    ...(emits.length > 0 ? section(colors.bold("Emits"), ["UI emits", "", "event", ""], emits) : []),
    sumUp(map),
    "",
  ].join("\n");
}

function section(title: string, head: string[], rows: readonly string[][]): string[] {
  if (rows.length === 0) return [title, "  none", ""];
  const table = new Table({
    head,
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [], compact: true },
  });
  table.push(...rows);
  const lines = table.toString().split("\n");
  return [title, ...lines.map((line) => `  ${line}`.trimEnd()), ""];
}

function channelRow({ name, senders, listeners, state, note }: ChannelLink, paint: Paint): string[] {
  const isFromShell = state === "shell";
  const left = isFromShell ? "the shell" : shownEnds(senders);
  const [before, after] = arrows(state, senders.length > 0 || isFromShell, listeners.length > 0);
  return [left, before, paint(shownName(name)) + noted(note, state, paint), after, shownEnds(listeners)];
}

function emitRow({ name, emitters, state, note }: EmitLink, paint: Paint): string[] {
  const title = name === null ? "an event that is not known" : shownName(name);
  return [shownEnds(emitters), "──", paint(title) + noted(note, state, paint), ARROWS.nobody];
}

function routeRow({ path, methods, routes, requests, state, note }: RouteLink, paint: Paint): string[] {
  const pattern = state === "meet" ? "a route with a pattern" : "";
  const right = state === "shell" ? "the shell" : shownEnds(routes) || pattern;
  const [before, after] = arrows(state, requests.length > 0, right !== "");
  const title = `${methods?.join(", ") ?? "any method"} ${path}`;
  return [shownEnds(requests), before, paint(title) + noted(note, state, paint), after, right];
}

/** An arrow at each side that has an end, and a mark at the side that has none. */
function arrows(state: LinkState, hasLeft: boolean, hasRight: boolean): [string, string] {
  const lost = ARROWS[state];
  // There can be something at both ends, and nothing that crosses.
  if (hasLeft && hasRight) return ["──", lost];
  return [hasLeft ? "──" : lost, hasRight ? "──" : lost];
}

function noted(note: string | undefined, state: LinkState, paint: Paint): string {
  return note === undefined || state === "shell" ? "" : `\n${paint(note)}`;
}

function shownEnds(ends: readonly End[]): string {
  return ends.map(({ file, line }) => `${file}:${String(line)}`).join("\n");
}

/** A name in one line, whatever it contains. */
function shownName(name: string): string {
  return name === ""
    ? '""'
    : name.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

/** How many links of each kind there are. */
function sumUp({ channels, routes, emits }: PluginMap): string {
  const links = [...channels, ...routes, ...emits];
  const count = (state: LinkState): number => links.filter((link) => link.state === state).length;
  const parts = [
    `${String(count("meet"))} meet`,
    ...(count("nobody") > 0 ? [`${String(count("nobody"))} reach nobody`] : []),
    ...(count("unknown") > 0 ? [`${String(count("unknown"))} not known`] : []),
    ...(count("shell") > 0 ? [`${String(count("shell"))} of the shell`] : []),
  ];
  const kinds = [
    counted(channels.length, "channel"),
    counted(routes.length, "route"),
    ...(emits.length > 0 ? [counted(emits.length, "emit")] : []),
  ];
  return `${kinds.join(", ")}: ${parts.join(", ")}.`;
}

const NO_LINES: Record<string, string> = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((name) => [name, ""]),
);
