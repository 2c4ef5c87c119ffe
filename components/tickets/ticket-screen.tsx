"use client";

import { ArrowLeft, ChevronLeft, ChevronRight, Pencil } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { useActions } from "@/components/ui/actions";
import { Button, IconButton, buttonClass } from "@/components/ui/button";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel, type PanelQuery } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { Screen } from "@/components/ui/screen";
import { ticketFormHref } from "@/lib/client/tickets/ticket-links";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS, toFreshness } from "@/lib/format/source-labels";
import { ApprovalsPanel } from "./approvals-panel";
import type { DeviceRunsSlot } from "./context/device-runs-slot";
import { useEvidence } from "./context/use-evidence";
import { GoneNote } from "./gone-note";
import { LinksPanel } from "./links-panel";
import { KeyHint, TicketActsBar } from "./ticket-acts-bar";
import { TicketContextPanel } from "./ticket-context";
import { TicketFacts } from "./ticket-facts";
import { TicketTalk } from "./ticket-talk";
import { useRarerWork } from "./use-rarer-work";
import { useTicketWay, type TicketWay } from "./use-ticket-way";
import { useTicketWork } from "./use-ticket-work";

/** One ticket as a page of its own. Esc leads back to its row in the queue. */
export function TicketScreen({ ticketRef, runs }: { ticketRef: string; runs?: DeviceRunsSlot }) {
  const way = useTicketWay(ticketRef);
  const work = useTicketWork(ticketRef, way.leaveClosed);
  const rarer = useRarerWork(work, { ref: ticketRef, onGone: way.leaveGone, isPage: true });
  const box = useRef<HTMLTextAreaElement>(null);
  const evidence = useEvidence(ticketRef, work, box);
  const { ticket, reading } = work;
  const query: PanelQuery<TicketDetail> = {
    data: ticket,
    error: reading.error,
    isFetching: reading.isFetching,
    refetch: reading.refetch,
  };
  return (
    <Screen
      title={ticket?.title ?? "Ticket"}
      showTitle
      foot={reading.data ? <FreshnessFoot items={toFreshness(reading.data.sources)} /> : undefined}
      toolbar={
        <div className="grid gap-2">
          <div className="flex min-h-8 flex-wrap items-center gap-2">
            {ticket === undefined ? null : (
              <span className="inline-flex items-center gap-1.5 pe-2 text-ink-soft figures">
                <ProvenanceMark provenance={SOURCE_LABELS[ticket.source]} withName />
                {ticket.number}
              </span>
            )}
            <TicketActsBar
              work={work}
              rarer={rarer}
              isPage
              row={ticket}
              onComment={() => box.current?.focus()}
            />
            <Ways way={way} />
          </div>
          <GoneNote ticket={ticket} />
        </div>
      }
    >
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Panel title="Ticket" query={query} size="lg">
          {() => <TicketTalk work={work} box={box} />}
        </Panel>
        <div className="grid min-w-0 gap-3">
          <Panel
            title="Facts"
            query={query}
            size="lg"
            actions={
              <Link
                href={ticketFormHref(ticketRef)}
                className={buttonClass("quiet")}
                data-print="hide"
              >
                <Pencil size={14} aria-hidden />
                Edit fields
              </Link>
            }
          >
            {(one) => <TicketFacts ticket={one} />}
          </Panel>
          <ApprovalsPanel rarer={rarer} />
          <LinksPanel ticketRef={ticketRef} rarer={rarer} />
          <TicketContextPanel ticketRef={ticketRef} evidence={evidence} runs={runs} />
        </div>
      </div>
    </Screen>
  );
}

/** Along the list that the reader came from, and back to it. */
function Ways({ way }: { way: TicketWay }) {
  const { previous, next, hasList, goTo, back } = way;
  useActions([
    { id: "back", label: "Back to the tickets", group: "Here", keys: "Escape", run: back },
    { id: "next", label: "Next ticket", group: "Here", keys: "n", run: () => goTo(next) },
    {
      id: "previous",
      label: "Previous ticket",
      group: "Here",
      keys: "b",
      run: () => goTo(previous),
    },
  ]);
  const refused = (neighbour: unknown, edge: string) =>
    neighbour === null ? (hasList ? edge : "You did not come here from a list.") : null;
  return (
    <nav aria-label="Along the list" className="ms-auto flex items-center gap-1">
      <IconButton
        label="Previous ticket (b)"
        icon={<ChevronLeft size={16} aria-hidden />}
        refusedBecause={refused(previous, "This is the first ticket of the list.")}
        onClick={() => goTo(previous)}
      />
      <IconButton
        label="Next ticket (n)"
        icon={<ChevronRight size={16} aria-hidden />}
        refusedBecause={refused(next, "This is the last ticket of the list.")}
        onClick={() => goTo(next)}
      />
      <Button look="quiet" onClick={back}>
        <ArrowLeft size={14} aria-hidden />
        All tickets
        <KeyHint keys="Esc" />
      </Button>
    </nav>
  );
}
