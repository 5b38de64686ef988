/** What is nested thousands of levels deep: whatever the parser survives, the rules survive, also where it stands in another module. */
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isNestedTooDeeply } from "../../src/project/nesting.js";
import { writePlugin } from "../helpers/plugin-on-disk.js";
import { background, IMPORTS, lintAll, said } from "./support.js";

type Shape = (depth: number) => string;
const around =
  (before: string, inside: string, after = ""): Shape =>
  (depth) =>
    before.repeat(depth) + inside + after.repeat(depth);

const EXPRESSIONS: Readonly<Record<string, Shape>> = {
  parentheses: around("(", "1", ")"),
  arrays: around("[", "1", "]"),
  spreads: around("[...", "[]", "]"),
  objects: around("{a:", "1", "}"),
  calls: around("f(", "1", ")"),
  "calls of calls": around("", "f", "()"),
  members: around("", "x", ".a"),
  "members in brackets": around("x[", "0", "]"),
  "optional chains": around("", "x", "?.a"),
  sums: around("", '"a"', ' + "a"'),
  "sums to the right": around('"a" + (', '"a"', ")"),
  "logical expressions": around("", "x", " || x"),
  powers: around("2 ** ", "2"),
  conditionals: around("c ? 1 : ", "1"),
  "conditionals in the middle": around("c ? ", "1", " : 1"),
  "arrow functions": around("() => ", "1"),
  "functions in functions": around("function () { return ", "1", "}"),
  "called functions": around("(() => ", "1", ")()"),
  templates: around("`${", "1", "}`"),
  negations: around("!", "1"),
  types: around("typeof ", "1"),
  awaits: around("await ", "1"),
  assertions: around("", "x", " as T"),
  "non-null assertions": around("", "x", "!"),
  sequences: (depth) => `(x${", x".repeat(depth)})`,
  assignments: around("x = ", "1"),
  constructions: around("new ", "X"),
  classes: around("class { a = ", "1", "}"),
  elements: around("<a>", "", "</a>"),
  "elements in attributes": around("<a b={", "1", "} />"),
  "bound functions": around("", "f", ".bind(null)"),
};

const STATEMENTS: Readonly<Record<string, Shape>> = {
  blocks: around("{", "", "}"),
  conditions: around("if (c) ", ";"),
  "else if": around("if (c) {} else ", ";"),
  loops: around("for (;;) ", ";"),
  "do loops": around("do ", ";", " while (c);"),
  tries: around("try {", "", "} finally {}"),
  switches: around("switch (1) { case 1: ", "", "}"),
  labels: (depth) => `${Array.from({ length: depth }, (_, index) => `a${String(index)}: `).join("")};`,
  "functions in functions": around("function f() {", "", "}"),
  destructuring: (depth) => `const ${around("{a:", "b", "}")(depth)} = ctx;`,
  "unions of types": (depth) => `let t: ${around("A | ", "B")(depth)};`,
  "types in types": (depth) => `let t: ${around("P<", "B", ">")(depth)};`,
  "object types": (depth) => `let t: ${around("{a:", "B", "}")(depth)};`,
  "conditional types": (depth) => `let t: ${around("A extends B ? A : ", "B")(depth)};`,
  "function types": (depth) => `let t: ${around("() => ", "B")(depth)};`,
};

const component = (effect: string): string =>
  `${IMPORTS}export function Panel() { const { socket } = usePluginContext(); useEffect(() => { ${effect} }, [socket]); return null; }`;

const PLACES: Readonly<Record<string, (expression: string) => string>> = {
  "a payload": (it) => background(`ctx.ipc.send("a", ${it});`),
  "a channel": (it) => background(`ctx.ipc.send(${it}, 1);`),
  "a receiver": (it) => background(`(${it}).ipc.send("a", ctx);`),
  "a constant": (it) => background(`const v = ${it}; ctx.ipc.send(v, v.a);`),
  "a handler": (it) => component(`const h = ${it}; socket.on("a", h); return () => socket.off("a", h);`),
  "a cleanup": (it) => component(`socket.on("a", f); return (${it});`),
};

