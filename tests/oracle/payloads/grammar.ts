import type { Program } from "../oracle.js";
import { Random } from "../random.js";

/** The module that sends, and one that it imports from. */
export const ENTRY = "src/background/index.ts";
const DATA = "src/background/data.ts";

type Choice = readonly [weight: number, name: string, make: () => string];

/** What a program says when it is `valid`, `bad`: the chance that a leaf is none that can be cloned. */
const BAD = 0.12;
const DEEPEST = 3;

class Writer {
  readonly top: string[] = [];
  readonly body: string[] = [];
  readonly other: string[] = [];
  readonly parts = new Set<string>();
  private readonly names = new Map<string, number>();

  constructor(
    readonly random: Random,
    private readonly bad: number,
  ) {}

  name(stem: string): string {
    const count = (this.names.get(stem) ?? 0) + 1;
    this.names.set(stem, count);
    return `${stem}${String(count)}`;
  }

  grow(what: string, choices: readonly Choice[]): string {
    const [, name, make] = this.random.weighted(choices);
    this.parts.add(`${what}: ${name}`);
    return make();
  }

  /** A statement in front of the one that sends. */
  before(text: string): void {
    this.body.push(text);
  }

  /** A value; deep inside of it, something may not be cloneable. */
  value(depth = 0): string {
    const deep = depth < DEEPEST ? 1 : 0;
    if (this.random.chance(this.bad * (depth === 0 ? 0.6 : 1))) return this.badLeaf();
    return this.grow("value", [
      [3, "leaf", () => this.leaf()],
      [6 * deep, "object", () => this.object(depth)],
      [3 * deep, "array", () => this.array(depth)],
      [2 * deep, "collection", () => this.collection(depth)],
      [3 * deep, "changed object", () => this.changed(depth)],
      [3 * deep, "helper", () => this.helper(depth)],
      [2 * deep, "variable", () => this.variable(depth)],
      [2 * deep, "choice", () => this.choice(depth)],
      [2 * deep, "instance", () => this.instance(depth)],
      [2 * deep, "from another module", () => this.imported(depth)],
      [2 * deep, "of a declared type", () => this.annotated(depth)],
      [deep, "round trip", () => this.roundTrip(depth)],
      [2 * deep, "list operation", () => this.listOperation(depth)],
      [deep, "awaited", () => this.awaited(depth)],
    ]);
  }

  private leaf(): string {
    return this.random.pick([
      "1",
      '"text"',
      "true",
      "null",
      "undefined",
      "10n",
      "`id-${1 + 1}`",
      "new Date(0)",
      "/x/g",
      'new Error("failed")',
      "new Uint8Array(2)",
      'Buffer.from("x")',
      "new ArrayBuffer(4)",
      "[1, 2].length",
      "-0",
      "NaN",
      'new RangeError("range")',
    ]);
  }

  private badLeaf(): string {
    return this.grow("bad", [
      [4, "arrow", () => "() => 1"],
      [1, "function expression", () => "function () { return 1; }"],
      [1, "symbol", () => 'Symbol("s")'],
      [2, "promise", () => "Promise.resolve(1)"],
      [
        2,
        "async call",
        () => `${this.declared("load", (name) => `async function ${name}() { return { n: 1 }; }`)}()`,
      ],
      [1, "weak map", () => "new WeakMap()"],
      [1, "generator", () => `${this.declared("ids", (name) => `function* ${name}() { yield 1; }`)}()`],
      [2, "iterator", () => 'new Map([["a", 1]]).values()'],
      [1, "set iterator", () => "new Set([1]).keys()"],
      [1, "class", () => this.declared("Kind", (name) => `class ${name} {}`)],
      [1, "proxy", () => "new Proxy({}, {})"],
      [2, "url", () => 'new URL("https://a.invalid/")'],
      [1, "headers", () => "new Headers()"],
      [1, "abort controller", () => "new AbortController()"],
      [1, "number format", () => 'new Intl.NumberFormat("en")'],
      [2, "bound", () => `${this.declared("act", (name) => `function ${name}() { return 1; }`)}.bind(null)`],
      [2, "own method object", () => "{ run() { return 1; } }"],
      [2, "error with a code", () => this.codedError()],
      [1, "promises", () => "[1].map(async (n) => n)"],
      [1, "emitter", () => "new EventEmitter()"],
    ]);
  }

