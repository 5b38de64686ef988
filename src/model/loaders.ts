import type { Node } from "../flow/tree.js";
import { exportBehind, globalBehind } from "../flow/imports.js";
import type { Value } from "../flow/values.js";
import type { Machine } from "../run/machine.js";
import { onlyHoldsState } from "../react/stores.js";
import { resolved } from "../run/conditions.js";
import type { RunValue, Unknown } from "../run/values.js";
import { partsOf } from "../run/values.js";
import { isLoadingExport, isSdkModule } from "../sdk.js";
import type { Things } from "./things.js";

/** Whether a call may bring the first value of a screen: a request to the plugin's own background module, or code that is not in sight. */
export function mayLoad(
  things: Things,
  machine: Machine,
  callee: Unknown,
  args: readonly RunValue[],
  node: Node,
): boolean {
  const { values, others } = callee.answer;
  if (values.some((value) => isFetcher(things, value))) return true;
  // A function that is not known at all can do anything.
  if (values.length === 0) return callee.nature !== "fixed" && !callee.key.startsWith("setState");
  if (others !== undefined) return true;
  return values.some((value) => !things.methodBehind(value) && valueMayLoad(machine, value, args, node));
}

function valueMayLoad(machine: Machine, value: Value, args: readonly RunValue[], node: Node): boolean {
  const name = globalBehind(value);
  if (name === "fetch") return isRequestForValue(machine, args, node);
  if (onlyHoldsState(value)) return false;
  const root = rootOf(value);
  switch (root.kind) {
    case "import":
      return importMayLoad(machine, value, root.source, args, isInRender(machine));
    case "global":
      return BRINGING.has(root.name) || /^(?:window|globalThis)$/.test(root.name)
        ? !isHarmless(value)
        : false;
    // What a caller passes can load as well as anything else, but not while it renders.
    case "parameter":
    case "typed":
      return !isInRender(machine) && !isOfSdk(value);
    default:
      return false;
  }
}

function isFetcher(things: Things, value: Value): boolean {
  const exported = exportBehind(value);
  return exported !== undefined && things.isFetcher(exported.source, exported.name);
}

/** Globals that can bring a value from somewhere. */
const BRINGING = new Set([
  "XMLHttpRequest",
  "EventSource",
  "WebSocket",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "caches",
  "cookieStore",
  "electron",
]);
const HARMLESS_OF_WINDOW =
  /^(?:(?:add|remove)EventListener|dispatchEvent|set\w+|clear\w+|requestAnimationFrame|cancelAnimationFrame|requestIdleCallback|cancelIdleCallback|queueMicrotask|matchMedia|getComputedStyle|scroll\w*|focus|alert|open|close|print|console|document|location|history|Math|JSON)$/;

function isHarmless(value: Value): boolean {
  if (value.kind === "member" && value.object.kind === "global") return HARMLESS_OF_WINDOW.test(value.key);
  return value.kind === "member" && isHarmless(value.object);
}

function isInRender({ activity }: Machine): boolean {
  return activity.start.kind === "render";
}

function isOfSdk(value: Value): boolean {
  return value.kind === "typed" && "kind" in value.type && isSdkModule(value.type.source);
}

/** The value that another one is a member or a result of, in the end. */
function rootOf(value: Value): Value {
  let at = value;
  while (at.kind === "member" || at.kind === "result") at = at.kind === "member" ? at.object : at.callee;
  return at;
}

// ---------------------------------------------------------------- libraries

/** Packages, and their hooks that load nothing by themselves. Another module's hook of the same name may do anything. */
const LOADS_NOTHING: readonly (readonly [source: RegExp, hook: RegExp])[] = [
  [/^@tanstack\/react-query$/, /^use(?:QueryClient|Mutation|MutationState|IsFetching|IsMutating)$/],
  [
    /^(?:react-router(?:-dom)?|@tanstack\/react-router)$/,
    /^use(?:Navigate|Params|Location|SearchParams|Navigation|Router)$/,
  ],
  [/^(?:react-i18next|next-intl|react-intl)$/, /^use(?:Translation|Translations|Intl)$/],
  [/^react-hook-form$/, /^useForm\w*$/],
];
/** What a query client does that brings nothing. */
const OF_CLIENT =
  /^(?:setQuer(?:y|ies)Data|getQuer(?:y|ies)Data|invalidateQueries|cancelQueries|removeQueries|resetQueries|clear|mutate|mutateAsync)$/;
