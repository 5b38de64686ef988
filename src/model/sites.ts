import type { Pattern } from "../express/shapes.js";
import type { TSESTree } from "@typescript-eslint/utils";
import { constructorOf, keyOfClassMember } from "../flow/classes.js";
import type { FileView, Variable } from "../flow/file.js";
import type { Flow } from "../flow/flow.js";
import { recordOfProps } from "../flow/jsx.js";
import { mergeTexts } from "../flow/text.js";
import { bindingOf } from "../flow/patterns.js";
import type { CallNode, FunctionNode, Node } from "../flow/tree.js";
import { enclosingClassMember, isFunction, outermost, unwrap, writtenKey } from "../flow/tree.js";
import type { Hole, ImportValue, TextValue, Value } from "../flow/values.js";
import { globalName } from "../flow/values.js";
import { IPC_MEMBER, isSdkModule } from "../sdk.js";
import { leafOf, nameOfChannel } from "./channel-names.js";
import type { SdkFile } from "./sdk-file.js";
import { shorten } from "./words.js";

/** Where a function is given a name: the position of the argument, and the member of it that is the name. */
export interface Slot {
  readonly index: number;
  readonly key: string | undefined;
  /** What is put before and behind it. */
  readonly before: string;
  readonly after: string;
}

/** The position of everything that a method hears: every name. */
export const ANY_NAME = -1;

/** What is done under some names in one module, whatever it is done on, as far as that cannot be excluded. */
export interface Sites {
  /** The names that are given; a part that is not known is `null`. */
  readonly names: readonly Pattern[];
  /** Functions that pass on a name which they are given: whoever calls them gives it. */
  readonly wrappers: readonly Wrapper[];
  /** Why any name may be given there. */
  readonly open: string | undefined;
  /** Of the functions that were looked for, those that the module calls or renders. */
  readonly called: ReadonlySet<string>;
}

export type Slots = ReadonlyMap<string, readonly Slot[]>;

/**
 * Looks at every place in a module that calls, or only mentions, something by one of some names. It asks for names and not
 * for values: what it finds may be of the SDK, and a conclusion that nothing else is holds only if all of it is known.
 */
