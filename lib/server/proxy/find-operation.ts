import "server-only";
import { type Match, type Matcher, createMatcher } from "@/lib/server/upstream/match-operation";
import type { OperationRow } from "@/lib/server/upstream/operation";

const matchers = new WeakMap<readonly OperationRow[], Matcher<OperationRow>>();

/** A catalogued operation, and where at the source it is. */
export interface Found extends Match<OperationRow> {
  /** Encoded anew, in the spelling that was asked for. */
  path: string;
}

/**
 * The operation that a request means, or `null`. Nothing of the path goes on as it came: its values are encoded anew
 * into the documented spelling.
 * @param rawPath what follows `/api/<source>`, still percent-encoded
 */
export function findOperation(
  operations: readonly OperationRow[],
  method: string,
  rawPath: string,
): Found | null {
  let match = matchers.get(operations);
  if (!match) {
    match = createMatcher(operations);
    matchers.set(operations, match);
  }
  const found = match(method, rawPath);
  return found && { ...found, path: spellPath(found.row, rawPath) };
}

/**
 * A closing slash is no matter of the asker: it stands where the source's clients are known to write it. Of the other
 * spellings the one that was asked for stays, for a version may know only that.
 */
function spellPath(row: OperationRow, rawPath: string): string {
  const parts = partsOf(rawPath).map((part) => decodeURIComponent(part));
  for (const template of [row.path, ...row.spellings]) {
    const pattern = partsOf(template);
    const isIt =
      pattern.length === parts.length &&
      pattern.every((part, at) => part.startsWith("{") || part === parts[at]);
    if (!isIt) continue;
    const path = parts.map((part) => `/${encodeURIComponent(part)}`).join("");
    return template.endsWith("/") ? `${path}/` : path;
  }
  throw new TypeError(`${row.id} was matched by none of its spellings`);
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}
