/** The built package, as its users load it. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs an ES module in a fresh process, inside an example plugin. */
function run(code: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: `${root}/examples/status-board`,
    encoding: "utf8",
  });
  return stdout.trim() + stderr.trim();
}

describe("the built plugin (npm run build makes it)", () => {
  it("is one object for import and require", () => {
    expect(
      run(`import { createRequire } from "node:module";
           import imported from "eslint-plugin-stratos";
           const required = createRequire(process.cwd() + "/")("eslint-plugin-stratos");
           console.log(imported === required, required.configs.strict.plugins.stratos === imported, required.meta.namespace);`),
    ).toBe("true true stratos");
  });

  it("loads nothing but itself: no eslint, no typescript", () => {
    expect(
      run(`import { createRequire } from "node:module";
           const require = createRequire(process.cwd() + "/");
           require("eslint-plugin-stratos");
           const own = /[\\\\/]dist[\\\\/][\\w-]+\\.cjs$/;
           console.log(Object.keys(require.cache).filter((file) => !own.test(file)).join() || "only itself");`),
    ).toBe("only itself");
  });

  it("gives one parser to both kinds of module, which loads nothing before it is used", () => {
    expect(
      run(`import { createRequire } from "node:module";
           import imported from "eslint-plugin-stratos/parser";
           const required = createRequire(process.cwd() + "/")("eslint-plugin-stratos/parser");
           console.log(imported === required, imported.meta.name, Object.keys(createRequire(process.cwd() + "/").cache).some((file) => file.includes("typescript")));`),
    ).toBe("true eslint-plugin-stratos/parser false");
  });

  it("has the version of its package.json", () => {
    expect(
      run(`import stratos from "eslint-plugin-stratos";
           import { readFileSync } from "node:fs";
           console.log(stratos.meta.version === JSON.parse(readFileSync("${root}/package.json", "utf8")).version, stratos.meta.name);`),
    ).toBe("true eslint-plugin-stratos");
  });
});
