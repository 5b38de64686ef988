import type { Linter } from "eslint";
import { createTypedParser } from "./typed-parser.js";

/**
 * A parser for `languageOptions.parser` that needs no options: TypeScript and JavaScript, with type information wherever a
 * tsconfig.json includes the file. `parserOptions: { projectService: false }` switches the types off; other options are those of
 * `@typescript-eslint/parser`.
 */
const parser: Linter.Parser = createTypedParser().parser;

export default parser;
