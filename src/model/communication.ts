import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Env } from "../flow/env.js";
import { createFlow } from "../flow/evaluate.js";
import type { FileView } from "../flow/file.js";
import { viewFile } from "../flow/file.js";
import { canHappen, dependsOnUnknown } from "../flow/guards.js";
import type { Flow, Invocation, Knowledge } from "../flow/flow.js";
import type { CallNode, Node } from "../flow/tree.js";
import type { Answer, Value } from "../flow/values.js";
import { NOTHING, primitive, union } from "../flow/values.js";
import type { Manifest } from "../project/manifest.js";
import { nearestManifest } from "../project/manifest.js";
import { reactKnowledge } from "../react/knowledge.js";
import type { Method, Role, Thing } from "../sdk.js";
import { EMITTING, SDK_PACKAGE, SHOWN } from "../sdk.js";
import type { StratosSettings } from "../settings.js";
import { readSettings } from "../settings.js";
import type { Place, Things } from "./things.js";
import { createThings } from "./things.js";
import type { TypeOracle } from "./type-oracle.js";
import { createTypeOracle } from "./type-oracle.js";

/** A call of a method of the SDK's socket or IPC, in one run of the code around it. */
export interface SdkCall {
  readonly node: CallNode;
  readonly thing: Thing;
  /** The name of the method, and what the SDK's vocabulary says of it. */
  readonly method: string;
  readonly spec: Method;
  readonly role: Role | undefined;
  /** What the channel may be; `undefined` where the method takes none. */
  readonly channel: Answer | undefined;
  /** The handler, the payload or what is emitted. */
  readonly content: Answer | undefined;
  /** The arguments as they are written; `undefined` behind a spread or a `bind`. */
  readonly args: readonly (Node | undefined)[];
  readonly world: Env | undefined;
  /** Whether something that is not the SDK's may be called there as well. */
  readonly isMixed: boolean;
}

/** Something that is sent on the UI socket, or a function that would, handed to somebody else to call. */
export interface Emit {
  readonly node: Node;
  readonly method: string;
  /** The call; `undefined` where the method is handed over as a callback. */
  readonly call: SdkCall | undefined;
}

/** What one file has to do with the SDK's two channels of communication. */
export interface Communication {
  readonly calls: readonly SdkCall[];
  readonly emits: readonly Emit[];
  readonly flow: Flow;
  readonly things: Things;
  /** The id of the plugin that the file belongs to, from the settings or the nearest manifest. */
  readonly pluginId: string | undefined;
  readonly manifest: Manifest;
  /** Patterns of the channels that the shell sends. */
  readonly shellChannels: readonly string[];
  /** What the program's types say, where there is a program. */
  readonly types: TypeOracle | undefined;
  /** Whether types can be written in the file. */
  readonly isTypeScript: boolean;
}

/** What of ESLint's rule context the model needs. */
export interface FileContext {
  readonly sourceCode: Readonly<TSESLint.SourceCode>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly filename: string;
  readonly cwd: string;
}

const known = new WeakMap<object, Communication | null>();

/** Computed once per file and shared by all rules; `undefined` for a file that has nothing to do with the SDK. */
export function communicationOf(context: FileContext): Communication | undefined {
  const { sourceCode } = context;
  const remembered = known.get(sourceCode);
  if (remembered !== undefined) return remembered ?? undefined;
  const settings = readSettings(context.settings);
  const types = createTypeOracle(sourceCode);
  const communication = touchesSdk(sourceCode, settings, types)
    ? readFile(context, settings, types)
    : undefined;
  known.set(sourceCode, communication ?? null);
  return communication;
}

