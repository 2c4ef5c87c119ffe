import Link from "next/link";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import type { NewTicketEditing } from "./use-new-ticket-editing";

/** A new ticket of which it is unknown whether it was made: what was found, and what its author can do. */
export function FoundTickets({ editing }: { editing: NewTicketEditing }) {
  const { unknown } = editing;
  if (unknown === null) return null;
  const found = unknown.found ?? [];
  return (
    <div role="alert" className="grid gap-2 rounded-sm bg-warn-soft px-3 py-2 text-sm text-warn">
      <p className="break-words">{unknown.message}</p>
      {found.length === 0 ? null : (
        <ul className="grid gap-1">
          {found.map(({ ref, number, title, createdAt }) => (
            <li key={ref}>
              <Link
                href={ticketHref(ref)}
                className="wrap-anywhere underline"
                onClick={editing.settle}
              >
                {number} {title}
              </Link>
              {", made "}
              <RelativeTime iso={createdAt} />
            </li>
          ))}
        </ul>
      )}
      <div>
        {found.length === 0 ? (
          <Button busy={editing.isSaving} onClick={editing.submit}>
            Look again, and send it where it is not there
          </Button>
        ) : (
          <Button busy={editing.isSaving} onClick={editing.sendAnyway}>
            None of these is it: send it again
          </Button>
        )}
      </div>
    </div>
  );
}
