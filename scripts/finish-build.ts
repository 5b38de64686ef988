/** What tsup does not do; it empties `dist` until its types are done, so this runs after it. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const METAFILE = "dist/metafile-cjs.json";

/**
 * The ES modules of the package hand on the CommonJS objects: two builds would be two plugins, and ESLint refuses
 * two plugins of one name in a config.
 */
const ENTRIES: Readonly<Record<string, string>> = {
  index: "FlatPreset, LegacyPreset, StratosPlugin",
  parser: "",
};

/** What tsup adds at the end although Rollup has done it. */
const UNWRAPPED_TWICE = /module\.exports = exports\.default;\s*$/;

for (const [name, types] of Object.entries(ENTRIES)) {
  const entry = `dist/${name}.cjs`;
  const code = readFileSync(entry, "utf8");
  if (!UNWRAPPED_TWICE.test(code)) throw new Error(`${entry} ends otherwise than tsup used to write it`);
  writeFileSync(entry, code.replace(UNWRAPPED_TWICE, ""));
  const exported = types === "" ? "" : `export type { ${types} } from "./${name}.cjs";\n`;
  writeFileSync(`dist/${name}.js`, `import value from "./${name}.cjs";\n\nexport default value;\n`);
  writeFileSync(
    `dist/${name}.d.ts`,
    `import value from "./${name}.cjs";\n\n${exported}export default value;\n`,
  );
}

writeFileSync(
  "dist/LICENSES.txt",
  bundled()
    .map(licenseOf)
    .join(`\n${"-".repeat(80)}\n\n`),
);
rmSync(METAFILE);

/** The folders of the packages whose code is part of `dist`. */
function bundled(): string[] {
  const { outputs } = JSON.parse(readFileSync(METAFILE, "utf8")) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license: string;
  };
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text =
    file !== undefined && existsSync(path.join(folder, file))
      ? readFileSync(path.join(folder, file), "utf8")
      : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
