"use client";

import { useMemo, useRef } from "react";
import type { FacetDef } from "@/components/grid/facet-filter";
import { FilterBar } from "@/components/grid/filter-bar";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { EmptyState, FailedFace } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { SkeletonLines } from "@/components/ui/skeleton";
import {
  OPERATION_FILTERS,
  countByValue,
  findOperations,
  systemLabel,
  type OperationFilter,
  type OperationFilters,
} from "@/lib/client/developers/find-operations";
import { useOperations } from "@/lib/client/developers/use-operations";
import { HARMS, SYSTEMS, type OperationRow } from "@/lib/contracts/developers";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { HARM_DISPLAYS } from "./operation-displays";
import { OperationList } from "./operation-list";
import { OperationPane } from "./operation-pane";
import { useOperationState } from "./use-operation-state";

const NONE: readonly OperationRow[] = [];

/** Every operation of both systems and of Sightline: the list, and one of them beside it to read and to try. */
export function DevelopersScreen({ address }: { address: string }) {
  const operations = useOperations();
  const state = useOperationState();
  const pane = useRef<HTMLElement>(null);
  const { filters, text, openKey } = state;
  const rows = operations.data?.rows ?? NONE;
  const found = useMemo(() => findOperations(rows, filters, text), [rows, filters, text]);
  return (
    <Screen
      title="API"
      layout="fill"
      toolbar={
        <FilterBar
          facets={facetsOf(rows, filters, text)}
          values={filters}
          onChange={state.setFilter}
          text={text}
          onTextChange={state.setText}
          onClear={state.clear}
          placeholder="Path, name, group"
        >
          <span role="status" className="text-end text-xs text-ink-soft figures">
            {operations.data ? formatCounted(found.length, "operation", DISPLAY_LOCALE) : ""}
          </span>
          <a
            href="/api/openapi.json"
            className="inline-flex h-7 items-center px-1.5 text-xs text-accent hover:underline"
          >
            OpenAPI 3.1
          </a>
        </FilterBar>
      }
    >
      <div className="grid min-h-0 grow overflow-hidden rounded-md border bg-surface md:grid-cols-[minmax(16rem,1fr)_minmax(0,2.2fr)]">
        <div
          className={classNames(
            "min-h-0 min-w-0 flex-col md:flex md:border-e",
            openKey === null ? "flex" : "hidden",
          )}
        >
          {operations.data === undefined ? (
            <Waiting query={operations} />
          ) : found.length === 0 ? (
            <EmptyState
              why="No operation matches these filters."
              action={<Button onClick={state.clear}>Clear the filters</Button>}
            />
          ) : (
            <OperationList
              rows={found}
              openKey={openKey}
              onOpenChange={state.setOpenKey}
              onEnter={() => pane.current?.focus()}
            />
          )}
        </div>
        <OperationPane
          key={openKey}
          ref={pane}
          openKey={openKey}
          address={address}
          onClose={() => state.setOpenKey(null)}
        />
      </div>
    </Screen>
  );
}

function Waiting({ query }: { query: ReturnType<typeof useOperations> }) {
  if (query.error) {
    return <FailedFace error={query.error} retry={query.refetch} busy={query.isFetching} />;
  }
  return (
    <div className="p-4">
      <SkeletonLines lines={12} />
    </div>
  );
}

const FACETS = {
  system: {
    label: "System",
    options: SYSTEMS.map((value) => ({ value, label: systemLabel(value) })),
  },
  effect: {
    label: "Effect",
    options: [
      { value: "reads", label: "Reads" },
      { value: "writes", label: "Acts" },
    ],
  },
  harm: {
    label: "Harm",
    options: HARMS.map((value) => ({
      value,
      label: value === "none" ? "None" : HARM_DISPLAYS[value].label,
    })),
  },
} as const satisfies Record<OperationFilter, unknown>;

function facetsOf(
  rows: readonly OperationRow[],
  filters: OperationFilters,
  text: string,
): FacetDef[] {
  return OPERATION_FILTERS.map((id) => {
    const counts = countByValue(rows, id, filters, text);
    const { label, options } = FACETS[id];
    return {
      id,
      label,
      options: options.map((one) => ({ ...one, count: counts.get(one.value) ?? 0 })),
    };
  });
}
