"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useBulk, useSamples, type Bulk } from "@/lib/client/tickets/bulk/use-bulk";
import { samplesOf } from "@/lib/client/tickets/bulk/wish";
import type { TicketRow } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCounted } from "@/lib/format/numbers";
import { BulkForm, NO_CHOICE, toWish } from "./bulk-form";
import { BulkResults } from "./bulk-results";

/**
 * Gives the picked tickets one act, one after another, through each system as the reader. Says of each that did not
 * take it why, and tries those again alone. Nothing is sent before its button is pressed.
 */
export function BulkDialog({
  refs: picked,
  rowOf,
  onClose,
}: {
  refs: ReadonlySet<string>;
  rowOf: (ref: string) => TicketRow | undefined;
  onClose: () => void;
}) {
  // As they were picked: what the list does meanwhile changes nothing here.
  const [refs] = useState(() => [...picked]);
  const [samples] = useState(() => samplesOf(refs, rowOf));
  const [choice, setChoice] = useState(NO_CHOICE);
  const { tickets, isRead } = useSamples(samples);
  const bulk = useBulk();
  const wish = toWish(choice);
  const counted = formatCounted(refs.length, "ticket", DISPLAY_LOCALE);
  const isRunning = bulk.phase === "running";
  const start = (some: readonly string[]) => {
    if (wish !== null) bulk.start(some, wish);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        // Who leaves while it runs wants no more of it; the ticket at hand is finished.
        if (!open && isRunning) bulk.stop();
        else if (!open) onClose();
      }}
      title={`Change ${counted}`}
      description="One after another, each in its own system as you."
      actions={
        bulk.phase === "ready" ? (
          <>
            <Button look="quiet" onClick={onClose}>
              Leave
            </Button>
            <Button
              look="primary"
              refusedBecause={wish === null ? "Choose a value first." : null}
              onClick={() => start(refs)}
            >
              Change {counted}
            </Button>
          </>
        ) : (
          <Ends bulk={bulk} refs={refs} onRetry={start} onClose={onClose} />
        )
      }
    >
      {bulk.phase === "ready" ? (
        <BulkForm choice={choice} onChoose={setChoice} samples={tickets} isRead={isRead} />
      ) : (
        <BulkResults bulk={bulk} refs={refs} />
      )}
    </Dialog>
  );
}

function Ends({
  bulk,
  refs,
  onRetry,
  onClose,
}: {
  bulk: Bulk;
  refs: readonly string[];
  onRetry: (refs: readonly string[]) => void;
  onClose: () => void;
}) {
  if (bulk.phase === "running") return <Button onClick={bulk.stop}>Stop</Button>;
  const open = refs.filter((ref) => {
    const result = bulk.results.get(ref);
    return result === undefined || result.outcome === "failed";
  });
  return (
    <>
      {open.length === 0 ? null : (
        <Button onClick={() => onRetry(open)}>
          Try the other {formatCount(open.length, DISPLAY_LOCALE)} again
        </Button>
      )}
      <Button look="primary" onClick={onClose}>
        Done
      </Button>
    </>
  );
}
