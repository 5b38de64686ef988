import type { TSESTree } from "@typescript-eslint/utils";
import type { Flow, Invocation, Knowledge, Meaning } from "../flow/flow.js";
import { exportBehind } from "../flow/imports.js";
import { recordOfProps } from "../flow/jsx.js";
import { listOf } from "../flow/lists.js";
import type { ClassNode, FunctionNode, Node } from "../flow/tree.js";
import type { Answer, ClassValue, InstanceValue, Value } from "../flow/values.js";
import { preferKnown } from "../flow/variables.js";
import { meaningOfStore, parameterInStore } from "./stores.js";
import { exactly, flatMap, NOTHING, primitive, union, unknown } from "../flow/values.js";

const REACT_MODULES = new Set(["react", "preact/compat", "preact/hooks"]);

/** The name of the React export that a value is. */
export function reactName(value: Value): string | undefined {
  const exported = exportBehind(value);
  return exported && REACT_MODULES.has(exported.source) ? exported.name : undefined;
}

const EFFECTS = /^use(?:Layout|Insertion)?Effect$/;

/** Whether a value is React's `useEffect` or one of its like. */
export function isReactEffect(value: Value): boolean {
  return EFFECTS.test(reactName(value) ?? "");
}

const READ = { kind: "read", doesNotMatter: true } as const;
const SAME = { kind: "result", path: [] } as const;

const EFFECT: Meaning = {
  argument: (index) => (index === 0 ? { kind: "called", runs: () => [[]] } : READ),
};
const SAME_FUNCTION: Meaning = {
  argument: (index) => (index === 0 ? SAME : READ),
  result: (_, call) => firstArgument(call),
};

/** What React's functions do with what they are given. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["useEffect", EFFECT],
  ["useLayoutEffect", EFFECT],
  ["useInsertionEffect", EFFECT],
  ["useCallback", SAME_FUNCTION],
  ["useEffectEvent", SAME_FUNCTION],
  ["memo", SAME_FUNCTION],
  ["forwardRef", SAME_FUNCTION],
  [
    "useMemo",
    {
      argument: (index) => (index === 0 ? { kind: "called", runs: () => [[]], returns: [] } : READ),
      result: (flow, call) => callAll(flow, firstArgument(call), call),
    },
  ],
  [
    "useRef",
    {
      argument: () => ({ kind: "result", path: ["current"] }),
      result: (flow, call) => exactly({ kind: "record", members: refMembers(flow, call), origin: call.node }),
    },
  ],
  [
    "useState",
    {
      argument: (index, call) => {
        if (index !== 0) return READ;
        const isInitializer = firstArgument(call).values.some(({ kind }) => kind === "function");
        return isInitializer
          ? { kind: "called", runs: () => [[]], returns: ["0"] }
          : { kind: "result", path: ["0"] };
      },
      result: (flow, call) => stateAndSetter(flow, call),
    },
  ],
  ["useContext", { argument: () => READ, result: (flow, call) => contextValue(flow, call) }],
  ["use", { argument: () => READ, result: (flow, call) => contextValue(flow, call) }],
  ["startTransition", EFFECT],
]);

export const reactKnowledge: Knowledge = {
  meaningOf(callee) {
    const name = reactName(callee);
    return name === undefined ? meaningOfStore(callee) : MEANINGS.get(name);
  },
  inherited: propsOfClass,
  contextualParameter: (flow, fn, index) =>
    propsByAnnotation(flow, fn, index) ?? parameterInStore(flow, fn, index),
};

function firstArgument({ args, node }: Invocation): Answer {
  return args.answers[0]?.() ?? primitive(undefined, node);
}

function callAll(flow: Flow, callees: Answer, call: Invocation): Answer {
  return flatMap(callees, (callee) =>
    flow.apply({ ...call, callee, args: { answers: [], nodes: [] }, self: undefined }),
  );
}

function refMembers(flow: Flow, call: Invocation): Map<string, { answer: () => Answer; key: Node }> {
  const answer = (): Answer => {
    return preferKnown(firstArgument(call), () => typeArgument(flow, call));
  };
  return new Map([["current", { answer, key: call.node }]]);
}

function typeArgument(flow: Flow, { node }: Invocation): Answer {
  const [type] = node.typeArguments?.params ?? [];
  return type ? flow.typed(type) : NOTHING;
}

/** `[value, setValue]`: the value is the first one, or any that is set in sight. */
function stateAndSetter(flow: Flow, call: Invocation): Answer {
  const state = (): Answer => {
    const initial = firstArgument(call);
    const isInitializer = initial.values.some(({ kind }) => kind === "function");
    const first = isInitializer ? callAll(flow, initial, call) : initial;
    return preferKnown(union([first, ...valuesSet(flow, call.node)]), () => typeArgument(flow, call));
  };
  const setter = (): Answer => unknown("it sets the state of a component", call.node);
  return listOf([state, setter], call.node);
}

