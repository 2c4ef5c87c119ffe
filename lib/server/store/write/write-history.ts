import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../db";
import type { HistoryKind } from "../schema/index-tables";
import { toStorableJson } from "./clean-text";
import type { Difference } from "./difference";

/** One thing that happened to a record. */
export interface HistoryEntry {
  source: Source;
  entity: string;
  ref: Ref;
  what: HistoryKind;
  fields: Difference;
}

/** Remembers what happened, as of now. */
export async function writeHistory(tx: Db, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.execute(sql`
    insert into history (at, source, entity, ref, what, fields)
    select now(), r.source, r.entity, r.ref, r.what, r.fields
    from json_to_recordset(${toStorableJson(entries)}::json)
      as r (source text, entity text, ref text, what text, fields jsonb)`);
}
