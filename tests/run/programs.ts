import { Random } from "../oracle/random.js";

/** How a variable can be used. */
type Shape = "number" | "text" | "flag" | "list" | "record" | "map" | "set" | "fn" | "point";

interface Variable {
  readonly name: string;
  readonly shape: Shape;
}

/** What every program has: a class with a base, accessors, statics and private state; a generator; async functions. */
const PRELUDE = `
class Shape { static made = 0; #id = 1; constructor() { Shape.made += 1; } get id() { return this.#id; } set id(n) { this.#id = n; } name() { return "shape"; } static is(o) { return #id in o; } }
class Point extends Shape { x = 0; y = 2; constructor(x = 1) { super(); this.x = x; } name() { return super.name() + this.x; } moved(by) { this.x += by; return this; } }
function* upTo(n) { for (let i = 0; i < n; i++) yield i; }
const later = async (x) => { await null; return x; };
const failing = async (x) => { await null; throw x; };
const fact = (n) => (n < 2 ? 1 : n * fact(n - 1));
`;

/** Statements of a program may be nested so deep. */
const DEEPEST = 2;

/** A function \`main\` that a seed writes: it gives all its variables in the end. */
export function writeProgram(seed: number): string {
  const random = new Random(seed);
  const body = new Body(random);
  const lines = Array.from({ length: 4 + random.below(8) }, () => body.statement(0));
  const results = body.visible.map(({ name, shape }) => shown(name, shape));
  return `${PRELUDE}async function main() {\n${lines.join("\n")}\nreturn [${results.join(", ")}];\n}`;
}

/** A variable as plain data. */
function shown(name: string, shape: Shape): string {
  switch (shape) {
    case "map":
    case "set":
      return `[...${name}]`;
    case "fn":
      return `typeof ${name}`;
    case "point":
      return `[${name}.x, ${name}.id, ${name}.name(), Shape.is(${name})]`;
    default:
      return name;
  }
}

class Body {
  visible: Variable[] = [];
  #count = 0;

  constructor(private readonly random: Random) {}

  statement(depth: number): string {
    const { random } = this;
    const isDeep = depth >= DEEPEST;
    const kinds: readonly (readonly [number, () => string])[] = [
      [6, () => this.declaration()],
      [5, () => this.change()],
      [
        isDeep ? 0 : 2,
        () => `if (${this.flag()}) {\n${this.block(depth)}\n} else {\n${this.block(depth)}\n}`,
      ],
      [isDeep ? 0 : 1, () => this.loop(depth)],
      [isDeep ? 0 : 1, () => this.attempt(depth)],
      [isDeep ? 0 : 1, () => this.choice(depth)],
      [1, () => this.waiting()],
    ];
    return random.weighted(kinds)[1]();
  }

  private block(depth: number): string {
    const before = this.visible;
    this.visible = [...before];
    const lines = Array.from({ length: 1 + this.random.below(2) }, () => this.statement(depth + 1));
    this.visible = before;
    return lines.join("\n");
  }

  private declare(shape: Shape, value: string): string {
    const name = `${shape[0] ?? "v"}${String(++this.#count)}`;
    const line = `let ${name} = ${value};`;
    this.visible.push({ name, shape });
    return line;
  }

  private declaration(): string {
    const { random } = this;
    switch (
      random.pick([
        "number",
        "text",
        "flag",
        "list",
        "record",
        "map",
        "set",
        "fn",
        "point",
        "parts",
        "phrase",
      ] as const)
    ) {
      case "number":
        return this.declare("number", this.number());
      case "text":
        return this.declare("text", this.text());
      case "flag":
        return this.declare("flag", this.flag());
      case "list":
        return this.declare("list", this.list());
      case "record":
        return this.declare("record", this.record());
      case "map":
        return this.declare(
          "map",
          `new Map([["a", ${this.number()}], ${this.text()} && ["b", ${this.number()}]].filter(Boolean))`,
        );
      case "set":
        return this.declare("set", `new Set(${this.list()})`);
      case "fn":
        return this.declare("fn", this.fn());
      case "point":
        return this.declare("point", `new Point(${random.chance(0.5) ? this.number() : ""})`);
      case "phrase":
        return this.declare("list", this.phrase());
      case "parts": {
        const [first, second] = [`n${String(++this.#count)}`, `l${String(++this.#count)}`];
        const line = `let [${first} = 7, ...${second}] = ${this.list()};`;
        this.visible.push({ name: second, shape: "list" });
        return `${line}\n${this.declare("number", `Number(${first}) || 0`)}`;
      }
    }
  }

