import "server-only";
import type { TicketApprovalRow, TicketApprovalsResult } from "@/lib/contracts/ticket-acts";
import { splitRef } from "@/lib/domain/ref";
import { decisionsFor, type TicketApproval } from "@/lib/domain/ticket-approval";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { isSourceFault } from "@/lib/server/source-fault";
import type { Db } from "@/lib/server/store/db";
import { nameAccounts } from "@/lib/server/store/read/account-choices";
import * as store from "@/lib/server/store/read/tickets";
import type { Call, UpstreamActor } from "@/lib/server/upstream/port";
import { decisionRefusal, permissionsOf, standstillOf } from "./ticket-permissions";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

interface Found {
  items: TicketApproval[];
  savedBecause: string | null;
}

/**
 * What was and is to be decided about a ticket, as the viewer's own session shows it now. Where that shows nothing, or
 * does not answer, it is the one approval that the index knows, with the reason. Throws {@link absenceOf}.
 */
export async function readTicketApprovals(
  { runtime, viewer, signal }: Asker,
  refText: string | undefined,
): Promise<TicketApprovalsResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { db } = runtime.store;
  const ticket = await store.readTicket(db, visibilityOf(viewer), ref);
  if (!ticket) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const { source } = splitRef(ref);
  const call = { priority: "person", signal } as const;
  const notes = permissionsOf(ticket, viewer).internalComment.allowed;
  try {
    if (ticket.removedAt !== null) throw new TicketGone();
    const hands = await actorFor(runtime, viewer, source);
    const found = orSaved(await findApprovals(hands, ticket, call), ticket);
    const named = await withNames(db, viewer, ticket, found.items);
    return {
      approvals: named.map((item) => toRow(item, ticket, viewer)),
      savedBecause: found.savedBecause,
      keepsNotes: hands.tickets?.keepsNotes === true || notes,
    };
  } catch (error) {
    if (!(error instanceof TicketGone) && !isSourceFault(error)) throw error;
    const { label } = SOURCE_LABELS[source];
    const savedBecause =
      error instanceof TicketGone
        ? `${label} does not have this ticket any more`
        : `${label} does not show it just now`;
    const items = savedApprovals(ticket, null);
    const named = await withNames(db, viewer, ticket, items);
    // What was not read has no id by which it could be decided.
    const approvals = named.map((item) => ({ ...toRow(item, ticket, viewer), decisions: [] }));
    return { approvals, savedBecause, keepsNotes: notes };
  }
}

class TicketGone extends Error {}

/**
 * The approvals of a ticket by somebody's session. An approver who may decide on a ticket that their session does not
 * show is told of the one that the index knows.
 */
export async function findApprovals(
  hands: UpstreamActor,
  ticket: store.StoredTicket,
  call: Call,
): Promise<Found> {
  const desk = hands.tickets;
  const live = (await desk?.approvals(ticket.ref, call)) ?? null;
  if (live !== null) return { items: live, savedBecause: null };
  const { label } = SOURCE_LABELS[ticket.source];
  return {
    items: savedApprovals(ticket, desk?.soleApprovalId ?? null),
    savedBecause: `${label} does not show the ticket to you`,
  };
}

/** A source may tell what it asks to those alone whom it asks; that somebody is asked the index knows all the same. */
function orSaved(found: Found, ticket: store.StoredTicket): Found {
  if (found.items.length > 0 || !ticket.awaitsApproval) return found;
  const { label } = SOURCE_LABELS[ticket.source];
  const savedBecause = `${label} shows its steps to those alone who are asked`;
  return { items: savedApprovals(ticket, null), savedBecause };
}

const SAVED_ID = "saved";

function savedApprovals(ticket: store.StoredTicket, id: string | null): TicketApproval[] {
  if (!ticket.awaitsApproval) return [];
  return [
    {
      id: id ?? SAVED_ID,
      kind: "approval",
      title: null,
      state: "pending",
      approverRef: ticket.approverRefs[0] ?? null,
      approverName: ticket.approverName,
      decidedBy: null,
      note: null,
      at: null,
    },
  ];
}

/** Names whom the source tells by an id alone, as far as the viewer sees accounts. */
async function withNames(
  db: Db,
  viewer: Viewer,
  { source, approverRefs, approverName }: store.StoredTicket,
  items: readonly TicketApproval[],
): Promise<TicketApproval[]> {
  const refs = items.flatMap((item) =>
    item.approverName === null && item.approverRef !== null ? [item.approverRef] : [],
  );
  const names = await nameAccounts(db, visibilityOf(viewer), { source, refs });
  return items.map((item) => {
    if (item.approverName !== null || item.approverRef === null) return item;
    const isKnown = item.approverRef === approverRefs[0];
    const name = names.get(item.approverRef) ?? (isKnown ? approverName : null);
    return { ...item, approverName: name };
  });
}

function toRow(
  item: TicketApproval,
  ticket: store.StoredTicket,
  viewer: Viewer,
): TicketApprovalRow {
  const { approverRef, ...row } = item;
  const account = viewer.accounts[ticket.source];
  const refusal =
    standstillOf(ticket, viewer) ??
    (account ? decisionRefusal(ticket.source, account, item) : "You may not do this.");
  const possible = item.id === SAVED_ID ? [] : decisionsFor(item);
  return {
    ...row,
    isMine: item.state === "pending" && approverRef !== null && approverRef === account?.ref,
    decisions: refusal === null ? [...possible] : [],
    refusal: possible.length === 0 ? null : refusal,
  };
}
