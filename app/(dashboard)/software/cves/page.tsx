import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { CvesScreen } from "@/components/inventory/cves-screen";
import { CVE_FILTERS } from "@/lib/client/inventory/item-lists";
import { ListGroupsResult, ListCvesQuery } from "@/lib/contracts/inventory";
import { GROUP_SORT_FIELDS } from "@/lib/contracts/inventory-fields";
import { countCves, listCves } from "@/lib/server/inventory/groups";
import { InventoryListPage } from "../../_parts/inventory-list";

export const metadata: Metadata = { title: "CVEs" };

const QUESTION = {
  list: "cves",
  filters: CVE_FILTERS,
  sortFields: GROUP_SORT_FIELDS,
  query: ListCvesQuery,
  result: ListGroupsResult,
  rows: listCves,
  facets: countCves,
} as const;

export default function CvesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return (
    <InventoryListPage question={QUESTION} searchParams={searchParams}>
      <CvesScreen />
    </InventoryListPage>
  );
}
