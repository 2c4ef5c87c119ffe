"use client";

import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel, type PanelQuery } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { Screen } from "@/components/ui/screen";
import { placeOf, wayBack } from "@/lib/client/list-places";
import { QUEUE_PATH, queueWith } from "@/lib/client/tickets/ticket-links";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS, toFreshness } from "@/lib/format/source-labels";
import { useEvidence } from "./context/use-evidence";
import { GoneNote } from "./gone-note";
import { KeyHint, TicketActsBar } from "./ticket-acts-bar";
import { TicketContextPanel } from "./ticket-context";
import { TicketFacts } from "./ticket-facts";
import { TicketTalk } from "./ticket-talk";
import { useTicketWork } from "./use-ticket-work";

/** One ticket as a page of its own. Esc leads back to its row in the queue. */
export function TicketScreen({ ticketRef }: { ticketRef: string }) {
  const router = useRouter();
  const work = useTicketWork(ticketRef);
  const box = useRef<HTMLTextAreaElement>(null);
  const evidence = useEvidence(ticketRef, work, box);
  const { ticket, reading } = work;
  const back = () =>
    router.push(placeOf(QUEUE_PATH) === null ? queueWith(ticketRef) : wayBack(QUEUE_PATH));
  useActions([
    { id: "back", label: "Back to the tickets", group: "Here", keys: "Escape", run: back },
  ]);
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
              number={ticket?.number}
              onComment={() => box.current?.focus()}
            />
            <Button look="quiet" className="ms-auto" onClick={back}>
              <ArrowLeft size={14} aria-hidden />
              All tickets
              <KeyHint keys="Esc" />
            </Button>
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
          <Panel title="Facts" query={query} size="lg">
            {(one) => <TicketFacts ticket={one} />}
          </Panel>
          <TicketContextPanel ticketRef={ticketRef} evidence={evidence} />
        </div>
      </div>
    </Screen>
  );
}
