import type { Metadata } from "next";
import { IdentityScreen } from "@/components/devices/identity/identity-screen";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import { PAIR_FILTERS } from "@/lib/client/devices/identity/pair-links";
import { identityKeys, withoutOrder } from "@/lib/client/keys";
import { ListPairsQuery, ListPairsResult, PairFacetsResult } from "@/lib/contracts/identity";
import { IDENTITY_SORT_FIELDS } from "@/lib/contracts/identity-fields";
import { IDENTITY_CLOSED, seesBothSystems } from "@/lib/server/devices/identity/identity-rights";
import { countPairs, listPairs } from "@/lib/server/devices/identity/list-pairs";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Identity" };

/** Why records are one device or are not, with the first pairs in the page itself. */
export default async function IdentityPage({
  searchParams,
}: {
  searchParams: Promise<PageSearch>;
}) {
  const viewer = await pageViewer();
  if (!seesBothSystems(viewer)) return <IdentityScreen closed={IDENTITY_CLOSED} />;
  const asker = { viewer, runtime: await runtime() };
  const search = readListSearch(await searchParams, {
    facets: PAIR_FILTERS,
    sortFields: IDENTITY_SORT_FIELDS,
  });
  const filters = withoutOrder(search);
  const ask = (more: Record<string, string>) => ListPairsQuery.parseAsync({ ...filters, ...more });
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(identityKeys.list(search), 0),
          queryFn: async () => {
            const query = await ask({ ...search, limit: String(PAGE_ROWS) });
            return ListPairsResult.parse(await listPairs(asker, query));
          },
        },
        {
          queryKey: identityKeys.facets(filters),
          queryFn: async () => PairFacetsResult.parse(await countPairs(asker, await ask({}))),
        },
      ]}
    >
      <IdentityScreen closed={null} />
    </Prefetched>
  );
}
