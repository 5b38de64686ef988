import type { TSESTree } from "@typescript-eslint/utils";
import type { Env } from "../flow/env.js";
import { enter, envAt, insideOf } from "../flow/env.js";
import type { Flow, Invocation } from "../flow/flow.js";
import { canHappen } from "../flow/guards.js";
import { recordOfProps } from "../flow/jsx.js";
import { constructorOf } from "../flow/classes.js";
import type { CallNode, FunctionNode, Node } from "../flow/tree.js";
import { isFunction, isInside } from "../flow/tree.js";
import type { Answer, ClassValue, FunctionValue, InstanceValue, Lazy, Value } from "../flow/values.js";
import { exactly } from "../flow/values.js";
import { paddedArguments, worldsWithin } from "../flow/worlds.js";

/** Calls of other modules that lead further than this are not followed. */
const DEEPEST = 8;
/** More calls in other modules than this are not looked at for one file. */
const MOST_CALLS = 4000;

/** A call in another module that the linted file causes. */
interface CallElsewhere {
  readonly node: CallNode;
  /** What it may call there; none, if that is not in sight. */
  readonly invocations: readonly Invocation[];
  readonly env: Env | undefined;
  /** The call or element in the linted file that leads to it. */
  readonly place: Node;
  /** The calls and elements of other modules that lead from there to it. */
  readonly way: readonly Step[];
}

/** What leads from one function to another. */
export type Step = CallNode | TSESTree.JSXOpeningElement;

/** A component of another module that is rendered because of the linted file. */
export interface RenderedElsewhere {
  readonly component: FunctionValue | ClassValue;
  readonly props: Lazy<Answer>;
  readonly element: TSESTree.JSXOpeningElement;
  readonly place: Node;
  readonly way: readonly Step[];
}

/**
 * Goes through the functions of other modules that a file calls, each in the run that the call describes: what they do is
 * done on its behalf. `isWorth`: whether a function, or what it is given, has to do with what is looked for. Gives whether all
 * was looked at.
 */
export function visitElsewhere(
  flow: Flow,
  isWorth: (fn: FunctionNode, given: readonly Lazy<Answer>[]) => boolean,
  visit: (call: CallElsewhere) => void,
  visitRendered?: (rendered: RenderedElsewhere) => void,
): boolean {
  const { file } = flow;
  const stack: FunctionNode[] = [];
  let way: readonly Step[] = [];
  let count = 0;
  let isComplete = true;

  function run(fn: FunctionNode, env: Env, place: Node): void {
    if (!file.isElsewhere(fn) || !isWorth(fn, env.args ?? [])) return;
    if (stack.includes(fn) || stack.length >= DEEPEST || count > MOST_CALLS) {
      isComplete = false;
      return;
    }
    stack.push(fn);
    const view = file.of(fn);
    for (const node of view.calls) {
      if (!isInside(node, fn)) continue;
      for (const world of worldsWithin(flow, node, fn, env) ?? [env]) called(node, world, fn, place);
    }
    for (const element of view.elements)
      if (isInside(element, fn))
        through(element, () => {
          rendered(element, env, place);
        });
    stack.pop();
  }

  function called(node: CallNode, env: Env | undefined, around: FunctionNode, place: Node): void {
    count++;
    if (!canHappen(flow, node, env)) return;
    const invocations = flow.invocations(node, env);
    visit({ node, invocations, env, place, way });
    through(node, () => {
      for (const invocation of invocations) follow(invocation, place);
      handedOver(node, env, around, place);
    });
  }

  function through(step: Step, go: () => void): void {
    const before = way;
    way = [...way, step];
    go();
    way = before;
  }

  function follow({ callee, args, self, node, env }: Invocation, place: Node): void {
    if (callee.kind === "function") {
      run(
        callee.node,
        enter(envAt(callee.node, callee.env), callee.node, paddedArguments(callee.node, args), self, {
          node,
          env,
        }),
        place,
      );
    } else if (callee.kind === "class") {
      const fn = constructorOf(callee.node);
      const made = flow.evaluate(node, env);
      if (fn) run(fn, enter(callee.env, fn, paddedArguments(fn, args), made, { node, env }), place);
    }
  }

  /** Functions that are declared elsewhere and handed to somebody who calls them. */
  function handedOver(
    node: CallNode,
    env: Env | undefined,
    around: FunctionNode | undefined,
    place: Node,
  ): void {
    for (const argument of node.arguments) {
      if (isFunction(argument) || argument.type === "SpreadElement") continue;
      for (const value of functionsIn(flow.evaluate(argument, env)))
        if (!around || !isInside(value.node, around))
          run(
            value.node,
            enter(envAt(value.node, value.env), value.node, undefined, undefined, { node, env }),
            place,
          );
    }
  }

  function rendered(element: TSESTree.JSXOpeningElement, env: Env | undefined, place: Node): void {
    const props = (): Answer => exactly(recordOfProps(flow, element, (node) => flow.evaluate(node, env)));
    for (const component of componentsIn(flow.evaluate(element.name, env))) {
      if (!file.isElsewhere(component.node)) continue;
      visitRendered?.({ component, props, element, place, way });
      if (component.kind === "function")
        run(component.node, enter(envAt(component.node, component.env), component.node, [props]), place);
      else runMembers(component, props, element, place);
    }
  }

  /** React makes an instance with the props, and calls its methods. */
  function runMembers(
    owner: ClassValue,
    props: Lazy<Answer>,
    element: TSESTree.JSXOpeningElement,
    place: Node,
  ): void {
    const constructed = constructorOf(owner.node);
    const instance: InstanceValue = {
      kind: "instance",
      of: owner,
      env: constructed && enter(owner.env, constructed, [props]),
      isMade: true,
      passed: [props],
      origin: element,
    };
    for (const member of owner.node.body.body) {
      if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
      if (member.static || !member.value || !isFunction(member.value)) continue;
      const args = member.value === constructed ? [props] : undefined;
      run(member.value, enter(insideOf(instance), member.value, args, exactly(instance)), place);
    }
  }

  for (const node of file.calls) {
    if (!flow.invocations(node).some(({ callee }) => leadsElsewhere(flow, callee)) && !handsOver(flow, node))
      continue;
    for (const world of flow.worldsAt(node) ?? [undefined]) {
      if (!canHappen(flow, node, world)) continue;
      for (const invocation of flow.invocations(node, world)) follow(invocation, node);
      handedOver(node, world, undefined, node);
    }
  }
  for (const element of file.elements) {
    if (!componentsIn(flow.evaluate(element.name)).some(({ node }) => file.isElsewhere(node))) continue;
    for (const world of flow.worldsAt(element) ?? [undefined]) rendered(element, world, element);
  }
  return isComplete;
}

function leadsElsewhere({ file }: Flow, callee: Value): boolean {
  return (callee.kind === "function" || callee.kind === "class") && file.isElsewhere(callee.node);
}

function handsOver(flow: Flow, node: CallNode): boolean {
  return node.arguments.some(
    (argument) =>
      (argument.type === "Identifier" || argument.type === "MemberExpression") &&
      functionsIn(flow.evaluate(argument)).some((value) => flow.file.isElsewhere(value.node)),
  );
}

function functionsIn({ values }: Answer): readonly FunctionValue[] {
  return values.flatMap((value) => (value.kind === "function" ? [value] : []));
}

function componentsIn({ values }: Answer): readonly (FunctionValue | ClassValue)[] {
  return values.flatMap((value) => (value.kind === "function" || value.kind === "class" ? [value] : []));
}
