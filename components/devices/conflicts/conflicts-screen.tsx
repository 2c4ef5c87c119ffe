"use client";

import { useCallback, useMemo, useState } from "react";
import type { FacetDef, FacetOption } from "@/components/grid/facet-filter";
import { ListScreen } from "@/components/grid/list-screen";
import { useUrlState, type UrlState } from "@/components/grid/use-url-state";
import { useWindowedRows, type WindowedRows } from "@/components/grid/use-windowed-rows";
import { useActions } from "@/components/ui/actions";
import { EmptyState } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { CONFLICT_FILTERS } from "@/lib/client/devices/conflicts/conflict-filters";
import { fetchConflicts } from "@/lib/client/devices/conflicts/requests";
import { useConflict, useConflictFacets } from "@/lib/client/devices/conflicts/use-conflicts";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { PageRequest } from "@/lib/client/devices/requests";
import { conflictKeys } from "@/lib/client/keys";
import type { ConflictRow, ListConflictsResult } from "@/lib/contracts/conflicts";
import type { Facets } from "@/lib/contracts/list";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { toFreshness } from "@/lib/format/source-labels";
import { AttributeTabs } from "./attribute-tabs";
import { CONFLICT_COLUMNS } from "./conflict-columns";
import { ConflictPane } from "./conflict-preview";
import { PickedBar } from "./picked-bar";
import { TakeDialog } from "./take-dialog";
import { otherSource, useConflictActs, type ConflictActs } from "./use-conflict-acts";

type Rows = WindowedRows<ConflictRow, ListConflictsResult>;
type Picked = ReadonlyMap<string, ConflictRow>;

const PATH = "/devices/conflicts";
const rowId = (row: ConflictRow) => row.id;
const NONE: Picked = new Map();

/** What the two systems disagree on, value by value, as work to be settled. `closed`: why this viewer sees none. */
export function ConflictsScreen({ closed }: { closed: string | null }) {
  if (closed === null) return <ConflictList />;
  return (
    <Screen title="Conflicts">
      <EmptyState why={closed} />
    </Screen>
  );
}

function ConflictList() {
  const url = useUrlState({
    columns: CONFLICT_COLUMNS,
    facets: CONFLICT_FILTERS,
    defaultSort: null,
  });
  const rows = useConflictRows(url.search);
  const facets = useConflictFacets(url.search, rows.isFetching).data?.facets;
  const defs = useMemo(() => toConflictFacets(facets), [facets]);
  const acts = useConflictActs();
  const [picked, setPicked] = useState(NONE);
  const listed = url.openId === null ? undefined : rows.rowAt(rows.indexOf(url.openId));
  const isElsewhere = url.openId !== null && rows.total !== null && listed === undefined;
  const reading = useConflict(url.openId ?? "", isElsewhere);
  const open = listed ?? (isElsewhere ? reading.data : undefined);
  useConflictKeys(open, acts);
  const first = rows.firstPage;
  const isNarrowed = url.text !== "" || Object.values(url.values).some((list) => list.length > 0);
  return (
    <>
      <ListScreen
        title="Conflicts"
        path={PATH}
        unit="conflict"
        columns={CONFLICT_COLUMNS}
        rows={rows}
        url={url}
        facets={defs}
        placeholder="Device, serial, owner or value"
        hrefOf={(id) =>
          deviceHref(rows.rowAt(rows.indexOf(id))?.deviceRef ?? open?.deviceRef ?? id)
        }
        preview={(id) => <ConflictPane key={id} row={open} reading={reading} acts={acts} />}
        freshness={first ? toFreshness(first.sources) : undefined}
        views={<Views url={url} facets={facets} picked={picked} acts={acts} onPick={setPicked} />}
        selection={new Set(picked.keys())}
        onSelectionChange={(ids) => setPicked(keepPicked(picked, ids, rows))}
        {...(isNarrowed
          ? {}
          : { empty: { why: "The two systems agree on every device that stands in both." } })}
      />
      {acts.asked === null ? null : (
        <TakeDialog
          taken={acts.asked.taken}
          rows={acts.asked.rows}
          onClose={() => {
            acts.close();
            setPicked(NONE);
          }}
        />
      )}
    </>
  );
}

function Views({
  url,
  facets,
  picked,
  acts,
  onPick,
}: {
  url: UrlState;
  facets: Facets | undefined;
  picked: Picked;
  acts: ConflictActs;
  onPick: (picked: Picked) => void;
}) {
  return (
    <>
      <AttributeTabs
        counts={facets?.["attribute"]}
        picked={url.values["attribute"] ?? []}
        onPick={(attributes) => url.setValues("attribute", attributes)}
      />
      <PickedBar rows={[...picked.values()]} acts={acts} onClear={() => onPick(NONE)} />
    </>
  );
}

function useConflictRows(search: Readonly<Record<string, string>>): Rows {
  const fetchPage = useCallback((page: PageRequest) => fetchConflicts(search, page), [search]);
  return useWindowedRows<ConflictRow, ListConflictsResult>({
    queryKey: conflictKeys.list(search),
    fetchPage,
    rowId,
  });
}

/** The rows of these ids: as they are in the list, or as they were when they were picked. */
function keepPicked(before: Picked, ids: ReadonlySet<string>, rows: Rows): Picked {
  return new Map(
    [...ids].flatMap((id) => {
      const row = rows.rowAt(rows.indexOf(id)) ?? before.get(id);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
}

/** The three answers to the open conflict, by one key each. */
function useConflictKeys(row: ConflictRow | null | undefined, acts: ConflictActs): void {
  const take = (taken: "kace" | "sysaid") => () => {
    if (row && row[otherSource(taken)].barred === null) acts.take(taken, [row]);
  };
  const leave = () => {
    if (row) acts.leave(row.ignored === null ? "ignore" : "ask", [row]);
  };
  useActions([
    { id: "take-kace", label: "Take KACE’s value", group: "Here", keys: "1", run: take("kace") },
    {
      id: "take-sysaid",
      label: "Take SysAid’s value",
      group: "Here",
      keys: "2",
      run: take("sysaid"),
    },
    { id: "ignore", label: "Ignore until it changes", group: "Here", keys: "i", run: leave },
  ]);
}

const STATE_LABELS: Readonly<Record<string, string>> = { open: "Open", ignored: "Ignored" };

function toConflictFacets(facets: Facets | undefined): FacetDef[] {
  const counted = (
    id: "state" | "site" | "kind",
    label: string,
    words: Readonly<Record<string, string>> = {},
  ): FacetDef => ({
    id,
    label,
    options: facets?.[id]?.map((option: FacetOption) => ({
      ...option,
      label: option.value === "none" ? "Not told" : (words[option.value] ?? option.label),
    })),
  });
  return [
    counted("state", "State", STATE_LABELS),
    counted("site", "Site"),
    counted("kind", "Kind", DEVICE_KIND_LABELS),
  ];
}