  private codedError(): string {
    const name = this.name("failure");
    this.before(`const ${name} = Object.assign(new Error("x"), { code: "E_X" });`);
    return name;
  }

  private declared(stem: string, write: (name: string) => string): string {
    const name = this.name(stem);
    this.top.push(write(name));
    return name;
  }

  private object(depth: number): string {
    const count = 1 + this.random.below(3);
    const members = Array.from({ length: count }, (_, index) => this.member(index, depth));
    return `{ ${members.join(", ")} }`;
  }

  private member(index: number, depth: number): string {
    const key = `k${String(index)}`;
    return this.grow("member", [
      [6, "plain", () => `${key}: ${this.value(depth + 1)}`],
      [1, "computed", () => `["${key}"]: ${this.value(depth + 1)}`],
      [
        1,
        "computed by a constant",
        () => `[${this.declared("KEY", (name) => `const ${name} = "${key}";`)}]: ${this.value(depth + 1)}`,
      ],
      [1, "getter", () => `get ${key}() { return ${this.wrap(this.value(depth + 1))}; }`],
      [1, "spread", () => `...${this.wrap(this.spreadable(depth + 1))}`],
    ]);
  }

  private wrap(text: string): string {
    return text.startsWith("{") || text.includes("=>") || text.startsWith("function") ? `(${text})` : text;
  }

  private spreadable(depth: number): string {
    return this.grow("spread", [
      [2, "object", () => this.object(depth)],
      [1, "instance", () => this.classWith(depth)],
    ]);
  }

  private array(depth: number): string {
    const count = 1 + this.random.below(2);
    return `[${Array.from({ length: count }, () => this.value(depth + 1)).join(", ")}]`;
  }

  private collection(depth: number): string {
    return this.grow("collection", [
      [2, "map", () => `new Map<string, unknown>([["a", ${this.value(depth + 1)}]])`],
      [1, "set", () => `new Set<unknown>([${this.value(depth + 1)}])`],
      [
        1,
        "map that is filled",
        () => {
          const name = this.name("map");
          this.before(`const ${name} = new Map<string, unknown>();`);
          this.before(`${name}.set("a", ${this.value(depth + 1)});`);
          return name;
        },
      ],
    ]);
  }

  /** An object that is made, changed, and then sent. */
  private changed(depth: number): string {
    const name = this.name("job");
    const value = this.value(depth + 1);
    const bad = this.random.chance(0.5) ? "() => 1" : this.value(depth + 1);
    this.before(`const ${name}: any = { id: 1, data: ${value} };`);
    return this.grow("change", [
      [
        2,
        "added",
        () => {
          this.before(`${name}.more = ${this.value(depth + 1)};`);
          return name;
        },
      ],
      [
        3,
        "added and deleted",
        () => {
          this.before(`${name}.run = ${bad};`);
          this.before(`delete ${name}.run;`);
          return name;
        },
      ],
      [
        2,
        "added and replaced",
        () => {
          this.before(`${name}.run = ${bad};`);
          this.before(`${name}.run = "done";`);
          return name;
        },
      ],
      [
        2,
        "rest",
        () => {
          const rest = this.name("rest");
          this.before(`${name}.run = ${bad};`);
          this.before(`const { run: ${this.name("run")}, ...${rest} } = ${name};`);
          return rest;
        },
      ],
      [
        2,
        "picked",
        () => {
          this.before(`${name}.run = ${bad};`);
          return `{ id: ${name}.id, data: ${name}.data }`;
        },
      ],
      [1, "assigned", () => `Object.assign({}, ${name}, { extra: ${this.value(depth + 1)} })`],
      [
        1,
        "cleared",
        () => {
          this.before(`${name}.data = undefined;`);
          return name;
        },
      ],
      [
        1,
        "changed under a condition",
        () => {
          this.before(`if (flag) ${name}.more = ${this.value(depth + 1)};`);
          return name;
        },
      ],
      [1, "frozen", () => `Object.freeze(${name})`],
      [1, "from entries", () => `Object.fromEntries(Object.entries(${name}))`],
    ]);
  }

