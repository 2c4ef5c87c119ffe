"use client";

import { Copy, PencilLine, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { tellDone } from "@/components/ui/toaster";
import { BULK_MAX } from "@/lib/client/tickets/bulk/wish";
import type { TicketRow } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";

// Opened by few visits; not part of the first load.
const BulkDialog = dynamic(() => import("./bulk/bulk-dialog").then((module) => module.BulkDialog), {
  ssr: false,
});

/** What can be done with the picked tickets. */
export function SelectionBar({
  refs,
  rowOf,
  onClear,
}: {
  refs: ReadonlySet<string>;
  /** A picked row, as far as it was read. */
  rowOf: (ref: string) => TicketRow | undefined;
  onClear: () => void;
}) {
  const [isChanging, setIsChanging] = useState(false);
  if (refs.size === 0) return null;
  const copy = async () => {
    const numbers = [...refs].map((ref) => ref.split(":").slice(2).join(":"));
    await navigator.clipboard.writeText(numbers.join("\n"));
    tellDone(`Copied ${formatCounted(numbers.length, "number", DISPLAY_LOCALE)}`);
  };
  return (
    <div role="group" aria-label="Picked tickets" className="flex flex-wrap items-center gap-2">
      <span className="text-sm font-medium figures">
        {formatCounted(refs.size, "ticket", DISPLAY_LOCALE)} picked
      </span>
      <Button
        refusedBecause={
          refs.size > BULK_MAX ? `At most ${BULK_MAX} tickets can be changed at once.` : null
        }
        onClick={() => setIsChanging(true)}
      >
        <PencilLine size={14} aria-hidden />
        Change them
      </Button>
      <Button onClick={() => void copy()}>
        <Copy size={14} aria-hidden />
        Copy the numbers
      </Button>
      <Button look="quiet" onClick={onClear}>
        <X size={14} aria-hidden />
        Pick none
      </Button>
      {isChanging ? (
        <BulkDialog refs={refs} rowOf={rowOf} onClose={() => setIsChanging(false)} />
      ) : null}
    </div>
  );
}
