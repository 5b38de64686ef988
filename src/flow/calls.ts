import { certainElements } from "./arrays.js";
import type { Env } from "./env.js";
import { enter, envAt } from "./env.js";
import type { Arguments, Flow, Invocation } from "./flow.js";
import { canRun, certainlyRuns } from "./guards.js";
import type { CallNode, FunctionNode, Node } from "./tree.js";
import { unwrap } from "./tree.js";
import { constructorOf } from "./classes.js";
import type { Answer, ClassValue, FunctionValue, Lazy, Reason, Value } from "./values.js";
import { exactly, isNullish, NOTHING, primitive, union, unknown } from "./values.js";
import { preferKnown } from "./variables.js";
import { paddedArguments } from "./worlds.js";

/** Everything a call may call, with `bind`, `call`, `apply` and `Reflect.apply` taken apart. */
export function invocationsOf(flow: Flow, node: CallNode, env: Env | undefined): readonly Invocation[] {
  if (node.callee.type === "Super") return [];
  const callee = flow.evaluate(node.callee, env);
  const written = argumentsOf(flow, node, env);
  const inner = unwrap(node.callee);
  const self =
    node.type === "NewExpression" || inner.type !== "MemberExpression"
      ? undefined
      : flow.evaluate(inner.object, env);
  return callee.values
    .filter((value) => !isNullish(value))
    .flatMap((value) => takeApart(flow, { callee: value, args: written, self, node, env }));
}

function argumentsOf(flow: Flow, node: CallNode, env: Env | undefined): Arguments {
  const answers: Lazy<Answer>[] = [];
  const nodes: (Node | undefined)[] = [];
  for (const argument of node.arguments) {
    if (argument.type !== "SpreadElement") {
      answers.push(() => flow.evaluate(argument, env));
      nodes.push(argument);
      continue;
    }
    const spread = flow.evaluate(argument.argument, env);
    const [list] = spread.values;
    const certain = list?.kind === "list" ? certainElements(flow, list) : undefined;
    if (certain && list?.origin.type === "RestElement") {
      answers.push(...certain.elements);
      nodes.push(...certain.elements.map(() => undefined));
      if (certain.open) return { answers, nodes, open: certain.open };
      continue;
    }
    if (!certain || spread.values.length !== 1 || spread.others || certain.open || certain.isFilled) {
      const open: Reason = spread.others ?? {
        why: "arguments that are not in sight are spread into the call",
        node: argument,
      };
      return { answers, nodes, open };
    }
    for (const element of certain.elements) {
      answers.push(element);
      nodes.push(undefined);
    }
  }
  return { answers, nodes };
}

function takeApart(flow: Flow, invocation: Invocation): readonly Invocation[] {
  const { callee, args } = invocation;
  if (callee.kind === "bound") {
    const first = callee.first.map((answer) => (): Answer => answer);
    const nodes = callee.first.map(() => undefined);
    return takeApart(flow, {
      ...invocation,
      callee: callee.target,
      self: callee.self,
      hasOwnThis: true,
      args: { answers: [...first, ...args.answers], nodes: [...nodes, ...args.nodes], open: args.open },
    });
  }
  if (callee.kind !== "member") return [invocation];
  const { object, key } = callee;
  if (key === "call" && isCallable(object)) {
    return takeApart(flow, {
      ...invocation,
      callee: object,
      self: args.answers[0]?.(),
      hasOwnThis: true,
      args: from(args, 1),
    });
  }
  if (key === "apply" && isCallable(object)) {
    return takeApart(flow, {
      ...invocation,
      callee: object,
      self: args.answers[0]?.(),
      hasOwnThis: true,
      args: spreadOut(flow, args, 1),
    });
  }
  if (key !== "apply" || object.kind !== "global" || object.name !== "Reflect") return [invocation];
  const targets = args.answers[0]?.().values ?? [];
  return targets.flatMap((target) =>
    takeApart(flow, {
      ...invocation,
      callee: target,
      self: args.answers[1]?.(),
      hasOwnThis: true,
      args: spreadOut(flow, args, 2),
    }),
  );
}