export function sitesIn(
  { flow, things }: SdkFile,
  slots: Slots,
  isBase: boolean,
  pluginId: string | undefined,
): Sites {
  const leaves: Pattern[] = [];
  const wrappers: Wrapper[] = [];
  const open: string[] = [];
  const seen = new Set<string>();
  const { file } = flow;

  function called(name: string, call: CallNode, receiver: Node | undefined): void {
    if (receiver && isOther(flow, things, receiver, isBase ? name : undefined)) return;
    // `response.send(body)`: what is sent has no name. One that may be the SDK's has.
    const isNameless = isBase && name === "send" && call.arguments.length === 1 && !mayBeIpc(receiver);
    takes(name, call.callee, call.arguments, isNameless);
  }

  /** What is given at the positions of the names; `before`: how many arguments were bound earlier. */
  function takes(name: string, callee: Node, args: Arguments, isNameless = false, before = 0): void {
    seen.add(name);
    for (const slot of slots.get(name) ?? []) {
      if (slot.index === ANY_NAME) open.push(`\`${name}\` is for every name`);
      const index = slot.index - before;
      const argument = args[index];
      if (args.slice(0, index + 1).some((one) => one?.type === "SpreadElement"))
        open.push(`\`${shorten(file.textOf(callee))}\` is called with arguments that are not in sight`);
      else if (argument) given(argument, slot, isNameless);
    }
  }

  function given(argument: Node, slot: Slot, isNameless: boolean): void {
    const whole = flow.evaluate(argument);
    const { values, others } = slot.key === undefined ? whole : flow.member(whole, slot.key, argument);
    let isKnown = others === undefined && values.length > 0;
    for (const value of values) {
      const pattern = textPattern(things, value, pluginId);
      const passed = value.kind === "text" ? passedInto(value, slot) : undefined;
      if (passed) wrappers.push(...passed);
      else if (pattern?.some((part) => part !== null))
        leaves.push(mergeTexts([slot.before, ...pattern, slot.after]).filter((part) => part !== ""));
      else isKnown &&= isNoName(value);
    }
    if ((isKnown && !isOpenField(flow, argument)) || isNameless) return;
    const passed = slot.key === undefined ? passedBy(flow, argument, slot) : undefined;
    if (passed) wrappers.push(...passed);
    else open.push(`the name \`${shorten(file.textOf(argument))}\` is not known`);
  }

  function mayBeIpc(receiver: Node | undefined): boolean {
    if (!receiver) return true;
    const inner = unwrap(receiver);
    const key = inner.type === "MemberExpression" ? writtenKey(inner.property, inner.computed) : undefined;
    return (
      key === IPC_MEMBER ||
      (inner.type === "Identifier" && inner.name === IPC_MEMBER) ||
      flow.evaluate(receiver).values.some((value) => things.thingOf(value) !== undefined)
    );
  }

  /** `job-${id}`, where `id` is a parameter: whoever passes it makes the name. */
  function passedInto({ parts }: TextValue, slot: Slot): readonly Wrapper[] | undefined {
    const holes = parts.flatMap((part) => (typeof part === "string" ? [] : [part]));
    const [hole] = holes;
    if (!hole || holes.length > 1 || file.isElsewhere(hole.node)) return undefined;
    const at = parts.indexOf(hole);
    const textOf = (some: readonly (string | Hole)[]): string =>
      some.filter((part) => typeof part === "string").join("");
    const [head, tail] = [textOf(parts.slice(0, at)), textOf(parts.slice(at + 1))];
    return passedBy(flow, hole.node, {
      ...slot,
      before: slot.before + head,
      after: tail + slot.after,
    });
  }

  for (const name of slots.keys()) {
    for (const member of file.membersNamed(name)) {
      if (member.type === "Property") {
        bound(name, member);
        continue;
      }
      const whole = outermost(member);
      const { parent } = whole;
      if (isCallOf(parent, whole)) called(name, parent, member.object);
      else if (!isWritten(whole) && !isOther(flow, things, member.object, isBase ? name : undefined))
        mentioned(name, whole);
    }
    for (const element of file.elements)
      if (element.name.type === "JSXIdentifier" && element.name.name === name) rendered(name, element);
    for (const [identifier, isRead] of namesIn(file, name)) {
      const whole = outermost(identifier);
      const { parent } = whole;
      if (isCallOf(parent, whole)) called(name, parent, undefined);
      else if (isRead && !isBase) mentioned(name, whole);
    }
  }

  /** `<Panel channel="state" />` */
  function rendered(name: string, element: TSESTree.JSXOpeningElement): void {
    seen.add(name);
    const props = recordOfProps(flow, element, (node) => flow.evaluate(node));
    for (const slot of slots.get(name) ?? []) {
      if (slot.index !== 0 || slot.key === undefined) continue;
      const prop = element.attributes.find(
        (one) => one.type === "JSXAttribute" && one.name.name === slot.key && one.value,
      );
      const value = prop?.type === "JSXAttribute" ? prop.value : undefined;
      const inner = value?.type === "JSXExpressionContainer" ? value.expression : value;
      if (inner) given(inner, { ...slot, key: undefined }, false);
      else if (props.open || props.spread?.length) open.push(`the props of \`<${name}>\` are not in sight`);
    }
  }

  /** `const { send } = ctx.ipc` */
  function bound(name: string, property: Node): void {
    if (property.type !== "Property") return;
    const target = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
    for (const whole of readsOf(file, target)) {
      if (isCallOf(whole.parent, whole)) called(name, whole.parent, undefined);
      else mentioned(name, whole);
    }
  }

  function mentioned(name: string, node: Node): void {
    const { parent } = node;
    if (
      /^(?:UnaryExpression|IfStatement|LogicalExpression|BinaryExpression|ConditionalExpression)$/.test(
        parent?.type ?? "",
      )
    )
      return;
    if (reflected(name, node)) return;
    if (parent?.type === "MemberExpression" && parent.object === node) {
      if (!calledBy(name, parent)) open.push(`\`${name}\` is called in a way that is not followed`);
    } else if (
      parent?.type !== "ExportSpecifier" &&
      parent?.type !== "ExportDefaultDeclaration" &&
      !(parent?.type ?? "").startsWith("TS")
    ) {
      open.push(`\`${name}\` is handed on`);
    }
  }

  /** `Reflect.apply(send, ipc, [name])`; answers whether it is that. */
  function reflected(name: string, { parent }: Node): boolean {
    const list = parent?.type === "CallExpression" ? parent.arguments[2] : undefined;
    if (parent?.type !== "CallExpression" || list?.type !== "ArrayExpression") return false;
    if (globalName(flow.evaluate(parent.callee)) !== "Reflect.apply") return false;
    takes(name, parent.callee, list.elements);
    return true;
  }

  /** `send.call(ipc, name)`, `send.apply(ipc, [name])`, `send.bind(ipc)`; answers whether it is one of these. */
  function calledBy(name: string, member: TSESTree.MemberExpression): boolean {
    const whole = outermost(member);
    const call = whole.parent;
    if (!isCallOf(call, whole) || call.arguments[0]?.type === "SpreadElement") return false;
    const [, ...args] = call.arguments;
    switch (writtenKey(member.property, member.computed)) {
      case "call":
        takes(name, call.callee, args);
        return true;
      case "apply":
        if (args[0]?.type !== "ArrayExpression") return false;
        takes(name, call.callee, args[0].elements);
        return true;
      case "bind":
        return isBoundIn(name, call, args);
      default:
        return false;
    }
  }

  /** Whether all calls of a bound function are in sight: whoever calls it gives the names that are not bound. */
  function isBoundIn(name: string, call: CallNode, args: Arguments): boolean {
    if (args.some((one) => one?.type === "SpreadElement")) return false;
    takes(name, call.callee, args);
    if ((slots.get(name) ?? []).every(({ index }) => index < args.length)) return true;
    const made = outermost(call);
    const { parent } = made;
    const reads =
      parent?.type === "VariableDeclarator" && parent.parent.kind === "const"
        ? readsOf(file, parent.id)
        : [made];
    const calls = reads.map((read) => (isCallOf(read.parent, read) ? read.parent : undefined));
    for (const one of calls) if (one) takes(name, one.callee, one.arguments, false, args.length);
    return calls.every((one) => one !== undefined);
  }

  const renamed = isBase ? undefined : renamedIn(file).find((name) => slots.has(name));
  if (renamed !== undefined) open.push(`\`${renamed}\` has another name elsewhere`);

  return {
    names: leaves.flatMap((name) => toList(leafOf(name))),
    wrappers,
    open: open[0],
    called: seen,
  };
}