  /** Something of the language that is written in many ways; it gives a list. */
  private phrase(): string {
    const [a, b] = [this.number(1), this.text(1)];
    return this.random.pick([
      `((x, y = x + 1, ...z) => [x, y, ...z])(...${this.list()})`,
      `(() => { const seen = []; outer: for (const p of [1, 2, 3]) { for (const q of [1, 2]) { if (q === ${this.small()}) continue outer; if (p === 3) break outer; seen.push(p * q); } } return seen; })()`,
      `(() => { try { return [${a}]; } finally { ${this.random.chance(0.3) ? "return [0];" : ""} } })()`,
      `(() => { const o = { n: ${a}, get twice() { return this.n * 2; }, set twice(x) { this.n = x; } }; o.twice = o.twice + 1; return [o.n, o.twice]; })()`,
      `(() => { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i + ${a}); return fs.map((f) => f()); })()`,
      `(() => { function* g() { const x = yield 1; yield* [x, 2]; return 3; } return [...g()].map(String); })()`,
      `(() => { let n = 0; do { n += 2; } while (n < ${a}); return [n]; })()`,
      `(() => { let n = 0; while (true) { if (++n > ${this.small()}) break; } return [n, n ** 2, n << 1, ~n]; })()`,
      `(() => { const m = new Map([[1, "x"], [${a}, ${b}]]); m.delete(1); m.set(1, "y"); return [...m.keys(), ...m.values(), m.size]; })()`,
      `(() => { const o = { a: { b: [${a}] } }; return [o?.a?.b?.[0], o.c?.d.e, o.f?.(), o.a.b.at(-1)].map(String); })()`,
      `(() => { let [x, , y = ${a}, ...z] = [1, 2, undefined, 4]; [x, y] = [y, x]; return [x, y, ...z]; })()`,
      `(() => { const { a = 1, b: { c = ${b} } = {}, ...rest } = ${this.record()}; return [String(a), String(c), ...Object.keys(rest)]; })()`,
      `(() => { class A { static n = ${a}; static #p = 1; #q() { return A.#p; } get r() { return this.#q() + A.n; } } return [new A().r, A.n]; })()`,
      `(() => { class A { constructor() { this.k = this.kind(); } kind() { return "a"; } } class B extends A { own = 1; kind() { return "b" + (this.own ?? ""); } } const o = new B(); return [o.k, o.own, o instanceof A, Object.keys(o).length]; })()`,
      `(() => { function F(n) { this.n = n; } F.prototype.get = function () { return this.n; }; return [new F(${a}).get()]; })()`,
      `(() => { const it = { *[Symbol.iterator]() { yield ${a}; yield ${b}; } }; return [...it]; })()`,
      `(() => { const f = function () { return this?.v ?? "none"; }; return [f.call({ v: ${a} }), f.bind({ v: ${b} })(), f.apply({ v: 1 }, [])]; })()`,
      `(() => { const calls = []; const t = (x) => { calls.push(x); return x; }; (t(0) || t(${a})) && t("c"); t(null) ?? t("d"); return calls.map(String); })()`,
      `[${b}.length, ${b}.at(-1) ?? "-", ${b}.indexOf("a"), ${b}.includes("b"), ${b}.repeat(2), ${b}.trim(), ${b}.charAt(0)]`,
      `[${b}.replace("a", "z"), ${b}.concat("q", ${a}), ${b}.lastIndexOf("c"), ${b}.split("x").length, ${b}.substring(2, 0)]`,
      `[String([1, [2]]), \`\${[${a}]}\`, String(null), \`\${undefined}\`, [] + ${a}, String({}), 1 + true, "3" * "2", +"", +"x" + 1].map(String)`,
      `[null == 0, null >= 0, undefined == null, NaN === NaN, "b" > "a", "10" < 9, [] == "", ${a} === ${a}]`,
      `[${this.list()}.lastIndexOf(1), ${this.list()}.findLast((x) => x === 1) ?? 0, ${this.list()}.at(${this.small()}) ?? 0, ...${this.list()}.keys()]`,
      `[...${this.list()}.entries()].map(([i, x]) => i + ":" + x)`,
      `Object.entries(${this.record()}).map(([k, v]) => k + v)`,
      `JSON.stringify([${a}]).split(",")`,
      `(() => { const o = ${this.record()}; const p = o; p.z = ${a}; const q = { ...o, z: 0 }; return [o.z, q.z, o === p, "z" in q]; })()`,
      `(() => { var x = 1; { var x = 2; } const f = () => x; x = ${a}; return [f(), typeof hoisted, hoisted()]; function hoisted() { return "h"; } })()`,
      `(() => { const log = []; try { try { throw ${b}; } finally { log.push("f"); } } catch (e) { log.push(e); } return log; })()`,
      `(() => { const e = new RangeError(${b}); return [e.message, e.name, e instanceof Error, e instanceof TypeError]; })()`,
      `await (async () => { const o = []; const one = (async () => { o.push(1); await null; o.push(2); await null; o.push(3); })(); const two = Promise.resolve().then(() => o.push(4)).then(() => o.push(5)); o.push(6); await one; await two; return o; })()`,
      `await (async () => { const o = []; for (const x of [later(1), 2]) o.push(await x); try { await failing(${b}); } catch (e) { o.push(e); } finally { o.push("end"); } return o; })()`,
      `await new Promise((done) => { const o = []; setTimeout(() => { o.push("t"); done(o); }, 30); queueMicrotask(() => o.push("m")); Promise.resolve().then(() => o.push("p")); setTimeout(() => o.push("s"), 1); o.push("now"); })`,
      `await Promise.all(${this.list()}.map(async (x, i) => (await later(x), i)))`,
      `[await failing(1).then(() => "no", (r) => r), await failing(2).finally(() => 9).catch((r) => r), await later(3).finally(() => 9)]`,
    ]);
  }

