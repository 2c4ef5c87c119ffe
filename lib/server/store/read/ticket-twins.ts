import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import { LIKENESS_DAYS } from "@/lib/domain/ticket-likeness";
import type { Db } from "../db";
import type { TicketLinkRow } from "../ticket-links-repo";
import { toIso } from "../schema/columns";
import { BRIEF, toBrief, type BriefRow, type TicketAnchor } from "./ticket-context";
import { ticketsInSight } from "./visibility";

/** Another ticket with what is compared of it, and what says who may write on it. */
export interface OtherTicket extends BriefRow {
  requesterPersonId: number | null;
  deviceId: number | null;
  assigneeRef: Ref | null;
}

const OTHER = sql`${BRIEF}, t.requester_person_id as "requesterPersonId", t.device_id as "deviceId",
  t.assignee_ref as "assigneeRef"`;

const toOther = (row: OtherTicket): OtherTicket => ({
  ...toBrief(row),
  requesterPersonId: row.requesterPersonId === null ? null : Number(row.requesterPersonId),
  deviceId: row.deviceId === null ? null : Number(row.deviceId),
  assigneeRef: row.assigneeRef,
});

/** Somebody who writes a hundred tickets a week has no twins among them worth finding. */
const CANDIDATES_MAX = 50;

/**
 * The other system's tickets of the same person or about the same device that were created within
 * {@link LIKENESS_DAYS}, and of which nothing was said yet. Each half is found by its index alone; the last changed come
 * first where there are very many. Two closed tickets are nobody's work any more and no pair.
 */
export async function readTwinCandidates(db: Db, anchor: TicketAnchor): Promise<OtherTicket[]> {
  const { sight, ref, source, requesterPersonId, deviceId, createdAt } = anchor;
  const from = sql`(${createdAt}::timestamptz - make_interval(days => ${LIKENESS_DAYS}))`;
  const to = sql`(${createdAt}::timestamptz + make_interval(days => ${LIKENESS_DAYS}))`;
  const half = (isSame: SQL) => sql`(
    select ${OTHER} from tickets t
    where ${isSame} and t.updated_at >= ${from} and t.created_at between ${from} and ${to}
      and t.source <> ${source} and t.removed_at is null and ${ticketsInSight(sight)}
      ${anchor.statusKind === "closed" ? sql`and t.status_kind <> 'closed'` : sql``}
      and not exists (select from ticket_links l where l.verdict <> 'undone'
        and ((l.ticket_a = ${ref} and l.ticket_b = t.ref) or (l.ticket_b = ${ref} and l.ticket_a = t.ref)))
    order by t.updated_at desc limit ${CANDIDATES_MAX})`;
  const halves = [
    ...(requesterPersonId === null
      ? []
      : [half(sql`t.requester_person_id = ${requesterPersonId}`)]),
    ...(deviceId === null ? [] : [half(sql`t.device_id = ${deviceId}`)]),
  ];
  if (halves.length === 0) return [];
  const found = await db.execute<OtherTicket & Record<string, unknown>>(
    sql.join(halves, sql` union `),
  );
  return found.rows.map(toOther);
}

/** What was said of a ticket and others that the viewer sees, newest first. Words that were taken back are left out. */
export async function readTicketLinks(
  db: Db,
  { sight, ref }: Pick<TicketAnchor, "sight" | "ref">,
): Promise<{ link: TicketLinkRow; other: OtherTicket }[]> {
  const found = await db.execute<OtherTicket & TicketLinkRow & Record<string, unknown>>(sql`
    select l.ticket_a as "ticketA", l.ticket_b as "ticketB", l.verdict, l.said_by as "saidBy",
      l.said_at as "saidAt", l.written, ${OTHER}
    from ticket_links l
    join tickets t on t.ref = case when l.ticket_a = ${ref} then l.ticket_b else l.ticket_a end
    where (l.ticket_a = ${ref} or l.ticket_b = ${ref}) and l.verdict <> 'undone' and ${ticketsInSight(sight)}
    order by l.said_at desc, t.ref`);
  return found.rows.map((row) => ({
    link: {
      ticketA: row.ticketA,
      ticketB: row.ticketB,
      verdict: row.verdict,
      saidBy: row.saidBy,
      saidAt: toIso(row.saidAt),
      written: row.written,
    },
    other: toOther(row),
  }));
}
