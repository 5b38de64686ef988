import { BINDING } from "./class-handlers.js";
import { loggerOf } from "./reactions.js";
import type { Host, Prop, Unit } from "./scope.js";
import { join, Scope } from "./scope.js";
import type { Sheet } from "./sheet.js";
import { unit } from "./units.js";

class ClassHost implements Host {
  readonly kind = "class";
  readonly isHook = false;
  readonly isInner = true;
  readonly hasToast = false;
  readonly body: string[] = [];
  readonly elements: string[] = [];
  readonly names = new Set<string>();
  readonly used = new Set<Prop>();

  context(): string {
    return "this.props.socket";
  }

  prop(name: Prop): string {
    this.used.add(name);
    return `this.props.${name}`;
  }
}

/** Writes a class component, and an element of it. */
export function classPlace(sheet: Sheet, host: Host, depth: number): void {
  const own = new ClassHost();
  const scope = new Scope(sheet, own);
  const { setup, undo } = unit(scope, depth - 1);
  const begin = join(...scope.lines, ...scope.resets, setup);
  const methods = lifecycle(sheet, own, begin, { setup, undo });
  const base = sheet.react(sheet.random.chance(0.8) ? "Component" : "PureComponent");
  const bindings = own.body
    .filter((line) => line.startsWith(BINDING))
    .map((line) => line.slice(BINDING.length));
  const members = own.body.filter((line) => !line.startsWith(BINDING));
  const needsConstructor = bindings.length > 0 || sheet.random.chance(0.1);
  const constructor = needsConstructor
    ? `constructor(props: FeedProps) {\nsuper(props);\n${bindings.join("\n")}\n}`
    : "";
  const type = sheet.helper(
    "FeedProps",
    (name) => `type ${name} = Props & { socket: PluginUIContext["socket"] };`,
  );
  const name = sheet.declare(
    "Feed",
    (local) =>
      `class ${local} extends ${base}<${type}> {\n${join(...members, constructor, ...methods)}\nrender() {\nreturn <i>{String(this.props.id)}</i>;\n}\n}`,
  );
  own.used.add("id");
  const attributes = [...own.used].map((prop) => `${prop}={${host.prop(prop)}}`);
  host.elements.push(`<${name} socket={${host.context("socket")}} ${attributes.join(" ")} />`);
}

function lifecycle(sheet: Sheet, host: ClassHost, begin: string, { setup, undo }: Unit): string[] {
  const did = (code: string): string => `componentDidMount() {\n${code}\n}`;
  const will = (code: string): string => `componentWillUnmount() {\n${code}\n}`;
  const changed = `if (before.id !== ${host.prop("id")})`;
  const update = (code: string): string => `componentDidUpdate(before: any) {\n${code}\n}`;
  const log = loggerOf(sheet);
  return sheet.grow(
    "lifecycle",
    [
      [4, "mount and unmount", () => [did(begin), will(undo)]],
      [
        1,
        "methods",
        () => [
          `begin() {\n${begin}\n}`,
          `finish = () => {\n${undo}\n};`,
          did("this.begin();"),
          will("this.finish();"),
        ],
      ],
      [
        1,
        "arrow fields",
        () => [`componentDidMount = () => {\n${begin}\n};`, `componentWillUnmount = () => {\n${undo}\n};`],
      ],
      [
        1.5,
        "again on update",
        () => [
          `begin() {\n${begin}\n}`,
          `finish() {\n${undo}\n}`,
          did("this.begin();"),
          update(`${changed} {\nthis.finish();\nthis.begin();\n}`),
          will("this.finish();"),
        ],
      ],
      [
        0.5,
        "logs on update",
        () => [did(begin), update(`${changed} ${log}("changed");`), will(`${undo}\n${log}("over");`)],
      ],
      [
        0.5,
        "undo in a field",
        () => [
          "stop: (() => void) | undefined;",
          did(`${begin}\nthis.stop = () => {\n${undo}\n};`),
          will("this.stop?.();"),
        ],
      ],
    ],
    [
      [2, "no componentWillUnmount", () => [did(begin)]],
      [1, "again on update without end", () => [did(begin), update(`${changed} {\n${begin}\n}`), will(undo)]],
      [1, "subscribes on update only", () => [update(begin), will(undo)]],
      [1, "ends on update only", () => [did(begin), update(`${changed} {\n${undo}\n}`)]],
      [1, "method that ends is not called", () => [did(begin), `finish() {\n${undo}\n}`]],
      [1, "ended at once in componentDidMount", () => [did(join(begin, undo))]],
      [1, "componentWillUnmount subscribes", () => [did(begin), will(setup)]],
    ],
  );
}
