"use client";

import { useCallback, useMemo } from "react";
import type { FacetDef, FacetOption } from "@/components/grid/facet-filter";
import { ListScreen } from "@/components/grid/list-screen";
import { useUrlState } from "@/components/grid/use-url-state";
import { useWindowedRows } from "@/components/grid/use-windowed-rows";
import { CI_FILTERS } from "@/lib/client/cis/ci-filters";
import { ciHref } from "@/lib/client/cis/ci-links";
import { fetchCis } from "@/lib/client/cis/requests";
import { useCiFacets } from "@/lib/client/cis/use-cis";
import { ciKeys } from "@/lib/client/keys";
import type { CiRow, ListCisResult } from "@/lib/contracts/cis";
import type { Facets } from "@/lib/contracts/list";
import { CI_CLASS_DISPLAYS } from "@/lib/format/displays";
import { toFreshness } from "@/lib/format/source-labels";
import { CI_COLUMNS } from "./ci-columns";
import { CiPreview } from "./ci-preview";

const rowId = (row: CiRow) => row.ref;
const openCi = (ref: string) => ciHref(ref);

/** Every configuration item, with the way to its relations. */
export function CisScreen() {
  const url = useUrlState({ columns: CI_COLUMNS, facets: CI_FILTERS, defaultSort: null });
  const { search } = url;
  const fetchPage = useCallback(
    (page: { offset: number; limit: number; signal: AbortSignal }) => fetchCis(search, page),
    [search],
  );
  const rows = useWindowedRows<CiRow, ListCisResult>({
    queryKey: ciKeys.list(search),
    fetchPage,
    rowId,
  });
  const facets = useCiFacets(search, rows.isFetching).data?.facets;
  const defs = useMemo(() => toCiFacets(facets), [facets]);
  const sources = rows.firstPage?.sources;
  return (
    <ListScreen
      title="CIs"
      path="/cis"
      unit="CI"
      columns={CI_COLUMNS}
      rows={rows}
      url={url}
      facets={defs}
      placeholder="Name, serial, owner"
      hrefOf={openCi}
      preview={(ref, row) => <CiPreview key={ref} ciRef={ref} row={row} />}
      freshness={sources ? toFreshness(sources) : undefined}
    />
  );
}

const CLASS_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CI_CLASS_DISPLAYS).map(([ciClass, { label }]) => [ciClass, label]),
);

function toCiFacets(facets: Facets | undefined): FacetDef[] {
  const counted = (id: (typeof CI_FILTERS)[number], label: string): FacetDef => ({
    id,
    label,
    options: facets?.[id]?.map((option) => inWords(option, id === "ciClass" ? CLASS_LABELS : {})),
  });
  return [
    counted("ciClass", "Class"),
    counted("type", "Type"),
    counted("status", "Status"),
    counted("site", "Site"),
  ];
}

function inWords(option: FacetOption, words: Readonly<Record<string, string>>): FacetOption {
  const label = option.value === "none" ? "Not told" : (words[option.value] ?? option.label);
  return { ...option, label };
}
