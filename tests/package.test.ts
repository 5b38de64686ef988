/** The built package, as its users load it. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { publint } from "publint";
import { describe, expect, it } from "vitest";
import { node, ROOT as root } from "./helpers/command.js";

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

describe("the published package", () => {
  const packed = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
    encoding: "utf8",
  });
  const [list] = JSON.parse(packed.stdout) as { size: number; files: { path: string; mode: number }[] }[];
  const files = list?.files ?? [];

  it("contains the build, the pages and nothing else", () => {
    const kinds = new Set(
      files.map(({ path: file }) =>
        file.replace(/^dist\/chunk-\w+/, "dist/chunk").replace(/^docs\/.*\.md$/, "docs"),
      ),
    );
    expect([...kinds].sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/LICENSES.txt",
      "dist/chunk.cjs",
      "dist/cli.cjs",
      "dist/index.cjs",
      "dist/index.d.cts",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/parser.cjs",
      "dist/parser.d.cts",
      "dist/parser.d.ts",
      "dist/parser.js",
      "docs",
      "package.json",
    ]);
    expect(files.find(({ path: file }) => file === "dist/cli.cjs")?.mode).toBe(0o755);
  });

  it("is as large as the README says", () => {
    const shown = /The package is (?<size>\d+) kB/.exec(readFileSync(path.join(root, "README.md"), "utf8"))
      ?.groups?.["size"];
    expect((list?.size ?? 0) / 1000 / Number(shown)).toBeCloseTo(1, 1);
  });

  it("has the licenses of all that is part of it", () => {
    const licenses = readFileSync(path.join(root, "dist/LICENSES.txt"), "utf8");
    const texts = licenses.split(/^-{80}$/m);
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts)
      expect(text.trim()).toMatch(/^\S+ \d+\.\d+\.\d+ \((?:MIT|ISC|BSD-\d-Clause)\)\n\n[^]*copyright/i);
  });

  it("publint has nothing to say", async () => {
    expect((await publint({ pkgDir: root, level: "suggestion", strict: true })).messages).toEqual([]);
  });

  it("its types are found by every way of resolving modules", () => {
    const { stdout, status } = node(
      root,
      "node_modules/@arethetypeswrong/cli/dist/index.js",
      "--pack",
      ".",
      "--no-color",
    );
    expect(stdout).toContain("No problems found");
    expect(status).toBe(0);
  });

  it("knip finds nothing that is not used", () => {
    const { stdout, status } = node(root, "node_modules/knip/bin/knip.js", "--no-progress");
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});
