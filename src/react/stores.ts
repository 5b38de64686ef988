import type { Flow, Invocation, Meaning } from "../flow/flow.js";
import { exportBehind } from "../flow/imports.js";
import type { FunctionNode, Node } from "../flow/tree.js";
import { enclosingFunction, unwrap, writtenKey } from "../flow/tree.js";
import { functionTypeOf } from "../flow/types.js";
import type { Answer, RecordValue, Value } from "../flow/values.js";
import { exactly, flatMap, NOTHING, unknown } from "../flow/values.js";

/** What a call of a zustand store gives: `useStore((state) => state.attach)`, `useStore.getState()`, `useStore(store, select)`. */
export function meaningOfStore(callee: Value): Meaning | undefined {
  if (isStore(callee)) return selecting(0, (_, { callee: store }) => exactly(store));
  if (callee.kind === "member" && callee.key === "getState" && isStore(callee.object))
    return { result: (flow) => stateOf(flow, callee.object) };
  const exported = exportBehind(callee);
  if (!exported || !ZUSTAND.test(exported.source) || !exported.name.startsWith("useStore")) return undefined;
  return selecting(1, (_, { args }) => args.answers[0]?.() ?? NOTHING);
}

type Result = Extract<Value, { kind: "result" }>;

const ZUSTAND = /^zustand(?:\/|$)/;

/** A call that gives the whole state, or what the function at that position takes out of it. */
function selecting(index: number, storesOf: (flow: Flow, call: Invocation) => Answer): Meaning {
  const state = (flow: Flow, call: Invocation): Answer =>
    flatMap(storesOf(flow, call), (store) => stateOf(flow, store));
  return {
    argument: (position) =>
      position === index
        ? { kind: "called", runs: (flow, call) => [[(): Answer => state(flow, call)]], returns: [] }
        : { kind: "read" },
    result(flow, call) {
      const selector = call.args.answers[index];
      if (!selector) return state(flow, call);
      return flatMap(selector(), (callee) =>
        flow.apply({
          ...call,
          callee,
          args: { answers: [(): Answer => state(flow, call)], nodes: [] },
          self: undefined,
        }),
      );
    },
  };
}

/** `create(initializer)`, and `create<State>()(initializer)`. */
export function isStore(value: Value): value is Result {
  if (value.kind !== "result" || value.call.arguments.length === 0) return false;
  const { callee } = value;
  return isCreate(callee) || (callee.kind === "result" && isCreate(callee.callee));
}

/** Whether calling it makes a store, or gives what is in one: neither asks for anything. */
export function onlyHoldsState(value: Value): boolean {
  const maker = value.kind === "result" ? value.callee : value;
  return isCreate(maker) || isPlain(maker) || isStore(value);
}

/** `useShallow(selector)`, `useStore(store, selector)` */
function isPlain(value: Value): boolean {
  const exported = exportBehind(value);
  return (
    exported !== undefined && ZUSTAND.test(exported.source) && /^use(?:Shallow|Store)/.test(exported.name)
  );
}

function isCreate(value: Value): boolean {
  const exported = exportBehind(value);
  return exported !== undefined && ZUSTAND.test(exported.source) && exported.name.startsWith("create");
}

/** What a store holds: its functions. All else changes. */
function stateOf(flow: Flow, store: Value): Answer {
  const at = store.origin;
  const unseen = unknown("the state of a store changes", at);
  if (!isStore(store)) return unseen;
  const made = flatMap(initializersOf(flow, store), (initializer) => initialOf(flow, initializer, at));
  return flatMap(made, (state) => (state.kind === "record" ? exactly(functionsOf(state, at)) : unseen));
}

function firstArgument(flow: Flow, { call, env }: Result): Answer {
  const [first] = call.arguments;
  return first && first.type !== "SpreadElement" ? flow.evaluate(first, env) : NOTHING;
}

/** What makes the first state. Middleware (`devtools(initializer)`) calls the function that it is put around. */
export function initializersOf(flow: Flow, made: Result): Answer {
  return flatMap(firstArgument(flow, made), (initializer) => {
    const exported = initializer.kind === "result" ? exportBehind(initializer.callee) : undefined;
    return initializer.kind === "result" && exported && ZUSTAND.test(exported.source)
      ? initializersOf(flow, initializer)
      : exactly(initializer);
  });
}

function initialOf(flow: Flow, initializer: Value, at: Node): Answer {
  if (initializer.kind !== "function")
    return unknown("a store begins with something that is not in sight", at);
  const given = (): Answer => unknown("zustand passes it", at);
  const args = { answers: [given, given, given], nodes: [] };
  const node = initializer.origin;
  return flow.apply({ callee: initializer, args, self: undefined, node: node as never, env: undefined });
}

function functionsOf(state: RecordValue, at: Node): RecordValue {
  const changing = unknown("the state of a store changes", at);
  const members = [...state.members].map(([key, member]) => {
    const answer = (): Answer =>
      flatMap(member.answer(), (value) => (value.kind === "function" ? exactly(value) : changing));
    return [key, { ...member, answer }] as const;
  });
  return { ...state, members: new Map(members) };
}

/** What the type of a store (`create<State>()(...)`) says of a parameter of one of its functions. */
export function parameterInStore(flow: Flow, fn: FunctionNode, index: number): Answer | undefined {
  const property = fn.parent;
  const initializer = property.type === "Property" ? enclosingFunction(property) : undefined;
  if (property.type !== "Property" || !initializer) return undefined;
  const isMember = flow.file
    .returnsOf(initializer)
    .some((returned) => returned && unwrap(returned) === property.parent);
  const key = writtenKey(property.key, property.computed);
  const state = isMember && key !== undefined ? stateType(flow, initializer) : undefined;
  return state && parameterOfMember(flow, state, key ?? "", index);
}

/** The type that is passed to `create`, around an initializer and its middleware. */
function stateType(flow: Flow, initializer: FunctionNode): Node | undefined {
  for (let at: Node | undefined = initializer.parent; at.type === "CallExpression"; at = at.parent) {
    const maker = at.callee.type === "CallExpression" ? at.callee : at;
    const [type] = maker.typeArguments?.params ?? [];
    if (type && flow.evaluate(maker.callee).values.some(isCreate)) return type;
  }
  return undefined;
}

function parameterOfMember(flow: Flow, state: Node, key: string, index: number): Answer | undefined {
  for (const value of flow.typed(state).values) {
    if (value.kind !== "typed" || "kind" in value.type) continue;
    const { type } = value;
    const members =
      type.type === "TSTypeLiteral" ? type.members : type.type === "TSInterfaceBody" ? type.body : [];
    for (const member of members) {
      if (member.type !== "TSMethodSignature" && member.type !== "TSPropertySignature") continue;
      if (writtenKey(member.key, member.computed) !== key) continue;
      const declared =
        member.type === "TSMethodSignature"
          ? member
          : member.typeAnnotation && functionTypeOf(flow, member.typeAnnotation);
      const param = declared?.params[index];
      if (param && "typeAnnotation" in param && param.typeAnnotation) return flow.typed(param.typeAnnotation);
    }
  }
  return undefined;
}
