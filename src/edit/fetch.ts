import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow } from "../flow/flow.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { outermost } from "../flow/tree.js";
import type { Communication } from "../model/communication.js";
import type { Emit } from "../model/emits.js";
import type { SdkCall } from "../model/sdk-calls.js";
import { APP_BASE_EXPORT, CHANNEL_PREFIX, exportsAppBase, routeOf, SDK_PACKAGE } from "../sdk.js";
import type { Edit } from "./edit.js";

/** How to send by HTTP what is emitted: the call becomes a `fetch`; `undefined` where that is not certain to mean the same. */
export function fetchEdits(communication: Communication, { call, node }: Emit): readonly Edit[] | undefined {
  const { pluginId, flow } = communication;
  const whole = outermost(node);
  if (
    call?.node !== node ||
    call.isMixed ||
    pluginId === undefined ||
    !isReplaceable(communication, call, whole)
  )
    return undefined;
  const { channel, event, awaitsAnswer } = call.spec;
  const named = channel === undefined ? undefined : call.args[channel];
  const content = channel === undefined ? call.args : call.args.slice(channel + 1);
  const path = event ?? (named && pathOf(flow, named, pluginId));
  const body = bodyOf(flow, content);
  const base = appBase(flow);
  if (path === undefined || body === undefined || !base) return undefined;
  const answer = awaitsAnswer ? ".then((response) => response.json())" : "";
  const request = `fetch(\`\${${base.name}}${routeOf(pluginId, path)}\`, { method: "POST"${body} })${answer}`;
  return [{ range: whole.range, text: request }, ...base.edits];
}

/** Whether nothing but the emit happens in the expression, and nobody uses the socket that it gives back. */
function isReplaceable({ calls, flow }: Communication, call: SdkCall, whole: Node): boolean {
  const others = calls.some(
    ({ node, role }) =>
      role && node !== call.node && node.range[0] >= whole.range[0] && node.range[1] <= whole.range[1],
  );
  const hasOwnArguments = call.node.arguments.every((argument) => call.args.includes(argument));
  const isShadowed = flow.file.named("fetch", whole) !== undefined;
  if (others || isShadowed || !hasOwnArguments) return false;
  if (call.spec.awaitsAnswer) return true;
  const { parent } = whole;
  return (
    parent?.type === "ExpressionStatement" ||
    parent?.type === "UnaryExpression" ||
    (parent?.type === "ArrowFunctionExpression" && parent.body === whole && !isResultUsed(flow, parent))
  );
}

/** Whether somebody in sight does something with what a function gives. */
function isResultUsed(flow: Flow, fn: FunctionNode): boolean {
  return flow.uses(fn).some(({ kind, node }) => {
    const parent = kind === "call" ? outermost(node).parent : undefined;
    return parent?.type === "MemberExpression" || parent?.type === "VariableDeclarator";
  });
}

function pathOf(flow: Flow, event: Node, pluginId: string): string | undefined {
  const { values, others } = flow.evaluate(event);
  const [value] = values;
  if (values.length === 1 && !others && value?.kind === "primitive") {
    const leaf = String(value.value).replace(`${CHANNEL_PREFIX}${pluginId}:`, "");
    // To Express, a colon begins the name of a parameter.
    return leaf.split(":").map(encodeURIComponent).join("/");
  }
  const isSimple = event.type === "Identifier" || event.type === "MemberExpression";
  return isSimple ? `\${${flow.file.source.getText(event)}}` : undefined;
}

/** The rest of the request's options; `undefined` where a callback waits for an answer. */
function bodyOf(flow: Flow, content: readonly (Node | undefined)[]): string | undefined {
  if (content.length === 0) return "";
  const texts: string[] = [];
  for (const node of content) {
    if (!node || mayBeCalled(flow, node)) return undefined;
    const text = flow.file.source.getText(node);
    texts.push(node.type === "SequenceExpression" ? `(${text})` : text);
  }
  const payload = texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`;
  return `, headers: { "Content-Type": "application/json" }, body: JSON.stringify(${payload})`;
}

/** Whether what is sent may be a callback that waits for an answer. */
function mayBeCalled(flow: Flow, node: Node): boolean {
  return flow.evaluate(node).values.some((value) => {
    if (value.kind === "function" || value.kind === "bound") return true;
    // `new Promise((resolve) => socket.emit("ask", resolve))`
    return value.kind === "parameter" && value.fn.parent.type === "NewExpression";
  });
}

/** The name of `STRATOS_APP_BASE` in the file, and what imports it where it is not yet there. */
function appBase({ file }: Flow): { name: string; edits: readonly Edit[] } | undefined {
  const { ast } = file.source;
  const imports = ast.body.filter((statement) => statement.type === "ImportDeclaration");
  const fromSdk = imports.filter(
    ({ source, importKind }) => exportsAppBase(source.value) && isValue(importKind),
  );
  for (const specifier of fromSdk.flatMap(({ specifiers }) => specifiers)) {
    const isBase =
      specifier.type === "ImportSpecifier" &&
      isValue(specifier.importKind) &&
      specifier.imported.type === "Identifier" &&
      specifier.imported.name === APP_BASE_EXPORT;
    if (isBase) return { name: specifier.local.name, edits: [] };
  }
  const isTaken = file.source.scopeManager?.scopes.some((scope) => scope.set.has(APP_BASE_EXPORT));
  if (isTaken || imports.length === 0) return undefined;
  const last = fromSdk.map(lastNamed).find((specifier) => specifier !== undefined);
  if (last)
    return {
      name: APP_BASE_EXPORT,
      edits: [{ range: [last.range[1], last.range[1]], text: `, ${APP_BASE_EXPORT}` }],
    };
  const quote = imports[0]?.source.raw.slice(0, 1) ?? '"';
  const text = `import { ${APP_BASE_EXPORT} } from ${quote}${SDK_PACKAGE}${quote};\n`;
  const start = imports[0]?.range[0] ?? 0;
  return { name: APP_BASE_EXPORT, edits: [{ range: [start, start], text }] };
}

/** Parsers without types do not say what an import is. */
function isValue(importKind: string | undefined): boolean {
  return importKind !== "type";
}

function lastNamed({ specifiers }: TSESTree.ImportDeclaration): TSESTree.ImportSpecifier | undefined {
  const last = specifiers.at(-1);
  return last?.type === "ImportSpecifier" ? last : undefined;
}
