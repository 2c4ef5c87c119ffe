import "server-only";
import type {
  ConflictFacetsResult,
  ConflictRow,
  ListConflictsQuery,
  ListConflictsResult,
} from "@/lib/contracts/conflicts";
import { ATTRIBUTES } from "@/lib/domain/merge/attributes";
import { visibilityOf } from "@/lib/domain/viewer";
import { attributeText } from "@/lib/format/attribute-words";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import * as store from "@/lib/server/store/read/conflicts";
import { parseConflictId, requireConflictSight, toConflictId, whyBarred } from "./conflict-rights";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** One window of what the systems disagree on. Throws `Forbidden` for viewers who do not see all of both. */
export async function listConflicts(
  { runtime, viewer }: Asker,
  query: ListConflictsQuery,
): Promise<ListConflictsResult> {
  requireConflictSight(viewer);
  const [page, sources] = await Promise.all([
    store.listConflicts(runtime.store.db, visibilityOf(viewer), toFilter(query)),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { total: page.total, rows: page.rows.map(toRow), sources };
}

/** How many conflicts stand behind each value of each filter. Throws as {@link listConflicts}. */
export async function countConflicts(
  { runtime, viewer }: Asker,
  query: ListConflictsQuery,
): Promise<ConflictFacetsResult> {
  requireConflictSight(viewer);
  const [facets, sources] = await Promise.all([
    store.conflictFacets(runtime.store.db, visibilityOf(viewer), toFilter(query)),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}

/** Ids that name nothing are left out, and find nothing. */
function toFilter({ id, ...rest }: ListConflictsQuery) {
  const only = id?.flatMap((text) => parseConflictId(text) ?? []);
  return { ...rest, only };
}

function toRow(conflict: store.StoredConflict): ConflictRow {
  const { attribute } = conflict;
  const told = (ref: ConflictRow["deviceRef"], text: string) => ({
    ref,
    text: attributeText(attribute, text, "en"),
    barred: whyBarred(attribute, ref),
  });
  return {
    id: toConflictId(conflict),
    attribute,
    label: ATTRIBUTES[attribute].label,
    deviceRef: conflict.deviceRef,
    deviceName: conflict.deviceName,
    deviceKind: conflict.deviceKind,
    site: conflict.site,
    ownerName: conflict.ownerName,
    kace: told(conflict.kaceRef, conflict.kaceText),
    sysaid: told(conflict.sysaidRef, conflict.sysaidText),
    shown: conflict.shown,
    foundAt: conflict.foundAt,
    digest: conflict.digest,
    ignored:
      conflict.ignoredAt === null ? null : { by: conflict.ignoredBy ?? "", at: conflict.ignoredAt },
  };
}
