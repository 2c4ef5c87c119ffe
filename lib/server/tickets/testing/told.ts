import "server-only";
import { sql } from "drizzle-orm";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Runtime } from "@/lib/server/runtime";
import type { Store } from "@/lib/server/store/db";
import { refreshRecord } from "@/lib/server/sync/refresh";
import type { Appliances } from "@/lib/server/testing/appliance-stage";
import { fillIndex, openStage } from "@/lib/server/testing/stage";

// For tests only: what an index says, to be compared with what another reading of the same systems comes to.

/** A line of the index, as the database spells it. */
export interface Told {
  ref: Ref;
  source: Source;
  assignee_ref: Ref | null;
  requester_ref: Ref | null;
  copied_to: string[] | null;
}

/** All that the index says of tickets, or of their conversations, but when it read it and what it joins. */
export async function told(store: Store, what: "tickets" | "ticket_events"): Promise<Told[]> {
  const columns =
    what === "tickets"
      ? sql`to_jsonb(t) - '{read_at,sweep,events_read_at,events_of,assignee_person_id,requester_person_id,device_id}'::text[]`
      : sql`to_jsonb(t)`;
  const order = what === "tickets" ? sql`ref` : sql`ticket_ref, id`;
  const found = await store.db.execute<{ row: Told }>(
    sql`select ${columns} as row from ${sql.identifier(what)} t order by ${order}`,
  );
  return found.rows.map(({ row }) => row);
}

/** The same systems read by a server that has never seen them, with the conversations that `known` has read. */
export async function readAnew(
  known: Runtime,
  { urls, password }: Pick<Appliances, "urls" | "password">,
): Promise<Runtime> {
  const fresh = await openStage({ urls, password });
  await fillIndex(fresh);
  const read = await known.store.db.execute<{ ref: Ref }>(
    sql`select ref from tickets where events_read_at is not null`,
  );
  for (const { ref } of read.rows) {
    const service = fresh.services[splitRef(ref).source];
    if (service) await refreshRecord(fresh.store, service, ref, { priority: "person" });
  }
  return fresh;
}
