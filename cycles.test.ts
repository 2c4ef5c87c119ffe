import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

// No file may need itself, over whatever others: neither can then be read, tested or loaded alone. A test
// and not a lint rule, because the rule reads every file again for each of the others.

const ROOT = import.meta.dirname;
const FOLDERS = ["app", "components", "lib", "simulators"];
const ENDINGS = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The files that a file loads; what is only imported as a type is gone at run time. */
function importsOf(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const from = statement.moduleSpecifier;
    if (!from || !ts.isStringLiteral(from) || isOnlyTypes(statement)) return [];
    const base = from.text.startsWith("@/")
      ? join(ROOT, from.text.slice(2))
      : from.text.startsWith(".")
        ? join(dirname(path), from.text)
        : null;
    const found = ENDINGS.map((ending) => `${base}${ending}`).find(
      (place) => base !== null && /\.tsx?$/.test(place) && existsSync(place),
    );
    return found ? [found] : [];
  });
}

function isOnlyTypes(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function findCycle(graph: Map<string, string[]>): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (file: string): string[] | null => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = walk(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = walk(file);
    if (cycle) return cycle;
  }
  return null;
}

test("no file of the product needs itself", () => {
  const files = FOLDERS.flatMap(filesBelow);
  const graph = new Map(files.map((file) => [file, importsOf(file)]));
  const edges = [...graph.values()].reduce((sum, list) => sum + list.length, 0);
  expect(edges).toBeGreaterThan(files.length);
  expect(findCycle(graph)?.map((file) => file.slice(ROOT.length + 1)) ?? []).toEqual([]);
});

test("a cycle over three files is found", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["b"]],
    ["d", []],
  ]);
  expect(findCycle(graph)).toEqual(["b", "c", "b"]);
});