type Arguments = readonly (TSESTree.CallExpressionArgument | null)[];

/** Where a variable is read. */
function readsOf(file: FileView, name: Node): readonly Node[] {
  const variable = name.type === "Identifier" ? file.variableOf(name) : undefined;
  return (variable?.references ?? [])
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => outermost(identifier));
}

/** What a module imports or exports under another name. */
function renamedIn({ source }: FileView): readonly string[] {
  return source.ast.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration" && statement.type !== "ExportNamedDeclaration") return [];
    return statement.specifiers.flatMap((specifier) => {
      const [from, to] =
        specifier.type === "ImportSpecifier"
          ? [specifier.imported, specifier.local]
          : specifier.type === "ExportSpecifier"
            ? [specifier.local, specifier.exported]
            : [];
      const isRenamed = from?.type === "Identifier" && to?.type === "Identifier" && from.name !== to.name;
      return isRenamed ? [from.name] : [];
    });
  });
}

function isCallOf(parent: Node | undefined, callee: Node): parent is CallNode {
  return (parent?.type === "CallExpression" || parent?.type === "NewExpression") && parent.callee === callee;
}

function isWritten(node: Node): boolean {
  return node.parent?.type === "AssignmentExpression" && node.parent.left === node;
}

/** The references of a name in a file, and whether they read it. */
function namesIn({ source }: FileView, name: string): readonly (readonly [Node, boolean])[] {
  return (source.scopeManager?.scopes ?? []).flatMap((scope) =>
    scope.references.flatMap((reference) =>
      reference.identifier.name === name && reference.identifier.type === "Identifier"
        ? [[reference.identifier as Node, reference.isRead()] as const]
        : [],
    ),
  );
}

function toList<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}

/** Whether an expression reads a field of `this` that others can set: of a class that is exported, and not private. */
export function isOpenField(flow: Flow, node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type !== "MemberExpression" || unwrap(inner.object).type !== "ThisExpression") return false;
  const key = writtenKey(inner.property, inner.computed);
  const owner = enclosingClassMember(inner)?.owner;
  if (!owner || key?.startsWith("#")) return false;
  const isPrivate = [...owner.body.body, ...(constructorOf(owner)?.params ?? [])].some(
    (member) =>
      (member.type === "PropertyDefinition" || member.type === "TSParameterProperty") &&
      member.accessibility === "private" &&
      keyOfClassMember(member) === key,
  );
  return (
    !isPrivate && !flow.file.isElsewhere(owner) && flow.uses(owner).some(({ kind }) => kind === "export")
  );
}

/** What of a name a value is; `undefined` where it can be any. */
function textPattern(
  things: SdkFile["things"],
  value: Value,
  pluginId: string | undefined,
): Pattern | undefined {
  if (value.kind === "text") return nameOfChannel(things, value, pluginId);
  return value.kind === "primitive" && typeof value.value === "string" ? [value.value] : undefined;
}

/** What is certainly no name: a status, a body, a handler. A field that nothing sets may be set elsewhere. */
function isNoName(value: Value): boolean {
  return (
    (value.kind === "primitive" && value.value !== undefined && value.value !== null) ||
    value.kind === "record" ||
    value.kind === "list" ||
    value.kind === "function" ||
    value.kind === "regexp"
  );
}

