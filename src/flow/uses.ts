import type { TSESTree } from "@typescript-eslint/utils";
import { PER_ELEMENT } from "./arrays.js";
import { constructorOf, familyOf, isBuiltOn, keyOfClassMember } from "./classes.js";
import type { Flow } from "./flow.js";
import type { CallNode, ClassNode, FunctionNode, Node } from "./tree.js";
import {
  enclosingClassMember,
  enclosingFunction,
  isClass,
  isFunction,
  isWrapper,
  outermost,
  writtenKey,
} from "./tree.js";
import type { Value } from "./values.js";
import { isOpaqueKind } from "./values.js";

/** Everything that can become of a value. `path`: the members under which an object or array around it holds it. */
export type Use =
  /** It is called (or constructed). */
  | { readonly kind: "call"; readonly node: CallNode }
  /** It is rendered: `<It />`. */
  | { readonly kind: "element"; readonly node: TSESTree.JSXOpeningElement }
  /** It is handed to something that is not seen into. */
  | {
      readonly kind: "argument";
      readonly node: CallNode;
      readonly index: number;
      readonly path: readonly string[];
    }
  | { readonly kind: "attribute"; readonly node: JsxPart; readonly path: readonly string[] }
  /** One of its members is read; `key` is undefined where it is computed. */
  | { readonly kind: "member"; readonly node: Node; readonly key: string | undefined }
  /** One of its members is set or deleted. */
  | {
      readonly kind: "written";
      readonly node: Node;
      readonly key: string | undefined;
      readonly value: Node | undefined;
      readonly isDeletion: boolean;
    }
  /** It is put together with other text. */
  | { readonly kind: "composed"; readonly node: Node }
  /** A class is built on it. */
  | { readonly kind: "base"; readonly node: Node }
  /** It is compared with something else. */
  | { readonly kind: "compared"; readonly node: Node }
  /** It is looked at, and what it is may matter. */
  | { readonly kind: "inspected"; readonly node: Node }
  /** It is only looked at, and what it is does not matter. */
  | { readonly kind: "read"; readonly node: Node }
  /** Other modules can see it. */
  | { readonly kind: "export"; readonly node: Node }
  /** It leaves sight. */
  | { readonly kind: "escape"; readonly node: Node; readonly why: string };

type JsxPart = TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute;

/** Any element of an array, any entry of a map. */
const ANY_KEY = "*";
/** More places than this are not followed for one value. */
const MOST_PLACES = 2000;

type Path = readonly string[];

const KEEPS_ELEMENTS = new Set([
  "slice",
  "concat",
  "reverse",
  "sort",
  "toSorted",
  "toReversed",
  "values",
  "flat",
]);
const GIVES_ELEMENT = new Set(["at", "pop", "shift"]);
const READS_ELEMENTS = new Set(["includes", "indexOf", "lastIndexOf", "push", "unshift", "keys"]);

