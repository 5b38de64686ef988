import type { TSESTree } from "@typescript-eslint/utils";
import { certainElements } from "./arrays.js";
import { builtinMeaning } from "./builtins.js";
import { applyInvocation, invocationsOf } from "./calls.js";
import type { Env } from "./env.js";
import { envAt, frameOf } from "./env.js";
import type { FileView, Variable } from "./file.js";
import { literalAround } from "./file.js";
import { behindImport } from "./exports.js";
import type { Exported } from "./exports.js";
import type { Flow, Invocation, Knowledge } from "./flow.js";
import { sameContent, truthOfAnswer } from "./guards.js";
import { arrayOf } from "./lists.js";
import { baseOf } from "./classes.js";
import { memberOf } from "./members.js";
import { recordOf } from "./records.js";
import { joinFiles } from "./joined.js";
import { concatenate, isText, writtenIn } from "./text.js";
import type { FunctionNode, Node } from "./tree.js";
import { enclosingClassMember, isClass, isFunction, isWrapper, writtenKey } from "./tree.js";
import { typedAnswer } from "./types.js";
import type { Use } from "./uses.js";
import { collectUses } from "./uses.js";
import type { Answer, ImportValue, Member, Value } from "./values.js";
import {
  exactly,
  flatMap,
  globalName,
  isNullish,
  NOTHING,
  primitive,
  truthOf,
  union,
  unknown,
  withOthers,
} from "./values.js";
import { evaluateName, everyValueOf, parameterAnswer, preferKnown } from "./variables.js";
import type { Worlds } from "./worlds.js";
import { worldsAround, worldsOf } from "./worlds.js";

/** Questions nested deeper than this are not answered; real code stays far below. */
const DEEPEST_QUESTION = 250;
/** Environments nested deeper than this are not entered: recursion. */
const DEEPEST_RUN = 16;
/** More questions than this are not answered for one file. */
const MOST_QUESTIONS = 500_000;

