"use client";

import { useCallback, useMemo } from "react";
import type { FacetDef } from "@/components/grid/facet-filter";
import { ListScreen } from "@/components/grid/list-screen";
import { useUrlState } from "@/components/grid/use-url-state";
import { useWindowedRows } from "@/components/grid/use-windowed-rows";
import { ARCHIVED_FILTERS, archivedKeys } from "@/lib/client/devices/archived/archived-filters";
import { fetchArchived, useArchivedFacets } from "@/lib/client/devices/archived/use-archived";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { PageRequest } from "@/lib/client/devices/requests";
import type { ArchivedRow, ListArchivedResult } from "@/lib/contracts/archived";
import type { Facets } from "@/lib/contracts/list";
import { ARCHIVE_DISPLAYS, TRACE_DISPLAYS } from "@/lib/format/device-states";
import { toFreshness } from "@/lib/format/source-labels";
import { ARCHIVED_COLUMNS } from "./archived-columns";
import { ArchivedPreview } from "./archived-preview";

const rowId = (row: ArchivedRow) => row.ref;

/** What KACE archived or is about to archive, and what SysAid still says of it. */
export function ArchivedScreen() {
  const url = useUrlState({
    columns: ARCHIVED_COLUMNS,
    facets: ARCHIVED_FILTERS,
    defaultSort: null,
  });
  const { search } = url;
  const fetchPage = useCallback((page: PageRequest) => fetchArchived(search, page), [search]);
  const rows = useWindowedRows<ArchivedRow, ListArchivedResult>({
    queryKey: archivedKeys.list(search),
    fetchPage,
    rowId,
  });
  const facets = useArchivedFacets(search, rows.isFetching).data?.facets;
  const defs = useMemo(() => toArchivedFacets(facets), [facets]);
  const sources = rows.firstPage?.sources;
  return (
    <ListScreen
      title="Archived devices"
      path="/devices/archived"
      unit="archived device"
      columns={ARCHIVED_COLUMNS}
      rows={rows}
      url={url}
      facets={defs}
      placeholder="Name, serial, reason"
      hrefOf={deviceHref}
      preview={(ref, row) => <ArchivedPreview key={ref} assetRef={ref} row={row} />}
      freshness={sources ? toFreshness(sources) : undefined}
    />
  );
}

type Words = Readonly<Record<string, string>>;

const STATE_WORDS: Words = {
  pending: ARCHIVE_DISPLAYS.pending.label,
  completed: ARCHIVE_DISPLAYS.completed.label,
};
const TRACE_WORDS: Words = {
  activeCi: TRACE_DISPLAYS.activeCi.label,
  known: TRACE_DISPLAYS.known.label,
  none: "Not in SysAid",
};

function toArchivedFacets(facets: Facets | undefined): FacetDef[] {
  const counted = (
    id: (typeof ARCHIVED_FILTERS)[number],
    label: string,
    words: Words = { none: "Not told" },
  ): FacetDef => ({
    id,
    label,
    options: facets?.[id]?.map((option) => ({
      ...option,
      label: words[option.value] ?? option.label,
    })),
  });
  return [
    counted("state", "State", STATE_WORDS),
    counted("reason", "Reason"),
    counted("site", "Site"),
    counted("sysaid", "In SysAid", TRACE_WORDS),
  ];
}