/** Whether anything of the SDK can be in the file: by name of a module, or by a type that comes from elsewhere. */
function touchesSdk(
  { text }: Readonly<TSESLint.SourceCode>,
  settings: StratosSettings,
  types: TypeOracle | undefined,
): boolean {
  const marks = [
    SDK_PACKAGE,
    ...settings.sdkModules.map(lastSegment),
    ...settings.wrappers.map(({ name }) => name),
  ];
  if (marks.some((mark) => text.includes(mark))) return true;
  return (
    types !== undefined &&
    /\bfrom\s*["']|\brequire\s*\(/.test(text) &&
    /\b(?:on|off|once|emit\w*|send)\b/.test(text)
  );
}

/** What every way to import a module ends with, but for its ending. */
function lastSegment(module: string): string {
  const [, last] = /([^/]*?)(?:\/index)?(?:\.[cm]?[jt]sx?)?$/.exec(module) ?? [];
  return last ?? module;
}

function readFile(
  context: FileContext,
  settings: StratosSettings,
  types: TypeOracle | undefined,
): Communication {
  const file = viewFile(context.sourceCode);
  const place: Place = { filename: context.filename, cwd: context.cwd };
  // What the SDK's functions do is known by following values, and followed values need it.
  const sdk: { things?: Things } = {};
  const flow = createFlow(
    file,
    knowledgeWith(types, (callee) => sdk.things?.meaningOf(callee)),
  );
  const things = createThings(flow, settings, place, types);
  sdk.things = things;
  const manifest = nearestManifest(context.filename);
  const calls = sdkCalls(flow, things, file);
  return {
    calls,
    emits: emitsOf(flow, things, file, calls),
    flow,
    things,
    pluginId: settings.pluginId ?? (manifest.status === "found" ? manifest.id : undefined),
    manifest,
    types,
    shellChannels: settings.shellChannels,
    isTypeScript: /\.[cm]?tsx?$/.test(context.filename),
  };
}

/** React's functions, and constants of other modules as far as types show them. */
function knowledgeWith(types: TypeOracle | undefined, ofSdk: Knowledge["meaningOf"]): Knowledge {
  const knowledge: Knowledge = {
    ...reactKnowledge,
    meaningOf: (callee) => reactKnowledge.meaningOf(callee) ?? ofSdk(callee),
  };
  if (!types) return knowledge;
  return {
    ...knowledge,
    resolve(value, node): Answer | undefined {
      if (!comesFromElsewhere(value)) return undefined;
      const texts = types.textsAt(node);
      return texts && union(texts.map((text) => primitive(text, node)));
    },
  };
}

function comesFromElsewhere(value: Value): boolean {
  let at = value;
  while (at.kind === "member") at = at.object;
  return at.kind === "import";
}

function sdkCalls(flow: Flow, things: Things, file: FileView): SdkCall[] {
  const found: SdkCall[] = [];
  for (const node of file.calls) {
    if (node.type !== "CallExpression") continue;
    if (!flow.invocations(node).some((invocation) => things.methodCalled(invocation))) continue;
    // Where there are too many runs to tell apart, all of them are one.
    const worlds = flow.worldsAt(node) ?? [undefined];
    const isMixed = worlds.some((world) => mayBeOther(flow, things, node, world));
    for (const world of worlds) {
      if (!canHappen(flow, node, world)) continue;
      found.push(...callsIn(flow, things, node, world).map((call) => ({ ...call, isMixed })));
    }
  }
  return found;
}

function mayBeOther(
  flow: Flow,
  things: Things,
  node: TSESTree.CallExpression,
  world: Env | undefined,
): boolean {
  if (flow.evaluate(node.callee, world).others) return true;
  return flow.invocations(node, world).some((invocation) => !things.methodCalled(invocation));
}

function callsIn(flow: Flow, things: Things, node: CallNode, world: Env | undefined): SdkCall[] {
  const invocations = flow.invocations(node, world);
  const calls = invocations.flatMap((invocation) => sdkCall(things, invocation, world) ?? []);
  // Which name goes with which of several receivers is not known.
  const isMixed = calls.length < invocations.length;
  if (isMixed && dependsOnUnknown(flow, node, world)) return [];
  return isMixed
    ? calls.map((call) => (isOneOfSeveral(call.channel) ? { ...call, channel: NOTHING } : call))
    : calls;
}

function isOneOfSeveral(channel: Answer | undefined): boolean {
  return channel !== undefined && channel.values.length > 1;
}

function sdkCall(things: Things, invocation: Invocation, world: Env | undefined): SdkCall | undefined {
  const { args, node } = invocation;
  const behind = things.methodCalled(invocation);
  if (!behind) return undefined;
  const { method, name, thing } = behind;
  const at = (index: number | undefined): Answer | undefined => {
    if (index === undefined) return undefined;
    return args.answers[index]?.() ?? (args.open && { values: [], others: args.open });
  };
  return {
    node,
    thing,
    method: name,
    spec: method,
    role: method.role,
    channel: at(method.channel),
    content: at(method.content),
    args: args.nodes,
    world,
    isMixed: false,
  };
}

function emitsOf(flow: Flow, things: Things, file: FileView, calls: readonly SdkCall[]): Emit[] {
  const emits = new Map<Node, Emit>();
  for (const call of calls) {
    if (call.role === "emit" && !emits.has(call.node))
      emits.set(call.node, { node: call.node, method: call.method, call });
  }
  for (const name of EMITTING) {
    for (const member of file.membersNamed(name)) {
      const node = member.type === "Property" ? member.value : member;
      const isEmitting = flow
        .evaluate(node)
        .values.some((value) => things.methodBehind(value)?.method.role === "emit");
      if (!isEmitting) continue;
      for (const use of flow.uses(node)) {
        const isHandedOver = (use.kind === "argument" || use.kind === "attribute") && use.path.length === 0;
        if (!isHandedOver || !canHappen(flow, use.node, undefined)) continue;
        if (!emits.has(node)) emits.set(node, { node, method: name, call: undefined });
      }
    }
  }
  return [...emits.values()];
}

/** How an author would name what is called: `socket.on`, `ctx.ipc.send`. */
export function calledName({ thing, method }: Pick<SdkCall, "thing" | "method">): string {
  return `${SHOWN.get(thing) ?? thing}.${method}`;
}