  /** A variable of a shape, or an expression of it. */
  private some(shape: Shape): Variable | undefined {
    const found = this.visible.filter((one) => one.shape === shape);
    return found.length > 0 ? this.random.pick(found) : undefined;
  }

  private change(): string {
    const variable = this.visible.length > 0 ? this.random.pick(this.visible) : undefined;
    if (!variable) return this.declaration();
    const { name, shape } = variable;
    const { random } = this;
    switch (shape) {
      case "number":
        return random.pick([
          `${name} += ${this.number()};`,
          `${name}++;`,
          `--${name};`,
          `${name} = ${this.number()};`,
          `${name} ||= ${this.number()};`,
          `${name} = -${name} % 7;`,
        ]);
      case "text":
        return random.pick([`${name} += ${this.text()};`, `${name} = ${this.text()};`, `${name} ??= "z";`]);
      case "flag":
        return random.pick([
          `${name} = !${name};`,
          `${name} &&= ${this.flag()};`,
          `${name} = ${this.flag()};`,
        ]);
      case "list":
        return random.pick([
          `${name}.push(${this.number()});`,
          `${name}.unshift(${this.text()});`,
          `${name}.pop();`,
          `${name}.shift();`,
          `${name}.splice(${this.small()}, ${this.small()}, ${this.number()});`,
          `${name}.reverse();`,
          `${name} = [...${name}, ${this.number()}];`,
          `${name}.length = Math.min(${name}.length, ${this.small()});`,
          `${name}[${name}.length] = ${this.text()};`,
          `${name}.fill(${this.number()}, ${this.small()});`,
        ]);
      case "record":
        return random.pick([
          `${name}.${this.key()} = ${this.number()};`,
          `delete ${name}.${this.key()};`,
          `${name} = { ...${name}, ${this.key()}: ${this.text()} };`,
          `Object.assign(${name}, ${this.record()});`,
          `${name}["a" + ${this.text()}.slice(0, 1)] = ${this.flag()};`,
          `${name}.${this.key()} ??= ${this.number()};`,
          `({ [${JSON.stringify(this.key())}]: ${name}.c = 5, ...${name}.rest } = ${this.record()});`,
        ]);
      case "map":
        return random.pick([
          `${name}.set(${this.text()}, ${this.number()});`,
          `${name}.delete("a");`,
          `for (const [k, v] of [...${name}]) ${name}.set(k, String(v) + k);`,
        ]);
      case "set":
        return random.pick([
          `${name}.add(${this.number()});`,
          `${name}.delete(${this.number()});`,
          `${name}.clear();`,
        ]);
      case "fn":
        return `${name} = ${this.fn()};`;
      case "point":
        return random.pick([
          `${name}.moved(${this.number()});`,
          `${name}.id = ${this.number()};`,
          `${name}.x **= 1;`,
        ]);
    }
  }

