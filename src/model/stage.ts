import type { ClassNode, FunctionNode, Node } from "../flow/tree.js";
import type { Answer, Lazy } from "../flow/values.js";
import { NOTHING } from "../flow/values.js";
import { parameterAnswer } from "../flow/variables.js";
import { ClassComponent } from "../react/class-component.js";
import { Rendering } from "../react/rendering.js";
import { StoresInRun } from "../react/stores-in-run.js";
import { GivenUp } from "../run/given-up.js";
import type { Host, Kept, Program } from "../run/machine.js";
import { Machine } from "../run/machine.js";
import { outerValue } from "../run/outer.js";
import type { Path } from "../run/path.js";
import type { RunClass, RunValue, Unknown } from "../run/values.js";
import { RESULTS } from "../sdk.js";
import type { Communication } from "./communication.js";
import { SocketInRun } from "./listening.js";
import type { Unit } from "./units.js";

/** A unit that is ready to be mounted, on one path. */
export interface Stage {
  readonly machine: Machine;
  readonly mounted: MountedUnit;
  readonly sockets: SocketInRun;
}

/** Who looks on while a unit runs. */
export interface Onlooker {
  /** Something that is not in sight is called; the calls of hooks as well. */
  called(callee: Unknown, args: readonly RunValue[], node: Node): void;
  /** A state is set. */
  kept(what: Kept): void;
  /** Values leave sight. */
  handedOver(values: readonly RunValue[], to: Unknown): void;
}

/** Puts a unit on the stage: a machine for it, React around it, and the socket. */
export function putOnStage(
  communication: Communication,
  program: Program,
  unit: Unit,
  path: Path,
  code: ReadonlySet<Node>,
  onlooker?: Onlooker,
): Stage {
  const sockets: SocketInRun = new SocketInRun(communication.things, () => machine);
  const stores: StoresInRun = new StoresInRun(() => machine);
  const handOver = (values: readonly RunValue[], to: Unknown, isInSight?: boolean): void => {
    onlooker?.handedOver(values, to);
    sockets.handOver(values, to, isInSight);
  };
  const host: Host = {
    nameOf: (answer) => sockets.nameOf(answer),
    isMethod: (answer) => sockets.isMethod(answer),
    givesData: () => false,
    isVolatile: (of, key) => sockets.isVolatile(of, key),
    call(callee, args, self, node) {
      onlooker?.called(callee, args, node);
      return (
        (mounted instanceof Rendering ? mounted.call(callee, args, node) : undefined) ??
        sockets.call(callee, args, self, node) ??
        stores.call(callee, args, node)
      );
    },
    inherit(_, instance, args) {
      if (mounted instanceof ClassComponent) mounted.inherit(instance, args);
    },
    render(tag, props, node) {
      if (typeof tag === "string") mounted.element(props, node);
      else if (tag.kind === "unknown") handOver([props], tag);
      else
        handOver([props], machine.calculated(actsByItself(machine, tag) ? "acting" : "component", []), true);
    },
    handOver: (values, to) => {
      handOver(values, to);
    },
    assume: () => {
      sockets.assume();
    },
    guess: () => {
      sockets.guess();
    },
    matters: (node) => code.has(node),
    kept: (what) => onlooker?.kept(what),
  };
  const machine: Machine = new Machine(program, path, host, { kind: "module", node: unit.node });
  const mounted =
    unit.kind === "class"
      ? mountedClass(unit.node, () => machine, unit.rendered?.props)
      : mountedFunction(unit.node, () => machine, sockets, unit.rendered?.props);
  return { machine, mounted, sockets };
}

/** Hooks that do nothing with what others give a component. */
const QUIET = ["State", "Ref", "Memo", "Callback", "Id", "Context", "Reducer"].map((name) => `use${name}`);
/** What can do something with a prop without being asked: another hook, a request, another component. */
const ACTING = new RegExp(
  String.raw`\b(?!(?:${[...QUIET, ...RESULTS.keys()].join("|")})\b)use[A-Z]\w*\b|\bfetch\b|\bcomponentDid|<[A-Z]`,
);

/** Whether a component in sight can do something with its props without being asked; what is not certain counts. */
function actsByItself({ file }: Machine, tag: RunValue): boolean {
  if (tag.kind !== "closure" && tag.kind !== "class") return false;
  return ACTING.test(file.textOf(tag.node));
}

type MountedUnit = Rendering | ClassComponent;

function mountedFunction(
  fn: FunctionNode,
  machine: () => Machine,
  sockets: SocketInRun,
  props: Lazy<Answer> | undefined,
): MountedUnit {
  const render = (version: number): RunValue => {
    const running = machine();
    const params = fn.params.filter((node) => !(node.type === "Identifier" && node.name === "this"));
    const args = params.map((node, index) =>
      running.unknown(`param${String(index)}@v${String(version)}`, "input", () =>
        index === 0 && props
          ? props()
          : node.type === "RestElement"
            ? NOTHING
            : parameterAnswer(running.flow, fn, node, undefined),
      ),
    );
    return running.call(running.closure(fn, running.module), args, undefined, fn);
  };
  return new Rendering(machine, render, fn, (result) => {
    sockets.handOver([result], machine().calculated("caller", []));
  });
}

function mountedClass(node: ClassNode, machine: () => Machine, given: Lazy<Answer> | undefined): MountedUnit {
  const owner = (): RunClass => {
    const running = machine();
    const variable = node.id ? running.file.variableOf(node.id) : undefined;
    const made = variable && outerValue(running, variable, node.id ?? node);
    if (made?.kind === "class") return made;
    throw new GivenUp("the class is not in sight");
  };
  const props = (version: number): RunValue => {
    const running = machine();
    const value = { kind: "class", node, env: undefined, origin: node } as const;
    return running.unknown(
      `props@v${String(version)}`,
      "input",
      given ?? (() => running.flow.knowledge.inherited?.(running.flow, value, "props") ?? NOTHING),
    );
  };
  return new ClassComponent(machine, owner, props, node);
}
