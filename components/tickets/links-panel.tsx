import { Link2, Link2Off } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { readProblem } from "@/components/ui/read-problem";
import { SkeletonLines } from "@/components/ui/skeleton";
import { toRemoveLinkAct } from "@/lib/client/tickets/rarer-acts";
import { useTicketContext } from "@/lib/client/tickets/use-ticket-context";
import { useTicketRelations } from "@/lib/client/tickets/use-ticket-parts";
import type { TicketSystemLink } from "@/lib/contracts/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { ContextSection, TicketLine } from "./context/context-parts";
import { LinkedTickets } from "./context/linked-tickets";
import type { RarerWork } from "./use-rarer-work";

/** Everything that a ticket is linked with: in the other system, in its own, and on the web. */
export function LinksPanel({ ticketRef, rarer }: { ticketRef: string; rarer: RarerWork }) {
  const query = useTicketContext(ticketRef);
  const { ticket } = rarer;
  const permission = ticket?.permissions.internalComment;
  return (
    <Panel
      title="Links"
      query={query}
      size="auto"
      actions={
        <Button
          look="quiet"
          refusedBecause={permission?.allowed === false ? permission.reason : null}
          onClick={() => rarer.open({ kind: "link" })}
        >
          <Link2 size={14} aria-hidden />
          Link
        </Button>
      }
    >
      {({ context }) => (
        <div className="grid min-w-0 gap-3">
          <LinkedTickets context={context} />
          {ticket === undefined ? null : (
            <div className="min-w-0">
              <SystemLinks ticket={ticket} rarer={rarer} />
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}

const RELATIONS = {
  link: "link",
  parent: "above it",
  child: "below it",
  related: "related",
} as const satisfies Record<TicketSystemLink["relation"], string>;

/** What the ticket's own system keeps, asked live. */
function SystemLinks({ ticket, rarer }: { ticket: TicketDetail; rarer: RarerWork }) {
  const { data, error, refetch, isFetching } = useTicketRelations(ticket.ref);
  const { label } = SOURCE_LABELS[ticket.source];
  return (
    <ContextSection title={`In ${label}`}>
      {error === null ? null : (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          {readProblem(error).title}
          <Button look="quiet" busy={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data === undefined ? (
        error === null ? (
          <SkeletonLines lines={2} />
        ) : null
      ) : (
        <>
          <Links links={data.links} ticket={ticket} rarer={rarer} />
          {data.untold === null ? null : <p className="text-xs text-ink-soft">{data.untold}</p>}
        </>
      )}
    </ContextSection>
  );
}

function Links({
  links,
  ticket,
  rarer,
}: {
  links: readonly TicketSystemLink[];
  ticket: TicketDetail;
  rarer: RarerWork;
}) {
  if (links.length === 0) return <p className="text-sm text-ink-soft">Nothing is linked there.</p>;
  return (
    <ul className="grid gap-3">
      {links.map((link, at) => (
        <li key={`${link.name ?? ""} ${at}`} className="grid gap-0.5">
          <End link={link} />
          {link.name === null || link.address === null ? null : (
            <p data-print="hide">
              <Button
                look="quiet"
                className="-ms-3"
                busy={rarer.isSending}
                refusedBecause={
                  ticket.permissions.link.allowed ? null : ticket.permissions.link.reason
                }
                onClick={() => remove(rarer, ticket, link)}
              >
                <Link2Off size={14} aria-hidden />
                Remove <span className="sr-only">the link {link.name}</span>
              </Button>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function remove(rarer: RarerWork, ticket: TicketDetail, { name, address }: TicketSystemLink): void {
  if (name !== null && address !== null) rarer.act(toRemoveLinkAct(ticket, { name, address }));
}

function End({ link: { end, name, relation } }: { link: TicketSystemLink }) {
  const word = name ?? RELATIONS[relation];
  switch (end.kind) {
    case "ticket":
      return (
        <TicketLine ticket={end.ticket}>
          <p className="text-xs text-ink-soft">{word}</p>
        </TicketLine>
      );
    case "hidden":
      return (
        <p className="text-sm">
          A ticket that you cannot see <span className="text-xs text-ink-soft">{word}</span>
        </p>
      );
    case "page":
      return (
        <p className="text-sm">
          <a
            href={end.address}
            target="_blank"
            rel="noreferrer noopener"
            className="wrap-anywhere text-accent underline-offset-2 hover:underline"
          >
            {word}
          </a>
        </p>
      );
    case "text":
      return (
        <p className="text-sm wrap-anywhere">
          {word}: <code className="text-xs">{end.address}</code>
        </p>
      );
  }
}
