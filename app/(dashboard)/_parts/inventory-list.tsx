import type { ReactNode } from "react";
import type { z } from "zod";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import type { InventoryList } from "@/lib/client/inventory/requests";
import { inventoryKeys, withoutOrder } from "@/lib/client/keys";
import { InventoryFacetsResult } from "@/lib/contracts/inventory";
import type { Asker } from "@/lib/server/inventory/list-standing";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "./page-viewer";
import { Prefetched } from "./prefetched";

/** How a list of the inventory is asked for on the server. */
export interface InventoryQuestion<Query> {
  list: InventoryList;
  filters: readonly string[];
  sortFields: readonly string[];
  query: z.ZodType<Query>;
  result: z.ZodType;
  rows: (asker: Asker, query: Query) => Promise<unknown>;
  facets: (asker: Asker, query: Query) => Promise<unknown>;
  /** Of the request beside the address. */
  fixed?: Readonly<Record<string, string>>;
}

/** A list of the inventory, with its first rows in the page itself. */
export async function InventoryListPage<Query>({
  question,
  searchParams,
  children,
}: {
  question: InventoryQuestion<Query>;
  searchParams: Promise<PageSearch>;
  children: ReactNode;
}) {
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  const { list, filters: facets, sortFields, fixed = {} } = question;
  const search = { ...readListSearch(await searchParams, { facets, sortFields }), ...fixed };
  const filters = withoutOrder(search);
  const ask = (more: Record<string, string>) => question.query.parseAsync({ ...filters, ...more });
  const keys = inventoryKeys.of(list);
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(keys.list(search), 0),
          queryFn: async () => {
            const query = await ask({ ...search, limit: String(PAGE_ROWS) });
            return question.result.parse(await question.rows(asker, query));
          },
        },
        {
          queryKey: keys.facets(filters),
          queryFn: async () =>
            InventoryFacetsResult.parse(await question.facets(asker, await ask({}))),
        },
      ]}
    >
      {children}
    </Prefetched>
  );
}
