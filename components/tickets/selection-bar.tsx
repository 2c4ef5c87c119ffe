"use client";

import { Copy, ListChecks, PencilLine, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { tellDone } from "@/components/ui/toaster";
import type { Search } from "@/lib/client/keys";
import { TICKET_JOBS_PATH } from "@/lib/client/tickets/jobs/job-links";
import { TICKET_JOB_ROWS_MAX } from "@/lib/contracts/ticket-job-fields";
import type { TicketRow } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCounted } from "@/lib/format/numbers";
import type { BulkAim } from "./bulk/bulk-dialog";

// Opened by few visits; not part of the first load.
const BulkDialog = dynamic(() => import("./bulk/bulk-dialog").then((module) => module.BulkDialog), {
  ssr: false,
});

const TOO_MANY = `At most ${formatCount(TICKET_JOB_ROWS_MAX, DISPLAY_LOCALE)} tickets can be changed at once.`;

/** What can be done with the picked tickets. */
export function SelectionBar({
  refs,
  all,
  rowOf,
  onClear,
}: {
  refs: ReadonlySet<string>;
  /** The question that the list asks, and how many tickets it finds; `null` while that is not known. */
  all: { search: Search; total: number } | null;
  /** A picked row, as far as it was read. */
  rowOf: (ref: string) => TicketRow | undefined;
  onClear: () => void;
}) {
  const [aim, setAim] = useState<BulkAim | null>(null);
  if (refs.size === 0) return null;
  const picked = [...refs];
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
        refusedBecause={refs.size > TICKET_JOB_ROWS_MAX ? TOO_MANY : null}
        onClick={() =>
          setAim({ among: { by: "refs", refs: picked }, count: picked.length, known: picked })
        }
      >
        <PencilLine size={14} aria-hidden />
        Change them
      </Button>
      {all === null || all.total <= refs.size ? null : (
        <Button
          refusedBecause={all.total > TICKET_JOB_ROWS_MAX ? TOO_MANY : null}
          onClick={() =>
            setAim({ among: { by: "search", search: all.search }, count: all.total, known: picked })
          }
        >
          Change all {formatCount(all.total, DISPLAY_LOCALE)} of this list
        </Button>
      )}
      <Button onClick={() => void copy()}>
        <Copy size={14} aria-hidden />
        Copy the numbers
      </Button>
      <Button look="quiet" onClick={onClear}>
        <X size={14} aria-hidden />
        Pick none
      </Button>
      <Link href={TICKET_JOBS_PATH} prefetch={false} className={buttonClass("quiet")}>
        <ListChecks size={14} aria-hidden />
        Jobs
      </Link>
      {aim === null ? null : (
        <BulkDialog aim={aim} rowOf={rowOf} onClose={() => setAim(null)} onStarted={onClear} />
      )}
    </div>
  );
}