  private helper(depth: number): string {
    const value = this.value(depth + 1);
    return this.grow("helper", [
      [
        2,
        "function",
        () => {
          const name = this.name("make");
          this.before(`function ${name}() { return ${this.wrap(value)}; }`);
          return `${name}()`;
        },
      ],
      [
        2,
        "arrow",
        () => {
          const name = this.name("make");
          this.before(`const ${name} = () => (${value});`);
          return `${name}()`;
        },
      ],
      [
        2,
        "identity",
        () =>
          `${this.declared("same", (name) => `function ${name}<T>(value: T): T { return value; }`)}(${value})`,
      ],
      [
        2,
        "wraps",
        () =>
          `${this.declared("wrap", (name) => `const ${name} = (data: unknown) => ({ at: 1, data });`)}(${value})`,
      ],
      [
        1,
        "picks",
        () =>
          `${this.declared("pick", (name) => `const ${name} = ({ id }: { id: number; run?: unknown }) => ({ id });`)}({ id: 1, run: ${value} })`,
      ],
      [
        1,
        "default",
        () =>
          `${this.declared("orElse", (name) => `const ${name} = (value: unknown = 1) => value;`)}(${value})`,
      ],
      [1, "called at once", () => `(() => (${value}))()`],
      [1, "called in place", () => `[${value}].at(0)`],
    ]);
  }

  private variable(depth: number): string {
    const name = this.name("value");
    const value = this.value(depth + 1);
    return this.grow("variable", [
      [
        2,
        "const",
        () => {
          this.before(`const ${name} = ${value};`);
          return name;
        },
      ],
      [
        1,
        "let",
        () => {
          this.before(`let ${name}: any = () => 1;`);
          this.before(`${name} = ${value};`);
          return name;
        },
      ],
      [1, "cast", () => `(${value}) as unknown`],
      [
        1,
        "member",
        () => {
          this.before(`const ${name} = { inner: ${value}, unsent: () => 1 };`);
          return `${name}.inner`;
        },
      ],
      [
        1,
        "destructured",
        () => {
          this.before(`const { inner: ${name} } = { inner: ${value}, unsent: () => 1 };`);
          return name;
        },
      ],
      [
        1,
        "element",
        () => {
          this.before(`const [${name}] = [${value}, () => 1];`);
          return name;
        },
      ],
    ]);
  }

  private choice(depth: number): string {
    return this.grow("choice", [
      [
        2,
        "conditional",
        () => `(flag ? ${this.wrap(this.value(depth + 1))} : ${this.wrap(this.value(depth + 1))})`,
      ],
      [1, "or", () => `(process.env["STRATOS_A"] || ${this.wrap(this.value(depth + 1))})`],
      [1, "decided", () => `(1 > 2 ? () => 1 : ${this.wrap(this.value(depth + 1))})`],
      [
        1,
        "correlated",
        () => {
          const name = this.name("job");
          this.before(`const ${name}: any = {};`);
          this.before(`if (flag) ${name}.run = () => 1;`);
          this.before(`if (flag) delete ${name}.run;`);
          return name;
        },
      ],
    ]);
  }

  private instance(depth: number): string {
    return this.grow("instance", [
      [2, "sent", () => this.classWith(depth)],
      [1, "its data", () => `${this.classWith(depth)}.data`],
      [1, "spread", () => `{ ...${this.classWith(depth)} }`],
    ]);
  }

