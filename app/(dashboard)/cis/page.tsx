import type { Metadata } from "next";
import { CisScreen } from "@/components/cis/cis-screen";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import { CI_FILTERS } from "@/lib/client/cis/ci-filters";
import { ciKeys, withoutOrder } from "@/lib/client/keys";
import { CiFacetsResult, ListCisQuery, ListCisResult } from "@/lib/contracts/cis";
import { CI_SORT_FIELDS } from "@/lib/contracts/cis-fields";
import { countCis, listCis } from "@/lib/server/cis/list-cis";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "CIs" };

/** The list of CIs, with its first rows in the page itself. */
export default async function CisPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  const search = readListSearch(await searchParams, {
    facets: CI_FILTERS,
    sortFields: CI_SORT_FIELDS,
  });
  const filters = withoutOrder(search);
  const ask = (more: Record<string, string>) => ListCisQuery.parseAsync({ ...filters, ...more });
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(ciKeys.list(search), 0),
          queryFn: async () => {
            const query = await ask({ ...search, limit: String(PAGE_ROWS) });
            return ListCisResult.parse(await listCis(asker, query));
          },
        },
        {
          queryKey: ciKeys.facets(filters),
          queryFn: async () => CiFacetsResult.parse(await countCis(asker, await ask({}))),
        },
      ]}
    >
      <CisScreen />
    </Prefetched>
  );
}
