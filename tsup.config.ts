import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/parser.ts", "src/cli.ts"],
  format: ["cjs"],
  target: "node20.19",
  platform: "node",
  clean: true,
  metafile: true,
  splitting: true,
  // Half the text to parse for everybody who imports it.
  minify: true,
  // Rollup makes CommonJS of it: what tsup does otherwise writes a call for every `?.` and `??`.
  treeshake: true,
  // `import.meta.url` in a CommonJS file.
  shims: true,
  // Its types say that the module is what it exports by default.
  cjsInterop: true,
  // tsup 8 injects `baseUrl`, which TypeScript 6 refuses without this.
  dts: { entry: ["src/index.ts", "src/parser.ts"], compilerOptions: { ignoreDeprecations: "6.0" } },
});
