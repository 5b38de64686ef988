import { writeFile } from "node:fs/promises";
import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts"],
  format: ["cjs"],
  target: "node20.19",
  platform: "node",
  clean: true,
  // Without splitting, tsup does not unwrap the default export for `require`.
  splitting: true,
  cjsInterop: true,
  // tsup 8 injects `baseUrl`, which TypeScript 6 refuses without this.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  async onSuccess() {
    // The ES module hands on the CommonJS object: two builds would be two plugins, which ESLint refuses in one config.
    await writeFile("dist/index.js", 'import plugin from "./index.cjs";\n\nexport default plugin;\n');
    await writeFile(
      "dist/index.d.ts",
      'import plugin from "./index.cjs";\n\nexport * from "./index.cjs";\nexport default plugin;\n',
    );
  },
});
