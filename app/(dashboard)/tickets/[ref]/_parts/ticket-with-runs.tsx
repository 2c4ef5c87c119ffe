"use client";

import { TicketRunButton } from "@/components/devices/runs/ticket-run-button";
import { TicketRuns } from "@/components/devices/runs/ticket-runs";
import { TicketScreen } from "@/components/tickets/ticket-screen";

/** A ticket, and what can be run on its devices. */
export function TicketWithRuns({ ticketRef }: { ticketRef: string }) {
  return (
    <TicketScreen
      ticketRef={ticketRef}
      runs={{
        list: <TicketRuns ticketRef={ticketRef} />,
        button: ({ ref, name, sources }, isOwn) => (
          <TicketRunButton
            ticketRef={ticketRef}
            device={{ ref, name, isInKace: sources.includes("kace") }}
            hasKey={isOwn}
          />
        ),
      }}
    />
  );
}
