import "server-only";
import type { Viewer } from "@/lib/domain/viewer";
import type { RunScope } from "@/lib/server/store/runs-repo";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

// Only KACE does anything to machines.

const { label } = SOURCE_LABELS.kace;

/**
 * Why a viewer may not act on machines, as far as it is known before asking KACE, which has the last word; `null`
 * when they may try.
 */
export function refusalOf(viewer: Viewer): string | null {
  const account = viewer.accounts.kace;
  if (!account) return `You are not signed in to ${label}, which is what acts on machines.`;
  switch (account.role) {
    case "readonly":
      return `Your role in ${label} only reads.`;
    case "user":
      return `${label} lets only its agents and administrators act on machines.`;
    case "agent":
    case "administrator":
      return null;
  }
}

/** Whose runs a viewer sees: their own, and everybody's as an administrator of KACE. `null`: none. */
export function runScopeOf(viewer: Viewer): RunScope | null {
  const account = viewer.accounts.kace;
  if (!account || account.awayIn !== null) return null;
  return { accountRef: account.ref, all: account.role === "administrator" };
}