export function createFlow(main: FileView, libraries: Knowledge): Flow {
  const file = joinFiles(main);
  const knowledge: Knowledge = {
    ...libraries,
    meaningOf: (callee) => builtinMeaning(callee) ?? libraries.meaningOf(callee),
  };
  const known = new Map<Node, Answer>();
  const open = new Map<Node, Set<Env | undefined>>();
  const usesKnown = new Map<Node, readonly Use[]>();
  const worldsKnown = new Map<FunctionNode, Worlds>();
  const typesKnown = new Map<Node, Answer>();
  const exportsKnown = new Map<Variable, Answer>();
  let depth = 0;
  let questions = 0;

  /** Answers once per node and environment; a question that needs its own answer is unknown. */
  function evaluate(node: Node, env?: Env): Answer {
    const here = envAt(node, env);
    const cache = here?.known ?? known;
    const remembered = cache.get(node);
    if (remembered) return remembered;
    const asked = open.get(node) ?? new Set();
    if (asked.has(here)) return unknown("it depends on itself", node);
    if (depth >= DEEPEST_QUESTION || (here?.depth ?? 0) > DEEPEST_RUN || ++questions > MOST_QUESTIONS) {
      return unknown("it is nested too deeply to be followed", node);
    }
    asked.add(here);
    open.set(node, asked);
    const answer = deeper(() => resolved(node, evaluateNode(flow, node, here)));
    asked.delete(here);
    cache.set(node, answer);
    return answer;
  }

  /** Types are named by each other, also by themselves. */
  function typed(type: Node): Answer {
    const remembered = typesKnown.get(type);
    if (remembered) return remembered;
    if (depth >= DEEPEST_QUESTION) return unknown("its type is nested too deeply", type);
    typesKnown.set(type, unknown("its type depends on itself", type));
    const answer = deeper(() => typedAnswer(flow, type));
    typesKnown.set(type, answer);
    return answer;
  }

  /** Every kind of question counts: they ask each other. */
  function deeper<T>(ask: () => T): T {
    depth++;
    try {
      return ask();
    } finally {
      depth--;
    }
  }

  /** What comes from other modules may be known better than by name. */
  function resolved(node: Node, answer: Answer): Answer {
    const isFromElsewhere = answer.values.some(({ kind }) => kind === "import" || kind === "member");
    const known = isFromElsewhere ? flatMap(answer, (value) => seenThrough(value, node)) : answer;
    return atHome(node, known);
  }

  function seenThrough(value: Value, node: Node): Answer {
    const found = value.kind === "import" ? imported(value) : undefined;
    return found ?? knowledge.resolve?.(value, node) ?? exactly(value);
  }

  /** A text that another file writes stands, for this file, where it is named. */
  function atHome(node: Node, answer: Answer): Answer {
    const isAway = (value: Value): boolean => isText(value) && file.isElsewhere(value.origin);
    if (!answer.values.some(isAway) || file.isElsewhere(node)) return answer;
    const values = answer.values.map((value) => (isAway(value) ? { ...value, origin: node } : value));
    return { values, others: answer.others };
  }

  function behind(value: ImportValue): Exported | undefined {
    const find = knowledge.findModule;
    if (!find || knowledge.isNamed?.(value)) return undefined;
    return behindImport(
      (source, from) => {
        const view = find(source, from);
        if (view === undefined || view.source.ast === main.source.ast) return view && main;
        file.add(view);
        return view;
      },
      value,
      file.of(value.origin),
    );
  }

  function imported(value: ImportValue): Answer | undefined {
    const exported = behind(value);
    switch (exported?.kind) {
      case "variable":
        return everyValue(exported.variable);
      case "node":
        return evaluate(exported.node);
      case "import":
        return exported.value === value ? undefined : exactly(exported.value);
      default:
        return undefined;
    }
  }

  function everyValue(variable: Variable): Answer {
    const remembered = exportsKnown.get(variable);
    if (remembered) return remembered;
    const [name] = variable.identifiers;
    if (!name || depth >= DEEPEST_QUESTION)
      return unknown("it is nested too deeply", name ?? main.source.ast);
    exportsKnown.set(variable, unknown("it depends on itself", name));
    const answer = deeper(() => resolved(name, everyValueOf(flow, variable)));
    exportsKnown.set(variable, answer);
    return answer;
  }

  function uses(origin: Node): readonly Use[] {
    const remembered = usesKnown.get(origin);
    if (remembered) return remembered;
    if (depth >= DEEPEST_QUESTION)
      return [{ kind: "escape", node: origin, why: "it is nested too deeply to be followed" }];
    // While a value is being followed, asking for its uses again means that it flows back into itself.
    usesKnown.set(origin, [{ kind: "escape", node: origin, why: "it flows back into itself" }]);
    const { parent } = origin;
    const isConstructor =
      isFunction(origin) && parent?.type === "MethodDefinition" && parent.kind === "constructor";
    const found = deeper(() =>
      isConstructor && isClass(parent.parent.parent) ? uses(parent.parent.parent) : collectUses(flow, origin),
    );
    usesKnown.set(origin, found);
    return found;
  }

  function worlds(fn: FunctionNode): Worlds {
    if (worldsKnown.has(fn)) return worldsKnown.get(fn);
    if (depth >= DEEPEST_QUESTION) return undefined;
    worldsKnown.set(fn, []);
    const found = deeper(() => worldsOf(flow, fn));
    worldsKnown.set(fn, found);
    return found;
  }

  const flow: Flow = {
    file,
    knowledge,
    evaluate,
    behind,
    imported,
    member: (of, key, at) => memberOf(flow, of, key, at),
    invocations: (node, env) => invocationsOf(flow, node, env),
    apply: (invocation) => applyInvocation(flow, invocation),
    elements: (of, at) => elementsOf(flow, of, at),
    typed,
    uses,
    worldsAt: (node) => worldsAround(flow, node),
    worlds,
  };
  return flow;
}

