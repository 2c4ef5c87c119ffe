"use client";

import { useCallback, useMemo, type ReactNode } from "react";
import type { GridColumn } from "@/components/grid/columns";
import type { FacetDef } from "@/components/grid/facet-filter";
import { ListScreen } from "@/components/grid/list-screen";
import { useUrlState } from "@/components/grid/use-url-state";
import { useWindowedRows } from "@/components/grid/use-windowed-rows";
import {
  fetchInventory,
  type InventoryList,
  type InventoryPage,
} from "@/lib/client/inventory/requests";
import { useInventoryFacets } from "@/lib/client/inventory/use-inventory";
import { inventoryKeys } from "@/lib/client/keys";
import type { Facets } from "@/lib/contracts/list";
import { toFreshness } from "@/lib/format/source-labels";

export type InventoryColumn<Row, Field extends string> = GridColumn<Row> & { sortField?: Field };

/** What a list of the inventory is: its words, columns and filters, and what its rows open. */
export interface InventoryListing<Row> {
  list: InventoryList;
  title: string;
  path: string;
  unit: string;
  plural?: string;
  columns: readonly GridColumn<Row>[];
  filters: readonly string[];
  /** Chips of the filters, by name and with words for their values. */
  facets: readonly { id: string; label: string; words?: Readonly<Record<string, string>> }[];
  placeholder: string;
  rowId: (row: Row) => string;
  hrefOf: (id: string) => string;
  preview: (id: string, row: Row | undefined) => ReactNode;
  /** Of the request beside the address: which kind of items. */
  fixed?: Readonly<Record<string, string>>;
}

const NOTHING_FIXED = {};

/** One list of the inventory: all of them share this frame. */
export function InventoryScreen<Row>({ listing }: { listing: InventoryListing<Row> }) {
  const { list, rowId, fixed = NOTHING_FIXED } = listing;
  const url = useUrlState({
    columns: listing.columns,
    facets: listing.filters,
    defaultSort: null,
  });
  const search = useMemo(() => ({ ...url.search, ...fixed }), [url.search, fixed]);
  const fetchPage = useCallback(
    (page: { offset: number; limit: number; signal: AbortSignal }) =>
      fetchInventory<Row>(list, search, page),
    [list, search],
  );
  const rows = useWindowedRows<Row, InventoryPage<Row>>({
    queryKey: inventoryKeys.of(list).list(search),
    fetchPage,
    rowId,
  });
  const facets = useInventoryFacets(list, search, rows.isFetching).data?.facets;
  const defs = useMemo(() => toDefs(listing.facets, facets), [listing.facets, facets]);
  const first = rows.firstPage;
  const why = first && whyEmpty(first, url);
  return (
    <ListScreen
      title={listing.title}
      path={listing.path}
      unit={listing.unit}
      {...(listing.plural === undefined ? {} : { plural: listing.plural })}
      columns={listing.columns}
      rows={rows}
      url={url}
      facets={defs}
      placeholder={listing.placeholder}
      hrefOf={listing.hrefOf}
      preview={listing.preview}
      freshness={first ? toFreshness(first.sources).slice(0, 1) : undefined}
      {...(first?.note && first.total > 0 ? { views: <Note text={first.note} /> } : {})}
      {...(why === undefined ? {} : { empty: { why } })}
    />
  );
}

function Note({ text }: { text: string }) {
  return <p className="text-xs text-ink-soft">{text}</p>;
}

/** Why there is no row, where the answer itself says so. */
function whyEmpty<Row>(
  { note, sources, total }: InventoryPage<Row>,
  { text, values }: { text: string; values: Readonly<Record<string, readonly string[]>> },
): string | undefined {
  const isFiltered = text !== "" || Object.values(values).some((list) => list.length > 0);
  if (total > 0 || isFiltered) return undefined;
  if (note !== null) return note;
  const { kace } = sources;
  return kace.state === "fresh" ? "KACE has none of these." : `KACE: ${kace.reason}`;
}

function toDefs(
  facets: InventoryListing<unknown>["facets"],
  counted: Facets | undefined,
): FacetDef[] {
  return facets.map(({ id, label, words = {} }) => ({
    id,
    label,
    options:
      counted === undefined
        ? undefined
        : (counted[id] ?? []).map((option) => ({
            ...option,
            label: words[option.value] ?? (option.value === "none" ? "Not told" : option.label),
          })),
  }));
}
