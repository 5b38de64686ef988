import type { TSESTree } from "@typescript-eslint/utils";
import { certainElements } from "./arrays.js";
import type { Env } from "./env.js";
import { assumptionAbout, envAt, frameOf, restOf } from "./env.js";
import type { Flow } from "./flow.js";
import type { Variable } from "./file.js";
import { canOutlive, refine } from "./guards.js";
import { importedBy, isTypeOnly } from "./imports.js";
import { allElements, listOf } from "./lists.js";
import { certainEntries, namedMembers } from "./records.js";
import { bindingOf } from "./patterns.js";
import { functionTypeOf } from "./types.js";
import type { Step } from "./patterns.js";
import { comesLater, reachingWrites, writesOf } from "./reaching.js";
import { isText, writtenIn } from "./text.js";
import type { FunctionNode, Node } from "./tree.js";
import { isFunction, writtenKey } from "./tree.js";
import type { Answer, Reason, Value } from "./values.js";
import { exactly, isNullish, NOTHING, primitive, union, unknown, withOthers } from "./values.js";

/** What a name may stand for where it is read. */
export function evaluateName(
  flow: Flow,
  name: TSESTree.Identifier | TSESTree.JSXIdentifier,
  env: Env | undefined,
): Answer {
  const variable = flow.file.variableOf(name);
  if (!variable || variable.defs.length === 0) return global(name);
  const reference = flow.file.referenceOf(name);
  if (reference?.isWriteOnly() && !isFunction(bindingOf(name).root.parent)) return writtenBy(flow, name, env);
  return (
    assumptionAbout(variable, env) ?? refine(flow, variable, name, env, valueOf(flow, variable, name, env))
  );
}

function global(name: TSESTree.Identifier | TSESTree.JSXIdentifier): Answer {
  switch (name.name) {
    case "undefined":
      return primitive(undefined, name);
    case "NaN":
      return primitive(NaN, name);
    case "Infinity":
      return primitive(Infinity, name);
    default:
      return exactly({ kind: "global", name: name.name, origin: name });
  }
}

/** A variable that is assigned in more places than this is not followed. */
const MOST_WRITES = 48;

function valueOf(flow: Flow, variable: Variable, read: Node, env: Env | undefined): Answer {
  const bodies = variable.defs.filter(({ node }) => node.type !== "TSDeclareFunction");
  const definitions = bodies.length > 0 ? bodies : variable.defs;
  const declared = union(definitions.map(({ node }) => declaredBy(flow, variable, node, env)));
  const all = writesOf(variable);
  if (all.length > MOST_WRITES) return unknown("it is assigned in too many places", read);
  const { writes, initial } = isWrittenOnce(variable, all)
    ? { writes: all, initial: false }
    : reachingWrites(flow.file, variable.scope.block, all, read);
  const later = writes.filter((write) => isConditional(variable, write) && !comesLater(write, read));
  const answers: Answer[] = [];
  if (all.length === 0 || initial) answers.push(outliving(flow, variable, declared, undefined, later, env));
  for (const write of writes) {
    answers.push(outliving(flow, variable, writtenBy(flow, write, env), write, later, env));
  }
  return preferKnown(union(answers), typeOf(flow, variable), flow);
}

/** What a variable of a module may stand for at any time: another module can read it whenever it likes. */
export function everyValueOf(flow: Flow, variable: Variable): Answer {
  const bodies = variable.defs.filter(({ node }) => node.type !== "TSDeclareFunction");
  const writes = writesOf(variable);
  if (writes.length > MOST_WRITES)
    return unknown("it is assigned in too many places", variable.identifiers[0] ?? variable.scope.block);
  const declared = bodies.map(({ node }) => declaredBy(flow, variable, node, undefined));
  const written = writes.map((write) => writtenBy(flow, write, undefined));
  return preferKnown(union([...declared, ...written]), typeOf(flow, variable), flow);
}

/** `const name = value`: there is nothing else that a read could see. */
function isWrittenOnce(variable: Variable, writes: readonly Node[]): boolean {
  const [definition] = variable.defs;
  return (
    writes.length === 1 &&
    definition?.node.type === "VariableDeclarator" &&
    definition.node.parent.kind === "const" &&
    definition.node.init !== null
  );
}

