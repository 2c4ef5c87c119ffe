import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import type { TicketBrief } from "@/lib/contracts/ticket-context";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { TicketStatus } from "../ticket-marks";

/** A titled part of what stands around a ticket. */
export function ContextSection({
  title,
  aside,
  children,
}: {
  title: string;
  /** At the end of its title's line. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid min-w-0 gap-1.5 border-t pt-3 first:border-t-0 first:pt-0">
      <header className="flex min-h-6 flex-wrap items-center justify-between gap-x-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Why there is nothing to show. */
export function Absent({ children }: { children: ReactNode }) {
  return <p className="text-sm text-ink-soft">{children}</p>;
}

/** A link. Among words of a sentence it is underlined: colour alone would not tell it from them. */
export function TextLink({
  href,
  among = false,
  children,
}: {
  href: string;
  among?: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={classNames(
        "wrap-anywhere text-accent underline-offset-2 hover:underline",
        among && "underline",
      )}
    >
      {children}
    </Link>
  );
}

/** Another ticket in two lines. `children` stand below it. */
export function TicketLine({ ticket, children }: { ticket: TicketBrief; children?: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <TextLink href={ticketHref(ticket.ref)}>{ticket.title || "Without a title"}</TextLink>
      <span className="flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
        <span className="inline-flex items-center gap-1 figures">
          <ProvenanceMark provenance={SOURCE_LABELS[ticket.source]} />
          {ticket.number}
        </span>
        <TicketStatus row={ticket} plain />
        {ticket.removedAt === null ? (
          <span>
            changed <RelativeTime iso={ticket.updatedAt} />
          </span>
        ) : (
          <span>
            gone since <RelativeTime iso={ticket.removedAt} />
          </span>
        )}
      </span>
      {children}
    </div>
  );
}
