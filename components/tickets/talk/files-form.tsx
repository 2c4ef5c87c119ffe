"use client";

import { Button } from "@/components/ui/button";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { AttachButton } from "./attach-button";
import { DropVeil } from "./drop-veil";
import { FileTray } from "./file-tray";
import { useTraySend, type TrayWork } from "./use-tray-send";

type Ticket = Pick<TicketDetail, "ref" | "source" | "number" | "permissions" | "fileLimits">;

/** Who refuses files on a ticket, and why; `null` where they go. */
export function refusedFiles({ permissions: { attach } }: Pick<Ticket, "permissions">) {
  return attach.allowed ? null : (attach.reason ?? "You may not do this.");
}

/** The files of a box for a comment: what waits, and the page on which more can be dropped. */
export function FilesPart({ ticket, files }: { ticket: Ticket; files: TrayWork }) {
  const { label } = SOURCE_LABELS[ticket.source];
  return (
    <>
      <DropVeil
        work={files}
        words={`Drop to attach to ${label} ${ticket.number}`}
        refusedBecause={refusedFiles(ticket)}
      />
      <FileTray ticketRef={ticket.ref} work={files} label={label} />
    </>
  );
}

/** Files for a ticket that takes no word of its reader. Nothing where it takes no files either. */
export function FilesForm({
  ticket,
  seen,
}: {
  ticket: Ticket;
  seen: () => TicketSeen | undefined;
}) {
  const files = useTraySend(ticket, seen);
  if (!ticket.permissions.attach.allowed) return null;
  return (
    <form
      aria-label="Files"
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (files.tray.files.length > 0) files.send(null);
      }}
    >
      <FilesPart ticket={ticket} files={files} />
      <div className="flex flex-wrap items-center gap-2">
        <AttachButton work={files} refusedBecause={null} />
        {files.tray.files.length === 0 ? null : (
          <Button type="submit" look="primary" busy={files.isSending}>
            Send files
          </Button>
        )}
      </div>
    </form>
  );
}
