import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Plugins that tests write can have tests of their own.
    exclude: ["tests/.tmp/**"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