function elementsOf(flow: Flow, of: Answer, at: Node): Answer {
  return flatMap(of, (value) => {
    if (value.kind !== "list") return unknown("its elements are not in sight", at);
    const certain = certainElements(flow, value);
    if (!certain) return unknown("its elements are changed after it is made", at);
    return withOthers(union(certain.elements.map((element) => element())), certain.open);
  });
}

function evaluateNode(flow: Flow, node: Node, env: Env | undefined): Answer {
  const evaluate = (inner: Node): Answer => flow.evaluate(inner, env);
  if (node.type === "TSAsExpression" || node.type === "TSTypeAssertion") {
    return preferKnown(evaluate(node.expression), () => flow.typed(node.typeAnnotation), flow);
  }
  if (isWrapper(node)) return evaluate(node.expression);
  switch (node.type) {
    case "Identifier":
    case "JSXIdentifier":
      return evaluateName(flow, node, env);
    case "Literal":
      if ("regex" in node) {
        return exactly({ kind: "regexp", source: node.regex.pattern, flags: node.regex.flags, origin: node });
      }
      return primitive(node.value, node);
    case "TemplateLiteral":
      return evaluateTemplate(node, evaluate, "cooked");
    case "TaggedTemplateExpression":
      return globalName(evaluate(node.tag)) === "String.raw"
        ? evaluateTemplate(node.quasi, evaluate, "raw")
        : unknown("what a tag makes of a template is not followed", node);
    case "BinaryExpression":
      return evaluateBinary(flow, node, env);
    case "LogicalExpression":
      return evaluateLogical(evaluate(node.left), node.operator, () => evaluate(node.right), node.right);
    case "ConditionalExpression": {
      const truth = truthOfAnswer(evaluate(node.test));
      if (truth !== undefined) return evaluate(truth ? node.consequent : node.alternate);
      return union([evaluate(node.consequent), evaluate(node.alternate)]);
    }
    case "AssignmentExpression":
      return evaluateAssignment(flow, node, env);
    case "SequenceExpression":
      return evaluate(node.expressions.at(-1) ?? node);
    case "UnaryExpression":
      return evaluateUnary(node, evaluate(node.argument));
    case "AwaitExpression":
      return flatMap(evaluate(node.argument), (value) =>
        value.kind === "promise" ? value.of : exactly(value),
      );
    case "MemberExpression": {
      const key = writtenKey(node.property, node.computed);
      if (key === undefined && isCounted(flow, node)) return flow.elements(evaluate(node.object), node);
      return flow.member(evaluate(node.object), key ?? evaluate(node.property), node);
    }
    case "JSXMemberExpression":
      return flow.member(evaluate(node.object), node.property.name, node);
    case "CallExpression":
    case "NewExpression":
      return evaluateCall(flow, flow.invocations(node, env), node);
    case "ImportExpression": {
      const source = evaluate(node.source).values[0];
      if (source?.kind !== "primitive") return unknown("the imported module is not known", node);
      const of = exactly({ kind: "import" as const, source: String(source.value), name: "*", origin: node });
      return exactly({ kind: "promise", of, origin: node });
    }
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return exactly({ kind: "function", node, env, origin: node });
    case "ClassExpression":
    case "ClassDeclaration":
      return exactly({ kind: "class", node, env, origin: node });
    case "ObjectExpression":
      return exactly(recordOf(flow, node, evaluate));
    case "ArrayExpression":
      return exactly(arrayOf(node, evaluate, (list) => certainElements(flow, list)));
    case "TSEnumDeclaration":
      return evaluateEnum(node, evaluate);
    case "ThisExpression":
      return evaluateThis(flow, node, env);
    case "Super":
      return evaluateSuper(flow, node, env);
    case "ObjectPattern":
    case "ArrayPattern":
      return evaluatePattern(flow, node, env);
    case "AssignmentPattern":
      return evaluate(node.left);
    default:
      return unknown("this kind of expression is not followed", node);
  }
}