function valuesSet(flow: Flow, node: Node): Answer[] {
  const { parent } = node;
  const pattern = parent?.type === "VariableDeclarator" ? parent.id : undefined;
  const setter = pattern?.type === "ArrayPattern" ? pattern.elements[1] : undefined;
  const variable = setter?.type === "Identifier" ? flow.file.variableOf(setter) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }): Answer[] => {
    const use = identifier.parent;
    if (use.type !== "CallExpression" || use.callee !== identifier) {
      return identifier === setter ? [] : [unknown("the setter is handed on", identifier)];
    }
    const [set] = use.arguments;
    return set && set.type !== "SpreadElement" ? [setValue(flow.evaluate(set), set)] : [];
  });
}

function setValue(answer: Answer, at: Node): Answer {
  return flatMap(answer, (value) =>
    value.kind === "function" ? unknown("it is calculated from the value before", at) : exactly(value),
  );
}

/** What the providers in this file put into a context, and its default. */
function contextValue(flow: Flow, call: Invocation): Answer | undefined {
  const [context] = firstArgument(call).values;
  if (context?.kind !== "result" || reactName(context.callee) !== "createContext") return undefined;
  const provided: Answer[] = [];
  for (const element of flow.file.of(context.origin).elements) {
    const provides = flow
      .evaluate(element.name)
      .values.some(
        (value) =>
          value.origin === context.origin ||
          (value.kind === "member" && value.key === "Provider" && value.object.origin === context.origin),
      );
    if (!provides) continue;
    const value = recordOfProps(flow, element, (node) => flow.evaluate(node)).members.get("value");
    if (value) provided.push(value.answer());
  }
  if (provided.length > 1) return unknown("several providers give different things", call.node);
  const [initial] = context.call.arguments;
  if (initial && initial.type !== "SpreadElement") provided.push(flow.evaluate(initial));
  const [type] = context.call.typeArguments?.params ?? [];
  const all = preferKnown(union(provided), () => (type ? flow.typed(type) : NOTHING));
  return {
    values: all.values,
    others: all.others ?? { why: "a provider in another file may give it", node: call.node },
  };
}

/** `this.props` of a class component. */
function propsOfClass(
  flow: Flow,
  owner: ClassValue,
  key: string,
  instance: InstanceValue | undefined,
): Answer | undefined {
  if (key !== "props") return undefined;
  const root = componentBase(flow, owner.node);
  if (!root) return undefined;
  const [type] = root.superTypeArguments?.params ?? [];
  const [passed] = (instance?.isMade ? instance.passed : undefined) ?? [];
  if (passed) return preferKnown(passed(), () => (type ? flow.typed(type) : NOTHING));
  const uses = flow.uses(owner.node);
  const rendered = uses.flatMap((use) =>
    use.kind === "element" ? exactly(recordOfProps(flow, use.node, (node) => flow.evaluate(node))) : [],
  );
  if (!type && rendered.length === 0) return undefined;
  const typed = (): Answer => (type ? flow.typed(type) : NOTHING);
  // Who renders it elsewhere passes what the type says.
  const isSeenWhole = rendered.length > 0 && !uses.some(({ kind }) => kind === "export");
  return isSeenWhole ? preferKnown(union(rendered), typed) : union([typed(), ...rendered]);
}

/** The class that is built on React's `Component`, where a class of the file is that, or is built on it. */
export function componentBase(flow: Flow, node: ClassNode): ClassNode | undefined {
  let at: ClassNode | undefined = node;
  for (let depth = 0; at && depth < DEEPEST_FAMILY; depth++) {
    const bases: readonly Value[] = at.superClass ? flow.evaluate(at.superClass).values : [];
    if (bases.some((base) => /^(?:Pure)?Component$/.test(reactName(base) ?? ""))) return at;
    const [base] = bases;
    at = base?.kind === "class" ? base.node : undefined;
  }
  return undefined;
}

/** More classes than this built on each other are not followed. */
const DEEPEST_FAMILY = 20;

const COMPONENT_TYPES = new Set(["FC", "FunctionComponent", "VFC", "ComponentType"]);

/** `const Panel: FC<Props> = (props) => ...`, `memo<Props>((props) => ...)`, `forwardRef<Ref, Props>((props, ref) => ...)`. */
function propsByAnnotation(flow: Flow, fn: FunctionNode, index: number): Answer | undefined {
  if (index !== 0) return undefined;
  const { parent } = fn;
  if (parent.type === "VariableDeclarator" && parent.id.typeAnnotation) {
    const type = parent.id.typeAnnotation.typeAnnotation;
    if (type.type !== "TSTypeReference" || !COMPONENT_TYPES.has(lastName(type.typeName))) return undefined;
    const [named] = flow.typed(type).values;
    const isReact = named?.kind === "typed" && "kind" in named.type && REACT_MODULES.has(named.type.source);
    const [props] = type.typeArguments?.params ?? [];
    return isReact && props ? flow.typed(props) : undefined;
  }
  if (parent.type !== "CallExpression") return undefined;
  const params = parent.typeArguments?.params ?? [];
  const names = flow.evaluate(parent.callee).values.map(reactName);
  if (names.includes("memo") && params[0]) return flow.typed(params[0]);
  return names.includes("forwardRef") && params[1] ? flow.typed(params[1]) : undefined;
}

function lastName(name: TSESTree.EntityName): string {
  if (name.type === "Identifier") return name.name;
  return name.type === "TSQualifiedName" ? name.right.name : "";
}
