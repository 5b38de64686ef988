/**
 * `npm run bench:growth [shape]`: what the rules cost in files of a shape that doubles in size. The time
 * of one unit is compared with that at the smallest size at which it can be measured, all in one run; more than `MOST` is an error.
 */
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import stratos from "../src/index.js";

const DOUBLINGS = [1, 2, 4, 8, 16, 32, 64] as const;
/** Times below this (milliseconds) say little. */
const MEASURABLE = 20;
const MOST = 3;

const IMPORTS = `import { createPlugin, usePluginContext, STRATOS_APP_BASE } from "@skyvexsoftware/stratos-sdk";
import { Router } from "express";
import { useEffect } from "react";
`;
const repeat = (count: number, make: (index: string) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, index) => make(String(index))).join(between);
const background = (statements: string, after = ""): string =>
  `${IMPORTS}export default createPlugin({ onStart(ctx) {\n${statements}\n} });\n${after}`;
const component = (inside: string): string =>
  `${IMPORTS}export function Panel() { const { socket } = usePluginContext();\n${inside}\nreturn null; }`;

/** Each with the units that the smallest file has. */
const SHAPES: Readonly<Record<string, { readonly first: number; readonly make: (size: number) => string }>> =
  {
    "components that subscribe": {
      first: 4,
      make: (size) =>
        IMPORTS +
        repeat(
          size,
          (i) =>
            `export function Panel${i}() { const { socket } = usePluginContext(); useEffect(() => { const h = () => {}; socket.on("e${i}", h); return () => { socket.off("e${i}", h); }; }, [socket]); return null; }`,
        ),
    },
    "effects of one component": {
      first: 4,
      make: (size) =>
        component(
          repeat(
            size,
            (i) =>
              `useEffect(() => { const h = () => {}; socket.on("e${i}", h); return () => { socket.off("e${i}", h); }; }, [socket]);`,
          ),
        ),
    },
    "subscriptions of one effect": {
      first: 4,
      make: (size) =>
        component(
          `useEffect(() => {\n${repeat(size, (i) => `socket.on("e${i}", h);`)}\nreturn () => {\n${repeat(size, (i) => `socket.off("e${i}", h);`)}\n};\n}, [socket]);`,
        ),
    },
    "members of a payload": {
      first: 40,
      make: (size) => background(`ctx.ipc.send("a", {\n${repeat(size, (i) => `k${i}: [${i}, "x"],`)}\n});`),
    },
    "holes of a template": {
      first: 40,
      make: (size) => background(`ctx.ipc.send(\`a${repeat(size, (i) => `\${x${i}}`, "-")}\`, 1);`),
    },
    "module constants": {
      first: 40,
      make: (size) =>
        background(
          'ctx.ipc.send("plugin:my-plugin:x", C0);',
          repeat(size, (i) => `export const C${i} = "c${i}";`),
        ),
    },
    "helpers that are given the context": {
      first: 8,
      make: (size) =>
        background(
          repeat(size, (i) => `f${i}(ctx);`),
          repeat(size, (i) => `function f${i}(c) { c.ipc.send("c${i}", ${i}); }`),
        ),
    },
    "a chain of helpers": {
      first: 8,
      make: (size) =>
        background(
          "f0(ctx);",
          repeat(size, (i) => `function f${i}(c) { c.ipc.send("c${i}", 1); f${String(Number(i) + 1)}(c); }`),
        ),
    },
    "channels that are sent on": {
      first: 40,
      make: (size) => background(repeat(size, (i) => `ctx.ipc.send("c${i}", { a: ${i} });`)),
    },
    "channels with a prefix": {
      first: 40,
      make: (size) => background(repeat(size, (i) => `ctx.ipc.send("plugin:my-plugin:c${i}", ${i});`)),
    },
    "conditions one after the other": {
      first: 20,
      make: (size) => background(repeat(size, (i) => `if (c${i}) ctx.ipc.send("a${i}", 1);`)),
    },
    "conditions in each other": {
      first: 4,
      make: (size) =>
        background(`${repeat(size, (i) => `if (c${i}) {`)} ctx.ipc.send("a", 1); ${"}".repeat(size)}`),
    },
    "cases of a switch": {
      first: 20,
      make: (size) =>
        background(
          `switch (ctx.kind) {\n${repeat(size, (i) => `case ${i}: ctx.ipc.send("c${i}", 1); break;`)}\n}`,
        ),
    },
    "requests to routes": {
      first: 8,
      make: (size) =>
        IMPORTS +
        repeat(size, (i) => `export const f${i} = () => fetch(\`\${STRATOS_APP_BASE}/api/my-plugin/${i}\`);`),
    },
    "routes of a router": {
      first: 8,
      make: (size) =>
        background(
          `const router = Router();\n${repeat(size, (i) => `router.get("/p${i}", (_, response) => response.json({ a: ${i} }));`)}\nctx.server.registerRouter("/api/my-plugin", router);`,
        ),
    },
    "elements of a list that is changed": {
      first: 20,
      make: (size) =>
        background(`const list = [];\n${repeat(size, (i) => `list.push(${i});`)}\nctx.ipc.send("a", list);`),
    },
    "classes that keep the context": {
      first: 8,
      make: (size) =>
        background(
          repeat(size, (i) => `new A${i}(ctx).go();`),
          repeat(
            size,
            (i) => `class A${i} { constructor(private c: any) {} go() { this.c.ipc.send("c${i}", ${i}); } }`,
          ),
        ),
    },
  };

const RULES = Object.fromEntries(
  Object.keys(stratos.rules).map((rule): [string, "error"] => [`stratos/${rule}`, "error"]),
);

const eslint = new ESLint({
  cwd: "/",
  stats: true,
  overrideConfigFile: true,
  overrideConfig: {
    files: ["**"],
    plugins: { stratos },
    rules: RULES,
    settings: { stratos: { pluginId: "my-plugin" } },
    languageOptions: { parser },
  },
});

/** The milliseconds that the linter has measured for the rules. */
async function timeOf(code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: "/nowhere/src/file.tsx" });
  const fatal = result?.messages.find((message) => message.fatal);
  if (fatal) throw new Error(`${fatal.message}\n${code.slice(0, 400)}`);
  const rules = result?.stats?.times.passes.flatMap((pass) => Object.values(pass.rules ?? {})) ?? [];
  return rules.reduce((sum, { total }) => sum + total, 0);
}

