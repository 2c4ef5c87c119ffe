import "server-only";
import type {
  ListPairsQuery,
  ListPairsResult,
  PairFacetsResult,
  PairRecord,
} from "@/lib/contracts/identity";
import { toMatchFacts, type Placeholders } from "@/lib/domain/identity";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readPlaceholders } from "@/lib/server/store/identity-settings-repo";
import * as store from "@/lib/server/store/read/pairs";
import { mayDecide, requireBothSystems } from "./identity-rights";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** One window of the pairs of records that were joined, suggested or refused. Throws Forbidden. */
export async function listPairs(
  { runtime, viewer }: Asker,
  query: ListPairsQuery,
): Promise<ListPairsResult> {
  requireBothSystems(viewer);
  const [page, placeholders, sources] = await Promise.all([
    store.listPairs(runtime.store.db, query),
    readPlaceholders(runtime.store.db),
    readSourceStatesFor(runtime, viewer),
  ]);
  const rows = page.rows.map(({ a, b, decision, ...pair }) => ({
    ...pair,
    a: { ...a, hollow: hollowOf(a, placeholders) },
    b: { ...b, hollow: hollowOf(b, placeholders) },
    isLinked: a.linkedRef === b.ref || b.linkedRef === a.ref,
    decision: decision && {
      verdict: decision.verdict,
      reason: decision.reason,
      by: decision.by,
      at: decision.at,
    },
  }));
  return { rows, total: page.total, sources, mayDecide: mayDecide(viewer) };
}

/** Values that a record tells and that matching does not look at. */
function hollowOf(record: store.PairRecord, placeholders: Placeholders): PairRecord["hollow"] {
  const { serial, tag, host } = toMatchFacts(record, placeholders);
  const counted = { serial, assetTag: tag, host } as const;
  const names = ["serial", "assetTag", "host"] as const;
  return names.filter((name) => record[name] !== null && counted[name] === null);
}

/** How many pairs stand in each list and behind each value of each filter. Throws Forbidden. */
export async function countPairs(
  { runtime, viewer }: Asker,
  query: ListPairsQuery,
): Promise<PairFacetsResult> {
  requireBothSystems(viewer);
  const [facets, sources] = await Promise.all([
    store.pairFacets(runtime.store.db, query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}