function isCallable({ kind }: Value): boolean {
  return kind === "function" || kind === "bound" || kind === "member" || kind === "import";
}

function from(args: Arguments, start: number): Arguments {
  return { answers: args.answers.slice(start), nodes: args.nodes.slice(start), open: args.open };
}

/** `f.apply(self, [a, b])`: the array at `index` holds the arguments. */
function spreadOut(flow: Flow, args: Arguments, index: number): Arguments {
  const answer = args.answers[index]?.();
  const [list] = answer?.values ?? [];
  if (!answer || args.open) return { answers: [], nodes: [], open: args.open };
  const certain =
    list?.kind === "list" && answer.values.length === 1 ? certainElements(flow, list) : undefined;
  if (certain && list?.origin.type === "RestElement") {
    return { answers: certain.elements, nodes: certain.elements.map(() => undefined), open: certain.open };
  }
  if (certain && !certain.open && !answer.others) {
    return { answers: certain.elements, nodes: certain.elements.map(() => undefined) };
  }
  const node = args.nodes[index];
  return {
    answers: [],
    nodes: [],
    open: answer.others ?? (node && { why: "its arguments are not in sight", node }),
  };
}

/** What a call gives. */
export function applyInvocation(flow: Flow, invocation: Invocation): Answer {
  const { callee, node, env } = invocation;
  if (callee.kind === "function") return run(flow, callee, invocation);
  if (callee.kind === "class") return construct(callee, invocation);
  if (callee.kind === "member" && callee.key === "bind" && isCallable(callee.object)) {
    const first = invocation.args.answers.slice(1).map((answer) => answer());
    const self = invocation.args.answers[0]?.();
    return exactly({ kind: "bound", target: callee.object, self, first, origin: node });
  }
  const known = flow.knowledge.meaningOf(callee)?.result?.(flow, invocation);
  return known ?? exactly({ kind: "result", callee, call: node, env, origin: node });
}

function run(flow: Flow, callee: FunctionValue, { args, self, node }: Invocation): Answer {
  const fn = callee.node;
  const env = enter(envAt(fn, callee.env), fn, paddedArguments(fn, args), self);
  if (fn.generator) return given(flow, fn, env, node);
  if (flow.file.throwsOf(fn).some((node) => certainlyRuns(flow, node, fn, env))) return NOTHING;
  const results: Answer[] = [];
  for (const returned of flow.file.returnsOf(fn)) {
    if (!returned) results.push(primitive(undefined, fn));
    else if (canRun(flow, returned, fn, env)) results.push(flow.evaluate(returned, env));
  }
  const result = results.length > 0 ? union(results) : primitive(undefined, fn);
  if (fn.async) return exactly({ kind: "promise", of: result, origin: node });
  return preferKnown(result, () => (fn.returnType ? flow.typed(fn.returnType) : NOTHING), flow);
}

/** What a generator gives, one after the other. */
function given(flow: Flow, fn: FunctionNode, env: Env, node: CallNode): Answer {
  const yields = flow.file.yieldsOf(fn);
  if (fn.async || yields.some(({ delegate }) => delegate)) return unknown("a generator makes it", node);
  const elements = yields
    .filter((one) => canRun(flow, one, fn, env))
    .map(
      ({ argument }) =>
        (): Answer =>
          argument ? flow.evaluate(argument, env) : primitive(undefined, fn),
    );
  return exactly({ kind: "list", shape: "set", elements, origin: node });
}

function construct(owner: ClassValue, { args, node }: Invocation): Answer {
  if (node.type !== "NewExpression") return NOTHING;
  const fn = constructorOf(owner.node);
  const env = fn && enter(owner.env, fn, paddedArguments(fn, args));
  return exactly({ kind: "instance", of: owner, env, isMade: true, passed: args.answers, origin: node });
}
