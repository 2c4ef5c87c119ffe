"use client";

import { useCallback, useMemo } from "react";
import type { FacetDef } from "@/components/grid/facet-filter";
import { ListScreen } from "@/components/grid/list-screen";
import { useUrlState, type UrlState } from "@/components/grid/use-url-state";
import { useWindowedRows, type WindowedRows } from "@/components/grid/use-windowed-rows";
import { useActions } from "@/components/ui/actions";
import { EmptyState } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { deviceHref } from "@/lib/client/devices/device-links";
import { IDENTITY_PATH, PAIR_FILTERS } from "@/lib/client/devices/identity/pair-links";
import { fetchPairs } from "@/lib/client/devices/identity/requests";
import { usePairFacets } from "@/lib/client/devices/identity/use-identity";
import type { PageRequest } from "@/lib/client/devices/requests";
import { identityKeys } from "@/lib/client/keys";
import type { ListPairsResult, PairRow } from "@/lib/contracts/identity";
import {
  CERTAINTIES,
  IDENTITY_LISTS,
  splitPairId,
  toPairId,
  type IdentityList,
} from "@/lib/contracts/identity-fields";
import type { Facets } from "@/lib/contracts/list";
import { FINDING_REASON_LABELS, MATCH_RULE_SHORT_LABELS } from "@/lib/format/displays";
import { toFreshness } from "@/lib/format/source-labels";
import { DecideDialog } from "./decide-dialog";
import { ListTabs } from "./list-tabs";
import { JOIN_COLUMNS, PAIR_COLUMNS } from "./pair-columns";
import { PairPane } from "./pair-preview";
import { CERTAINTY_LABELS, describeRecord, LIST_EMPTY } from "./pair-words";
import { usePairActs } from "./use-pair-acts";

type Rows = WindowedRows<PairRow, ListPairsResult>;

const rowId = (row: PairRow) => toPairId(row.a.ref, row.b.ref);

/** Why records are one device or are not, pair by pair. `closed`: why this viewer sees none. */
export function IdentityScreen({ closed }: { closed: string | null }) {
  if (closed === null) return <PairList />;
  return (
    <Screen title="Identity">
      <EmptyState why={closed} />
    </Screen>
  );
}

function PairList() {
  const own = useUrlState({ columns: PAIR_COLUMNS, facets: PAIR_FILTERS, defaultSort: null });
  const list = listIn(own.values["list"]?.[0]);
  const url = withinList(own);
  const rows = usePairRows(own.search);
  const facets = usePairFacets(own.search, rows.isFetching).data?.facets;
  const defs = useMemo(() => toPairFacets(facets, list, url.values), [facets, list, url.values]);
  const acts = usePairActs();
  const first = rows.firstPage;
  const open = own.openId === null ? undefined : rows.rowAt(rows.indexOf(own.openId));
  const mayDecide = first?.mayDecide ?? false;
  usePairKeys(mayDecide ? open : undefined, acts);
  const isNarrowed = url.text !== "" || Object.values(url.values).some((one) => one.length > 0);
  return (
    <>
      <ListScreen
        title="Identity"
        path={IDENTITY_PATH}
        unit="pair"
        columns={list === "joins" ? JOIN_COLUMNS : PAIR_COLUMNS}
        rows={rows}
        url={url}
        facets={defs}
        placeholder="Name, serial, MAC or owner"
        hrefOf={(id) => deviceHref(splitPairId(id)?.[0] ?? id)}
        preview={(id, row) => (
          <PairPane key={id} id={id} list={list} row={row} mayDecide={mayDecide} acts={acts} />
        )}
        freshness={first ? toFreshness(first.sources) : undefined}
        views={
          <ListTabs
            list={list}
            counts={facets?.["list"]}
            onList={(next) => {
              own.setOpenId(null);
              own.setValues("reason", []);
              own.setValues("list", next === "suggestions" ? [] : [next]);
            }}
          />
        }
        {...(isNarrowed ? {} : { empty: { why: LIST_EMPTY[list] } })}
      />
      <DecideDialog acts={acts} />
    </>
  );
}

function listIn(text: string | undefined): IdentityList {
  return IDENTITY_LISTS.find((list) => list === text) ?? "suggestions";
}

/** The list's state without which list it is: clearing the filters stays in it. */
function withinList(url: UrlState): UrlState {
  const { list: _, ...values } = url.values;
  const clear = () => {
    for (const id of Object.keys(values)) url.setValues(id, []);
    url.setText("");
  };
  return { ...url, values, clear };
}

function usePairRows(search: Readonly<Record<string, string>>): Rows {
  const fetchPage = useCallback((page: PageRequest) => fetchPairs(search, page), [search]);
  return useWindowedRows<PairRow, ListPairsResult>({
    queryKey: identityKeys.list(search),
    fetchPage,
    rowId,
  });
}

/** Decisions about the open pair, by one key each. */
function usePairKeys(row: PairRow | undefined, acts: ReturnType<typeof usePairActs>): void {
  const ask = (verdict: "same" | "different") => () => {
    if (row === undefined || row.isLinked) return;
    if (verdict === "same" && row.list === "joins") return;
    const pairs = [{ a: row.a.ref, b: row.b.ref }];
    acts.ask({ pairs, verdict, names: [describeRecord(row.a), describeRecord(row.b)] });
  };
  useActions([
    { id: "pair-link", label: "Link the open pair", group: "Here", keys: "l", run: ask("same") },
    {
      id: "pair-part",
      label: "Say that the open pair is not the same",
      group: "Here",
      keys: "n",
      run: ask("different"),
    },
  ]);
}

function toPairFacets(
  facets: Facets | undefined,
  list: IdentityList,
  picked: Readonly<Record<string, readonly string[]>>,
): FacetDef[] {
  const counted = (
    id: string,
    label: string,
    words: Readonly<Record<string, string>>,
  ): FacetDef => ({
    id,
    label,
    options: facets?.[id]?.map((option) => ({
      ...option,
      label: words[option.value] ?? option.label,
    })),
  });
  const certainty = CERTAINTIES.map((value) => ({
    value,
    label: CERTAINTY_LABELS[value],
    count: facets?.["certainty"]?.find((one) => one.value === value)?.count ?? 0,
  }));
  const records = picked["record"] ?? [];
  return [
    counted("rule", "In common", MATCH_RULE_SHORT_LABELS),
    ...(list === "joins" ? [] : [counted("reason", "Why", FINDING_REASON_LABELS)]),
    { id: "certainty", label: "Likely", options: facets === undefined ? undefined : certainty },
    ...(records.length === 0
      ? []
      : [
          {
            id: "record",
            label: "Records",
            options: records.map((value) => ({ value, label: value, count: null })),
          },
        ]),
  ];
}
