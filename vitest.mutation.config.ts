import { defineConfig } from "vitest/config";

/** The tests that a mutant is tried on: those of the analysis that are done in a moment. */
export default defineConfig({
  test: {
    include: [
      "tests/{flow,run,rules,model,project,express,corpus,conformance,clone}/**/*.test.ts",
      "tests/hostile/{nesting,disk}.test.ts",
      "tests/settings.test.ts",
    ],
    exclude: ["tests/.tmp/**", "tests/clone/zoo.test.ts"],
    testTimeout: 30_000,
    // Each mutant runs a few tests of many files: what they share is loaded once.
    isolate: false,
    fileParallelism: false,
  },
});
