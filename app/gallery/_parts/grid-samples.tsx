"use client";

import { useCallback, useMemo, useState } from "react";
import { ColumnMenu, DensitySwitch } from "@/components/grid/column-menu";
import type { GridColumn } from "@/components/grid/columns";
import { DataGrid } from "@/components/grid/data-grid";
import { FilterBar } from "@/components/grid/filter-bar";
import { GridWithPreview } from "@/components/grid/grid-with-preview";
import { PendingChip } from "@/components/grid/pending-chip";
import { useUrlState } from "@/components/grid/use-url-state";
import { useStaticRows, useWindowedRows } from "@/components/grid/use-windowed-rows";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { usePreferences } from "@/components/ui/preferences";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { PRIORITY_DISPLAYS, STATUS_DISPLAYS } from "@/lib/format/displays";
import { formatCounted } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

const TOTAL = 100_000;
const TITLES = [
  "Printer on floor 2 is out of toner",
  "VPN drops at noon",
  "New starter on Monday",
  "Laptop does not wake",
];
const PEOPLE = ["Ada Lovelace", "Grace Hopper", "Alan Turing", null];

interface SampleRow {
  id: string;
  number: number;
  at: string;
}

const rowId = (row: SampleRow) => row.id;
const pick = <Item,>(items: readonly Item[], at: number) => items[at % items.length];
const statuses = Object.values(STATUS_DISPLAYS);
const priorities = Object.values(PRIORITY_DISPLAYS);

const COLUMNS: readonly GridColumn<SampleRow>[] = [
  {
    id: "number",
    header: "Number",
    width: 104,
    sortField: "number",
    cell: (row) => <NumberCell row={row} />,
  },
  {
    id: "title",
    header: "Title",
    width: 260,
    grow: true,
    fixed: true,
    sortField: "title",
    cell: (row) => pick(TITLES, row.number),
  },
  {
    id: "status",
    header: "Status",
    width: 110,
    sortField: "status",
    cell: (row) => (
      <StatusBadge plain display={pick(statuses, row.number) ?? STATUS_DISPLAYS.new} />
    ),
  },
  {
    id: "priority",
    header: "Priority",
    width: 104,
    sortField: "priority",
    cell: (row) => (
      <StatusBadge plain display={pick(priorities, row.number * 7) ?? PRIORITY_DISPLAYS[3]} />
    ),
  },
  {
    id: "person",
    header: "Assignee",
    width: 140,
    cell: (row) => pick(PEOPLE, row.number) ?? <span className="text-ink-faint">Nobody</span>,
  },
  {
    id: "updated",
    header: "Updated",
    width: 110,
    align: "end",
    sortField: "updatedAt",
    cell: (row) => <RelativeTime iso={row.at} />,
  },
];

function NumberCell({ row }: { row: SampleRow }) {
  return (
    <span className="inline-flex items-center gap-1.5 figures">
      <ProvenanceMark
        provenance={row.number % 3 === 0 ? SOURCE_LABELS.sysaid : SOURCE_LABELS.kace}
      />
      {row.number}
    </span>
  );
}

const FACETS = ["status"];
const FACET_DEFS = [
  {
    id: "status",
    label: "Status",
    options: Object.entries(STATUS_DISPLAYS).map(([value, display], at) => ({
      value,
      label: display.label,
      count: 25_000 - at * 3000,
    })),
  },
  { id: "queue", label: "Queue", options: undefined },
];

