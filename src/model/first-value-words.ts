import type { Node } from "../flow/tree.js";
import { APP_BASE_EXPORT } from "../sdk.js";
import type { Communication } from "./communication.js";
import type { EmptyStart } from "./first-value.js";
import { elsewhere } from "./leak-words.js";

/** What the message about a screen that starts empty says. */
export function describeEmptyStart(
  communication: Communication,
  { listening: { event, node }, store }: EmptyStart,
): Record<string, string> {
  const { flow, pluginId } = communication;
  const [written] = node.arguments;
  const name = event?.kind === "primitive" ? String(event.value) : undefined;
  const shown = name === undefined ? (written ? flow.file.textOf(written) : "the event") : `"${name}"`;
  const [state, setter] = namesOf(store);
  const load = `fetch(\`\${${APP_BASE_EXPORT}}/api/${pluginId ?? "<id>"}/${name ?? "..."}\`).then((r) => r.json())`;
  return {
    store: state === undefined ? "what this keeps" : `\`${state}\``,
    event: shown + elsewhere(communication, node),
    pattern: setter === undefined ? load : `${load}.then(${setter})`,
  };
}

/** `const [status, setStatus] = useState(...)` */
function namesOf(store: Node | undefined): readonly [state?: string, setter?: string] {
  let at = store;
  while (at?.parent && /^TS|^Chain/.test(at.parent.type)) at = at.parent;
  const declaration = at?.parent;
  if (declaration?.type !== "VariableDeclarator" || declaration.id.type !== "ArrayPattern") return [];
  const [state, setter] = declaration.id.elements.map((element) =>
    element?.type === "Identifier" ? element.name : undefined,
  );
  return [state ?? stateOf(setter), setter] as [string?, string?];
}

/** `setLines` sets the lines. */
function stateOf(setter: string | undefined): string | undefined {
  const [, name] = /^set([A-Z]\w*)$/.exec(setter ?? "") ?? [];
  return name && name.slice(0, 1).toLowerCase() + name.slice(1);
}
