import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/contracts/ticket-permissions";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { splitRef } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import type { TicketApproval } from "@/lib/domain/ticket-approval";
import type { Source } from "@/lib/domain/source";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Permissions = TicketDetail["permissions"];
type One = z.infer<typeof Permission>;
const YES: One = { allowed: true, reason: null };
const no = (reason: string): One => ({ allowed: false, reason });

/** Which comments a source takes from outside: SysAid's notes are read by staff alone. */
const TAKES_PUBLIC_COMMENTS: Record<Source, boolean> = { kace: true, sysaid: false };

/** What the API of a source cannot do at all, and why. */
const LACKS: Record<Source, Partial<Record<keyof Permissions, string>>> = {
  kace: {
    removeFile: "KACE lets nobody delete files of tickets from outside.",
    link: "KACE’s API writes no links between its own tickets. It can be linked with one of SysAid.",
    message:
      "KACE’s API sends no messages. A comment that is not internal is what its people read.",
  },
  sysaid: {
    clone: "SysAid’s API makes no copies.",
    switchPattern: "SysAid’s API does not change the template of a record.",
  },
};

/** A ticket, as far as rights depend on it. */
type Judged = Pick<Ticket, "source" | "assigneeRef" | "statusKind"> &
  Partial<Pick<Ticket, "awaitsApproval" | "approverRefs" | "approverName">> & {
    removedAt: string | null;
  };

/** Why a viewer may do nothing with a ticket, in words; `null`: it depends on what. */
export function standstillOf(ticket: Judged, viewer: Viewer): string | null {
  const { label } = SOURCE_LABELS[ticket.source];
  const account = viewer.accounts[ticket.source];
  if (ticket.removedAt !== null) return `${label} does not have this ticket any more.`;
  if (!account) return `You are not signed in to ${label}.`;
  return account.role === "readonly" ? `Your role in ${label} only reads.` : null;
}

/**
 * What the viewer may try with a ticket, as far as it is known before asking the source, which has the
 * last word. Whoever only asks for help may comment; working on a ticket takes staff, or being its assignee.
 */
export function permissionsOf(ticket: Judged, viewer: Viewer): Permissions {
  const { label } = SOURCE_LABELS[ticket.source];
  const account = viewer.accounts[ticket.source];
  const standstill = standstillOf(ticket, viewer);
  if (standstill !== null || !account) return nothing(standstill ?? "You may not do this.");
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
  const decide = decisionOf(ticket, account);
  const own = { comment, publicComment, close, decide, attach };
  return { ...all(work), ...own, ...rarer(ticket, account, work) };
}

function nothing(reason: string): Permissions {
  const one = no(reason);
  return {
    ...all(one),
    comment: one,
    publicComment: one,
    close: one,
    decide: one,
    attach: one,
  };
}

/** What takes staff, each alike; the source has the last word about it. */
function all(
  work: One,
): Omit<Permissions, "comment" | "publicComment" | "close" | "decide" | "attach"> {
  return {
    internalComment: work,
    assign: work,
    setStatus: work,
    setPriority: work,
    setCategory: work,
    setDue: work,
    moveQueue: work,
    logWork: work,
    removeFile: work,
    clone: work,
    delete: work,
    switchPattern: work,
    link: work,
    message: work,
  };
}

/** Acts that not every source has. Deleting takes an administrator where the source's reference says so. */
function rarer({ source }: Judged, { role }: ViewerAccount, work: One): Partial<Permissions> {
  const lacks = Object.entries(LACKS[source]).map(([act, reason]) => [act, no(reason)]);
  const takesAdministrator = source === "sysaid" && work.allowed && role !== "administrator";
  const { label } = SOURCE_LABELS[source];
  return {
    ...(takesAdministrator ? { delete: no(`${label} lets only administrators delete.`) } : {}),
    ...Object.fromEntries(lacks),
  };
}

/** Whether the viewer may say yes or no to what a ticket waits for. */
function decisionOf(ticket: Judged, account: ViewerAccount): One {
  const { source, awaitsApproval = false, approverRefs = [], approverName = null } = ticket;
  if (!awaitsApproval) return no("Nothing waits for an approval here.");
  const [first = null] = approverRefs;
  const approverRef = approverRefs.includes(account.ref) ? account.ref : first;
  const refusal = decisionRefusal(source, account, { approverRef, approverName });
  return refusal === null ? YES : no(refusal);
}

/**
 * Why somebody may not decide, in words; `null`: they may try. Who was asked may, and administrators may; of KACE's
 * tickets its agents too. Where a group was asked, or the source does not tell whom, agents and managers may try.
 */
export function decisionRefusal(
  source: Source,
  account: Pick<ViewerAccount, "ref" | "role" | "isManager">,
  { approverRef, approverName }: Pick<TicketApproval, "approverRef" | "approverName">,
): string | null {
  if (approverRef === account.ref || account.role === "administrator") return null;
  if (account.role === "agent" && source === "kace") return null;
  const isOpen = approverRef === null || splitRef(approverRef).entity === "group";
  if (isOpen && account.role === "agent") return null;
  if (approverRef === null && approverName === null && account.isManager) return null;
  return `It waits for ${approverName ?? "somebody else"}.`;
}