/** Takes away the texts that a later write replaces, for certain or because it is about them. */
function outliving(
  flow: Flow,
  variable: Variable,
  answer: Answer,
  written: Node | undefined,
  writes: readonly Node[],
  env: Env | undefined,
): Answer {
  const later = writes.filter((write) => write !== written);
  if (later.length === 0 || !answer.values.some(isText)) return answer;
  const sources = written ? sourcesOf(flow, written) : [];
  let undecided: Reason | undefined;
  const values = answer.values.filter((value) => {
    if (!isText(value)) return true;
    return later.every((write) => {
      if (written && write.range[0] < written.range[0]) return true;
      const outlives = canOutlive(flow, variable, value, sources, write, env);
      if (outlives === undefined) undecided ??= { why: "it may be changed on the way", node: write };
      return outlives === true;
    });
  });
  return { values, others: answer.others ?? undecided };
}

function isConditional(variable: Variable, write: Node): boolean {
  return !variable.identifiers.includes(write as TSESTree.Identifier);
}

/** The variables that a written value is made from. */
function sourcesOf(flow: Flow, write: Node): Variable[] {
  const { parent } = write;
  const right =
    parent?.type === "VariableDeclarator"
      ? parent.init
      : parent?.type === "AssignmentExpression"
        ? parent.right
        : null;
  const variable = right?.type === "Identifier" ? flow.file.variableOf(right) : undefined;
  return variable ? [variable] : [];
}

/** What the declared type of a variable says; only asked where its value does not tell. */
function typeOf(flow: Flow, variable: Variable): () => Answer {
  return () => {
    const [definition] = variable.defs;
    if (definition?.node.type !== "VariableDeclarator") return NOTHING;
    const { id } = definition.node;
    if (!id.typeAnnotation) return NOTHING;
    const [identifier] = variable.identifiers;
    const steps = identifier ? bindingOf(identifier).steps : [];
    return takeApart(flow, flow.typed(id.typeAnnotation), steps, undefined, id);
  };
}

/** Whether a value comes from a module of the project itself, or from a caller, that is not in sight. */
function isFromElsewhere(value: Value): boolean {
  switch (value.kind) {
    case "member":
      return isFromElsewhere(value.object);
    case "result":
      return isFromElsewhere(value.callee);
    case "import":
      return /^(?:\.|\/|#|~|@\/)/.test(value.source);
    default:
      return value.kind === "parameter" || value.kind === "global";
  }
}

/** Where a value is declared, its type speaks for what functions out of sight give, unless they are known by themselves. */
function isGiven(flow: Flow, value: Value): boolean {
  if (value.kind === "member") return isGiven(flow, value.object);
  return (
    value.kind === "result" &&
    value.call.type === "CallExpression" &&
    flow.knowledge.isMaker?.(value.callee) !== true
  );
}

/** What is passed or assigned tells more than a declared type; the type speaks where that is out of sight. */
export function preferKnown(known: Answer, typed: () => Answer, given?: Flow): Answer {
  const isKnown = known.values.some(
    (value) => !isNullish(value) && !isFromElsewhere(value) && !(given && isGiven(given, value)),
  );
  if (isKnown && !known.others) return known;
  const { values } = typed();
  return values.length > 0 ? { values: [...known.values, ...values], others: undefined } : known;
}

/** What a declaration alone says, before anything is assigned. */
function declaredBy(flow: Flow, variable: Variable, node: Node, env: Env | undefined): Answer {
  switch (node.type) {
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier": {
      const value = importedBy(node);
      if (!value || isTypeOnly(node)) return unknown("it is imported as a type only", node);
      return exactly(value);
    }
    case "TSImportEqualsDeclaration": {
      const { moduleReference } = node;
      if (moduleReference.type !== "TSExternalModuleReference" || node.importKind === "type") {
        return unknown("it is an alias that is not followed", node);
      }
      return exactly({ kind: "import", source: moduleReference.expression.value, name: "*", origin: node });
    }
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const identifier = variable.defs.find((definition) => definition.node === node)?.name;
      if (identifier && identifier !== node.id) return parameter(flow, node, identifier, env);
      return exactly({ kind: "function", node, env: envAt(node, env), origin: node });
    }
    case "ClassDeclaration":
    case "ClassExpression":
      return exactly({ kind: "class", node, env: envAt(node, env), origin: node });
    case "TSEnumDeclaration":
      return flow.evaluate(node, env);
    case "VariableDeclarator": {
      const { parent } = node;
      if ("declare" in parent && parent.declare) return unknown("it is declared elsewhere", node);
      return node.init || parent.parent.type.startsWith("For") ? NOTHING : primitive(undefined, node);
    }
    case "CatchClause":
      return unknown("it is whatever was thrown", node);
    default:
      return unknown("it is declared in a way that is not followed", node);
  }
}

