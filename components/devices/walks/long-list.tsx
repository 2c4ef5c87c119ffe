"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { EmptyState } from "@/components/ui/panel";

const SHOWN_FIRST = 100;

/** Rows with a filter over their texts; long lists begin short. */
export function LongList<Row>({
  rows,
  textOf,
  empty,
  label,
  children,
}: {
  rows: readonly Row[];
  textOf: (row: Row) => string;
  /** Why there is none. */
  empty: string;
  label: string;
  children: (row: Row) => ReactNode;
}) {
  const [sought, setSought] = useState("");
  const [whole, setWhole] = useState(false);
  if (rows.length === 0) return <EmptyState why={empty} />;
  const wanted = sought.trim().toLowerCase();
  const matching =
    wanted === "" ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  const shown = whole ? matching : matching.slice(0, SHOWN_FIRST);
  return (
    <div className="grid gap-2">
      {rows.length > 8 ? (
        <Input
          type="search"
          aria-label={`Filter ${label}`}
          placeholder="Filter"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          className="max-w-xs"
          data-print="hide"
        />
      ) : null}
      <ul aria-label={label} className="divide-y divide-line">
        {shown.map(children)}
      </ul>
      {shown.length < matching.length ? (
        <Button onClick={() => setWhole(true)} className="justify-self-start">
          Show all {matching.length}
        </Button>
      ) : null}
    </div>
  );
}

export const ROW = "flex flex-wrap items-center gap-x-4 gap-y-1 py-2";
