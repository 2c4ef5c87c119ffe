import type { Metadata } from "next";
import type { PageSearch } from "@/components/grid/url-state";
import { LicencesScreen } from "@/components/inventory/licences-screen";
import { LICENCE_FILTERS } from "@/lib/client/inventory/item-lists";
import { ListLicencesResult, ListLicencesQuery } from "@/lib/contracts/inventory";
import { LICENCE_SORT_FIELDS } from "@/lib/contracts/inventory-fields";
import { countLicences, listLicences } from "@/lib/server/inventory/licences";
import { InventoryListPage } from "../../_parts/inventory-list";

export const metadata: Metadata = { title: "Licences" };

const QUESTION = {
  list: "licences",
  filters: LICENCE_FILTERS,
  sortFields: LICENCE_SORT_FIELDS,
  query: ListLicencesQuery,
  result: ListLicencesResult,
  rows: listLicences,
  facets: countLicences,
} as const;

export default function LicencesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  return (
    <InventoryListPage question={QUESTION} searchParams={searchParams}>
      <LicencesScreen />
    </InventoryListPage>
  );
}