  private loop(depth: number): string {
    const name = `i${String(++this.#count)}`;
    const leave = this.random.pick([`if (${name} === 2) continue;`, `if (${name} === 3) break;`, ""]);
    const head = this.random.pick([
      `for (let ${name} = 0; ${name} < ${String(2 + this.random.below(4))}; ${name}++)`,
      `for (const ${name} of [1, 2, 3].concat(${this.list()}))`,
      `for (const ${name} of upTo(${this.small()}))`,
      `for (const ${name} in ${this.record()})`,
    ]);
    const before = this.visible;
    if (!head.includes(" in "))
      this.visible = [...before, { name: `Number(${name})`, shape: "flag" as const }].slice(0, -1);
    const body = this.block(depth);
    this.visible = before;
    return `${head} {\n${leave}\n${body}\n}`;
  }

  private attempt(depth: number): string {
    const thrower = this.random.pick([
      `throw ${this.text()};`,
      `if (${this.flag()}) throw new Error(${this.text()});`,
      `throw new TypeError("t");`,
      "",
    ]);
    const caught = this.declare("text", '""');
    const name = this.visible.at(-1)?.name ?? "";
    const end = this.random.chance(0.4) ? ` finally {\n${name} += "!";\n}` : "";
    return `${caught}\ntry {\n${this.block(depth)}\n${thrower}\n} catch (error) {\n${name} = typeof error === "string" ? error : error instanceof TypeError ? "type" : "e";\n}${end}`;
  }

  private choice(depth: number): string {
    const value = this.random.chance(0.5) ? this.text() : this.number();
    return `switch (${value}) {\ncase 1: {\n${this.block(depth)}\n}\ncase "a": {\n${this.block(depth)}\nbreak;\n}\ndefault: {\n${this.block(depth)}\n}\n}`;
  }

  private waiting(): string {
    const [shape, write] = this.random.pick<readonly [Shape, () => string]>([
      ["number", () => `await later(${this.number()})`],
      ["list", () => `await Promise.all([later(${this.number()}), ${this.text()}])`],
      ["text", () => `await failing(${this.text()}).catch((reason) => reason + "?")`],
      ["list", () => `(await Promise.allSettled([later(1), failing(2)])).map(({ status }) => status)`],
      ["number", () => `await Promise.race([later(${this.number()}), new Promise(() => {})])`],
      [
        "text",
        () =>
          `await new Promise((done) => { setTimeout(done, 200, ${this.text()}); setTimeout(done, 1, "first"); })`,
      ],
    ]);
    return this.declare(shape, write());
  }

  private small(): string {
    return String(this.random.below(4));
  }

  private key(): string {
    return this.random.pick(["a", "b", "c"]);
  }

  private number(depth = 0): string {
    const variable = this.some("number");
    const { random } = this;
    if (depth > 1 || random.chance(0.4))
      return variable && random.chance(0.7) ? variable.name : String(random.below(9));
    return random.pick([
      `(${this.number(depth + 1)} ${random.pick(["+", "-", "*", "%", "|", "&", "^"])} ${this.number(depth + 1)})`,
      `${this.list()}.length`,
      `(${this.flag(depth + 1)} ? ${this.number(depth + 1)} : ${this.number(depth + 1)})`,
      `fact(${this.small()})`,
      `Math.max(${this.number(depth + 1)}, ${this.number(depth + 1)})`,
      `${this.list()}.reduce((sum, one) => sum + (Number(one) || 0), ${this.small()})`,
      `${this.list()}.indexOf(${this.number(depth + 1)})`,
      `(${this.record()}.a ?? ${this.number(depth + 1)})`,
      `Number(${this.text(depth + 1)}.length)`,
      `[...upTo(${this.small()})].length`,
      `${this.list()}.findIndex((one) => one === ${this.number(depth + 1)})`,
      `parseInt("${this.small()}px", 10)`,
      `(({ b: { c = 4 } = {} }) => c)(${this.record()})`.replace("b: { c = 4 } = {}", "q: { c = 4 } = {}"),
    ]);
  }

  private text(depth = 0): string {
    const variable = this.some("text");
    const { random } = this;
    if (depth > 1 || random.chance(0.4))
      return variable && random.chance(0.7) ? variable.name : random.pick(['"a"', '"bc"', '""', '"x y"']);
    return random.pick([
      `(${this.text(depth + 1)} + ${this.number(depth + 1)})`,
      `\`<\${${this.number(depth + 1)}}\${${this.text(depth + 1)}}>\``,
      `${this.text(depth + 1)}.toUpperCase()`,
      `${this.list()}.join("-")`,
      `(typeof ${random.pick([this.number(depth + 1), this.list(), this.text(depth + 1), "undefined", "null", "Point"])})`,
      `${this.text(depth + 1)}.padEnd(3, "_")`,
      `(${this.text(depth + 1)} || "none")`,
      `String(${this.flag(depth + 1)})`,
      `Object.keys(${this.record()}).join()`,
      `(${this.some("fn")?.name ?? "((n) => String(n))"})(${this.number(depth + 1)})`,
      `new Point(${this.small()}).name()`,
      `${this.text(depth + 1)}.split("").map((c) => c + c).join("")`,
      `${this.text(depth + 1)}.slice(${this.small()})`,
    ]);
  }

