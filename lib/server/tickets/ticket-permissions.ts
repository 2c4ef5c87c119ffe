import "server-only";
import type { z } from "zod";
import type { Permission, TicketDetail } from "@/lib/contracts/tickets";
import type { Ticket } from "@/lib/domain/ticket";
import type { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Permissions = TicketDetail["permissions"];
type One = z.infer<typeof Permission>;
const YES: One = { allowed: true, reason: null };
const no = (reason: string): One => ({ allowed: false, reason });

/** Which comments a source takes from outside: SysAid's notes are read by staff alone. */
const TAKES_PUBLIC_COMMENTS: Record<Source, boolean> = { kace: true, sysaid: false };

/** Which APIs delete files of tickets. */
const DELETES_FILES: Record<Source, boolean> = { kace: false, sysaid: true };

/**
 * What the viewer may try with a ticket, as far as it is known before asking the source, which has the
 * last word. Whoever only asks for help may comment; working on a ticket takes staff, or being its assignee.
 */
export function permissionsOf(
  ticket: Pick<Ticket, "source" | "assigneeRef" | "statusKind"> & { removedAt: string | null },
  viewer: Viewer,
): Permissions {
  const { label } = SOURCE_LABELS[ticket.source];
  const account = viewer.accounts[ticket.source];
  if (ticket.removedAt !== null) return nothing(`${label} does not have this ticket any more.`);
  if (!account) return nothing(`You are not signed in to ${label}.`);
  if (account.role === "readonly") return nothing(`Your role in ${label} only reads.`);
  const isStaff = account.role !== "user" || ticket.assigneeRef === account.ref;
  const work = isStaff ? YES : no(`${label} lets only its agents do this.`);
  const publicComment = TAKES_PUBLIC_COMMENTS[ticket.source]
    ? YES
    : no(`${label} takes comments from outside only as notes for its agents.`);
  const comment = publicComment.allowed || work.allowed ? YES : publicComment;
  // A SysAid record takes files from those who asked for it too (inferred), though it takes no word of theirs.
  const attach = TAKES_PUBLIC_COMMENTS[ticket.source] ? comment : YES;
  const isClosed = ticket.statusKind === "closed";
  const close = work.allowed && isClosed ? no("The ticket is closed already.") : work;
  const removeFile = DELETES_FILES[ticket.source]
    ? work
    : no(`${label} lets nobody delete files of tickets from outside.`);
  return { comment, publicComment, ...all(work), close, attach, removeFile };
}

function nothing(reason: string): Permissions {
  const one = no(reason);
  return {
    comment: one,
    publicComment: one,
    ...all(one),
    close: one,
    attach: one,
    removeFile: one,
  };
}

/** What takes staff, each alike; the source has the last word about it. */
function all(
  work: One,
): Omit<Permissions, "comment" | "publicComment" | "close" | "attach" | "removeFile"> {
  return {
    internalComment: work,
    assign: work,
    setStatus: work,
    setPriority: work,
    setCategory: work,
    setDue: work,
    moveQueue: work,
    logWork: work,
  };
}