/** `list[i]` in `for (let i = 0; i < list.length; i++)`: every element, one after the other. */
function isCounted(flow: Flow, { object, property }: TSESTree.MemberExpression): boolean {
  const counter = property.type === "Identifier" ? flow.file.variableOf(property) : undefined;
  const declarator = counter?.defs[0]?.node;
  const loop = declarator?.parent.parent;
  if (
    declarator?.type !== "VariableDeclarator" ||
    loop?.type !== "ForStatement" ||
    object.type !== "Identifier"
  )
    return false;
  const { test, update } = loop;
  const isUp =
    test?.type === "BinaryExpression" &&
    test.operator === "<" &&
    test.left.type === "Identifier" &&
    flow.file.variableOf(test.left) === counter &&
    test.right.type === "MemberExpression" &&
    test.right.object.type === "Identifier" &&
    flow.file.variableOf(test.right.object) === flow.file.variableOf(object) &&
    writtenKey(test.right.property, test.right.computed) === "length";
  const isFromStart = declarator.init?.type === "Literal" && declarator.init.value === 0;
  return isUp && isFromStart && update !== null && isByOne(update);
}

function isByOne(update: Node): boolean {
  if (update.type === "UpdateExpression") return update.operator === "++";
  return (
    update.type === "AssignmentExpression" &&
    update.operator === "+=" &&
    update.right.type === "Literal" &&
    update.right.value === 1
  );
}

function evaluateTemplate(
  node: TSESTree.TemplateLiteral,
  evaluate: (node: Node) => Answer,
  form: "cooked" | "raw",
): Answer {
  const pieces = node.quasis.flatMap((quasi, index) => {
    const expression = node.expressions[index];
    const text = quasi.value[form] ?? "";
    return expression ? [text, { node: expression, answer: evaluate(expression) }] : [text];
  });
  return concatenate(pieces, node);
}

function evaluateBinary(flow: Flow, node: TSESTree.BinaryExpression, env: Env | undefined): Answer {
  if (node.left.type === "PrivateIdentifier") return unknown("a private name is looked for", node);
  const left = flow.evaluate(node.left, env);
  const right = flow.evaluate(node.right, env);
  const { operator } = node;
  if (operator === "+") {
    const mayBeSum = [left, right].every(({ values }) =>
      values.some((value) => value.kind === "primitive" && typeof value.value !== "string"),
    );
    if (mayBeSum) return numbers(left, right, (a, b) => a + b, node);
    return concatenate(
      [
        { node: node.left, answer: left },
        { node: node.right, answer: right },
      ],
      node,
    );
  }
  switch (operator) {
    case "===":
    case "==":
    case "!==":
    case "!=": {
      const same = operator.length === 2 ? looselySame(left, right) : sameContent(left, right);
      if (same === undefined) return unknown("the comparison cannot be decided", node);
      return primitive(operator.startsWith("!") ? !same : same, node);
    }
    case "-":
      return numbers(left, right, (a, b) => a - b, node);
    case "*":
      return numbers(left, right, (a, b) => a * b, node);
    case ">":
      return numbers(left, right, (a, b) => a > b, node);
    case "<":
      return numbers(left, right, (a, b) => a < b, node);
    case ">=":
      return numbers(left, right, (a, b) => a >= b, node);
    case "<=":
      return numbers(left, right, (a, b) => a <= b, node);
    default:
      return unknown("it is calculated", node);
  }
}

