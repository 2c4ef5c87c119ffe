"use client";

import { useState, type MouseEvent, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { useFromNow, usePlace } from "@/components/ui/clock";
import { Popover } from "@/components/ui/popover";
import { ShapeMark } from "@/components/ui/shape-mark";
import type { TicketDetail, TicketRow } from "@/lib/contracts/tickets";
import { AROUND_THE_CLOCK } from "@/lib/domain/sla/calendar";
import { standingOf, type SlaState, type Standing } from "@/lib/domain/sla/target";
import { formatExact } from "@/lib/format/dates";
import { SLA_LABELS, sayStanding, slaSteps } from "@/lib/format/sla-words";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Shape } from "@/lib/format/tones";
import { useHours } from "./hours-context";

const MINUTE_MS = 60_000;

const LOOKS = {
  none: { shape: null, className: "text-ink-faint" },
  met: { shape: "check", className: "text-good" },
  onTime: { shape: null, className: "text-ink" },
  soon: { shape: "diamond", className: "font-medium text-warn" },
  breached: { shape: "triangle", className: "font-medium text-bad" },
} as const satisfies Record<SlaState, { shape: Shape | null; className: string }>;

/**
 * How much time a ticket has, moving with the clock once a minute. Hovered or focused it says how that was worked out;
 * pressed, it says so in a box that stays.
 * @param inList one of very many: its keyboard way is the ticket's preview, and its box is made when it is pointed at
 */
export function DueClock({
  ticket,
  inList = false,
}: {
  ticket: TicketRow | TicketDetail;
  inList?: boolean;
}) {
  const hours = useHours(ticket);
  const standing = useStanding(ticket, hours);
  const [isNeeded, setNeeded] = useState(!inList);
  const button = (
    <button
      type="button"
      tabIndex={inList ? -1 : undefined}
      onPointerEnter={() => setNeeded(true)}
      className={classNames(
        "inline-flex max-w-full cursor-help items-center gap-1.5 rounded-sm whitespace-nowrap figures",
        LOOKS[standing.state].className,
      )}
    >
      <StandingWords standing={standing} />
    </button>
  );
  if (!isNeeded) return <Apart>{button}</Apart>;
  const steps = <Steps ticket={ticket} standing={standing} hours={hours} />;
  return (
    <Apart>
      <Popover
        label="How the due time was worked out"
        align="end"
        className="w-80 p-3"
        hint={steps}
        trigger={button}
      >
        {steps}
      </Popover>
    </Apart>
  );
}

/** What is pressed in here, or in a box that belongs here, does not choose or open the row below. */
function Apart({ children }: { children: ReactNode }) {
  const stop = (event: MouseEvent) => event.stopPropagation();
  return (
    <span className="contents" onClick={stop} onDoubleClick={stop}>
      {children}
    </span>
  );
}

function StandingWords({ standing }: { standing: Standing }) {
  const { shape } = LOOKS[standing.state];
  return (
    <>
      {shape === null ? null : <ShapeMark shape={shape} />}
      <span className="sr-only">{SLA_LABELS[standing.state]}</span>
      {standing.state === "none" ? (
        <span aria-hidden>–</span>
      ) : (
        <>
          <span className="sr-only">: </span>
          {sayStanding(standing)}
        </>
      )}
    </>
  );
}

/** How a ticket stands now; draws again only when a minute has changed it. */
function useStanding(ticket: TicketRow | TicketDetail, hours: TicketDetail["hours"]): Standing {
  const at = (nowMs: number) =>
    standingOf({ ...ticket, inHours: ticket.dueInHours }, hours ?? AROUND_THE_CLOCK, nowMs);
  // A whole minute, or the moment at which the target passes within one.
  const minute = useFromNow((nowMs) => {
    const due = ticket.dueAt === null ? 0 : Date.parse(ticket.dueAt);
    const start = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    return start <= due && due < nowMs ? due + 1 : start;
  });
  return at(minute);
}

function Steps({
  ticket,
  standing,
  hours,
}: {
  ticket: TicketRow | TicketDetail;
  standing: Standing;
  hours: TicketDetail["hours"];
}) {
  const place = usePlace();
  const steps = slaSteps(ticket, standing, {
    system: SOURCE_LABELS[ticket.source].label,
    hours,
    say: (iso) => formatExact(iso, place),
  });
  return (
    <ol className="grid list-decimal gap-1 ps-4 text-start text-xs font-normal whitespace-normal">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
