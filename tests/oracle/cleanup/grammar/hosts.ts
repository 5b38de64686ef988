import type { Host, Prop } from "./scope.js";
import type { Sheet } from "./sheet.js";

const TYPES: Readonly<Record<Prop, string>> = {
  id: "string",
  enabled: "boolean",
  mode: "string",
  count: "number",
  events: "readonly string[]",
  onStatus: "(d: unknown) => void",
  onOther: "(d: unknown) => void",
};

const DEFAULTS: Partial<Readonly<Record<Prop, string>>> = { enabled: "true", count: "0", mode: `"x"` };

interface Given {
  readonly isHook?: boolean;
  /** Whether a component of the file renders it. */
  readonly isInner?: boolean;
  /** Where a hook has its socket from, if it does not ask for it. */
  readonly socket?: string | undefined;
}

/** A function component, or a hook, while it is written. */
export class FunctionHost implements Host {
  readonly kind = "function";
  readonly body: string[] = [];
  readonly elements: string[] = [];
  readonly names = new Set<string>();
  readonly isHook: boolean;
  readonly isInner: boolean;
  private readonly givenSocket: string | undefined;
  readonly hasToast: boolean;
  /** The props that it uses. */
  readonly used = new Set<Prop>();
  readonly #members = new Map<string, string>();
  readonly #style: "destructured" | "renamed" | "ctx" | "member";
  readonly #hasPropsObject: boolean;

  constructor(
    private readonly sheet: Sheet,
    { isHook = false, isInner = false, socket }: Given = {},
  ) {
    this.isHook = isHook;
    this.isInner = isHook || isInner;
    this.givenSocket = socket;
    this.#style = sheet.random.pick(["destructured", "destructured", "renamed", "ctx", "member"]);
    this.#hasPropsObject = sheet.random.chance(0.15);
    this.hasToast = socket === undefined && this.#style !== "member";
    if (socket !== undefined) this.names.add(socket);
  }

  context(name: "socket" | "toast"): string {
    if (this.givenSocket !== undefined) return this.givenSocket;
    const known = this.#members.get(name);
    if (known !== undefined) return known;
    const spelled =
      this.#style === "ctx"
        ? `ctx.${name}`
        : this.#style === "renamed" && name === "socket"
          ? this.sheet.name("channel")
          : name;
    this.#members.set(name, spelled);
    this.names.add(spelled);
    return spelled;
  }

  prop(name: Prop): string {
    this.used.add(name);
    const spelled = this.#hasPropsObject && !this.isHook ? `props.${name}` : name;
    this.names.add(spelled);
    return spelled;
  }

  /** The statement that asks for the plugin's context, if it needs that. */
  private get asking(): string {
    if (this.givenSocket !== undefined || this.#members.size === 0) return "";
    if (this.#style === "ctx") return "const ctx = usePluginContext();";
    if (this.#style === "member") return "const socket = usePluginContext().socket;";
    const parts = [...this.#members].map(([name, local]) => (name === local ? name : `${name}: ${local}`));
    return `const { ${parts.join(", ")} } = usePluginContext();`;
  }

  /** The statements of its body, but what it returns. */
  get code(): string {
    return [this.asking, ...this.body].filter(Boolean).join("\n");
  }

  /** How a component takes its props. */
  get parameters(): string {
    if (this.#hasPropsObject && this.used.size > 0) return "props: Props";
    if (this.used.size === 0) return "";
    const { random } = this.sheet;
    const parts = [...this.used].map((name) => {
      const value = DEFAULTS[name];
      return value !== undefined && random.chance(0.15) ? `${name} = ${value}` : name;
    });
    return `{ ${parts.join(", ")} }: Props`;
  }
}

/** The parameters of a hook that takes these props one by one. */
export function parametersOf(props: Iterable<Prop>): string[] {
  return [...props].map((name) => `${name}: ${TYPES[name]}`);
}

/** The type of all props. */
export const PROPS_TYPE = `type Props = {\n${Object.entries(TYPES)
  .map(([name, type]) => `${name}: ${type};`)
  .join("\n")}\n};`;
