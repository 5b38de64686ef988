import type { Random } from "../../random.js";
import type { Sheet } from "./sheet.js";

/** The props that the oracle gives to what it mounts. */
export type Prop = "id" | "enabled" | "mode" | "count" | "events" | "onStatus" | "onOther";

/** A component or hook while it is written. */
export interface Host {
  readonly kind: "function" | "class";
  /** Whether it renders nothing itself. */
  readonly isHook: boolean;
  /** Whether something else of the file renders or calls it. */
  readonly isInner: boolean;
  /** The statements of a function, or the members of a class. */
  readonly body: string[];
  /** What it renders. */
  readonly elements: string[];
  /** What an effect can depend on. */
  readonly names: Set<string>;
  readonly hasToast: boolean;
  /** How a member of the plugin's context is spelled here. */
  context(name: "socket" | "toast"): string;
  prop(name: Prop): string;
}

/** Code that subscribes, and code that ends just that. */
export interface Unit {
  readonly setup: string;
  readonly undo: string;
}

/** What a loop gives to the code in it. */
export interface LoopVariables {
  readonly event?: string;
  readonly handler?: string;
}

/** A place for units: what they can name, and what is declared for the setup and the undo of all of them. */
export class Scope {
  readonly lines: string[] = [];
  /** Assignments with which a setup begins: fields of a class live longer than what is set up. */
  readonly resets: string[] = [];

  constructor(
    readonly sheet: Sheet,
    readonly host: Host,
    readonly loop: LoopVariables = {},
    private readonly hasFields = host.kind === "class",
  ) {}

  get random(): Random {
    return this.sheet.random;
  }

  get socket(): string {
    return this.host.context("socket");
  }

  /** Whether functions can be declared here that see the same `this`. */
  get isPlain(): boolean {
    return this.host.kind === "function";
  }

  get isInLoop(): boolean {
    return this.loop.event !== undefined;
  }

  /** A block of its own: what is declared there ends with it. */
  inner(loop: LoopVariables = this.loop): Scope {
    return new Scope(this.sheet, this.host, loop, false);
  }

  /** A constant that may be the same for every setup. */
  keep(stem: string, init: string): string {
    const name = this.sheet.name(stem);
    if (this.hasFields) {
      this.host.body.push(`${name} = ${init};`);
      return `this.${name}`;
    }
    this.lines.push(`const ${name} = ${init};`);
    return name;
  }

  /** A constant that is made anew for every setup. */
  fresh(stem: string, init: string): string {
    if (!this.hasFields) return this.keep(stem, init);
    const name = this.sheet.name(stem);
    this.host.body.push(`${name}: any;`);
    this.resets.push(`this.${name} = ${init};`);
    return `this.${name}`;
  }

  /** A variable that has this value when a setup begins. */
  variable(stem: string, init: string, type = ""): string {
    const name = this.sheet.name(stem);
    const typed = type === "" ? name : `${name}: ${type}`;
    if (this.hasFields) {
      this.host.body.push(`${typed} = ${init};`);
      this.resets.push(`this.${name} = ${init};`);
      return `this.${name}`;
    }
    this.lines.push(`let ${typed} = ${init};`);
    return name;
  }

  /** A statement with which every setup begins. */
  prepare(statement: string): void {
    (this.hasFields ? this.resets : this.lines).push(statement);
  }

  /** A place that lives as long as the component. */
  memory(stem: string, init: string): string {
    const name = this.sheet.name(stem);
    if (this.host.kind === "class") {
      this.host.body.push(`${name}: any = ${init};`);
      return `this.${name}`;
    }
    this.host.body.push(`const ${name} = ${this.sheet.react("useRef")}<any>(${init});`);
    return `${name}.current`;
  }

  /** A declaration in the body of a function component, made in every render. */
  render(stem: string, init: string, isDependency = true): string {
    const name = this.sheet.name(stem);
    this.host.body.push(`const ${name} = ${init};`);
    if (isDependency) this.host.names.add(name);
    return name;
  }
}

/** Code of several statements. */
export function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

/** The expression of code that is one statement with an expression. */
export function expressionOf(code: string): string | undefined {
  const found = /^(?<expression>(?:void )?(?:this\.)?[A-Za-z][^;{}\n]*);$/.exec(code.trim())?.groups?.[
    "expression"
  ];
  return found === undefined || /^(?:const|let|if|for|return|function|while|throw|try|switch)\b/.test(found)
    ? undefined
    : found;
}

/** Which of the names that an effect can depend on some code uses. */
export function dependenciesOf({ names }: Host, code: string): string[] {
  return [...names].filter((name) =>
    new RegExp(`(?<![\\w.$"'])${name.replaceAll(/[.?]/g, "\\$&")}(?![\\w$"'])`).test(code),
  );
}
