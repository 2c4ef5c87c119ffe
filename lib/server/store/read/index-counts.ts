import "server-only";
import { sql } from "drizzle-orm";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../db";

/** How many present rows of each kind the index holds of one source. */
export interface IndexCounts {
  tickets: number;
  device_records: number;
  cis: number;
  software_titles: number;
  accounts: number;
}

/** Counts the index, source by source. Looks at every row, so callers keep the answer for a while. Holds no rows. */
export async function countIndexBySource(db: Db): Promise<Partial<Record<Source, IndexCounts>>> {
  const found = await db.execute<{ source: Source; kind: keyof IndexCounts; count: number }>(sql`
    select source, 'tickets' as kind, count(*)::int as count
      from tickets where removed_at is null group by source
    union all select source, 'device_records', count(*)::int
      from device_records where removed_at is null group by source
    union all select source, 'cis', count(*)::int
      from cis where removed_at is null group by source
    union all select source, 'software_titles', count(*)::int
      from software_titles where removed_at is null group by source
    union all select source, 'accounts', count(*)::int
      from accounts where removed_at is null group by source`);
  const counts: Partial<Record<Source, IndexCounts>> = {};
  for (const { source, kind, count } of found.rows) {
    const own = (counts[source] ??= { ...NONE });
    own[kind] = count;
  }
  return counts;
}

const NONE: IndexCounts = {
  tickets: 0,
  device_records: 0,
  cis: 0,
  software_titles: 0,
  accounts: 0,
};
