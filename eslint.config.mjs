import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import playwright from "eslint-plugin-playwright";
import tseslint from "typescript-eslint";
import { ZONES } from "./boundaries.mjs";

const FETCH = {
  selector: "CallExpression[callee.name='fetch']",
  message: "Screens ask through lib/client; fetch does not belong in a component.",
};
const ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Settings are parsed once, in lib/server/env.ts.",
};

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      ".data/**",
      "node_modules/**",
      "next-env.d.ts",
      "public/**",
      "drizzle/**",
      "playwright-report/**",
      "test-results/**",
    ],
  },
  ...nextVitals,
  ...nextTypescript,
  { rules: { "import/no-anonymous-default-export": "off" } },
  {
    files: ["**/*.{ts,tsx,mts}"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { "import/resolver": { typescript: { project: "./tsconfig.json" } } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/consistent-type-imports": "off",
      "no-console": "error",
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-restricted-syntax": ["error", ENV],
      eqeqeq: ["error", "always"],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
    },
  },
  {
    files: ["{app,components,lib,simulators}/**/*.{ts,tsx}"],
    ignores: ["**/*.test.{ts,tsx}"],
    rules: {
      "import/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: ZONES }],
    },
  },
  {
    files: ["{app,components,lib/client}/**/*.tsx"],
    rules: { "no-restricted-syntax": ["error", ENV, FETCH] },
  },
  {
    files: [
      "lib/server/env.ts",
      "instrumentation.ts",
      "proxy.ts",
      "simulators/**",
      "scripts/**",
      "e2e/**",
      "*.config.*",
      "**/*.test.*",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  { files: ["simulators/**", "scripts/**", "e2e/**"], rules: { "no-console": "off" } },
  {
    files: [
      "**/*.test.{ts,tsx}",
      "lib/server/store/schema/**",
      "**/operations/**",
      "e2e/**",
      "simulators/fleet/model.ts",
      "simulators/fleet/templates/**",
      "simulators/kace/entities/**",
    ],
    rules: { "max-lines": "off", "max-lines-per-function": "off" },
  },
  { files: ["e2e/**"], ...playwright.configs["flat/recommended"] },
);
