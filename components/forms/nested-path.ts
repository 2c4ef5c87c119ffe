import type { FormChoice } from "@/lib/domain/record-form";

/** The names that may follow a path in a tree, in the tree's order. */
export function namesBelow(options: readonly FormChoice[], path: readonly string[]): string[] {
  const below = options
    .filter((one) => isBelow(one.path, path))
    .map((one) => one.path?.[path.length]);
  return [...new Set(below.filter((name) => name !== undefined))];
}

/** The entry at a path; `undefined` where only others lie below it. */
export function entryAt(
  options: readonly FormChoice[],
  path: readonly string[],
): FormChoice | undefined {
  return options.find((one) => one.path?.length === path.length && startsWith(one.path, path));
}

/** The path of an entry; none for what is no entry. */
export function pathOf(options: readonly FormChoice[], id: string): readonly string[] {
  return options.find((one) => one.id === id)?.path ?? [];
}

/**
 * A path after one of its levels was chosen anew: what stood below stays where it also stands below the new name, and is
 * `cleared` otherwise. The empty name clears the level and all below it.
 */
export function changeLevel(
  options: readonly FormChoice[],
  before: readonly string[],
  level: number,
  name: string,
): { path: readonly string[]; cleared: readonly string[] } {
  const above = before.slice(0, level);
  if (name === "") return { path: above, cleared: before.slice(level + 1) };
  const path = [...above, name];
  const rest = before.slice(level + 1);
  for (const [at, one] of rest.entries()) {
    if (!namesBelow(options, path).includes(one)) return { path, cleared: rest.slice(at) };
    path.push(one);
  }
  return { path, cleared: [] };
}

function isBelow(path: readonly string[] | undefined, above: readonly string[]): boolean {
  return path !== undefined && path.length > above.length && startsWith(path, above);
}

function startsWith(path: readonly string[], above: readonly string[]): boolean {
  return above.every((name, at) => path[at] === name);
}
