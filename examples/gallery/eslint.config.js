import { defineConfig } from "eslint/config";
import stratos from "eslint-plugin-stratos";
import parser from "eslint-plugin-stratos/parser";

export default defineConfig({
  files: ["**/src/**/*.{js,jsx,ts,tsx}"],
  plugins: { stratos },
  extends: ["stratos/strict"],
  languageOptions: { parser },
});
