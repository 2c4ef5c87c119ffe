import Link from "next/link";
import type { ReactNode } from "react";
import { DefinitionList, type Definition } from "@/components/ui/definition-list";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { ciHref } from "@/lib/client/cis/ci-links";
import { deviceHref } from "@/lib/client/devices/device-links";
import { assigneeHref, queueHref, requesterHref } from "@/lib/client/tickets/ticket-links";
import type { TicketDetail, TicketRow } from "@/lib/contracts/tickets";
import { displayPriority, STATUS_DISPLAYS, TICKET_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DueClock } from "./sla/due-clock";
import { PriorityMark, TicketStatus } from "./ticket-marks";

/** What is known of a ticket: the system's own words, and beside them what they count as here. */
export function TicketFacts({
  ticket,
  part = "all",
}: {
  ticket: TicketRow | TicketDetail;
  /** `first`: what a glance needs; `rest`: everything else. */
  part?: "all" | "first" | "rest";
}) {
  const facts = toFacts(ticket);
  const items = facts.filter(
    ({ label }) => part === "all" || FIRST.includes(label) === (part === "first"),
  );
  return <DefinitionList items={items} />;
}

const FIRST: readonly string[] = [
  "Status",
  "Priority",
  "Assignee",
  "Requester",
  "Device",
  "Due",
  "Time left",
  "Approval",
];

const more = (ticket: TicketRow | TicketDetail): Partial<TicketDetail> =>
  "events" in ticket ? ticket : {};

function toFacts(ticket: TicketRow | TicketDetail): Definition[] {
  const detail = more(ticket);
  const { label } = SOURCE_LABELS[ticket.source];
  const facts: (Definition | null)[] = [
    {
      label: "In",
      value: (
        <span className="inline-flex items-center gap-2">
          <ProvenanceMark provenance={SOURCE_LABELS[ticket.source]} />
          <span aria-hidden>{label}</span>
          <span className="text-ink-soft">{TICKET_KIND_LABELS[ticket.kind]}</span>
        </span>
      ),
    },
    {
      label: "Status",
      value: (
        <Beside word={ticket.statusLabel} meaning={STATUS_DISPLAYS[ticket.statusKind].label}>
          <TicketStatus row={ticket} />
        </Beside>
      ),
    },
    {
      label: "Priority",
      value: (
        <Beside
          word={ticket.priorityLabel ?? ""}
          meaning={displayPriority(ticket.priorityLevel).label}
        >
          <PriorityMark row={ticket} />
        </Beside>
      ),
    },
    { label: "Queue", value: linked(ticket.queueLabel, detail.queueRef, queueHref) },
    { label: "Category", value: ticket.category },
    detail.impact ? { label: "Impact", value: detail.impact } : null,
    {
      label: "Assignee",
      value: linked(ticket.assigneeName, detail.assigneeRef, assigneeHref) ?? "Nobody",
    },
    { label: "Requester", value: linked(ticket.requesterName, detail.requesterRef, requesterHref) },
    { label: "Device", value: linked(ticket.deviceName, ticket.deviceRef, deviceHref) },
    detail.ciRef
      ? { label: "CI", value: linked(detail.ciName ?? "One CI", detail.ciRef, ciHref) }
      : null,
    { label: "Due", value: ticket.dueAt === null ? null : <RelativeTime iso={ticket.dueAt} /> },
    { label: "Time left", value: <DueClock ticket={ticket} /> },
    { label: "Created", value: <RelativeTime iso={ticket.createdAt} /> },
    { label: "Updated", value: <RelativeTime iso={ticket.updatedAt} /> },
    ticket.closedAt === null
      ? null
      : {
          label: "Closed",
          value: (
            <>
              <RelativeTime iso={ticket.closedAt} />
              {detail.closedAtIsApproximate ? (
                <span className="text-ink-soft"> (or before: {label} keeps no closing time)</span>
              ) : null}
            </>
          ),
        },
    ticket.awaitsApproval
      ? {
          label: "Approval",
          value: ticket.approverName === null ? "Awaits approval" : `Awaits ${ticket.approverName}`,
        }
      : null,
  ];
  return facts.filter((fact) => fact !== null);
}

/** The system's own word, and what it counts as where that is another word. */
function Beside({
  word,
  meaning,
  children,
}: {
  word: string;
  meaning: string;
  children: ReactNode;
}) {
  const same = word === "" || word.toLowerCase() === meaning.toLowerCase();
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {children}
      {same ? null : (
        <span aria-hidden className="text-xs text-ink-soft">
          counts as {meaning.toLowerCase()}
        </span>
      )}
    </span>
  );
}

function linked(
  name: string | null,
  ref: string | null | undefined,
  hrefOf: (ref: string) => string,
): ReactNode {
  if (name === null || !ref) return name;
  return (
    <Link
      href={hrefOf(ref)}
      className="wrap-anywhere text-accent underline-offset-2 hover:underline"
    >
      {name}
    </Link>
  );
}