  private classWith(depth: number): string {
    const value = this.random.chance(0.5) ? "1" : this.value(depth + 1);
    return this.grow("class", [
      [3, "data only", () => `new ${this.classOf(`data = ${value};`)}()`],
      [1, "methods", () => `new ${this.classOf(`data = ${value}; show() { return 1; }`)}()`],
      [1, "accessor", () => `new ${this.classOf(`data = ${value}; get more() { return 1; }`)}()`],
      [1, "private", () => `new ${this.classOf(`data = ${value}; #hidden = 1;`)}()`],
      [1, "arrow field", () => `new ${this.classOf(`data = ${value}; show = () => 1;`)}()`],
      [
        1,
        "parameter property",
        () => `new ${this.classOf(`constructor(public data: unknown) {}`)}(${value})`,
      ],
      [1, "static only", () => `new ${this.classOf(`data = ${value}; static make() { return 1; }`)}()`],
      [
        1,
        "inherits",
        () =>
          `new ${this.declared("Below", (name) => `class ${name} extends ${this.classOf("show() { return 1; }", true)} { data = 2; }`)}()`,
      ],
      [
        1,
        "inherits data",
        () =>
          `new ${this.declared("Below", (name) => `class ${name} extends ${this.classOf("kind = 1;", true)} { data = 2; }`)}()`,
      ],
      [
        1,
        "error",
        () => `new ${this.declared("Failure", (name) => `class ${name} extends Error { data = 3; }`)}("x")`,
      ],
      [
        1,
        "error without fields",
        () =>
          `new ${this.declared("Failure", (name) => `class ${name} extends Error { declare data?: number; }`)}("x")`,
      ],
      [
        1,
        "map",
        () =>
          `new ${this.declared("Table", (name) => `class ${name} extends Map<string, unknown> { declare data?: number; }`)}([["a", ${value}]])`,
      ],
    ]);
  }

  private classOf(members: string, isTop = false): string {
    const name = this.name("Session");
    const text = `class ${name} { ${members} }`;
    if (isTop) this.top.push(text);
    else this.before(text);
    return name;
  }

  /** A value of a declared type: of another module, so that nothing but the type is in sight. */
  private annotated(depth: number): string {
    const inner = new Writer(this.random, this.bad);
    const name = this.name("typed");
    const { value, type } = inner.typed(depth + 1);
    for (const part of inner.parts) this.parts.add(part);
    this.other.push(
      ...inner.top.map(own(name)),
      `export const ${name}: ${own(name)(type)} = ${own(name)(value)};`,
    );
    return this.random.pick([
      name,
      name,
      `[${name}].map((one) => ({ one }))`,
      `{ ...{ inner: ${name} } }`,
      this.declared("hold", (held) => `function ${held}<T>(value: T) { return { value }; }`) + `(${name})`,
    ]);
  }

  /** A value, and a type that says what it is. */
  typed(depth: number): { readonly value: string; readonly type: string } {
    if (depth >= DEEPEST + 1 || this.random.chance(0.3)) {
      if (this.random.chance(this.bad * 1.5))
        return this.random.pick([
          { value: "() => 1", type: "() => number" },
          { value: "() => undefined", type: "(id: string) => void" },
          { value: 'Symbol("s")', type: "symbol" },
          { value: "Promise.resolve(1)", type: "Promise<number>" },
          { value: "Promise.resolve(1)", type: "PromiseLike<number>" },
          { value: 'new URL("https://a.invalid")', type: "URL" },
          { value: "new AbortController().signal", type: "AbortSignal" },
          { value: "[1].values()", type: "Iterator<number>" },
          { value: "{ run: () => 1 }", type: "{ run(): number }" },
          { value: "Math.max", type: "typeof Math.max" },
          { value: "class {}", type: "new () => object" },
        ]);
      return this.random.pick([
        { value: "1", type: "number" },
        { value: '"a"', type: 'string & { readonly brand?: "Id" }' },
        { value: '"a"', type: '"a" | "b"' },
        { value: "new Date(0)", type: "Date | null" },
        { value: "[1]", type: "readonly number[]" },
        { value: "new Uint8Array(1)", type: "ArrayBufferView" },
        { value: "{ a: 1 }", type: "Record<string, unknown>" },
        { value: "{ a: 1 }", type: "object" },
        { value: "undefined", type: '{ run: () => void }["run"] extends string ? 1 : undefined' },
        { value: 'new Error("x")', type: "Error" },
        { value: "new Set([1])", type: "ReadonlySet<number>" },
        { value: "{ a: 1 }", type: 'Omit<{ a: number; run: () => void }, "run">' },
        { value: "{}", type: "{ run?: undefined }" },
        {
          value: "{ id: 1, kids: [] }",
          type: this.alias(
            "Tree",
            (tree) => `type ${tree} = { id: number; kids: ${tree}[]; parent?: ${tree} };`,
          ),
        },
        {
          value: "undefined",
          type: `${this.alias("Grow", (grow) => `type ${grow}<T> = { value: T; next?: ${grow}<T[]> };`)}<number> | undefined`,
        },
        { value: "0", type: this.alias("Level", (level) => `enum ${level} { Low, High }`) },
      ]);
    }
    const { value, type } = this.typed(depth + 1);
    return this.random.pick<() => { readonly value: string; readonly type: string }>([
      () => ({ value: `{ a: ${value}, b: 1 }`, type: `{ a: ${type}; b: number }` }),
      () => ({
        value: `{ a: ${value} }`,
        type: this.alias("Part", (part) => `interface ${part} { readonly a: ${type} }`),
      }),
      () => ({ value: `{ a: ${value} }`, type: `{ a?: ${type} }` }),
      () => ({ value: `{ a: ${value} }`, type: `Partial<{ a: ${type}; b: string }>` }),
      () => ({ value: `{ a: ${value}, b: 1 }`, type: `{ a: ${type} } & { b: number }` }),
      () => ({ value: `{ a: ${value} }`, type: `Record<string, ${type}>` }),
      () => ({ value: `{ a: ${value} }`, type: `{ [key: string]: ${type} }` }),
      () => ({ value: `{ a: ${value} }`, type: `Pick<{ a: ${type}; run: () => void }, "a">` }),
      () => ({ value: `{ a: ${value} }`, type: `{ [K in "a"]: ${type} }` }),
      () => ({ value: `[${value}]`, type: `(${type})[]` }),
      () => ({ value: `[${value}]`, type: `readonly (${type})[]` }),
      () => ({ value: `[1, ${value}]`, type: `[number, ${type}]` }),
      () => ({ value: `new Map([["a", ${value}]])`, type: `Map<string, ${type}>` }),
      () => ({ value: `new Map([["a", ${value}]])`, type: `ReadonlyMap<string, ${type}>` }),
      () => ({ value: `new Set([${value}])`, type: `Set<${type}>` }),
      () => ({ value, type: `(${type}) | null` }),
      () => ({
        value: `{ value: ${value} }`,
        type: `${this.alias("Box", (box) => `interface ${box}<T> { value: T }`)}<${type}>`,
      }),
      () => ({
        value: `{ kind: "x", value: ${value} }`,
        type: `${this.alias("Event", (event) => `type ${event}<T> = { kind: "x"; value: T } | { kind: "y" };`)}<${type}>`,
      }),
    ])();
  }

  /** A declaration of a type of its own. */
  private alias(stem: string, write: (name: string) => string): string {
    const name = this.name(`Own${stem}`);
    this.top.push(write(name));
    return name;
  }

  /** A value whose making is not in sight: only types tell what it is. */
  private imported(depth: number): string {
    const inner = new Writer(this.random, this.bad);
    const name = this.name("shared");
    const value = inner.selfContained(depth + 1);
    for (const part of inner.parts) this.parts.add(part);
    return this.grow("imported", [
      [
        2,
        "constant",
        () => {
          this.other.push(...inner.top.map(own(name)), `export const ${name} = ${own(name)(value)};`);
          return name;
        },
      ],
      [
        2,
        "function",
        () => {
          this.other.push(...inner.top.map(own(name)), `export const ${name} = () => (${own(name)(value)});`);
          return `${name}()`;
        },
      ],
      [
        1,
        "async function",
        () => {
          this.other.push(
            ...inner.top.map(own(name)),
            `export const ${name} = async () => (${own(name)(value)});`,
          );
          return this.random.chance(0.8) ? this.waitFor(`${name}()`) : `${name}()`;
        },
      ],
      [
        1,
        "cast to unknown",
        () => {
          this.other.push(...inner.top.map(own(name)), `export const ${name} = ${own(name)(value)};`);
          return `(${name} as unknown)`;
        },
      ],
    ]);
  }

  /** A value that needs no statements and no names of the plugin. */
  selfContained(depth: number): string {
    if (this.random.chance(this.bad)) return this.badLeafAlone();
    return this.grow("type", [
      [2, "leaf", () => this.leaf()],
      [
        depth < DEEPEST ? 3 : 0,
        "object",
        () => `{ a: ${this.selfContained(depth + 1)}, b: ${this.selfContained(depth + 1)} }`,
      ],
      [depth < DEEPEST ? 1 : 0, "array", () => `[${this.selfContained(depth + 1)}]`],
      [depth < DEEPEST ? 1 : 0, "map", () => `new Map([["a", ${this.selfContained(depth + 1)}]])`],
      [depth < DEEPEST ? 1 : 0, "set", () => `new Set([${this.selfContained(depth + 1)}])`],
      [
        1,
        "instance",
        () => {
          const members = this.random.pick([
            "id = 1;",
            "id = 1; label() { return 1; }",
            "#x = 1; id = 2;",
            "get id() { return 1; }",
            "run = () => 1;",
          ]);
          return `new ${this.declared("Own", (name) => `class ${name} { ${members} }`)}()`;
        },
      ],
    ]);
  }

  private badLeafAlone(): string {
    return this.random.pick([
      "() => 1",
      'Symbol("s")',
      "Promise.resolve(1)",
      "new WeakSet()",
      "new Map().keys()",
      'new URL("https://a.invalid/")',
      "new Headers()",
      "{ run() { return 1; } }",
      'new Intl.DateTimeFormat("en")',
    ]);
  }

  private roundTrip(depth: number): string {
    const name = this.name("raw");
    this.before(`const ${name} = { a: 1, when: new Date(0), run: () => 1 };`);
    return this.grow("round trip", [
      [2, "JSON", () => `JSON.parse(JSON.stringify(${name}))`],
      [1, "structuredClone", () => "structuredClone({ d: new Date(0) })"],
      [
        1,
        "JSON text",
        () => `JSON.stringify(${this.wrap(this.random.chance(0.5) ? name : `{ a: ${String(depth)} }`)})`,
      ],
      [1, "spread", () => `[...new Map([["a", 1]]).values()]`],
      [1, "array from", () => `Array.from(new Set([1]).values())`],
      [
        1,
        "toJSON",
        () => `new ${this.classOf("data = 1; toJSON() { return { data: this.data }; }")}().toJSON()`,
      ],
    ]);
  }

  private listOperation(depth: number): string {
    const value = this.value(depth + 1);
    return this.grow("list", [
      [2, "map", () => `["a", "b"].map((id) => ({ id, value: ${value} }))`],
      [1, "filter", () => `[${value}].filter((one) => one !== undefined)`],
      [1, "map away", () => `[{ id: 1, run: ${value} }].map(({ id }) => ({ id }))`],
      [1, "concat", () => `[1].concat([${value} as any])`],
      [
        1,
        "pushed",
        () => {
          const name = this.name("list");
          this.before(`const ${name}: unknown[] = [];`);
          this.before(`${name}.push(${value});`);
          return name;
        },
      ],
      [
        1,
        "pushed and taken",
        () => {
          const name = this.name("list");
          this.before(`const ${name}: unknown[] = [1];`);
          this.before(`${name}.push(() => 1);`);
          this.before(`${name}.pop();`);
          return name;
        },
      ],
      [
        1,
        "loop",
        () => {
          const name = this.name("list");
          this.before(`const ${name}: unknown[] = [];`);
          this.before(`for (const id of ["a", "b"]) ${name}.push({ id, value: ${value} });`);
          return name;
        },
      ],
      [
        1,
        "reduce",
        () => `["a"].reduce<Record<string, unknown>>((all, id) => ({ ...all, [id]: ${value} }), {})`,
      ],
    ]);
  }

  /** The statement waits: what the value stands in may be a function that cannot. */
  private waitFor(promise: string): string {
    const name = this.name("awaited");
    this.before(`const ${name} = await ${promise};`);
    return name;
  }

  private awaited(depth: number): string {
    const value = this.value(depth + 1);
    return this.grow("awaited", [
      [2, "promise", () => this.waitFor(`Promise.resolve(${value})`)],
      [1, "all", () => this.waitFor(`Promise.all([1].map(async () => (${value})))`)],
      [
        1,
        "async function",
        () => {
          const name = this.name("load");
          this.before(`const ${name} = async () => (${value});`);
          return this.waitFor(`${name}()`);
        },
      ],
      [1, "then", () => this.waitFor(`Promise.resolve(${value}).then((one) => ({ one }))`)],
    ]);
  }

  /** The statements that send a payload. */
  send(): void {
    const value = this.value();
    this.grow("sending", [
      [6, "plain", () => this.sending(`ctx.ipc.send("x", ${value});`)],
      [1, "destructured", () => this.sending(`const { ipc } = ctx;\nipc.send("x", ${value});`)],
      [
        1,
        "wrapper",
        () =>
          this.sending(`const broadcast = (data: unknown) => ctx.ipc.send("x", data);\nbroadcast(${value});`),
      ],
      [
        1,
        "wrapper with an object",
        () =>
          this.sending(
            `function publish({ data }: { data: unknown }) { ctx.ipc.send("x", { data, at: 1 }); }\npublish({ data: ${value} });`,
          ),
      ],
      [
        1,
        "wrapper that picks",
        () =>
          this.sending(
            `function publish(job: any) { ctx.ipc.send("x", { id: job.id }); }\npublish({ id: 1, run: ${value} });`,
          ),
      ],
      [
        1,
        "class",
        () =>
          this.sending(
            `class Sender { constructor(private readonly ipc: any) {} push(data: unknown) { this.ipc.send("x", data); } }\nnew Sender(ctx.ipc).push(${value});`,
          ),
      ],
      [1, "loop", () => this.sending(`[${value}].forEach((one) => ctx.ipc.send("x", one));`)],
      [
        1,
        "timer",
        () => this.sending(`const late = ${value};\nsetTimeout(() => ctx.ipc.send("x", late), 0);`),
      ],
      [
        1,
        "promise",
        () => this.sending(`void Promise.resolve(${value}).then((one) => ctx.ipc.send("x", one));`),
      ],
      [
        1,
        "handler",
        () =>
          this.sending(
            `ctx.ipc.handle("x", async () => { return ${value.startsWith("{") ? `(${value})` : value}; });`,
          ),
      ],
      [1, "handler, concise", () => this.sending(`ctx.ipc.handle("x", () => (${value}));`)],
      [
        1,
        "changed after",
        () =>
          this.sending(
            `const sent: any = { value: ${value} };\nctx.ipc.send("x", sent);\nsent.run = () => 1;`,
          ),
      ],
    ]);
  }

  private sending(text: string): string {
    this.before(text);
    return "";
  }
}

/** Gives the classes of a value of another module names of their own. */
const own =
  (prefix: string) =>
  (text: string): string =>
    text.replaceAll(/\bOwn(\w*)\b/g, `Own$1${prefix}`);

/** Writes the program of a seed. */
export function writeBackground(seed: number): Program {
  const random = new Random(seed);
  const writer = new Writer(random, random.chance(0.4) ? 0 : BAD);
  writer.send();
  const { top, body, other, parts } = writer;
  const imports = [...other.join("\n").matchAll(/export const (\w+)/g)].map(([, name]) => name ?? "");
  const code = [
    'import { createPlugin } from "@skyvexsoftware/stratos-sdk/helpers";',
    'import { EventEmitter } from "node:events";',
    ...(imports.length > 0 ? [`import { ${imports.join(", ")} } from "./data.js";`] : []),
    ...top,
    "export default createPlugin({",
    "async onStart(ctx) {",
    'const flag = process.env["STRATOS_FLAG"] === "on";',
    ...body,
    "},",
    "});",
  ];
  const files = { [ENTRY]: code.join("\n"), [DATA]: [...other, "export {};"].join("\n") };
  return { files, parts: [...parts] };
}