function writtenBy(flow: Flow, identifier: Node, env: Env | undefined): Answer {
  const { root, steps } = bindingOf(identifier);
  const place = root.parent;
  const take = (source: Answer): Answer => takeApart(flow, source, steps, env, identifier);
  switch (place?.type) {
    case "VariableDeclarator": {
      const loop = place.parent.parent;
      if (!place.init && loop.type === "ForOfStatement") return take(iterated(flow, loop, env));
      if (!place.init && loop.type === "ForInStatement")
        return take(keysOf(flow, flow.evaluate(loop.right, env), place));
      return place.init ? take(flow.evaluate(place.init, env)) : NOTHING;
    }
    case "AssignmentExpression":
      if (place.operator === "=") return take(flow.evaluate(place.right, env));
      return flow.evaluate(place, env);
    case "ForOfStatement":
      return take(iterated(flow, place, env));
    case "ForInStatement":
      return take(keysOf(flow, flow.evaluate(place.right, env), place));
    default:
      return unknown("it is changed in a way that is not followed", identifier);
  }
}

/** What a `for`-`of` loop runs through: one element, where the run of the loop is known. */
function iterated(flow: Flow, loop: TSESTree.ForOfStatement, env: Env | undefined): Answer {
  return frameOf(loop, env)?.args?.[0]?.() ?? flow.elements(flow.evaluate(loop.right, env), loop);
}

/** The keys of objects in sight, as `for (const key in object)` and `Object.keys` give them. */
function keysOf(flow: Flow, of: Answer, at: Node): Answer {
  return union(
    of.values
      .map((value): Answer => {
        if (value.kind === "list" && !value.open)
          return union(value.elements.map((_, index) => primitive(String(index), at)));
        if (value.kind !== "record") return unknown("its keys are not in sight", at);
        const { named, open } = namedMembers(flow, value, at);
        return withOthers(union(named.map(([name]) => name)), open);
      })
      .concat(of.others ? [{ values: [], others: of.others }] : []),
  );
}

/** A parameter (or a part of it) in the run that `env` describes; without one, in all runs in sight. */
function parameter(flow: Flow, fn: FunctionNode, identifier: Node, env: Env | undefined): Answer {
  const { root, steps } = bindingOf(identifier);
  return takeApart(flow, parameterAnswer(flow, fn, root, env), steps, env, identifier);
}

/** What is passed for a parameter as a whole. */
export function parameterAnswer(flow: Flow, fn: FunctionNode, root: Node, env: Env | undefined): Answer {
  const index = fn.params.indexOf(root as TSESTree.Parameter);
  const frame = frameOf(fn, env);
  return frame ? argumentAt(flow, fn, index, frame) : fromAnyCall(flow, fn, index);
}

function argumentAt(flow: Flow, fn: FunctionNode, index: number, frame: Env): Answer {
  if (!frame.args) return fromUnseenCaller(flow, fn, index);
  const node = fn.params[index];
  if (node?.type === "RestElement") {
    const { elements, open } = restOf(frame.args, index);
    return listOf(elements, node, open);
  }
  const passed: Answer = frame.args[index]?.() ?? primitive(undefined, fn);
  if (node?.type === "AssignmentPattern" && !passed.others && passed.values.every(isNullish)) return passed;
  if (frame.args.length > index && isLeftOut(fn, passed)) return passed;
  return preferKnown(passed, () => declaredType(flow, fn, index));
}

/** Whether the call leaves a parameter out: then its type says nothing of it. */
function isLeftOut(fn: FunctionNode, { values, others }: Answer): boolean {
  return !others && values.every((value) => value.kind === "primitive" && value.origin === fn);
}

function fromUnseenCaller(flow: Flow, fn: FunctionNode, index: number): Answer {
  const typed = declaredType(flow, fn, index);
  if (typed.values.length > 0) return { values: typed.values };
  const node = fn.params[index] ?? fn;
  const one: Answer = exactly({ kind: "parameter", fn, index, origin: node });
  if (node.type !== "RestElement") return one;
  return listOf([(): Answer => one], node, { why: "callers that are not in sight pass it", node });
}

