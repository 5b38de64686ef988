import path from "node:path";
import type { Node } from "../flow/tree.js";
import type { Value } from "../flow/values.js";
import type { Communication } from "../model/communication.js";
import { contractAround } from "../model/contract.js";
import { endsOf } from "../model/ends.js";
import { placeAt } from "../model/place.js";
import type { SdkCall } from "../model/sdk-calls.js";
import { calledName } from "../model/sdk-calls.js";
import { unknownChannels } from "../model/unknown-channels.js";
import { shorten } from "../model/words.js";
import type { Role } from "../sdk.js";
import { shownPath } from "./words.js";

/** What each role is called in the story; the order is the order of the story. */
const CHAPTERS: readonly (readonly [Role, string])[] = [
  ["send", "sends"],
  ["handle", "handles"],
  ["subscribe", "hears"],
  ["release", "releases"],
  ["ask", "asks for"],
  ["emit", "emits"],
];

interface Line {
  readonly line: number;
  readonly verb: string;
  readonly channel: string;
  readonly through: string;
  readonly content: string;
}

/** Tells what a file sends, hears, releases and emits, and, where a channel is not known, why. For people. */
export function explain(communication: Communication | undefined, filename: string, cwd: string): string {
  const title = path.relative(cwd, filename) || filename;
  if (!communication) return `${title}\n  Nothing of the Stratos SDK is used in this file.\n`;
  const lines = uniqueLines(communication);
  const reasons = unknownChannels(communication).map(({ line, written, why }) => {
    const shown = written === undefined ? "the channel" : `the channel \`${shorten(written)}\``;
    return `line ${String(line)}: ${shown} is not known: ${why}`;
  });
  return [
    title,
    `  ${belongsTo(communication, cwd)}`,
    "",
    ...(lines.length > 0 ? table(lines) : ["  Nothing is sent, heard, requested or answered in this file."]),
    ...(reasons.length > 0 ? ["", "  Not known:", ...reasons.map((reason) => `    ${reason}`)] : []),
    "",
  ].join("\n");
}

function belongsTo({ pluginId, around: { manifest } }: Communication, cwd: string): string {
  if (pluginId === undefined) {
    if (manifest.status === "broken")
      return `The plugin's id is not known: ${shownPath(cwd, manifest.file)}: ${manifest.why}.`;
    return "The plugin's id is not known: there is no plugin.json above this file.";
  }
  const source =
    manifest.status === "found" && manifest.id === pluginId
      ? shownPath(cwd, manifest.file)
      : "settings.stratos.pluginId";
  return `Part of the plugin "${pluginId}" (${source}).`;
}

function uniqueLines(communication: Communication): Line[] {
  const lines = new Map<string, Line>();
  for (const [role, verb] of CHAPTERS) {
    for (const call of communication.calls.filter((candidate) => candidate.role === role)) {
      const line: Line = {
        line: lineOf(call.place),
        verb,
        channel: shownChannel(communication, call),
        through: calledName(call),
        content: shownContent(communication, call, role),
      };
      lines.set(JSON.stringify(line), line);
    }
  }
  for (const line of httpLines(communication)) lines.set(JSON.stringify(line), line);
  for (const emit of communication.emits.filter(({ call }) => !call)) {
    const line = {
      line: lineOf(emit.node),
      verb: "emits",
      channel: "?",
      through: `socket.${emit.method}`,
      content: "handed over to be called",
    };
    lines.set(JSON.stringify(line), line);
  }
  return [...lines.values()];
}

/** The requests that a file makes, and the routes that stand in it. */
function httpLines(communication: Communication): readonly Line[] {
  const { filename } = communication.around;
  const requests = endsOf(communication).requests.map(({ line, path: parts, through }): Line => {
    const shown = parts.map((part) => part ?? "${...}").join("");
    return { line, verb: "requests", channel: shown, through, content: "" };
  });
  const routes = (contractAround(communication)?.routes ?? []).flatMap(({ path: route, methods, at }) =>
    at.flatMap((place): readonly Line[] => {
      const { file, offset } = placeAt(place);
      const line = communication.sourceCode.text.slice(0, offset).split("\n").length;
      const through = methods?.join(", ") ?? "any method";
      return file === filename ? [{ line, verb: "answers", channel: route, through, content: "" }] : [];
    }),
  );
  return [...requests, ...routes];
}

function shownChannel(communication: Communication, { channel, spec }: SdkCall): string {
  if (!channel) return spec.event === undefined ? "every channel" : JSON.stringify(spec.event);
  const shown = channel.values.map((value) => shownValue(communication, value));
  return [...new Set(shown), ...(channel.others ? ["?"] : [])].join(" or ") || "?";
}

function shownContent(communication: Communication, { content, place }: SdkCall, role: Role): string {
  if (!content) return role === "release" ? "every handler" : "";
  const what = role === "subscribe" || role === "release" || role === "handle" ? "handler" : "payload";
  const shown = content.values.map((value) => shownThing(communication, value, lineOf(place)));
  return `${what}: ${[...new Set(shown)].join(" or ") || "?"}`;
}

/** A channel as it will be at run time; what is not known stands as `${...}`. */
function shownValue({ flow }: Communication, value: Value): string {
  if (value.kind === "primitive")
    return typeof value.value === "string" ? JSON.stringify(value.value) : String(value.value);
  if (value.kind !== "text") return "?";
  const parts = value.parts.map((part) =>
    typeof part === "string" ? part : `\${${flow.file.textOf(part.node)}}`,
  );
  return `\`${parts.join("")}\``;
}

function shownThing({ flow }: Communication, value: Value, near: number): string {
  const { origin, kind } = value;
  const { file } = flow;
  const line = file.lineOf(origin);
  const inFile = file.isElsewhere(origin) ? `${path.basename(file.of(origin).path ?? "")}, ` : "";
  const where = line === near && inFile === "" ? "" : ` (${inFile}line ${String(line)})`;
  const shown = kind === "function" ? (nameOfFunction(origin) ?? "a function") : shorten(file.textOf(origin));
  return `${shown}${where}`;
}

function nameOfFunction(node: Node): string | undefined {
  if (node.type === "FunctionDeclaration" || node.type === "FunctionExpression") {
    if (node.id) return node.id.name;
  }
  const { parent } = node;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier"
    ? parent.id.name
    : undefined;
}

function lineOf(node: Node): number {
  return node.loc.start.line;
}

function table(lines: readonly Line[]): string[] {
  const width = (key: keyof Line): number => Math.max(...lines.map((line) => String(line[key]).length));
  const widths = {
    verb: width("verb"),
    channel: width("channel"),
    through: width("through"),
    line: width("line"),
  };
  return lines.map(({ line, verb, channel, through, content }) =>
    `  ${verb.padEnd(widths.verb)}  ${channel.padEnd(widths.channel)}  line ${String(line).padEnd(widths.line)}  ${through.padEnd(widths.through)}  ${content}`.trimEnd(),
  );
}
