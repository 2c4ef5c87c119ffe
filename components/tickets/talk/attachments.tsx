"use client";

import { Download, FileText, Trash2 } from "lucide-react";
import Image from "next/image";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { ticketFileHref, useRemoveFile } from "@/lib/client/tickets/files/use-remove-file";
import type { TicketAttachmentRow, TicketDetail } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Ticket = Pick<TicketDetail, "ref" | "source" | "permissions">;

/** The files of an entry: pictures to look at, everything to save, and to delete where its system does that. */
export function Attachments({
  ticket,
  files,
}: {
  ticket: Ticket;
  files: readonly TicketAttachmentRow[];
}) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files" className="flex min-w-0 flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="grid max-w-full min-w-0 gap-1 rounded-sm border p-1.5 text-xs">
          {file.kind === "picture" ? <Picture ticketRef={ticket.ref} file={file} /> : null}
          <FileLine ticket={ticket} file={file} />
        </li>
      ))}
    </ul>
  );
}

/** It is behind its reader's sign-in, so nobody between makes other sizes of it; its own size is not told. */
const AS_IT_IS = { unoptimized: true, width: 320, height: 160 } as const;

/** In its place; large on a click. One that turns out to be no picture is left out, its line stays. */
function Picture({ ticketRef, file }: { ticketRef: string; file: TicketAttachmentRow }) {
  const [isOpen, setOpen] = useState(false);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className="text-ink-soft">It cannot be shown here; save it instead.</p>;
  const source = ticketFileHref(ticketRef, file.id, { show: true });
  return (
    <>
      <button
        type="button"
        aria-label={`View ${file.name}`}
        onClick={() => setOpen(true)}
        className="justify-self-start rounded-sm"
      >
        <Image
          {...AS_IT_IS}
          src={source}
          alt={file.name}
          onError={() => setBroken(true)}
          className="h-auto max-h-40 min-h-6 w-auto max-w-full min-w-6 rounded-sm object-contain"
        />
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={file.name} wide>
        <Image
          {...AS_IT_IS}
          src={source}
          alt={file.name}
          className="mx-auto h-auto w-auto max-w-full"
        />
      </Dialog>
    </>
  );
}

function FileLine({ ticket, file }: { ticket: Ticket; file: TicketAttachmentRow }) {
  const { name, sizeBytes } = file;
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <FileText size={14} aria-hidden className="shrink-0 text-ink-faint" />
      <bdi className="min-w-0 truncate" title={name}>
        {name}
      </bdi>
      {sizeBytes === null ? null : (
        <span className="shrink-0 text-ink-soft figures">
          {formatBytes(sizeBytes, DISPLAY_LOCALE)}
        </span>
      )}
      <a
        href={ticketFileHref(ticket.ref, file.id)}
        download={name}
        aria-label={`Download ${name}`}
        title={`Download ${name}`}
        data-print="hide"
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
      >
        <Download size={14} aria-hidden />
      </a>
      {ticket.permissions.removeFile.allowed ? <RemoveFile ticket={ticket} file={file} /> : null}
    </div>
  );
}

function RemoveFile({ ticket, file }: { ticket: Ticket; file: TicketAttachmentRow }) {
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveFile(ticket.ref);
  const act = () =>
    remove.mutate(file.id, {
      onSuccess: () => tellDone(`${file.name} is deleted`),
      onError: tellFailed,
      onSettled: () => setAsking(false),
    });
  return (
    <span data-print="hide">
      <IconButton
        label={`Delete ${file.name}`}
        icon={<Trash2 size={14} aria-hidden />}
        className="size-6!"
        onClick={() => setAsking(true)}
      />
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${file.name}?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="danger" busy={remove.isPending} onClick={act}>
              Delete
            </Button>
          </>
        }
      >
        <p className="text-sm">
          It is deleted in {SOURCE_LABELS[ticket.source].label} and cannot be brought back.
        </p>
      </Dialog>
    </span>
  );
}
