/** Files that no author writes, but a generator or an accident does: nothing crashes, and what is not followed is silent. */
import { describe, expect, it } from "vitest";
import { lint } from "../helpers/plugin-on-disk.js";

const IMPORT = 'import { createPlugin, usePluginContext } from "@skyvexsoftware/stratos-sdk";\n';
const inBackground = (lines: string, after = ""): string =>
  `${IMPORT}export default createPlugin({ onStart(ctx) {\n${lines}\n} });\n${after}`;
const repeat = (count: number, make: (index: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);

const reportsOf = (rule: string, code: string): number =>
  lint(rule, code, "/nowhere/src/file.tsx", undefined, { pluginId: "my-plugin" }).length;

describe("no-prefixed-channel", () => {
  it.each([
    ["an empty file", ""],
    ["only a comment", "// nothing"],
    [
      "functions that call each other in circles",
      inBackground(
        "f0(ctx);",
        repeat(
          1500,
          (i) =>
            `function f${String(i)}(c) { f${String((i + 1) % 1500)}(c); f${String((i * 7) % 1500)}(c); c.ipc.send("x", 1); }`,
        ),
      ),
    ],
    [
      "a variable that is assigned a thousand times",
      inBackground(`let x = "a"; ${repeat(1000, (i) => `if (c) x = "b${String(i)}"; ctx.ipc.send(x, 1);`)}`),
    ],
    [
      "components that render each other in circles",
      `${IMPORT}${repeat(300, (i) => `function C${String(i)}({ s, n }) { s.on(n, f); return <C${String((i + 1) % 300)} s={s} n={n} />; }`)} export const App = () => <C0 s={usePluginContext().socket} n="a" />;`,
    ],
    [
      "an array of ten thousand names",
      inBackground(
        "for (const n of T) ctx.ipc.send(n, 1);",
        `const T = [${repeat(10_000, (i) => `"s${String(i)}"`, ",")}];`,
      ),
    ],
    ["a name of a megabyte", inBackground(`ctx.ipc.send("${"x".repeat(1_000_000)}", 1);`)],
    ["a value made of itself", inBackground("let a = b; let b = a; a = b; ctx.ipc.send(a + b, 1);")],
    ["an object that holds itself", inBackground("const o = {}; o.o = o; ctx.ipc.send(o.o.o.o, 1);")],
    [
      "a class built on itself",
      inBackground("class A extends A { f() { super.f(); this.x = ctx; } } new A().f();"),
    ],
    ["a type made of its own member", `${IMPORT}type U = { s: U["s"] }; declare const u: U; u.s.on("a", f);`],
    [
      "a function of its own return type",
      `${IMPORT}function f(): ReturnType<typeof f> { return f(); } f().on("a", f);`,
    ],
    [
      "interfaces built on each other",
      `${IMPORT}interface A extends A, B, C {} interface B extends A, B, C {} interface C extends A, B, C {} export function f(a: A) { a.socket.on("x", f); }`,
    ],
    [
      "many conditions on what was calculated before",
      `${IMPORT}export function f(ctx) { ${repeat(120, (i) => `const v${String(i)} = g() + read(); if (v${String(i)} === "x") return; if (g !== v${String(i)}) ctx.ipc.send(g, v${String(i)});`)} }`,
    ],
    [
      "a chain of two thousand functions",
      inBackground(
        "f0(ctx);",
        repeat(2000, (i) => `function f${String(i)}(c) { return f${String(i + 1)}(c); }`),
      ),
    ],
    ["a type that is itself", `${IMPORT}type T = T; export function f(t: T) { t.socket.on("a", t); }`],
  ])("%s", (_, code) => {
    expect(reportsOf("no-prefixed-channel", code)).toBe(0);
  });

  it("still sees a mistake among three thousand calls", () => {
    const calls = repeat(3000, (i) => `ctx.ipc.send("c${String(i)}", 1);`);
    expect(
      reportsOf("no-prefixed-channel", inBackground(`${calls} ctx.ipc.send("plugin:my-plugin:x", 1);`)),
    ).toBe(1);
  });

  it("still sees a mistake that is reached in more runs than are told apart", () => {
    const helper = 'function tick(v) { ctx.ipc.send("plugin:my-plugin:tick", v); }';
    expect(
      reportsOf(
        "no-prefixed-channel",
        inBackground(`${helper} ${repeat(400, (i) => `tick(${String(i)});`)}`),
      ),
    ).toBe(1);
  });
});
