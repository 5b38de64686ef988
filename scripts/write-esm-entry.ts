/**
 * The ES modules of the package hand on the CommonJS objects: two builds would be two plugins, and ESLint refuses
 * two plugins of one name in a config. tsup empties `dist` until its types are done, so this runs after it.
 */
import { writeFileSync } from "node:fs";

const TYPES: Readonly<Record<string, string>> = {
  index: "FlatPreset, LegacyPreset, StratosPlugin",
  parser: "",
};

for (const [name, types] of Object.entries(TYPES)) {
  const exported = types === "" ? "" : `export type { ${types} } from "./${name}.cjs";\n`;
  writeFileSync(`dist/${name}.js`, `import value from "./${name}.cjs";\n\nexport default value;\n`);
  writeFileSync(
    `dist/${name}.d.ts`,
    `import value from "./${name}.cjs";\n\n${exported}export default value;\n`,
  );
}
