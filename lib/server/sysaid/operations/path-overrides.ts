import "server-only";
import { type SysaidOperation, operationOf, sysaidOperations } from "./index";
import { type PathOverrides, isInferredId } from "./inferred-paths";
import { namesOf } from "./rows";

/** What `SYSAID_PATHS` comes to, and what is wrong with it: one sentence for each fault. */
export interface ReadPaths {
  paths: PathOverrides;
  faults: string[];
}

/** Reads `id=/path/{id},id2=/path`. Faults name the entry; nothing of it is a secret. */
export function readPathOverrides(text: string): ReadPaths {
  const paths: Partial<Record<string, string>> = {};
  const faults: string[] = [];
  for (const entry of text.split(",").map((one) => one.trim())) {
    if (entry === "") continue;
    const at = entry.indexOf("=");
    const [id, path] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    const fault = at < 0 ? `has no "=" in ${entry}` : faultOfPath(id, path);
    if (fault !== null) faults.push(fault);
    else if (paths[id] !== undefined) faults.push(`names ${id} twice`);
    else paths[id] = path;
  }
  const rows = sysaidOperations(paths);
  for (const id of Object.keys(paths)) {
    const other = rows.find(
      (row) => row.id !== id && rows.some((own) => own.id === id && isSameRoute(own, row)),
    );
    if (other) faults.push(`gives ${id} the path of ${other.id}: ${paths[id] ?? ""}`);
  }
  return { paths, faults };
}

const PART = /^(?:[\w.~-]+|\{\w+\})$/;

function faultOfPath(id: string, path: string): string | null {
  const row = isInferredId(id) ? operationOf(id) : undefined;
  if (!row) return `names no operation whose path is open: ${id}`;
  if (!path.startsWith("/")) return `has a path for ${id} that does not start with "/": ${path}`;
  const parts = path.slice(1).split("/");
  if (parts.some((part) => !PART.test(part) || /^\.+$/.test(part))) {
    return `has a path for ${id} that is none: ${path}`;
  }
  const [wanted, given] = [namesOf(row.path), namesOf(path)].map((names) => names.sort().join());
  return wanted === given
    ? null
    : `has a path for ${id} without exactly the names of ${row.path}: ${path}`;
}

/** Whether two operations could not be told apart by a request line. */
function isSameRoute(a: SysaidOperation, b: SysaidOperation): boolean {
  const shapeOf = (path: string) => path.replace(/\{\w+\}/g, "{}");
  const shapes = new Set([b.path, ...b.spellings].map(shapeOf));
  return (
    a.method === b.method && [a.path, ...a.spellings].some((path) => shapes.has(shapeOf(path)))
  );
}
