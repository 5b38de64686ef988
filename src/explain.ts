import path from "node:path";
import type { Node } from "./flow/tree.js";
import type { Answer, Reason, Value } from "./flow/values.js";
import { exportBehind } from "./flow/imports.js";
import type { Communication } from "./model/communication.js";
import type { SdkCall } from "./model/sdk-calls.js";
import { calledName } from "./model/sdk-calls.js";
import type { Role } from "./sdk.js";

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
  const reasons = unknownChannels(communication);
  return [
    title,
    `  ${belongsTo(communication, cwd)}`,
    "",
    ...(lines.length > 0 ? table(lines) : ["  Nothing is sent or heard in this file."]),
    ...(reasons.length > 0 ? ["", "  Not known:", ...reasons.map((reason) => `    ${reason}`)] : []),
    "",
  ].join("\n");
}

function belongsTo({ pluginId, around: { manifest } }: Communication, cwd: string): string {
  if (pluginId === undefined) {
    if (manifest.status === "broken")
      return `The plugin's id is not known: ${relative(cwd, manifest.file)}: ${manifest.why}.`;
    return "The plugin's id is not known: there is no plugin.json above this file.";
  }
  const source =
    manifest.status === "found" && manifest.id === pluginId
      ? relative(cwd, manifest.file)
      : "settings.stratos.pluginId";
  return `Part of the plugin "${pluginId}" (${source}).`;
}

function relative(cwd: string, file: string): string {
  return path.relative(cwd, file).split(path.sep).join("/");
}

function uniqueLines(communication: Communication): Line[] {
  const lines = new Map<string, Line>();
  for (const [role, verb] of CHAPTERS) {
    for (const call of communication.calls.filter((candidate) => candidate.role === role)) {
      const line: Line = {
        line: lineOf(call.node),
        verb,
        channel: shownChannel(communication, call),
        through: calledName(call),
        content: shownContent(communication, call, role),
      };
      lines.set(JSON.stringify(line), line);
    }
  }
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

function shownChannel(communication: Communication, { channel, spec }: SdkCall): string {
  if (!channel) return spec.event === undefined ? "every channel" : JSON.stringify(spec.event);
  const shown = channel.values.map((value) => shownValue(communication, value));
  return [...new Set(shown), ...(channel.others ? ["?"] : [])].join(" or ") || "?";
}

function shownContent(communication: Communication, { content, node }: SdkCall, role: Role): string {
  if (!content) return role === "release" ? "every handler" : "";
  const what = role === "subscribe" || role === "release" || role === "handle" ? "handler" : "payload";
  const shown = content.values.map((value) => shownThing(communication, value, lineOf(node)));
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
  const line = lineOf(origin);
  const where = line === near ? "" : ` (line ${String(line)})`;
  if (kind === "function") return `${nameOfFunction(origin) ?? "a function"}${where}`;
  const text = flow.file.textOf(origin).replaceAll(/\s+/g, " ");
  return `${text.length > 40 ? `${text.slice(0, 39)}…` : text}${where}`;
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

function textOf(sourceCode: Communication["sourceCode"], node: Node): string {
  return sourceCode.getText(node);
}

function unknownChannels(communication: Communication): string[] {
  const { sourceCode } = communication;
  const found = communication.calls.flatMap(({ channel, node, spec, args }) => {
    const argument = spec.channel === undefined ? undefined : args[spec.channel];
    const shown = argument ? `the channel \`${textOf(sourceCode, argument)}\`` : "the channel";
    return reasonsOf(channel).map(({ why, node: there }) => {
      const isElsewhere = lineOf(there) !== lineOf(node);
      return `line ${String(lineOf(node))}: ${shown} is not known: ${why}${isElsewhere ? ` (line ${String(lineOf(there))})` : ""}.`;
    });
  });
  return [...new Set(found)];
}

function reasonsOf(channel: Answer | undefined): Reason[] {
  const opaque = (channel?.values ?? []).filter(({ kind }) => kind !== "primitive" && kind !== "text");
  return [
    ...(channel?.others ? [channel.others] : []),
    ...opaque.map((value) => ({ why: whyOpaque(value), node: value.origin })),
  ];
}

function whyOpaque(value: Value): string {
  let at = value;
  for (;;) {
    const exported = exportBehind(at);
    if (exported) return `it comes from "${exported.source}", which is not read`;
    if (at.kind === "member") at = at.object;
    else if (at.kind === "result") at = at.callee;
    else break;
  }
  if (at.kind === "parameter" || at.kind === "typed") return "callers that are not in sight pass it";
  if (at.kind === "global") return `it comes from the global \`${at.name}\``;
  return "it is not a text";
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
