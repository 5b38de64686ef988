/**
 * The ES module of the package hands on the CommonJS object: two builds would be two plugins, and ESLint refuses
 * two plugins of one name in a config. tsup empties `dist` until its types are done, so this runs after it.
 */
import { writeFileSync } from "node:fs";

writeFileSync("dist/index.js", 'import plugin from "./index.cjs";\n\nexport default plugin;\n');
writeFileSync(
  "dist/index.d.ts",
  'import plugin from "./index.cjs";\n\nexport type { FlatPreset, LegacyPreset, StratosPlugin } from "./index.cjs";\nexport default plugin;\n',
);
