import type { Metadata } from "next";
import { ArchivedScreen } from "@/components/devices/archived/archived-screen";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import { ARCHIVED_FILTERS, archivedKeys } from "@/lib/client/devices/archived/archived-filters";
import { withoutOrder } from "@/lib/client/keys";
import {
  ArchivedFacetsResult,
  ListArchivedQuery,
  ListArchivedResult,
} from "@/lib/contracts/archived";
import { ARCHIVED_SORT_FIELDS } from "@/lib/contracts/archived-fields";
import { countArchived, listArchived } from "@/lib/server/devices/archived/list-archived";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Archived devices" };

/** The list of archived devices, with its first rows in the page itself. */
export default async function ArchivedPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  const search = readListSearch(await searchParams, {
    facets: ARCHIVED_FILTERS,
    sortFields: ARCHIVED_SORT_FIELDS,
  });
  const filters = withoutOrder(search);
  const ask = (more: Record<string, string>) =>
    ListArchivedQuery.parseAsync({ ...filters, ...more });
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(archivedKeys.list(search), 0),
          queryFn: async () => {
            const query = await ask({ ...search, limit: String(PAGE_ROWS) });
            return ListArchivedResult.parse(await listArchived(asker, query));
          },
        },
        {
          queryKey: archivedKeys.facets(filters),
          queryFn: async () =>
            ArchivedFacetsResult.parse(await countArchived(asker, await ask({}))),
        },
      ]}
    >
      <ArchivedScreen />
    </Prefetched>
  );
}