/** Whether what something is called on is certainly nothing of the SDK. `method`: objects of the plugin that have it are something else. */
export function isOther(
  flow: Flow,
  things: SdkFile["things"],
  receiver: Node,
  method: string | undefined,
): boolean {
  const { values, others } = flow.evaluate(receiver);
  return (
    !others &&
    values.length > 0 &&
    values.every((value) => things.thingOf(value) === undefined && isForeign(flow, value, method, receiver))
  );
}

const OWN_GLOBALS =
  /^(?:window|document|self|globalThis|process|console|navigator|performance|screen|visualViewport)$/;

function isForeign(flow: Flow, value: Value, method: string | undefined, at: Node): boolean {
  switch (value.kind) {
    case "global":
      return OWN_GLOBALS.test(value.name);
    case "import":
      return isOfPackage(flow, value);
    // What a package has made; what it holds may be anybody's.
    case "result":
      return value.callee.kind === "import" && isOfPackage(flow, value.callee);
    case "record":
    case "instance":
    case "class":
      if (method === undefined) return false;
      return flow.member({ values: [value] }, method, at).values.some(({ kind }) => kind === "function");
    case "primitive":
      return value.value !== undefined && value.value !== null;
    case "text":
    case "list":
    case "regexp":
    case "promise":
    case "function":
      return true;
    default:
      return false;
  }
}

/** Whether an import is a package's. A name with a path behind it may be an alias that is not resolved. */
function isOfPackage(flow: Flow, value: ImportValue): boolean {
  return (
    !isSdkModule(value.source) &&
    flow.behind(value) === undefined &&
    /^(?:node:.+|(?:@[^/]+\/)?[^/.#~@][^/]*)$/.test(value.source)
  );
}

/** What may listen, by its name, in a package. */
const LISTENS = /^use[A-Z]|socket|event|channel|subscri|listen|^on[A-Z]|connect/i;

/** The texts that a file gives to such functions of packages: they may listen to events of these names. */
export function givenToPackages({ flow }: SdkFile): readonly Pattern[] {
  return flow.file.calls.flatMap((call) => {
    const name = call.callee.type === "Identifier" ? call.callee.name : undefined;
    const texts = call.arguments.flatMap((argument) =>
      argument.type === "Literal" && typeof argument.value === "string" ? [argument.value] : [],
    );
    if (name === undefined || texts.length === 0 || !LISTENS.test(name)) return [];
    const isPackage = flow
      .evaluate(call.callee)
      .values.some(
        (value) => value.kind === "import" && isOfPackage(flow, value) && value.source !== "react",
      );
    return isPackage ? texts.map((text): Pattern => [text]) : [];
  });
}

type Wrapper = readonly [name: string, slot: Slot];

/** The function of which an expression is a parameter, or a member of one; `undefined` for anything else. */
function passedBy(flow: Flow, node: Node, { before, after }: Slot): readonly Wrapper[] | undefined {
  const inner = unwrap(node);
  const isMember = inner.type === "MemberExpression";
  const name = isMember ? unwrap(inner.object) : inner;
  const variable = name.type === "Identifier" ? flow.file.variableOf(name) : undefined;
  const whole = variable && parameterOf(variable);
  if (!whole) return undefined;
  const [callee, { index, key }] = whole;
  if (!isMember) return [[callee, { index, key, before, after }]];
  const member = writtenKey(inner.property, inner.computed);
  return member === undefined || key !== undefined
    ? undefined
    : [[callee, { index, key: member, before, after }]];
}

function parameterOf({
  defs,
  identifiers,
}: Variable): readonly [string, Pick<Slot, "index" | "key">] | undefined {
  const fn: Node | undefined = defs[0]?.node;
  const [identifier] = identifiers;
  if (!isFunction(fn) || !identifier || identifier === fn.id) return undefined;
  const { root, steps } = bindingOf(identifier);
  const index = fn.params.indexOf(root as FunctionNode["params"][number]);
  const name = nameOf(fn);
  const [step, ...more] = steps.filter(({ kind }) => kind !== "default");
  if (name === undefined || index < 0 || more.length > 0) return undefined;
  if (!step) return [name, { index, key: undefined }];
  const key = step.kind === "key" ? writtenKey(step.key, step.computed) : undefined;
  return key === undefined ? undefined : [name, { index, key }];
}

/** The name under which a function is called: its own, that of the constant or the member that holds it. */
function nameOf(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const { parent } = fn;
  if (parent.type === "VariableDeclarator")
    return parent.id.type === "Identifier" ? parent.id.name : undefined;
  const isMember =
    parent.type === "Property" || parent.type === "MethodDefinition" || parent.type === "PropertyDefinition";
  // A constructor is called by the name of its class, and what it is given is kept.
  if (!isMember || (parent.type === "MethodDefinition" && parent.kind !== "method")) return undefined;
  return writtenKey(parent.key, parent.computed);
}