  private flag(depth = 0): string {
    const variable = this.some("flag");
    const { random } = this;
    if (depth > 1 || random.chance(0.2)) return variable ? variable.name : random.pick(["true", "false"]);
    return random.pick([
      `(${this.number(depth + 1)} ${random.pick(["<", ">", "<=", ">=", "===", "!=="])} ${this.number(depth + 1)})`,
      `(${this.text(depth + 1)} ${random.pick(["<", ">", "===", "!=", "=="])} ${this.text(depth + 1)})`,
      `!${this.flag(depth + 1)}`,
      `(${this.flag(depth + 1)} ${random.pick(["&&", "||"])} ${this.flag(depth + 1)})`,
      `${this.list()}.includes(${this.number(depth + 1)})`,
      `${this.list()}.some((one) => one > ${this.number(depth + 1)})`,
      `${this.list()}.every((one) => typeof one === "number")`,
      `("a" in ${this.record()})`,
      `(${this.some("point")?.name ?? "new Point()"} instanceof ${random.pick(["Point", "Shape", "Map"])})`,
      `${this.some("map")?.name ?? "new Map()"}.has("a")`,
      `${this.some("set")?.name ?? "new Set([1])"}.has(${this.number(depth + 1)})`,
      `Array.isArray(${random.pick([this.list(), this.record()])})`,
      `Boolean(${random.pick([this.number(depth + 1), this.text(depth + 1)])})`,
      `(${this.number(depth + 1)} == ${JSON.stringify(this.small())})`,
      `${this.text(depth + 1)}.startsWith("a")`,
      `/^[a-c]+$/.test(${this.text(depth + 1)})`,
    ]);
  }

  private list(): string {
    const variable = this.some("list");
    const { random } = this;
    if (variable && random.chance(0.5)) return variable.name;
    return random.pick([
      `[${this.small()}, ${this.small()}, "a"]`,
      `[1, 2, 3].map((n) => n * ${this.small()})`,
      `[3, 1, 2].filter((n) => n !== ${this.small()})`,
      `[...${variable?.name ?? "[4]"}, ${this.small()}]`,
      `Array.from({ length: ${this.small()} }, (_, i) => i)`,
      `[[1], [2, [3]]].flat(${this.small()}).map(String)`,
      `Object.values({ a: 1, b: ${this.small()} })`,
      `[1, 2, 3, 4].slice(${this.small()}, -1)`,
      `[5, 6].concat([7], ${this.small()})`,
      `[...upTo(${this.small()})]`,
      `[...new Set([1, 1, ${this.small()}])]`,
      `[1, 2].flatMap((n) => [n, n + ${this.small()}])`,
      `[1, 2, 3].toReversed()`,
      `[1, 2, 3].with(1, ${this.small()})`,
      `Object.entries({ k: ${this.small()} }).flat()`,
    ]);
  }

  private record(): string {
    const variable = this.some("record");
    const { random } = this;
    if (variable && random.chance(0.5)) return variable.name;
    return random
      .pick([
        `{ a: ${this.small()} }`,
        `{ a: 1, b: "x", [\`c\`]: ${this.small()} }`,
        `{ get a() { return ${this.small()}; }, b: 1 }`
          .replace("get a() { return", "a: (() => {return")
          .replace("; },", "; })(),"),
        `Object.fromEntries([["a", ${this.small()}], ["d", 2]])`,
        `{ ...{ b: 2, a: null }, c: undefined }`,
        `(({ a, ...rest }) => rest)({ a: 1, b: ${this.small()}, c: 3 })`,
        `JSON.parse(JSON.stringify({ a: ${this.small()} }))`
          .replace("JSON.parse(JSON.stringify(", "structured(")
          .replace("))", ")")
          .replace("structured", "Object.freeze"),
      ])
      .replace("Object.freeze(", "Object.assign({}, ");
  }

  private fn(): string {
    return this.random.pick([
      `(n) => "f" + (n + ${this.small()})`,
      `function (n = 2) { return String(n * 2); }`,
      `((k) => (n) => \`\${k}:\${n}\`)(${this.text(1)})`,
      `function (...all) { return all.length + ":" + arguments.length; }`.replace(" + arguments.length", ""),
    ]);
  }
}