/** A list of a hundred thousand rows, and the faces of a short one. */
export function GridSamples({ nowMs }: { nowMs: number }) {
  const url = useUrlState({ columns: COLUMNS, facets: FACETS, defaultSort: null });
  const preferences = usePreferences();
  const density = url.density ?? preferences.density;
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const fetchPage = useCallback(
    async ({ offset, limit }: { offset: number; limit: number }) => ({
      rows: Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, at) => {
        const number = url.sort?.descending === false ? offset + at + 1 : TOTAL - offset - at;
        return {
          id: `row-${number}`,
          number,
          at: new Date(nowMs - (TOTAL - number) * 61_000).toISOString(),
        };
      }),
      total: TOTAL,
    }),
    [nowMs, url.sort],
  );
  const rows = useWindowedRows({ queryKey: ["gallery", url.search], fetchPage, rowId });
  const open = url.openId === null ? undefined : rows.rowAt(rows.indexOf(url.openId));
  return (
    <section aria-label="Grid" className="grid gap-3">
      <div className="flex h-130 flex-col gap-2">
        <h2 className="text-base font-semibold">Grid</h2>
        <FilterBar
          facets={FACET_DEFS}
          values={url.values}
          onChange={url.setValues}
          text={url.text}
          onTextChange={url.setText}
          onClear={url.clear}
          placeholder="Filter by title or number"
        >
          <PendingChip
            change={{ added: 3, removed: 0, moved: false }}
            onShow={rows.acceptPending}
          />
          <span className="text-xs text-ink-soft figures">
            {formatCounted(rows.total ?? 0, "ticket", "en-GB")}
          </span>
          <DensitySwitch density={density} onChange={url.setDensity} />
          <ColumnMenu
            columns={COLUMNS}
            state={url.columnState}
            onStateChange={url.setColumnState}
          />
        </FilterBar>
        <GridWithPreview
          previewLabel="Preview"
          onClose={() => url.setOpenId(null)}
          preview={open === undefined ? null : <Preview row={open} />}
          grid={
            <DataGrid
              label="Sample tickets"
              unit="ticket"
              columns={COLUMNS}
              rows={rows}
              sort={url.sort}
              onSortChange={url.setSort}
              activeId={url.openId}
              onActiveChange={url.setOpenId}
              density={density}
              columnState={url.columnState}
              onColumnStateChange={url.setColumnState}
              selection={selection}
              onSelectionChange={setSelection}
              empty={{ why: "No ticket matches these filters." }}
            />
          }
        />
      </div>
      <GridFaces nowMs={nowMs} />
    </section>
  );
}

function Preview({ row }: { row: SampleRow }) {
  return (
    <div className="p-4">
      <h3 className="mb-2 pe-8 text-base font-semibold">{pick(TITLES, row.number)}</h3>
      <DefinitionList
        items={[
          { label: "Number", value: row.number },
          { label: "Updated", value: <RelativeTime iso={row.at} /> },
        ]}
      />
    </div>
  );
}

function GridFaces({ nowMs }: { nowMs: number }) {
  const full = useMemo(
    () =>
      [1, 2, 3].map((number) => ({ id: `s${number}`, number, at: new Date(nowMs).toISOString() })),
    [nowMs],
  );
  const filled = useStaticRows(full, rowId);
  const empty = useStaticRows<SampleRow>(NO_ROWS, rowId);
  const failing = { ...empty, total: null, error: new Error("sample") };
  const loading = { ...empty, total: null };
  const [state, setState] = useState({
    order: ["title", "status"],
    hidden: ["number", "priority", "person", "updated"],
    widths: {},
  });
  const [active, setActive] = useState<string | null>(null);
  return (
    <div className="grid shrink-0 gap-3 md:grid-cols-2 xl:grid-cols-4">
      {[
        { name: "Full", rows: filled },
        { name: "Loading", rows: loading },
        { name: "Empty", rows: empty },
        { name: "Failed", rows: failing },
      ].map(({ name, rows }) => (
        <div key={name} className="flex h-56 flex-col overflow-hidden rounded-md border bg-surface">
          <DataGrid
            label={`${name} list`}
            unit="ticket"
            columns={COLUMNS}
            rows={rows}
            sort={null}
            onSortChange={() => undefined}
            activeId={active}
            onActiveChange={setActive}
            density="compact"
            columnState={state}
            onColumnStateChange={(next) =>
              setState({ order: [...next.order], hidden: [...next.hidden], widths: next.widths })
            }
            empty={{ why: "No ticket matches.", action: <Button>Clear the filters</Button> }}
          />
        </div>
      ))}
    </div>
  );
}

const NO_ROWS: readonly SampleRow[] = [];