/** The least of some runs. */
async function costOf(code: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < (code.length < 100_000 ? 3 : 1); run++) times.push(await timeOf(code));
  return Math.min(...times);
}

const wanted = process.argv[2];
if (wanted !== undefined && !Object.keys(SHAPES).some((name) => name.includes(wanted))) {
  console.error(`No shape is called "${wanted}". There are ${Object.keys(SHAPES).join(", ")}.`);
  process.exit(2);
}
let worst = 0;
for (const [name, { first, make }] of Object.entries(SHAPES)) {
  if (wanted !== undefined && !name.includes(wanted)) continue;
  await costOf(make(first));
  let least: number | undefined;
  const cells: string[] = [];
  let ratio = 0;
  for (const factor of DOUBLINGS) {
    const size = first * factor;
    const cost = await costOf(make(size));
    if (cost < MEASURABLE && least === undefined) {
      cells.push(`${cost.toFixed(0)} ms`);
      continue;
    }
    least ??= cost / size;
    ratio = Math.max(ratio, cost / size / least);
    cells.push(`${cost.toFixed(0)} ms (${(cost / size / least).toFixed(1)})`);
  }
  worst = Math.max(worst, ratio);
  console.log(`${ratio > MOST ? "GROWS" : "ok   "} ${name} (${String(first)} x 1..64): ${cells.join(", ")}`);
}
console.log(`The dearest unit costs ${worst.toFixed(1)} times the cheapest.`);
if (worst > MOST) process.exitCode = 1;
