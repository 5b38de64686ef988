import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/parser.ts", "src/cli.ts"],
  format: ["cjs"],
  target: "node20.19",
  platform: "node",
  clean: true,
  metafile: true,
  // Without splitting, tsup does not unwrap the default export for `require`.
  splitting: true,
  // `import.meta.url` in a CommonJS file.
  shims: true,
  cjsInterop: true,
  // tsup 8 injects `baseUrl`, which TypeScript 6 refuses without this.
  dts: { entry: ["src/index.ts", "src/parser.ts"], compilerOptions: { ignoreDeprecations: "6.0" } },
});
