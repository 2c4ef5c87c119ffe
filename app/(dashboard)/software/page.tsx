import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { TitlesScreen } from "@/components/inventory/titles-screen";
import { TITLE_FILTERS } from "@/lib/client/inventory/item-lists";
import { ListGroupsResult, ListTitlesQuery } from "@/lib/contracts/inventory";
import { GROUP_SORT_FIELDS } from "@/lib/contracts/inventory-fields";
import { countTitles, listTitles } from "@/lib/server/inventory/groups";
import { InventoryListPage } from "../_parts/inventory-list";

export const metadata: Metadata = { title: "Software titles" };

const QUESTION = {
  list: "titles",
  filters: TITLE_FILTERS,
  sortFields: GROUP_SORT_FIELDS,
  query: ListTitlesQuery,
  result: ListGroupsResult,
  rows: listTitles,
  facets: countTitles,
} as const;

export default function TitlesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return (
    <InventoryListPage question={QUESTION} searchParams={searchParams}>
      <TitlesScreen />
    </InventoryListPage>
  );
}
