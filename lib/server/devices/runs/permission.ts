import "server-only";
import type { Viewer } from "@/lib/domain/viewer";
import type { RunScope } from "@/lib/server/store/runs-repo";
import { runRefusal } from "@/lib/format/run-words";

/**
 * Why a viewer may not act on machines, as far as it is known before asking KACE, which has the last word; `null`
 * when they may try.
 */
export function refusalOf(viewer: Viewer): string | null {
  return runRefusal(viewer.accounts.kace?.role ?? null);
}

/** Whose runs a viewer sees: their own, and everybody's as an administrator of KACE. `null`: none. */
export function runScopeOf(viewer: Viewer): RunScope | null {
  const account = viewer.accounts.kace;
  if (!account || account.awayIn !== null) return null;
  return { accountRef: account.ref, all: account.role === "administrator" };
}