const QUERY_HOOK = /^use(?:Suspense)?(?:Infinite)?Quer(?:y|ies)$/;

function importMayLoad(
  machine: Machine,
  value: Value,
  source: string,
  args: readonly RunValue[],
  isRendering: boolean,
): boolean {
  if (/^react(?:-dom)?(?:\/|$)/.test(source)) return false;
  const last = value.kind === "member" ? value.key : undefined;
  if (isSdkModule(source)) return isLoadingExport(nameOfRoot(value) ?? "") && value.kind === "member";
  const name = localName(value) ?? exportBehind(value)?.name ?? last ?? nameOfRoot(value) ?? "";
  const isQuiet = LOADS_NOTHING.some(
    ([from, hook]) => from.test(source) && hook.test(nameOfRoot(value) ?? ""),
  );
  if (isQuiet && (value.kind !== "member" || OF_CLIENT.test(value.key))) return false;
  if (source === "@tanstack/react-query" && QUERY_HOOK.test(name)) return !isSwitchedOff(machine, args[0]);
  if (/^swr(?:\/|$)/.test(source)) return !isNone(machine, args[0]);
  // While rendering, only hooks can begin something; other functions calculate.
  return !isRendering || /^use(?:[A-Z]|$)/.test(name);
}

/** What a default export is called here. */
function localName(value: Value): string | undefined {
  const { origin } = value;
  return value.kind === "import" && origin.type === "ImportDefaultSpecifier" ? origin.local.name : undefined;
}

function nameOfRoot(value: Value): string | undefined {
  let at = value;
  while (at.kind === "member" || at.kind === "result") {
    const exported = exportBehind(at);
    if (exported) return exported.name;
    at = at.kind === "member" ? at.object : at.callee;
  }
  return exportBehind(at)?.name;
}

/** `{ enabled: false }` */
function isSwitchedOff(machine: Machine, options: RunValue | undefined): boolean {
  const enabled = options?.kind === "object" ? options.members.get("enabled")?.value : undefined;
  const value = enabled && resolved(machine, enabled);
  return value?.kind === "primitive" && value.value === false;
}

/** A key that is `null`, `undefined` or `false`: there is nothing to load. */
function isNone(machine: Machine, key: RunValue | undefined): boolean {
  const value = key && resolved(machine, key);
  return value?.kind === "primitive" && !value.value;
}

// ---------------------------------------------------------------- requests

/** Whether a `fetch` asks the plugin's background module for something. */
function isRequestForValue(machine: Machine, args: readonly RunValue[], node: Node): boolean {
  const [address, options] = args;
  return !(isWrite(machine, options) && isDropped(node)) && !isElsewhere(machine, address);
}

function isWrite(machine: Machine, options: RunValue | undefined): boolean {
  const method = options?.kind === "object" ? options.members.get("method")?.value : undefined;
  const value = method && resolved(machine, method);
  return value?.kind === "primitive" && /^(?:POST|PUT|PATCH|DELETE)$/i.test(String(value.value));
}

/** Whether nobody looks at what a call gives. */
function isDropped(node: Node): boolean {
  let at = node;
  while (
    at.parent?.type === "AwaitExpression" ||
    at.parent?.type === "UnaryExpression" ||
    at.parent?.type === "ChainExpression"
  )
    at = at.parent;
  const { parent } = at;
  if (parent?.type !== "MemberExpression") return parent?.type === "ExpressionStatement";
  // `fetch(...).catch(report)`
  const isCaught = parent.property.type === "Identifier" && parent.property.name === "catch";
  return isCaught && parent.parent.type === "CallExpression" && isDropped(parent.parent);
}

/** A foreign host, or a file that belongs to the UI. */
function isElsewhere(machine: Machine, address: RunValue | undefined): boolean {
  const parts = address && partsOf(resolved(machine, address));
  const [head] = parts ?? [];
  if (typeof head !== "string") return false;
  const host = /^(?:https?:)?\/\/(?<host>\[[^\]]*\]|[^/:?#]+)/i.exec(head)?.groups?.["host"];
  if (host !== undefined) return !/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(host);
  const isWhole = parts?.length === 1;
  return (
    isWhole &&
    /\.(?:json|svg|png|jpe?g|gif|webp|ico|css|js|mjs|txt|md|html?|woff2?|wasm|mp3|wav|ogg)(?:[?#].*)?$/i.test(
      head,
    ) &&
    !/(?:^|\/)api\//.test(head)
  );
}
