import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: at("./scripts/empty-module.ts") },
      { find: /^@\//, replacement: at("./") },
    ],
  },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    include: ["{app,components,lib,simulators,scripts}/**/*.test.{ts,tsx}", "*.test.ts"],
    environment: "node",
    globalSetup: ["./scripts/test-database-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
