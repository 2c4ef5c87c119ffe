import type { Metadata } from "next";
import { ConflictsScreen } from "@/components/devices/conflicts/conflicts-screen";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import { CONFLICT_FILTERS } from "@/lib/client/devices/conflicts/conflict-filters";
import { conflictKeys, withoutOrder } from "@/lib/client/keys";
import { CONFLICT_SORT_FIELDS } from "@/lib/contracts/conflict-fields";
import {
  ConflictFacetsResult,
  ListConflictsQuery,
  ListConflictsResult,
} from "@/lib/contracts/conflicts";
import { visibilityOf } from "@/lib/domain/viewer";
import { CONFLICTS_CLOSED } from "@/lib/server/devices/conflicts/conflict-rights";
import { countConflicts, listConflicts } from "@/lib/server/devices/conflicts/list-conflicts";
import { runtime } from "@/lib/server/runtime";
import { seesConflicts } from "@/lib/server/store/read/conflicts";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Conflicts" };

/** What the two systems disagree on, with its first rows in the page itself. */
export default async function ConflictsPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  const viewer = await pageViewer();
  if (!seesConflicts(visibilityOf(viewer))) return <ConflictsScreen closed={CONFLICTS_CLOSED} />;
  const asker = { viewer, runtime: await runtime() };
  const search = readListSearch(await searchParams, {
    facets: CONFLICT_FILTERS,
    sortFields: CONFLICT_SORT_FIELDS,
  });
  const filters = withoutOrder(search);
  const ask = (more: Record<string, string>) =>
    ListConflictsQuery.parseAsync({ ...filters, ...more });
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(conflictKeys.list(search), 0),
          queryFn: async () => {
            const query = await ask({ ...search, limit: String(PAGE_ROWS) });
            return ListConflictsResult.parse(await listConflicts(asker, query));
          },
        },
        {
          queryKey: conflictKeys.facets(filters),
          queryFn: async () =>
            ConflictFacetsResult.parse(await countConflicts(asker, await ask({}))),
        },
      ]}
    >
      <ConflictsScreen closed={null} />
    </Prefetched>
  );
}
