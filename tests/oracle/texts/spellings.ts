import type { Random } from "../random.js";

/** A module while it is written. */
export interface Draft {
  readonly random: Random;
  /** Whether the conditions of `flag` can be told apart here. */
  readonly flag: string;
  /** Declares something at the top of the module. */
  top(declaration: string): void;
  /** Declares something in the module that both ends share, and imports it. */
  shared(name: string, declaration: string): void;
  /** A name that nothing else in the program has. */
  name(stem: string): string;
  /** An expression that gives a text. */
  text(value: string): string;
}

/** An expression that gives the text. */
export type Spelling = readonly [
  weight: number,
  name: string,
  write: (draft: Draft, value: string) => string,
];

const quoted = (value: string): string => JSON.stringify(value);

/** Cuts a text in two, often at a colon, as authors do. */
function halves({ random }: Draft, value: string): readonly [string, string] {
  const colons = [...value.matchAll(/:/g)].map(({ index }) => index + 1);
  const at = colons.length > 0 && random.chance(0.7) ? random.pick(colons) : random.below(value.length + 1);
  return [value.slice(0, at), value.slice(at)];
}

/** A declaration in the module, or in the one that both ends share; gives its name. */
function declared(draft: Draft, stem: string, write: (name: string) => string): string {
  const name = draft.name(stem);
  if (draft.random.chance(0.4)) draft.shared(name, `export ${write(name)}`);
  else draft.top(write(name));
  return name;
}

/** How a text can be spelled; the first ones are not made of other texts. */
export const LEAVES: readonly Spelling[] = [
  [6, "literal", (_, v) => quoted(v)],
  [2, "template", (_, v) => `\`${v}\``],
  [3, "constant", (d, v) => declared(d, "NAME", (name) => `const ${name} = ${quoted(v)};`)],
  [
    2,
    "constant object",
    (d, v) =>
      `${declared(d, "CHANNELS", (name) => `const ${name} = { first: "first", it: ${quoted(v)} } as const;`)}.it`,
  ],
  [
    1,
    "nested constant object",
    (d, v) => `${declared(d, "ALL", (name) => `const ${name} = { names: { it: ${quoted(v)} } };`)}.names.it`,
  ],
  [
    1,
    "frozen object",
    (d, v) =>
      `${declared(d, "FROZEN", (name) => `const ${name} = Object.freeze({ it: ${quoted(v)} });`)}["it"]`,
  ],
  [
    1,
    "enum",
    (d, v) => `${declared(d, "Names", (name) => `enum ${name} { First = "first", It = ${quoted(v)} }`)}.It`,
  ],
  [1, "array", (d, v) => `${declared(d, "LIST", (name) => `const ${name} = ["first", ${quoted(v)}];`)}[1]!`],
  [
    1,
    "static field",
    (d, v) => `${declared(d, "Wire", (name) => `class ${name} { static readonly it = ${quoted(v)}; }`)}.it`,
  ],
  [
    1,
    "destructured",
    (d, v) => {
      const name = d.name("taken");
      d.top(`const { it: ${name} } = { it: ${quoted(v)} };`);
      return name;
    },
  ],
  [
    1,
    "default of a destructured member",
    (d, v) => {
      const name = d.name("taken");
      d.top(`const { it: ${name} = ${quoted(v)} } = {} as { it?: string };`);
      return name;
    },
  ],
  [1, "String.raw", (_, v) => `String.raw\`${v}\``],
  [
    1,
    "map",
    (d, v) =>
      `${declared(d, "BY_KEY", (name) => `const ${name} = new Map([["it", ${quoted(v)}]]);`)}.get("it")!`,
  ],
];

export const COMPOSITIONS: readonly Spelling[] = [
  [
    3,
    "template of two",
    (d, v) => {
      const [a, b] = halves(d, v);
      return `\`\${${d.text(a)}}\${${d.text(b)}}\``;
    },
  ],
  [
    3,
    "sum",
    (d, v) => {
      const [a, b] = halves(d, v);
      return `(${d.text(a)} + ${d.text(b)})`;
    },
  ],
  [
    1,
    "concat",
    (d, v) => {
      const [a, b] = halves(d, v);
      return `${d.text(a)}.concat(${d.text(b)})`;
    },
  ],
  [
    2,
    "join",
    (d, v) =>
      `[${v
        .split(":")
        .map((part) => d.text(part))
        .join(", ")}].join(":")`,
  ],
  [
    2,
    "function",
    (d, v) => {
      const [a, b] = halves(d, v);
      const name = declared(d, "nameOf", (fn) => `const ${fn} = (last: string) => \`${a}\${last}\`;`);
      return `${name}(${d.text(b)})`;
    },
  ],
  [
    1,
    "function declaration",
    (d, v) => {
      const [a, b] = halves(d, v);
      const name = declared(
        d,
        "nameFor",
        (fn) => `function ${fn}(first: string) { return first + ${quoted(b)}; }`,
      );
      return `${name}(${d.text(a)})`;
    },
  ],
  [
    1,
    "default parameter",
    (d, v) => {
      const [a, b] = halves(d, v);
      const name = declared(
        d,
        "named",
        (fn) => `function ${fn}(last: string, first = ${quoted(a)}) { return first + last; }`,
      );
      return `${name}(${d.text(b)})`;
    },
  ],
  [
    1,
    "curried",
    (d, v) => {
      const [a, b] = halves(d, v);
      const name = declared(
        d,
        "namer",
        (fn) => `const ${fn} = (first: string) => (last: string) => first + last;`,
      );
      return `${name}(${d.text(a)})(${d.text(b)})`;
    },
  ],
  [
    1,
    "method",
    (d, v) => {
      const [a, b] = halves(d, v);
      const name = declared(
        d,
        "naming",
        (object) => `const ${object} = { of: (last: string) => ${quoted(a)} + last };`,
      );
      return `${name}.of(${d.text(b)})`;
    },
  ],
  [
    1,
    "replace",
    (d, v) => {
      const [a, b] = halves(d, v);
      return a === "" ? quoted(v) : `${quoted(`{first}${b}`)}.replace("{first}", ${d.text(a)})`;
    },
  ],
  [1, "slice", (d, v) => `${d.text(`xx${v}`)}.slice(2)`],
  [1, "trim", (d, v) => `${d.text(` ${v} `)}.trim()`],
  [1, "toLowerCase", (d, v) => `${d.text(v)}.toLowerCase()`],
  [1, "either", (d, v) => `(${d.flag} ? ${d.text(v)} : ${d.text(v.includes("state") ? `${v}b` : v)})`],
  [1, "fallback", (d, v) => `(${d.text("")} || ${d.text(v)})`],
  [1, "called at once", (d, v) => `(() => { const it = ${d.text(v)}; return it; })()`],
  [1, "as", (d, v) => `(${d.text(v)} as string)`],
  [
    1,
    "built up",
    (d, v) => {
      const [a, b] = halves(d, v);
      const name = d.name("built");
      d.top(`let ${name} = ${quoted(a)};\n${name} += ${quoted(b)};`);
      return name;
    },
  ],
  [
    1,
    "alias",
    (d, v) => {
      const name = d.name("again");
      d.top(`const ${name} = ${d.text(v)};`);
      return name;
    },
  ],
];