/** `a == b`: as `===`, but that `null` and `undefined` are one, and that what is converted is not decided. */
function looselySame(left: Answer, right: Answer): boolean | undefined {
  const [a] = left.values;
  const [b] = right.values;
  const isSingle = left.values.length === 1 && right.values.length === 1 && !left.others && !right.others;
  if (!isSingle || !a || !b || isNullish(a) !== isNullish(b)) return sameContent(left, right);
  if (isNullish(a)) return true;
  const isConverted = a.kind !== "primitive" || b.kind !== "primitive" || typeof a.value !== typeof b.value;
  return isConverted ? undefined : a.value === b.value;
}

function numbers(
  left: Answer,
  right: Answer,
  calculate: (a: number, b: number) => number | boolean,
  node: Node,
): Answer {
  const [a] = left.values;
  const [b] = right.values;
  const single = left.values.length === 1 && right.values.length === 1 && !left.others && !right.others;
  if (
    single &&
    a?.kind === "primitive" &&
    b?.kind === "primitive" &&
    typeof a.value === "number" &&
    typeof b.value === "number"
  ) {
    return primitive(calculate(a.value, b.value), node);
  }
  return unknown("it is calculated", node);
}

function evaluateLogical(left: Answer, operator: "&&" | "||" | "??", right: () => Answer, at?: Node): Answer {
  const stays = left.values.filter((value) => {
    if (operator === "??") return !isNullish(value);
    // What is not in sight is used behind `&&` for what it is when it is there.
    return operator === "||" ? truthOf(value) !== false : truthOf(value) === false;
  });
  const goesOn =
    left.others !== undefined ||
    left.values.length === 0 ||
    left.values.some((value) => {
      if (operator !== "??") return truthOf(value) !== (operator === "||");
      return isNullish(value) || truthOf(value) === undefined;
    });
  const kept: Answer = { values: stays, others: left.others };
  if (!goesOn) return kept;
  const fallback = right();
  const isProof = operator === "&&" || left.values.length > 0 || !left.others || !at;
  return union([kept, isProof ? fallback : writtenIn(at, fallback)]);
}

function evaluateAssignment(flow: Flow, node: TSESTree.AssignmentExpression, env: Env | undefined): Answer {
  const right = flow.evaluate(node.right, env);
  switch (node.operator) {
    case "=":
      return right;
    case "+=":
      if (isNumber(right)) return unknown("it is calculated", node);
      return concatenate(
        [
          { node: node.left, answer: flow.evaluate(node.left, env) },
          { node: node.right, answer: right },
        ],
        node,
      );
    case "||=":
      return evaluateLogical(flow.evaluate(node.left, env), "||", () => right);
    case "&&=":
      return evaluateLogical(flow.evaluate(node.left, env), "&&", () => right);
    case "??=":
      return evaluateLogical(flow.evaluate(node.left, env), "??", () => right);
    default:
      return unknown("it is calculated", node);
  }
}

function isNumber({ values }: Answer): boolean {
  return values.some((value) => value.kind === "primitive" && typeof value.value === "number");
}

function evaluateUnary(node: TSESTree.UnaryExpression, argument: Answer): Answer {
  switch (node.operator) {
    case "!": {
      const truth = truthOfAnswer(argument);
      return truth === undefined ? unknown("it cannot be decided", node) : primitive(!truth, node);
    }
    case "void":
      return primitive(undefined, node);
    case "typeof": {
      const [only] = argument.values;
      const single = argument.values.length === 1 && !argument.others;
      if (single && only?.kind === "primitive")
        return primitive(only.value === null ? "object" : typeof only.value, node);
      if (single && only?.kind === "text") return primitive("string", node);
      if (single && only?.kind === "function") return primitive("function", node);
      return unknown("its type is not known", node);
    }
    case "-":
      return numbers(primitive(0, node), argument, (_, value) => -value, node);
    default:
      return unknown("it is calculated", node);
  }
}

function evaluateCall(
  flow: Flow,
  invocations: readonly Invocation[],
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): Answer {
  const callee = node.callee.type === "Super" ? undefined : node.callee;
  if (invocations.length === 0) return unknown("what is called is not in sight", callee ?? node);
  return union(invocations.map((invocation) => flow.apply(invocation)));
}

