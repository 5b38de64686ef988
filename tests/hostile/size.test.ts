/** Files of hundreds of kilobytes to megabytes: a mistake in them is still seen. How the time grows is measured by `npm run bench:growth`. */
import { describe, expect, it } from "vitest";
import { background, lintAll, repeat, said } from "./support.js";

const WRONG = 'ctx.ipc.send("plugin:my-plugin:x", 1);';
const MEGABYTE = 1024 * 1024;

const LARGE: Readonly<Record<string, () => string>> = {
  "a text of ten megabytes": () => background(`ctx.ipc.send("a", "${"x".repeat(10 * MEGABYTE)}"); ${WRONG}`),
  "a template of ten megabytes": () =>
    background(`ctx.ipc.send("a", \`${"x".repeat(10 * MEGABYTE)}\`); ${WRONG}`),
  "a channel of a megabyte": () => background(`ctx.ipc.send("${"x".repeat(MEGABYTE)}", 1); ${WRONG}`),
  "a template of 5,000 holes": () => background(`ctx.ipc.send(\`a${"${x}-".repeat(5000)}\`, 1); ${WRONG}`),
  "a list of 30,000 numbers on one line": () =>
    background(`ctx.ipc.send("a", T); ${WRONG}`, `const T = [${repeat(30_000, String, ",")}];`),
  "an object of 5,000 members": () =>
    background(`ctx.ipc.send("a", {${repeat(5000, (i) => `k${String(i)}: [${String(i)}]`, ",")}}); ${WRONG}`),
  "a switch of 2,000 cases": () =>
    background(
      `switch (ctx.a) {${repeat(2000, (i) => `case ${String(i)}: ctx.ipc.send("c${String(i)}", 1); break;`)}} ${WRONG}`,
    ),
  "4,000 functions": () =>
    background(
      WRONG,
      repeat(4000, (i) => `function f${String(i)}(a) { return a + ${String(i)}; }`),
    ),
  "five megabytes of comments": () => background(WRONG, "// nothing to see\n".repeat(300_000)),
  "five million empty lines before it": () => background(`${"\n".repeat(2_000_000)}${WRONG}`),
};

describe("a mistake is seen in", () => {
  it.each(Object.entries(LARGE))("%s", (_, make) => {
    expect(said(lintAll(make())).map((one) => one.split(" ")[0])).toEqual(["no-prefixed-channel"]);
  });
});
