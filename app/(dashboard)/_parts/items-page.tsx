import type { PageSearch } from "@/components/grid/url-state";
import { ItemsScreen } from "@/components/inventory/items-screen";
import { ITEM_LISTS } from "@/lib/client/inventory/item-lists";
import { ListItemsQuery, ListItemsResult } from "@/lib/contracts/inventory";
import { ITEM_SORT_FIELDS, type ListedKind } from "@/lib/contracts/inventory-fields";
import { countItems, listItems } from "@/lib/server/inventory/items";
import { InventoryListPage } from "./inventory-list";

/** The page of one kind's list. */
export function ItemsPage({
  kind,
  searchParams,
}: {
  kind: ListedKind;
  searchParams: Promise<PageSearch>;
}) {
  const question = {
    list: "items",
    filters: ITEM_LISTS[kind].filters,
    sortFields: ITEM_SORT_FIELDS,
    query: ListItemsQuery,
    result: ListItemsResult,
    rows: listItems,
    facets: countItems,
    fixed: { kind },
  } as const;
  return (
    <InventoryListPage question={question} searchParams={searchParams}>
      <ItemsScreen kind={kind} />
    </InventoryListPage>
  );
}