/** Follows a value forward from where it is made, through names, members, parameters and returns. */
export function collectUses(flow: Flow, origin: Node): readonly Use[] {
  const uses: Use[] = [];
  const seen = new Set<string>();
  const ids = new Map<Node, number>();
  const queue: { node: Node; path: Path }[] = [];

  function visit(node: Node, path: Path): void {
    const id = ids.get(node) ?? ids.size;
    ids.set(node, id);
    const key = `${String(id)}/${path.join("/")}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (path.length > 6 || seen.size > MOST_PLACES) {
      uses.push({ kind: "escape", node, why: "it goes through too many places to be followed" });
    } else queue.push({ node, path });
  }

  function escape(node: Node, why: string): void {
    uses.push({ kind: "escape", node, why });
  }

  /** The value (below `path`) gets a name, or is taken apart. */
  function bind(pattern: Node, path: Path): void {
    switch (pattern.type) {
      case "Identifier": {
        const variable = flow.file.variableOf(pattern);
        if (!variable) {
          escape(pattern, `it is stored in \`${pattern.name}\`, which is not declared here`);
          return;
        }
        if (flow.file.isExported(variable)) uses.push({ kind: "export", node: pattern });
        for (const reference of variable.references) {
          if (reference.isRead() && reference.identifier !== pattern) visit(reference.identifier, path);
        }
        for (const name of flow.file.jsxUsesOf(variable)) visit(name, path);
        return;
      }
      case "AssignmentPattern":
        bind(pattern.left, path);
        return;
      case "TSParameterProperty":
        bind(pattern.parameter, path);
        storeInClass(pattern, path);
        return;
      case "MemberExpression":
        store(pattern, path);
        return;
      case "RestElement":
        bind(pattern.argument, path);
        return;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "RestElement") {
            if (path.length > 0) bind(property.argument, path);
            continue;
          }
          const key = writtenKey(property.key, property.computed);
          if (path.length === 0) uses.push({ kind: "member", node: property, key });
          else if (key === undefined || key === path[0] || path[0] === ANY_KEY)
            bind(property.value, path.slice(1));
        }
        return;
      case "ArrayPattern":
        for (const [index, element] of pattern.elements.entries()) {
          if (!element) continue;
          if (path.length === 0) uses.push({ kind: "member", node: element, key: String(index) });
          else if (element.type === "RestElement") bind(element.argument, [ANY_KEY, ...path.slice(1)]);
          else if (path[0] === ANY_KEY || path[0] === String(index)) bind(element, path.slice(1));
        }
        return;
      default:
        escape(pattern, "it is stored in a way that is not followed");
    }
  }

  /** `object.key = value`: it can be read back wherever that member of that object is read. */
  function store(target: TSESTree.MemberExpression, path: Path): void {
    const key = writtenKey(target.property, target.computed);
    const holder = flow.evaluate(target.object);
    if (key === undefined || holder.others || holder.values.length === 0) {
      escape(target, "it is stored in an object that is not in sight");
      return;
    }
    for (const value of holder.values) {
      if (isOpaqueKind(value.kind)) escape(target, "it is stored in an object that is not in sight");
      else if (value.kind === "record") visit(value.origin, [key, ...path]);
    }
    readBack(key, (object) => holder.values.some((value) => isSameObject(value, object)), path, target);
  }

  function readBack(key: string, isHolder: (object: Value) => boolean, path: Path, near: Node): void {
    for (const node of [...flow.file.membersNamed(key, near), ...flow.file.membersNamed(undefined, near)]) {
      if (node.type !== "MemberExpression" || isAssigned(node)) continue;
      if (flow.evaluate(node.object).values.some(isHolder)) visit(node, path);
    }
    for (const node of flow.file.membersNamed(key, near)) {
      if (node.type === "Property" && flow.evaluate(node.parent).values.some(isHolder))
        bind(node.value, path);
    }
  }

  /** A field, parameter property or method: it can be read back from `this` and from instances. */
  function storeInClass(member: Node, path: Path): void {
    const place = enclosingClassMember(member.type === "TSParameterProperty" ? member.parent : member);
    const owner: ClassNode | undefined =
      place?.owner ?? (isClass(member.parent?.parent) ? member.parent.parent : undefined);
    const key = keyOfClassMember(member);
    if (!owner || key === undefined) {
      escape(member, "it is stored in a class member that is not followed");
      return;
    }
    readBack(key, (object) => isOfClass(flow, object, owner), path, owner);
    for (const use of familyOf(flow, owner).flatMap((node) => flow.uses(node))) {
      if (use.kind === "call" && use.node.type === "NewExpression") visit(use.node, [key, ...path]);
      else if (use.kind === "export") uses.push(use);
    }
  }

  function returned(from: Node, path: Path): void {
    const fn = enclosingFunction(from);
    if (fn) resultOf(fn, path, from);
    else escape(from, "it leaves the module");
  }

  /** What a function returns goes wherever its calls go. */
  function resultOf(fn: FunctionNode, path: Path, from: Node): void {
    for (const use of flow.uses(fn)) {
      switch (use.kind) {
        case "call":
          visit(use.node, path);
          break;
        case "argument": {
          const meanings = flow.invocations(use.node).map((invocation) => {
            const known = flow.knowledge.meaningOf(invocation.callee)?.argument?.(use.index, invocation);
            return known?.kind === "called" && use.path.length === 0 ? known : undefined;
          });
          for (const known of meanings) {
            if (!known) escape(from, "it is returned to a function that is not in sight");
            else if (known.returns) visit(use.node, [...known.returns, ...path]);
          }
          break;
        }
        case "element":
        case "read":
        case "inspected":
        case "member":
          break;
        default:
          escape(from, "it is returned to a caller that is not in sight");
      }
    }
  }

  function passed(call: CallNode, index: number, path: Path): void {
    if (path.length === 0 && index > 0 && isApply(call)) {
      uses.push({ kind: "inspected", node: call });
      return;
    }
    const invocations = flow.invocations(call);
    if (invocations.length === 0) uses.push({ kind: "argument", node: call, index, path });
    for (const invocation of invocations) {
      const at = invocation.args.nodes.indexOf(call.arguments[index]);
      if (at < 0) {
        uses.push({ kind: "argument", node: call, index, path });
        continue;
      }
      const target = parameterList(invocation.callee);
      if (target) {
        const parameter = target[at] ?? target.at(-1);
        if (parameter?.type === "RestElement") bind(parameter, [ANY_KEY, ...path]);
        else if (target[at]) bind(target[at], path);
        continue;
      }
      const known = flow.knowledge.meaningOf(invocation.callee)?.argument?.(at, invocation);
      const depth = known?.kind === "result" ? (known.strip ?? 0) : 0;
      if (known?.kind === "result" && depth <= path.length)
        visit(call, [...known.path, ...path.slice(depth)]);
      else if (known?.kind === "result") uses.push({ kind: "inspected", node: call });
      else if (known?.kind === "read")
        uses.push({ kind: known.doesNotMatter ? "read" : "inspected", node: call });
      else uses.push({ kind: "argument", node: call, index, path });
    }
  }

  function attribute(node: TSESTree.JSXAttribute, path: Path): void {
    const name = writtenKey(node.name, false);
    if (name === undefined || name === "key") uses.push({ kind: "attribute", node, path });
    else props(node.parent, node, [name, ...path]);
  }

  /** `<Child>{(value) => ...}</Child>` */
  function child(element: TSESTree.JSXOpeningElement, path: Path): void {
    const local = flow.evaluate(element.name).values.map(parameterList);
    if (local.length === 0 || local.some((list) => !list))
      escape(element, "it is a child of a component that is not in sight");
    for (const list of local) if (list?.[0]) bind(list[0], ["children", ...path]);
  }

  /** A component gets it as a part of its props. */
  function props(element: TSESTree.JSXOpeningElement, from: JsxPart, path: Path): void {
    const local = flow.evaluate(element.name).values.map(parameterList);
    if (local.length === 0 || local.some((list) => !list)) {
      uses.push({ kind: "attribute", node: from, path: path.slice(1) });
    }
    for (const list of local) if (list?.[0]) bind(list[0], path);
  }

  /** What the methods of an object do to it, or, with a path, to what is in it; what they give back or keep of it is not followed. */
  function throughSelf(object: TSESTree.ObjectExpression, path: Path): void {
    // What is in an object that is made for each call is not told from what is in the others.
    const isOne = path.length === 0 || !enclosingFunction(object);
    for (const self of flow.file.selvesOf(object)) {
      const around = outermost(self).parent;
      const isMember = around?.type === "MemberExpression" && around.object === outermost(self);
      if (isMember && isOne) member(around, path);
      else if (isMember && writtenKey(around.property, around.computed) === path[0])
        escape(around, "a method does something to it");
      else if (path.length === 0 && around?.type !== "ReturnStatement") escape(self, "a method hands it on");
    }
  }

  function follow(node: Node, path: Path): void {
    if (node.type === "ObjectExpression") throughSelf(node, path);
    const parent = node.parent;
    if (!parent || node.type === "ExportDefaultDeclaration") {
      uses.push({ kind: "export", node });
      return;
    }
    if (isWrapper(parent)) {
      visit(parent, path);
      return;
    }
    switch (parent.type) {
      case "VariableDeclarator":
        bind(parent.id, path);
        return;
      case "AssignmentExpression":
        if (parent.right !== node) break;
        if (parent.operator === "=" || /^(?:\|\||&&|\?\?)=$/.test(parent.operator)) bind(parent.left, path);
        else uses.push({ kind: "composed", node: parent });
        visit(parent, path);
        return;
      case "AssignmentPattern":
        if (parent.right === node) bind(parent.left, path);
        return;
      case "AwaitExpression":
        visit(parent, path);
        return;
      case "ConditionalExpression":
        if (parent.test === node) uses.push({ kind: "read", node });
        else visit(parent, path);
        return;
      case "LogicalExpression":
        visit(parent, path);
        return;
      case "SequenceExpression":
        if (parent.expressions.at(-1) === node) visit(parent, path);
        else uses.push({ kind: "read", node });
        return;
      case "Property":
        if (parent.parent.type !== "ObjectExpression" || parent.value !== node) break;
        visit(parent.parent, [writtenKey(parent.key, parent.computed) ?? ANY_KEY, ...path]);
        return;
      case "ArrayExpression":
        visit(parent, [ANY_KEY, ...path]);
        return;
      case "SpreadElement":
        if (path.length === 0) uses.push({ kind: "read", node });
        else if (parent.parent.type === "ObjectExpression" || parent.parent.type === "ArrayExpression")
          visit(parent.parent, path);
        else escape(parent, "it is spread into the arguments of a call");
        return;
      case "MemberExpression":
        if (parent.object !== node) break;
        member(parent, path);
        return;
      case "CallExpression":
      case "NewExpression": {
        if (parent.callee === node) {
          if (path.length === 0) uses.push({ kind: "call", node: parent });
          return;
        }
        passed(parent, parent.arguments.indexOf(node as TSESTree.CallExpressionArgument), path);
        return;
      }
      case "ReturnStatement":
        returned(parent, path);
        return;
      case "ArrowFunctionExpression":
        if (parent.body === node) resultOf(parent, path, node);
        return;
      case "PropertyDefinition":
      case "MethodDefinition":
        if (parent.value === node) storeInClass(parent, path);
        return;
      case "JSXOpeningElement":
        if (path.length === 0) uses.push({ kind: "element", node: parent });
        return;
      case "JSXExpressionContainer":
        if (parent.parent.type === "JSXAttribute") attribute(parent.parent, path);
        else if (parent.parent.type === "JSXElement" && isFunction(node))
          child(parent.parent.openingElement, path);
        else uses.push({ kind: "inspected", node });
        return;
      case "JSXMemberExpression":
        if (parent.property.name === path[0]) visit(parent, path.slice(1));
        return;
      case "JSXClosingElement":
        return;
      case "JSXSpreadAttribute":
        if (path.length === 0) uses.push({ kind: "inspected", node });
        else props(parent.parent, parent, path);
        return;
      case "ExportDefaultDeclaration":
      case "ExportSpecifier":
      case "ExportNamedDeclaration":
      case "TSExportAssignment":
        uses.push({ kind: "export", node });
        return;
      case "TemplateLiteral":
        uses.push({
          kind: parent.parent.type === "TaggedTemplateExpression" ? "read" : "composed",
          node: parent,
        });
        return;
      case "BinaryExpression":
        uses.push({ kind: parent.operator === "+" ? "composed" : "compared", node: parent });
        return;
      case "ForOfStatement":
        if (parent.right !== node) break;
        if (path.length === 0) uses.push({ kind: "read", node });
        else
          bind(
            parent.left.type === "VariableDeclaration" ? parent.left.declarations[0].id : parent.left,
            path.slice(1),
          );
        return;
      case "ExpressionStatement":
      case "UnaryExpression":
      case "IfStatement":
      case "WhileStatement":
      case "ForStatement":
      case "ForInStatement":
      case "TSTypeQuery":
        uses.push({ kind: "read", node });
        return;
      case "SwitchStatement":
      case "SwitchCase":
        uses.push({ kind: "compared", node });
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        uses.push({ kind: "base", node });
        return;
      default:
    }
    escape(node, "it is used in a way that is not followed");
  }

  function member(node: TSESTree.MemberExpression, path: Path): void {
    const key = writtenKey(node.property, node.computed);
    const change = changeThrough(node);
    const call = callThrough(node);
    if (path.length === 0) {
      if (call && key !== undefined && PER_ELEMENT.has(key)) wholeInCallback(call);
      if (change) uses.push({ kind: "written", key, ...change });
      else if (call && key === "bind") visit(call, []);
      else if (call && (key === "call" || key === "apply")) uses.push({ kind: "call", node: call });
      else uses.push({ kind: "member", node, key });
      return;
    }
    if (change) return;
    if (path[0] === ANY_KEY && call && key !== undefined) {
      element(call, key, path.slice(1));
      return;
    }
    if (key === path[0] || (key === undefined && !node.computed)) visit(node, path.slice(1));
    else if (node.computed && (key === undefined || path[0] === ANY_KEY)) visit(node, path.slice(1));
    else if (path[0] === ANY_KEY && key !== "length")
      escape(node, `it is in an array or table whose \`${String(key)}\` is used`);
  }

  /** `list.forEach((one, index, all) => ...)`: the list itself is passed along. */
  function wholeInCallback(call: CallNode): void {
    const [callback] = call.arguments;
    for (const callee of callback ? flow.evaluate(callback).values : []) {
      const whole = parameterList(callee)?.[2];
      if (whole) bind(whole, []);
    }
  }

  /** What a method of an array does with its elements. */
  function element(call: CallNode, key: string, path: Path): void {
    if (PER_ELEMENT.has(key)) {
      const [callback] = call.arguments;
      const callees = callback ? flow.evaluate(callback) : undefined;
      if (!callees || callees.others)
        escape(call, "its elements are handed to a function that is not in sight");
      for (const callee of callees?.values ?? []) {
        const [first] = parameterList(callee) ?? [];
        if (callee.kind !== "function")
          escape(call, "its elements are handed to a function that is not in sight");
        else if (first) bind(first, path);
      }
    } else if (KEEPS_ELEMENTS.has(key)) visit(call, [ANY_KEY, ...path]);
    else if (GIVES_ELEMENT.has(key)) visit(call, path);
    else if (READS_ELEMENTS.has(key))
      uses.push({ kind: path.length === 0 ? "compared" : "inspected", node: call });
    else escape(call, `it is in an array whose \`${key}\` is used`);
    if (key === "filter") visit(call, [ANY_KEY, ...path]);
    if (key === "find" || key === "findLast") visit(call, path);
  }

  if (isBindingName(origin) || origin.type === "RestElement") bind(origin, []);
  else if (isFunction(origin) || isClass(origin)) {
    if ((origin.type === "FunctionDeclaration" || origin.type === "ClassDeclaration") && origin.id)
      bind(origin.id, []);
    if (origin.parent.type === "ExportDefaultDeclaration") uses.push({ kind: "export", node: origin });
    else if (origin.type !== "FunctionDeclaration" && origin.type !== "ClassDeclaration") visit(origin, []);
  } else visit(origin, []);

  for (let next = queue.shift(); next; next = queue.shift()) follow(next.node, next.path);
  return uses;
}