/** The greatest depth, roughly, at which the parser and the linter get along alone. */
function edgeOf(make: Shape): number {
  let survived = 200;
  let failed = 2000;
  while (failed > survived * 1.4) {
    const middle = Math.round(Math.sqrt(survived * failed));
    if (getsAlong(make(middle))) survived = middle;
    else failed = middle;
  }
  return survived;
}

function getsAlong(code: string): boolean {
  return !lintAll(code, { isBare: true }).some(({ fatal }) => fatal);
}

/** All that is nested is harmless; only a handler that is no function, and what cannot be sent, are rightly said. */
function expectNoHarm(code: string): void {
  const wrong = said(lintAll(code)).filter(
    (one) => !/^(?:no-non-cloneable-payload|require-socket-cleanup|the parser)/.test(one),
  );
  expect(wrong).toEqual([]);
}

describe("an expression that is nested as deeply as the parser survives", () => {
  it.each(Object.entries(EXPRESSIONS))("%s", (_, make) => {
    const places = Object.values(PLACES);
    const edge = edgeOf((depth) => PLACES["a constant"]?.(make(depth)) ?? "");
    // The engine needs less stack for what it has compiled: the edge moves while this runs.
    for (const [index, place] of places.entries())
      expectNoHarm(place(make(Math.floor(edge * (index % 2 ? 0.95 : 0.7)))));
  });
});

describe("a statement that is nested as deeply as the parser survives", () => {
  it.each(Object.entries(STATEMENTS))("%s", (_, make) => {
    const edge = edgeOf((depth) => background(make(depth)));
    const nested = make(Math.floor(edge * 0.9));
    expectNoHarm(background(`${nested}\nctx.ipc.send("a", 1);`));
    expectNoHarm(
      component(`const h = () => { ${nested} }; socket.on("a", h); return () => socket.off("a", h);`),
    );
    expectNoHarm(component(`socket.on("a", f); return () => { ${nested}; socket.off("a", f); };`));
  });
});

/** The native parser ends the process where it runs out of stack, so that nothing but its own stack can be tried. */
describe("another module with a nesting of 10,000", () => {
  const nested = Object.entries({
    ...Object.fromEntries(
      Object.entries(EXPRESSIONS).map(([name, make]) => [
        name,
        (depth: number) => `export const x = ${make(depth)};`,
      ]),
    ),
    ...STATEMENTS,
  });

  it.each(nested)("%s", (name, make) => {
    const text = make(10_000);
    const { root } = writePlugin(`hostile/nesting/${name.replaceAll(" ", "-")}`, {
      "plugin.json": '{ "id": "my-plugin" }',
      "src/deep.tsx": `${IMPORTS}${text}`,
    });
    const code = background('import("./deep"); ctx.ipc.send("plugin:my-plugin:a", x);').replace(
      "import",
      'import { x } from "./deep";\nimport',
    );
    expect(said(lintAll(code, { filename: path.join(root, "src/index.ts") }))).toEqual([
      "no-prefixed-channel 5:32-52",
    ]);
  });

  it("a table of data", () => {
    const { root } = writePlugin("hostile/nesting/json", {
      "plugin.json": '{ "id": "my-plugin" }',
      "src/deep.json": "[".repeat(100_000) + "]".repeat(100_000),
    });
    const code = `import deep from "./deep.json";\n${background("ctx.ipc.send(deep[0], deep);")}`;
    expect(said(lintAll(code, { filename: path.join(root, "src/index.ts") }))).toEqual([]);
  });
});

describe("an estimate of the nesting", () => {
  // A sequence, and a union of types, are flat in the tree.
  const deep = Object.entries({ ...EXPRESSIONS, ...STATEMENTS }).filter(([name]) => name !== "sequences");

  it.each(deep)("is high for %s", (_, make) => {
    expect(isNestedTooDeeply(make(30))).toBe(false);
    expect(isNestedTooDeeply(make(60_000))).toBe(true);
  });
});
