import "server-only";
import { TICKET_JOB_ROWS_MAX } from "@/lib/contracts/ticket-job-fields";
import type { StartTicketJobBody, TicketJobActResult } from "@/lib/contracts/ticket-jobs";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { BadRequest, Conflict, NotFound } from "@/lib/server/failures";
import {
  insertTicketJob,
  readTicketJob,
  readTicketNames,
  type NewTicketJob,
  type NewTicketJobRow,
} from "@/lib/server/store/ticket-jobs-repo";
import { accountRefsOf } from "../kept-views";
import { listTickets } from "../list-tickets";
import { sessionOf, ticketJobScopeOf } from "./job-viewer";
import { readJobFor } from "./read-jobs";
import { toGiven } from "./wish";

const GONE = "It is not there any more, or you may not see it.";
const PAGE = 500;

/**
 * Keeps a job for the runner to work off, and answers at once. A request that comes twice starts one job. Throws
 * {@link BadRequest} (too many, none) and {@link Conflict} (the tickets are not as many as were confirmed).
 */
export async function startTicketJob(
  actor: Actor,
  { id, wish, among, confirmation }: StartTicketJobBody,
): Promise<TicketJobActResult> {
  const { runtime, viewer } = actor;
  const scope = { ...ticketJobScopeOf(viewer), administered: [] };
  if (await readTicketJob(runtime.store.db, scope, id)) return readJobFor(actor, id);
  const rows =
    among.by === "refs" ? await rowsOf(actor, among.refs) : await rowsFound(actor, among.search);
  if (rows.every(({ state }) => state !== "waiting")) throw new NotFound("ticket among these");
  if (rows.length !== confirmation) {
    throw new Conflict(
      `You confirmed ${confirmation} and it would be done to ${rows.length}. Nothing was started; look again.`,
    );
  }
  return keepJob(actor, { id, ...toGiven(wish) }, rows);
}

type Given = Pick<
  NewTicketJob,
  "id" | "act" | "value" | "typed" | "hasTyped" | "isInternal" | "retryOf" | "undoes"
>;

/** Keeps a job of this viewer. Throws {@link Conflict} when its id is another's, or the same was taken back already. */
export async function keepJob(
  actor: Actor,
  given: Given,
  rows: readonly NewTicketJobRow[],
): Promise<TicketJobActResult> {
  const { runtime, viewer } = actor;
  const sources = [...new Set(rows.map(({ source }) => source))];
  const job: NewTicketJob = {
    ...given,
    startedBy: viewer.name,
    ownerRefs: accountRefsOf(viewer),
    sources,
    ...sessionOf(viewer),
    startedAt: new Date().toISOString(),
  };
  const detail = { jobId: given.id, act: given.act, tickets: rows.length };
  const act = { operation: "tickets.startJob", source: sources[0] ?? "kace", detail } as const;
  await audited(actor, { ...act, target: null }, async () => {
    if (await insertTicketJob(runtime.store.db, job, rows)) return;
    // The same request came twice at once; what stands is this person's, or it may not be started.
    const scope = { ...ticketJobScopeOf(viewer), administered: [] };
    if (!(await readTicketJob(runtime.store.db, scope, given.id))) {
      throw new Conflict("This was started already. Nothing was started now.");
    }
  });
  return readJobFor(actor, given.id);
}

/** A row for each of these tickets, each once; those that the viewer does not see are left out, and say so. */
async function rowsOf(
  { runtime, viewer }: Actor,
  asked: readonly Ref[],
): Promise<NewTicketJobRow[]> {
  const refs = [...new Set(asked)];
  for (const ref of refs) requireRef(ref, ["ticket", "record"], "ticket");
  const names = await readTicketNames(runtime.store.db, visibilityOf(viewer), refs);
  return refs.map((ref) => toRow(ref, names.get(ref) ?? null));
}

/** A row for each ticket that a question to the list finds, also under headings that are folded. */
async function rowsFound(
  actor: Actor,
  { group: _group, folded: _folded, ...search }: Readonly<Record<string, string>>,
): Promise<NewTicketJobRow[]> {
  const rows: NewTicketJobRow[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const query = ListTicketsQuery.safeParse({ ...search, limit: PAGE, offset });
    if (!query.success) {
      const names = query.error.issues.map(({ path }) => path.join("."));
      throw new BadRequest({ search: `is not understood: ${names.join(", ")}` });
    }
    const page = await listTickets(actor, query.data);
    if (page.total > TICKET_JOB_ROWS_MAX) {
      throw new BadRequest({
        search: `finds ${page.total} tickets, and at most ${TICKET_JOB_ROWS_MAX} can be changed at once`,
      });
    }
    rows.push(...page.rows.map((row) => toRow(row.ref, row)));
    if (page.rows.length < PAGE) return rows;
  }
}

function toRow(ref: Ref, named: { number: string; title: string } | null): NewTicketJobRow {
  const { source, nativeId } = splitRef(ref);
  return {
    ticketRef: ref,
    source,
    number: named?.number ?? nativeId,
    title: named?.title ?? "",
    state: named === null ? "skipped" : "waiting",
    message: named === null ? GONE : null,
    at: new Date().toISOString(),
  };
}
