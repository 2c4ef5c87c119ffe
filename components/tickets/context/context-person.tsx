import { DefinitionList } from "@/components/ui/definition-list";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { newTicketHref, requesterHref, requesterOpenHref } from "@/lib/client/tickets/ticket-links";
import type { ContextPerson, TicketContext } from "@/lib/contracts/ticket-context";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { Absent, ContextSection, TextLink, TicketLine } from "./context-parts";

/** Who asked for it: how to reach them, who their manager is, and what accounts they have. */
export function ContextRequester({ requester }: { requester: TicketContext["requester"] }) {
  return (
    <ContextSection title="Requester">
      {requester.state === "missing" ? <Absent>{requester.reason}</Absent> : null}
      {requester.state === "named" ? (
        <Absent>
          <span className="text-ink">{requester.name}</span>. {requester.reason}
        </Absent>
      ) : null}
      {requester.state === "known" ? <Person person={requester.person} /> : null}
    </ContextSection>
  );
}

function Person({ person }: { person: ContextPerson }) {
  const { phone, email } = person;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium wrap-anywhere">{person.name}</span>
        {person.accounts.map(({ ref, source, userName, isArchived }) => (
          <span key={ref} className="inline-flex items-center gap-1 text-xs text-ink-soft">
            <ProvenanceMark provenance={SOURCE_LABELS[source]} />
            <span className="wrap-anywhere">{userName}</span>
            {isArchived ? <span>(archived)</span> : null}
          </span>
        ))}
      </p>
      <TextLink href={newTicketHref({ person: person.ref })}>New ticket for {person.name}</TextLink>
      <DefinitionList
        items={[
          { label: "Phone", value: phone && <Reach href={`tel:${phone}`}>{phone}</Reach> },
          {
            label: "E-mail",
            value: email && <Reach href={`mailto:${email}`}>{email}</Reach>,
          },
          { label: "Department", value: person.department },
          { label: "Site", value: person.site },
          { label: "Manager", value: person.managerName },
        ]}
      />
    </>
  );
}

/** A way to reach somebody outside of this page. */
function Reach({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="wrap-anywhere text-accent underline-offset-2 hover:underline">
      {children}
    </a>
  );
}

/** The requester's other tickets in both systems, open ones first. The numbers open the lists that they count. */
export function ContextTickets({ context }: { context: TicketContext }) {
  const { requester, tickets } = context;
  if (requester.state !== "known") return null;
  const { ref } = requester.person;
  return (
    <ContextSection
      title="Their other tickets"
      aside={
        tickets.total === 0 ? null : (
          <span className="text-xs text-ink-soft">
            <TextLink among href={requesterOpenHref(ref)}>
              {formatCount(tickets.open, DISPLAY_LOCALE)} open
            </TextLink>
            {" of "}
            <TextLink among href={requesterHref(ref)}>
              {formatCount(tickets.total, DISPLAY_LOCALE)} with this one
            </TextLink>
          </span>
        )
      }
    >
      {tickets.rows.length === 0 ? (
        <Absent>They have asked for nothing else that is shown to you.</Absent>
      ) : (
        <ul className="grid gap-2">
          {tickets.rows.map((ticket) => (
            <li key={ticket.ref}>
              <TicketLine ticket={ticket} />
            </li>
          ))}
        </ul>
      )}
    </ContextSection>
  );
}
