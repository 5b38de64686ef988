import type { End } from "../../model/ends.js";
import type { LinkState } from "../../model/picture.js";
import type { PluginMap } from "./build.js";

const CLASSES: Readonly<Record<LinkState, string>> = {
  meet: "fill:#e6f4ea,stroke:#1e8e3e,color:#0d3b1c",
  nobody: "fill:#fce8e6,stroke:#d93025,color:#5f1510,stroke-dasharray:4 3",
  shell: "fill:#f1f3f4,stroke:#80868b,color:#3c4043",
  unknown: "fill:#fef7e0,stroke:#f9ab00,color:#5f4b00,stroke-dasharray:4 3",
};

/** A Mermaid flowchart: background modules, channels and routes, UI modules. */
export function mermaidOf({ id, channels, routes, emits }: PluginMap): string {
  const background = new Nodes("b");
  const ui = new Nodes("u");
  const middle: string[] = [];
  const edges: string[] = [];
  const used = new Set<LinkState>();
  const add = (key: string, title: string, state: LinkState, note: string | undefined): void => {
    used.add(state);
    middle.push(`  ${key}(["${escape(note === undefined ? title : `${title}\n${note}`)}"]):::${state}`);
  };
  for (const [index, { name, senders, listeners, state, note }] of channels.entries()) {
    const key = `c${String(index)}`;
    add(key, name, state, note);
    for (const file of filesOf(senders)) edges.push(`  ${background.of(file)} --> ${key}`);
    for (const file of filesOf(listeners)) edges.push(`  ${key} ${arrow(state)} ${ui.of(file)}`);
  }
  for (const [index, { path, methods, routes: own, requests, state, note }] of routes.entries()) {
    const key = `r${String(index)}`;
    add(key, `${methods?.join(", ") ?? "any method"} ${path}`, state, note);
    // What answers stands on the left as well, so that the picture keeps its two sides.
    for (const file of filesOf(own)) edges.push(`  ${background.of(file)} --- ${key}`);
    for (const file of filesOf(requests))
      edges.push(`  ${key} ${arrow(state) === "-->" ? "<-->" : "x--"} ${ui.of(file)}`);
  }
  for (const [index, { name, emitters, state, note }] of emits.entries()) {
    const key = `e${String(index)}`;
    add(key, name ?? "an event that is not known", state, note);
    for (const file of filesOf(emitters)) edges.push(`  ${key} x--x ${ui.of(file)}`);
  }
  return [
    `%% ${id ?? "a plugin without an id"}`,
    "flowchart LR",
    ...background.group("Background module"),
    ...middle,
    ...ui.group("UI"),
    ...edges,
    ...[...used].map((state) => `  classDef ${state} ${CLASSES[state]}`),
    "",
  ].join("\n");
}

function arrow(state: LinkState): string {
  return state === "nobody" ? "x--x" : state === "unknown" ? "-.->" : "-->";
}

/** The modules at one side. */
class Nodes {
  private readonly keys = new Map<string, string>();

  constructor(private readonly letter: string) {}

  of(file: string): string {
    const key = this.keys.get(file) ?? `${this.letter}${String(this.keys.size)}`;
    this.keys.set(file, key);
    return key;
  }

  group(title: string): string[] {
    if (this.keys.size === 0) return [];
    const nodes = [...this.keys].map(([file, key]) => `    ${key}["${escape(file)}"]`);
    return [`  subgraph ${this.letter}side["${title}"]`, ...nodes, "  end"];
  }
}

function filesOf(ends: readonly End[]): readonly string[] {
  return [...new Set(ends.map(({ file }) => file))];
}

/** Mermaid takes entities for what would end a text. */
function escape(text: string): string {
  return text
    .replaceAll("&", "#amp;")
    .replaceAll('"', "#quot;")
    .replaceAll("<", "#lt;")
    .replaceAll(">", "#gt;")
    .replaceAll("`", "#96;")
    .replaceAll("\n", "<br>");
}
