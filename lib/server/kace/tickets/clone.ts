import "server-only";
import { z } from "zod";
import { toRef, type Ref } from "@/lib/domain/ref";
import { UpstreamError, UpstreamHttpError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import { type Send, readRows } from "../client";
import { requireConfirmed } from "../confirm";
import { id as idWire, normalise, related, text } from "../wire";

// The appliance gives the draft of a copy (GET …/clone) and takes it as a new ticket (POST /tickets). No answer of the
// first was ever recorded: it is read as a ticket whose related rows may be objects or ids.

/** Fields of a draft whose rows are written by their ids alone. */
const RELATED = [
  "submitter",
  "owner",
  "status",
  "priority",
  "category",
  "impact",
  "machine",
  "asset",
] as const;
const TEXTS = ["title", "summary", "cc_list"] as const;

const Draft = z.looseObject({ hd_queue_id: z.coerce.number().int().positive() });
const Row = z.object({
  id: idWire,
  title: text,
  submitter: related(z.object({ id: idWire })),
});
const Written = z.object({ ids: z.array(z.coerce.number().int().positive()).optional() });

/**
 * Copies a ticket. The new number is told by the answer; when no clear answer comes, the tickets that came since are
 * looked through for the one that says the same, and only when there is none the failure is told.
 */
export async function cloneTicket(send: Send, id: string, call: Call): Promise<Ref> {
  const { rows } = await readRows(
    send,
    { operation: "tickets.clone", shape: Draft, path: { id } },
    call,
  );
  const [draft] = rows;
  if (draft === undefined) {
    throw new UpstreamHttpError({ source: "kace", operation: "tickets.clone", status: 404 });
  }
  const fields = toFields(draft);
  const before = await readHighestId(send, call);
  try {
    const answer = await send("tickets.create", { body: { Tickets: [fields] } }, call);
    requireConfirmed("tickets.create", answer);
    const written = Written.safeParse(normalise(answer.json()));
    const [made] = written.success ? (written.data.ids ?? []) : [];
    if (made !== undefined) return toRef("kace", "ticket", made);
    throw new UpstreamShapeError({
      source: "kace",
      operation: "tickets.create",
      issues: ["the number of the copy is not told"],
    });
  } catch (error) {
    if (!leavesOpen(error)) throw error;
    const made = await findCopy(send, fields, before, call).catch(() => null);
    if (made === null) throw error;
    return made;
  }
}

/** Whether nobody can tell from a failure if the ticket was made. */
function leavesOpen(error: unknown): boolean {
  if (error instanceof UpstreamHttpError) return error.status >= 500;
  if (error instanceof UpstreamShapeError) return true;
  return error instanceof UpstreamError && ["network", "timeout"].includes(error.kind);
}

type Fields = Record<string, string | number>;

function toFields(draft: z.infer<typeof Draft>): Fields {
  const fields: Fields = { hd_queue_id: draft.hd_queue_id };
  for (const name of TEXTS) {
    const value = text.parse(draft[name]);
    if (value !== null) fields[name] = value;
  }
  for (const name of RELATED) {
    const row = draft[name];
    const id = idWire.safeParse(
      typeof row === "object" && row !== null && "id" in row ? row.id : row,
    );
    if (id.success) fields[name] = id.data;
  }
  for (const [name, value] of Object.entries(draft)) {
    const isText = typeof value === "string" || typeof value === "number";
    if (/^custom_\d{1,2}$/.test(name) && isText) fields[name] = value;
  }
  return fields;
}

async function readNewest(send: Send, call: Call, more: { filtering?: string; limit: number }) {
  const { limit, ...filter } = more;
  const query = {
    shaping: "hd_ticket limited,submitter limited",
    sorting: "id desc",
    paging: { limit, offset: 0 },
    ...filter,
  };
  return (await readRows(send, { operation: "tickets.list", shape: Row, query }, call)).rows;
}

async function readHighestId(send: Send, call: Call): Promise<number> {
  const rows = await readNewest(send, call, { limit: 1 });
  return rows.reduce((highest, { id }) => Math.max(highest, id), 0);
}

const LOOKED_THROUGH = 50;

/** The one ticket above a number that has the copy's title and submitter; `null` for none, and for several. */
async function findCopy(send: Send, fields: Fields, above: number, call: Call) {
  const filtering = `id gt ${above}`;
  const rows = await readNewest(send, call, { filtering, limit: LOOKED_THROUGH });
  const [found, other] = rows.filter(
    ({ id, title, submitter }) =>
      id > above &&
      title === String(fields["title"] ?? "").trim() &&
      (submitter === null || submitter.id === fields["submitter"]),
  );
  return found === undefined || other !== undefined ? null : toRef("kace", "ticket", found.id);
}
