import "server-only";
import type {
  ArchivedFacetsResult,
  ListArchivedQuery,
  ListArchivedResult,
} from "@/lib/contracts/archived";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import * as store from "@/lib/server/store/read/archived";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** One window of the archived devices that the viewer sees, with the true total. */
export async function listArchived(
  { runtime, viewer }: Asker,
  query: ListArchivedQuery,
): Promise<ListArchivedResult> {
  const [page, sources] = await Promise.all([
    store.listArchived(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { ...page, sources };
}

/** How many archived devices stand behind each value of each filter. */
export async function countArchived(
  { runtime, viewer }: Asker,
  query: ListArchivedQuery,
): Promise<ArchivedFacetsResult> {
  const [facets, sources] = await Promise.all([
    store.archivedFacets(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}