/** The assignment, update or deletion that changes a member, with the new value where there is one. */
function changeThrough(
  node: TSESTree.MemberExpression,
): { node: Node; value: Node | undefined; isDeletion: boolean } | undefined {
  const { parent } = node;
  if (parent.type === "AssignmentExpression" && parent.left === node) {
    return { node: parent, value: parent.operator === "=" ? parent.right : undefined, isDeletion: false };
  }
  if (parent.type === "UpdateExpression") return { node: parent, value: undefined, isDeletion: false };
  if (parent.type === "UnaryExpression" && parent.operator === "delete")
    return { node: parent, value: undefined, isDeletion: true };
  return undefined;
}

/** `f.apply(self, list)`, `Reflect.apply(f, self, list)`: the list is only taken apart. */
function isApply({ callee }: CallNode): boolean {
  return callee.type === "MemberExpression" && writtenKey(callee.property, callee.computed) === "apply";
}

/** The call whose callee a member expression is. */
function callThrough(node: TSESTree.MemberExpression): CallNode | undefined {
  const { parent } = node;
  return parent.type === "CallExpression" && parent.callee === node ? parent : undefined;
}

/** A name that a destructuring pattern introduces: `{ emit }`, `{ emit: say = other }`. */
function isBindingName(node: Node): boolean {
  const { parent } = node;
  return (
    (node.type === "Identifier" || node.type === "AssignmentPattern") &&
    parent?.type === "Property" &&
    parent.parent.type === "ObjectPattern" &&
    parent.value === node
  );
}

function isAssigned(node: TSESTree.MemberExpression): boolean {
  return changeThrough(node) !== undefined;
}

function parameterList(callee: Value): readonly Node[] | undefined {
  if (callee.kind === "function") return callee.node.params;
  if (callee.kind !== "class") return undefined;
  return constructorOf(callee.node)?.params;
}

/** Whether two answers are one object, not two that look alike. */
function isSameObject(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === "instance" && b.kind === "instance") return a.of.node === b.of.node;
  return a.kind === b.kind && a.origin === b.origin && a.kind !== "primitive" && a.kind !== "text";
}

function isOfClass(flow: Flow, value: Value, owner: ClassNode): boolean {
  if (value.kind === "instance") return isBuiltOn(flow, value.of, owner);
  return value.kind === "class" && isBuiltOn(flow, value, owner);
}
