"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CONFLICT_ANSWERS_MAX } from "@/lib/contracts/conflict-fields";
import type { ConflictRow } from "@/lib/contracts/conflicts";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import type { ConflictActs } from "./use-conflict-acts";

/** What can be done with the picked conflicts, which must be about one attribute to be written. */
export function PickedBar({
  rows,
  acts,
  onClear,
}: {
  rows: readonly ConflictRow[];
  acts: ConflictActs;
  onClear: () => void;
}) {
  if (rows.length === 0) return null;
  const many = tooMany(rows);
  const refused = many ?? whyNotTogether(rows);
  const areIgnored = rows.every(({ ignored }) => ignored !== null);
  return (
    <div role="group" aria-label="Picked conflicts" className="flex flex-wrap items-center gap-2">
      <span className="text-sm font-medium figures">
        {formatCounted(rows.length, "conflict", DISPLAY_LOCALE)} picked
      </span>
      <Button refusedBecause={refused} onClick={() => acts.take("kace", rows)}>
        Take KACE’s
      </Button>
      <Button refusedBecause={refused} onClick={() => acts.take("sysaid", rows)}>
        Take SysAid’s
      </Button>
      <Button
        refusedBecause={many}
        busy={acts.isLeaving}
        onClick={() => {
          acts.leave(areIgnored ? "ask" : "ignore", rows);
          onClear();
        }}
      >
        {areIgnored ? "Ask again" : "Ignore until they change"}
      </Button>
      <Button look="quiet" onClick={onClear}>
        <X size={14} aria-hidden />
        Pick none
      </Button>
      {refused === null ? null : <span className="text-xs text-ink-soft">{refused}</span>}
    </div>
  );
}

function tooMany(rows: readonly ConflictRow[]): string | null {
  return rows.length > CONFLICT_ANSWERS_MAX
    ? `At most ${CONFLICT_ANSWERS_MAX} can be answered at once.`
    : null;
}

/** Why these cannot be written in one go, or `null`. */
export function whyNotTogether(rows: readonly Pick<ConflictRow, "attribute">[]): string | null {
  return new Set(rows.map(({ attribute }) => attribute)).size > 1
    ? "Only conflicts about one attribute can be written together."
    : null;
}
