import { ESLint } from "eslint";
import { beforeAll, describe, expect, test } from "vitest";

// Lint keeps the direction of imports and the two bans that matter most. These tests fail when a rule
// is weakened or switched to a warning.

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({
    cwd: import.meta.dirname,
    // The samples are texts without a file, which type-aware rules cannot look up.
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: null } },
      rules: {
        "@typescript-eslint/only-throw-error": "off",
        "@typescript-eslint/no-floating-promises": "off",
        "@typescript-eslint/no-misused-promises": "off",
        "@typescript-eslint/await-thenable": "off",
        "@typescript-eslint/switch-exhaustiveness-check": "off",
      },
    },
  });
});

async function errorsOf(text: string, filePath: string, rule: string): Promise<number> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).filter((m) => m.ruleId === rule && m.severity === 2).length;
}

describe("import directions", () => {
  const refused: [from: string, module: string][] = [
    ["components/tickets/sample.tsx", "@/lib/server/log"],
    ["lib/domain/sample.ts", "@/lib/server/log"],
    ["lib/domain/sample.ts", "@/lib/contracts/list"],
    ["lib/client/sample.ts", "@/lib/server/env"],
    ["lib/server/kace/sample.ts", "@/lib/contracts/list"],
    ["lib/server/store/sample.ts", "@/lib/contracts/tickets"],
    ["lib/server/sample.ts", "@/simulators/fleet/model"],
    ["simulators/kace/sample.ts", "@/lib/domain/ref"],
    ["simulators/kace/sample.ts", "../../lib/domain/ref"],
  ];
  test.each(refused)("%s may not import %s", async (from, module) => {
    const text = `import type * as it from "${module}";\nexport type It = typeof it;\n`;
    expect(await errorsOf(text, from, "import/no-restricted-paths")).toBe(1);
  });

  const allowed: [from: string, module: string][] = [
    ["lib/contracts/sample.ts", "@/lib/domain/ref"],
    ["lib/server/kace/sample.ts", "@/lib/domain/ref"],
    ["components/tickets/sample.tsx", "@/lib/contracts/tickets"],
  ];
  test.each(allowed)("%s may import %s", async (from, module) => {
    const text = `import type * as it from "${module}";\nexport type It = typeof it;\n`;
    expect(await errorsOf(text, from, "import/no-restricted-paths")).toBe(0);
  });
});

describe("bans", () => {
  test("process.env is read in lib/server/env.ts alone", async () => {
    const text = "export const port = process.env.PORT;\n";
    expect(await errorsOf(text, "lib/server/sample.ts", "no-restricted-syntax")).toBe(1);
    expect(await errorsOf(text, "lib/server/env.ts", "no-restricted-syntax")).toBe(0);
  });

  test("a component does not fetch", async () => {
    const text = "export const load = () => fetch('/api/me');\n";
    expect(await errorsOf(text, "components/ui/sample.tsx", "no-restricted-syntax")).toBe(1);
  });
});
