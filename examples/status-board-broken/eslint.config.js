import parser from "@typescript-eslint/parser";
import { defineConfig } from "eslint/config";
import stratos from "eslint-plugin-stratos";

export default defineConfig({
  files: ["src/**/*.{ts,tsx}"],
  plugins: { stratos },
  extends: ["stratos/strict"],
  languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
});
