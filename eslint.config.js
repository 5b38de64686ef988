import eslintPlugin from "eslint-plugin-eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import stratos from "eslint-plugin-stratos";
import tseslint from "typescript-eslint";

/** Data flows one way: flow, then model, then rules. Each layer may import those before it in this list. */
const LAYERS = [
  { folder: "flow", knows: [] },
  { folder: "project", knows: [] },
  { folder: "run", knows: ["flow"] },
  { folder: "react", knows: ["flow", "run"] },
  { folder: "clone", knows: ["flow", "run"] },
  { folder: "express", knows: ["flow"] },
  { folder: "model", knows: ["flow", "run", "react", "clone", "express", "project", "sdk", "settings"] },
  { folder: "edit", knows: ["flow", "model", "sdk"] },
  { folder: "rules", knows: ["model", "edit", "sdk", "create-rule"] },
  { folder: "cli", knows: ["flow", "express", "model", "project", "sdk", "typed-parser", "index"] },
];
const PARTS = [
  "flow",
  "project",
  "run",
  "react",
  "clone",
  "express",
  "model",
  "edit",
  "rules",
  "sdk",
  "settings",
  "create-rule",
  "configs",
  "index",
  "parser",
  "typed-parser",
  "cli",
];

const layerLaws = LAYERS.map(({ folder, knows }) => ({
  name: `layers/${folder}`,
  files: [`src/${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: PARTS.filter((part) => part !== folder && !knows.includes(part)).map((part) => ({
          regex: `^\\.\\./(?:.*/)?${part}(?:/|\\.js$)`,
          message: `src/${folder} must not know src/${part}: data flows from flow to model to rules.`,
        })),
      },
    ],
  },
}));

export default defineConfig(
  globalIgnores(["dist", "examples", "fixtures", "tests/.tmp", "tests/fixtures"]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", ".eslint-doc-generatorrc.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // Node types are compared with their names: importing the enum would load a package at run time.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },
  { files: ["**/*.ts"], rules: { "@typescript-eslint/explicit-module-boundary-types": "error" } },
  // Tables of functions have one type for all of them.
  {
    files: ["tests/oracle/**/*.ts"],
    rules: { "@typescript-eslint/explicit-module-boundary-types": "off" },
  },
  layerLaws,
  { files: ["src/rules/**/*.ts"], extends: [eslintPlugin.configs.recommended] },
  { files: ["src/**/*.ts"], plugins: { stratos }, extends: ["stratos/strict"] },
);
