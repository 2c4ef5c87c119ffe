"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FreshnessFoot, type FreshnessItem } from "@/components/ui/freshness-foot";
import type { EmptyFace } from "@/components/ui/panel";
import { usePreferences } from "@/components/ui/preferences";
import { Screen } from "@/components/ui/screen";
import { placeOf, rememberPlace } from "@/lib/client/list-places";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { ColumnMenu, DensitySwitch } from "./column-menu";
import type { GridColumn } from "./columns";
import { DataGrid } from "./data-grid";
import type { FacetDef } from "./facet-filter";
import { FilterBar } from "./filter-bar";
import { GridWithPreview } from "./grid-with-preview";
import { PendingChip } from "./pending-chip";
import type { GridGrouping } from "./use-grouping";
import type { UrlState } from "./use-url-state";
import type { WindowedRows } from "./use-windowed-rows";

interface ListScreenProps<Row> {
  title: string;
  /** The list's own address, such as `/devices`. */
  path: string;
  /** What one row is, in the singular. */
  unit: string;
  /** Where an s does not make it. */
  plural?: string;
  columns: readonly GridColumn<Row>[];
  rows: WindowedRows<Row>;
  /** Headings over the rows. */
  grouping?: GridGrouping | undefined;
  /** Stands in the list's place: another shape of the same rows. */
  instead?: ReactNode;
  /** How many rows there are in all, where the windows do not hold all of them. */
  total?: number | null;
  /** Before the density and the columns: how the list stands. */
  controls?: ReactNode;
  url: UrlState;
  facets: readonly FacetDef[];
  /** Further filters after those, and whether one of them is set. */
  moreFilters?: ReactNode;
  isMoreSet?: boolean;
  /** What the text is looked for in. */
  placeholder: string;
  /** The page of a row. */
  hrefOf: (id: string) => string;
  /** The open row; `row` is undefined while it was not read yet or when the filters leave it out. */
  preview: (id: string, row: Row | undefined) => ReactNode;
  /** How current each origin is; undefined until it is known. */
  freshness: readonly FreshnessItem[] | undefined;
  /** Above the filters: what the list is, what is picked. */
  views?: ReactNode;
  /** Beside the list: other lists that can be opened here; `null` while they are folded away. */
  side?: ReactNode;
  /** Rows picked by id; leave out for a list without picking. */
  selection?: ReadonlySet<string>;
  onSelectionChange?: (ids: ReadonlySet<string>) => void;
  /** Why there is no row, where the screen knows better than that nothing matches. */
  empty?: EmptyFace;
}

/** A list, its filters, the open row beside it and how current it all is: one screen whose state is its address. */
export function ListScreen<Row>(props: ListScreenProps<Row>) {
  const { title, rows, url, unit, columns, freshness } = props;
  const router = useRouter();
  const preferences = usePreferences();
  const density = url.density ?? preferences.density;
  const startIndex = useLastPlace(props.path, url.openId === null ? -1 : rows.indexOf(url.openId));
  const { hrefOf, selection, onSelectionChange } = props;
  const { path } = props;
  const newest = useRef(rows);
  useEffect(() => {
    newest.current = rows;
  });
  const open = useCallback(
    (id: string) => {
      // The address follows a moment after the keys; a quick reader opens a row before it names that row.
      const search = new URLSearchParams(window.location.search);
      search.set("open", id);
      rememberPlace(path, { search: search.toString(), index: newest.current.indexOf(id) });
      router.push(hrefOf(id));
    },
    [router, hrefOf, path],
  );
  const total = props.total === undefined ? rows.total : props.total;
  const picking = selection && onSelectionChange ? { selection, onSelectionChange } : {};
  return (
    <Screen
      title={title}
      layout="fill"
      foot={freshness === undefined ? undefined : <FreshnessFoot items={freshness} />}
      toolbar={
        <>
          {props.views}
          <FilterBar
            facets={props.facets}
            values={url.values}
            onChange={url.setValues}
            text={url.text}
            onTextChange={url.setText}
            onClear={url.clear}
            placeholder={props.placeholder}
            more={props.moreFilters}
            isMoreSet={props.isMoreSet ?? false}
          >
            <PendingChip change={rows.pending} onShow={rows.acceptPending} />
            <span className="min-w-20 text-end text-xs text-ink-soft figures">
              {total === null ? "" : formatCounted(total, unit, DISPLAY_LOCALE, props.plural)}
            </span>
            {props.controls}
            {props.instead === undefined ? (
              <>
                <DensitySwitch density={density} onChange={url.setDensity} />
                <ColumnMenu
                  columns={columns}
                  state={url.columnState}
                  onStateChange={url.setColumnState}
                />
              </>
            ) : null}
          </FilterBar>
        </>
      }
    >
      <Beside side={props.side}>
        <GridWithPreview
          previewLabel={`The open ${unit}`}
          onClose={() => url.setOpenId(null)}
          preview={
            url.openId === null
              ? null
              : props.preview(url.openId, rows.rowAt(rows.indexOf(url.openId)))
          }
          grid={
            props.instead ?? (
              <DataGrid
                label={title}
                unit={unit}
                {...(props.plural === undefined ? {} : { plural: props.plural })}
                columns={columns}
                rows={rows}
                sort={url.sort}
                onSortChange={url.setSort}
                activeId={url.openId}
                onActiveChange={url.setOpenId}
                onOpen={open}
                density={density}
                columnState={url.columnState}
                onColumnStateChange={url.setColumnState}
                empty={props.empty ?? emptyFace(props)}
                {...picking}
                startIndex={startIndex}
                grouping={props.grouping}
              />
            )
          }
        />
      </Beside>
    </Screen>
  );
}

/** What stands beside the list. A side that is folded away (`null`) leaves the list where and as it is. */
function Beside({ side, children }: { side: ReactNode; children: ReactNode }) {
  if (side === undefined) return children;
  return (
    <div className="flex min-h-0 min-w-0 grow gap-3">
      {side}
      <div className="flex min-h-0 min-w-0 grow flex-col">{children}</div>
    </div>
  );
}

/** Keeps where the list stands, and tells where it stood when its reader comes back to the same question. */
function useLastPlace(path: string, openIndex: number): number | undefined {
  const search = useSearchParams().toString();
  const [start] = useState(() => {
    const left = placeOf(path);
    return left?.search === search && left.index >= 0 ? left.index : undefined;
  });
  useEffect(() => {
    const left = placeOf(path);
    // The row that was left is not read yet when the list comes back; its place is still known.
    const known = openIndex >= 0 || left?.search !== search ? openIndex : left.index;
    rememberPlace(path, { search, index: known });
  }, [path, search, openIndex]);
  return start;
}

/** Why a list is empty: by its filters, or because an origin tells nothing. */
function emptyFace<Row>({ url, unit, freshness }: ListScreenProps<Row>) {
  const filtered = url.text !== "" || Object.values(url.values).some((list) => list.length > 0);
  if (filtered) {
    return {
      why: `No ${unit} matches these filters.`,
      action: <Button onClick={url.clear}>Clear the filters</Button>,
    };
  }
  const missing = (freshness ?? []).flatMap((item) =>
    item.state === "missing" ? `${item.label}: ${item.reason}` : [],
  );
  return { why: [`There is no ${unit} that you may see.`, ...missing].join(" ") };
}
