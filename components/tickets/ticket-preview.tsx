"use client";

import Link from "next/link";
import { useRef } from "react";
import { buttonClass } from "@/components/ui/button";
import { FailedFace } from "@/components/ui/panel";
import { usePreferences } from "@/components/ui/preferences";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { SkeletonLines } from "@/components/ui/skeleton";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import type { TicketRow } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { useEvidence } from "./context/use-evidence";
import { GoneNote } from "./gone-note";
import { KeyHint, TicketActsBar } from "./ticket-acts-bar";
import { FoldedTicketContext } from "./ticket-context";
import { TicketFacts } from "./ticket-facts";
import { TicketTalk } from "./ticket-talk";
import { useRarerWork } from "./use-rarer-work";
import { useTicketWork } from "./use-ticket-work";

/** A ticket beside the queue: its row at once, then everything, with what can be done. */
export function TicketPreview({
  ticketRef,
  row,
  onLeave,
}: {
  ticketRef: string;
  row: TicketRow | undefined;
  /** Its reader has closed the ticket and wants to go on: to the next row, or to none. */
  onLeave?: (to: "next" | "list") => void;
}) {
  const { afterClose } = usePreferences();
  const work = useTicketWork(ticketRef, () =>
    afterClose === "stay" ? undefined : onLeave?.(afterClose),
  );
  const rarer = useRarerWork(work, {
    ref: ticketRef,
    onGone: () => onLeave?.("list"),
    isPage: false,
  });
  const box = useRef<HTMLTextAreaElement>(null);
  const evidence = useEvidence(ticketRef, work, box);
  const { reading } = work;
  const shown = work.ticket ?? row;
  if (shown === undefined) {
    return (
      <div className="flex min-h-full flex-col p-4 pe-12">
        {reading.error ? (
          <FailedFace error={reading.error} retry={reading.refetch} busy={reading.isFetching} />
        ) : (
          <SkeletonLines lines={8} />
        )}
      </div>
    );
  }
  return (
    <div className="grid min-w-0 gap-4 p-4">
      <header className="grid gap-1 pe-8">
        <p className="flex items-center gap-1.5 text-xs text-ink-soft figures">
          <ProvenanceMark provenance={SOURCE_LABELS[shown.source]} />
          {shown.number}
        </p>
        <h2 className="text-base font-semibold wrap-anywhere">
          <Link href={ticketHref(ticketRef)} className="hover:underline">
            {shown.title}
          </Link>
        </h2>
      </header>
      <TicketActsBar work={work} rarer={rarer} row={shown} onComment={() => box.current?.focus()}>
        <Link href={ticketHref(ticketRef)} className={buttonClass()}>
          Open
          <KeyHint keys="Enter" />
        </Link>
      </TicketActsBar>
      <GoneNote ticket={work.ticket} />
      <TicketFacts ticket={shown} part="first" />
      {reading.error ? (
        <FailedFace error={reading.error} retry={reading.refetch} busy={reading.isFetching} />
      ) : (
        <TicketTalk work={work} box={box} />
      )}
      <section className="grid gap-1.5 border-t pt-3">
        <h3 className="text-sm font-semibold">More about it</h3>
        <TicketFacts ticket={shown} part="rest" />
      </section>
      <FoldedTicketContext ticketRef={ticketRef} evidence={evidence} />
    </div>
  );
}