function declaredType(flow: Flow, fn: FunctionNode, index: number): Answer {
  let node: Node | undefined = fn.params[index];
  if (node?.type === "TSParameterProperty") node = node.parameter;
  if (node?.type === "AssignmentPattern") node = node.left;
  const annotation = node && "typeAnnotation" in node ? node.typeAnnotation : undefined;
  if (annotation && node?.type !== "RestElement") return flow.typed(annotation);
  const { parent } = fn;
  const around = parent.type === "VariableDeclarator" ? parent.id.typeAnnotation : undefined;
  const declared = around && functionTypeOf(flow, around)?.params[index];
  if (declared && "typeAnnotation" in declared && declared.typeAnnotation)
    return flow.typed(declared.typeAnnotation);
  return flow.knowledge.contextualParameter?.(flow, fn, index) ?? NOTHING;
}

function fromAnyCall(flow: Flow, fn: FunctionNode, index: number): Answer {
  const worlds = flow.worlds(fn);
  if (!worlds) return unknown("there are too many calls to follow", fn);
  const frames = worlds.map((world) => frameOf(fn, world));
  return union(
    frames.length === 0
      ? [fromUnseenCaller(flow, fn, index)]
      : frames.map((frame) =>
          frame ? argumentAt(flow, fn, index, frame) : fromUnseenCaller(flow, fn, index),
        ),
  );
}

/** The part of a value that a pattern takes. */
function takeApart(
  flow: Flow,
  source: Answer,
  steps: readonly Step[],
  env: Env | undefined,
  at: Node,
): Answer {
  let answer = source;
  for (const step of steps) {
    switch (step.kind) {
      case "key": {
        const written = writtenKey(step.key, step.computed);
        answer = flow.member(answer, written ?? flow.evaluate(step.key, env), at);
        break;
      }
      case "index":
        answer = flow.member(answer, String(step.index), at);
        break;
      case "default": {
        const given: Answer = {
          values: answer.values.filter((value) => !isUndefined(value)),
          others: answer.others,
        };
        const isMissing = given.values.length < answer.values.length || given.values.some(mayBeLeftOut);
        const fallback = isMissing
          ? flow.evaluate(step.value, env)
          : answer.others && writtenIn(step.value, flow.evaluate(step.value, env));
        answer = fallback ? union([given, fallback]) : answer;
        break;
      }
      case "object-rest":
        answer = withoutKeys(flow, answer, step.without, at);
        break;
      case "array-rest":
        answer = dropFirst(flow, answer, step.from, at);
    }
  }
  return answer;
}

/** What a default stands in for; `null` stays. */
function isUndefined(value: Value): boolean {
  return value.kind === "primitive" && value.value === undefined;
}

/** What unseen code passes may be left out; what a call gives is taken to be there. */
function mayBeLeftOut(value: Value): boolean {
  if (value.kind === "member") return mayBeLeftOut(value.object);
  return value.kind === "parameter" || value.kind === "typed";
}

/** Of these, what is left behind a rest pattern is asked for by its key like the thing itself. */
const OPAQUE: ReadonlySet<Value["kind"]> = new Set([
  "typed",
  "parameter",
  "member",
  "result",
  "import",
  "instance",
]);

function withoutKeys(flow: Flow, answer: Answer, keys: readonly Node[], at: Node): Answer {
  const names = new Set(
    keys.map((key) => writtenKey(key, key.parent?.type === "Property" && key.parent.computed)),
  );
  return union(
    answer.values
      .map((value): Answer => {
        if (OPAQUE.has(value.kind)) return exactly(value);
        if (value.kind !== "record") return unknown("it is the rest of something that is not in sight", at);
        const { entries, open } = certainEntries(flow, value, at);
        const isCertain = !names.has(undefined);
        const members = new Map(isCertain ? entries.filter(([key]) => !names.has(key)) : []);
        const unnamed = isCertain
          ? undefined
          : { why: "a member whose name is computed is taken out of it", node: at };
        return exactly({
          kind: "record",
          members,
          open: open ?? unnamed,
          spread: value.spread ?? [],
          origin: at,
        });
      })
      .concat(answer.others ? [{ values: [], others: answer.others }] : []),
  );
}

function dropFirst(flow: Flow, { values, others }: Answer, count: number, at: Node): Answer {
  const rests = values.map((value) => {
    if (value.kind !== "list") return unknown("it is the rest of something that is not in sight", at);
    const certain = certainElements(flow, value);
    if (certain && !certain.open && !certain.isFilled) return listOf(certain.elements.slice(count), at);
    const why = certain?.open ?? { why: "its elements are changed after it is made", node: at };
    return listOf([(): Answer => allElements(value)], at, why);
  });
  return withOthers(union(rests), others);
}
