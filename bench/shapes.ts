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

/** A file of any size. */
export interface Shape {
  /** The units that the smallest file has. */
  readonly first: number;
  readonly make: (size: number) => string;
}

export const SHAPES: Readonly<Record<string, Shape>> = {
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