function evaluateEnum(node: TSESTree.TSEnumDeclaration, evaluate: (node: Node) => Answer): Answer {
  const members = new Map<string, Member>();
  let next: number | undefined = 0;
  for (const member of node.body.members) {
    const key = writtenKey(member.id, member.id.type === "Literal") ?? "";
    const { initializer } = member;
    if (initializer) {
      members.set(key, { key: member.id, answer: () => evaluate(initializer) });
      const [value] = evaluate(initializer).values;
      next = value?.kind === "primitive" && typeof value.value === "number" ? value.value + 1 : undefined;
    } else {
      const value = next;
      members.set(key, {
        key: member.id,
        answer: () => (value === undefined ? unknown("it is counted", member) : primitive(value, member)),
      });
      if (next !== undefined) next++;
    }
  }
  return exactly({ kind: "record", members, origin: node });
}

function evaluateThis(flow: Flow, node: Node, env: Env | undefined): Answer {
  let fn: Node | undefined = node.parent;
  while (fn && !(isFunction(fn) && fn.type !== "ArrowFunctionExpression") && !isClass(fn)) fn = fn.parent;
  const self = fn ? frameOf(fn, env)?.self : undefined;
  if (self && self.values.length > 0) return self;
  const place = enclosingClassMember(node);
  if (place) {
    const inside = frameOf(place.owner, env)?.self;
    const isStatic = place.member.type === "StaticBlock" || ("static" in place.member && place.member.static);
    if (inside && !isStatic) return inside;
    const of = {
      kind: "class" as const,
      node: place.owner,
      env: envAt(place.owner, env),
      origin: place.owner,
    };
    if (isStatic) return exactly(of);
    return exactly({ kind: "instance", of, env: undefined, origin: place.owner });
  }
  const holder = literalAround(node);
  if (holder) return flow.evaluate(holder, env);
  return unknown("`this` depends on how the function is called", node);
}

/** `super.method`: the instance, as the class that this one is built on sees it. */
function evaluateSuper(flow: Flow, node: Node, env: Env | undefined): Answer {
  return flatMap(evaluateThis(flow, node, env), (self) => {
    const owner = enclosingClassMember(node)?.owner;
    const base = owner && baseOf(flow, { kind: "class", node: owner, env: undefined, origin: owner });
    if (self.kind !== "instance" || !base) return unknown("the base class is not in sight", node);
    return exactly({ ...self, of: base, env: undefined });
  });
}

/** What a pattern takes apart. */
function evaluatePattern(
  flow: Flow,
  node: TSESTree.ObjectPattern | TSESTree.ArrayPattern,
  env: Env | undefined,
): Answer {
  const { parent } = node;
  switch (parent.type) {
    case "VariableDeclarator":
      return parent.init ? flow.evaluate(parent.init, env) : NOTHING;
    case "AssignmentExpression":
      return flow.evaluate(parent.right, env);
    case "Property":
      return flow.member(
        flow.evaluate(parent.parent, env),
        writtenKey(parent.key, parent.computed) ?? "",
        node,
      );
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return evaluatePatternParameter(flow, node, env);
    case "AssignmentPattern": {
      const holder: Node = parent.parent;
      if (isFunction(holder)) return evaluatePatternParameter(flow, parent, env);
      if (holder.type !== "Property") return unknown("it is taken apart in a way that is not followed", node);
      return flow.member(
        flow.evaluate(holder.parent, env),
        writtenKey(holder.key, holder.computed) ?? "",
        node,
      );
    }
    default:
      return unknown("it is taken apart in a way that is not followed", node);
  }
}

function evaluatePatternParameter(flow: Flow, node: TSESTree.Parameter, env: Env | undefined): Answer {
  return parameterAnswer(flow, node.parent as FunctionNode, node, env);
}
