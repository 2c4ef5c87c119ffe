import "server-only";
import { sql } from "drizzle-orm";
import type { CiClass } from "@/lib/domain/ci";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { cisInSight, type Sight } from "./visibility";

/** The CIs that stand in one relation to another CI. */
export interface CiNeighbours {
  /** The relation as read from that CI's side: "is used by". */
  relation: string;
  /** They point at it: they lean on it, and not the other way round. */
  incoming: boolean;
  total: number;
  /** The first few: those with most relations of their own. */
  rows: { ref: Ref; name: string; ciClass: CiClass }[];
}

/** A CI in short with the visible CIs next to it. */
export interface CiBeside {
  ref: Ref;
  name: string;
  typeLabel: string;
  status: string | null;
  /** `null`: its own relations were never read, so that more may exist. */
  relationsReadAt: string | null;
  /** Different CIs next to it. */
  related: number;
  relations: CiNeighbours[];
}

const SHOWN_PER_RELATION = 4;

type Met = { relation: string; incoming: boolean; total: number; related: number } & {
  ref: Ref;
  name: string;
  ciClass: CiClass;
};

/** A CI and what stands next to it, those that point at it first; `null` when the viewer does not see it. */
export async function readCiBeside(db: Db, sight: Sight, ref: Ref): Promise<CiBeside | null> {
  const [found, met] = await Promise.all([
    db.execute<Omit<CiBeside, "related" | "relations"> & Record<string, unknown>>(sql`
      select c.ref, c.name, c.type_label as "typeLabel", c.status, c.relations_read_at as "relationsReadAt"
      from cis c where c.ref = ${ref} and c.removed_at is null and ${cisInSight(sight)}`),
    db.execute<Met & Record<string, unknown>>(sql`
      with met as (
        select dest_ref as other, type_id, false as incoming from ci_relations where src_ref = ${ref}
        union all select src_ref, type_id, true from ci_relations where dest_ref = ${ref}
      ), named as (
        select c.ref, c.name, c.ci_class as "ciClass", met.incoming, met.type_id,
          coalesce(case when met.incoming then y.opposite else y.name end, y.name, met.type_id) as relation,
          (count(*) over (partition by met.incoming, met.type_id))::int as total,
          row_number() over (partition by met.incoming, met.type_id
            order by c.relation_count desc nulls last, c.ref) as place,
          dense_rank() over (order by c.ref) as seen
        from met join cis c on c.ref = met.other and c.ref <> ${ref} and c.removed_at is null and ${cisInSight(sight)}
        left join ci_relation_types y on y.id = met.type_id
      )
      select ref, name, "ciClass", incoming, relation, total,
        (select max(seen) from named)::int as related
      from named where place <= ${SHOWN_PER_RELATION}
      order by incoming desc, total desc, type_id, place`),
  ]);
  const [ci] = found.rows;
  if (ci === undefined) return null;
  const groups = new Map<string, CiNeighbours>();
  for (const { relation, incoming, total, ref: other, name, ciClass } of met.rows) {
    const key = `${incoming} ${relation}`;
    const group = groups.get(key) ?? { relation, incoming, total, rows: [] };
    group.rows.push({ ref: other, name, ciClass });
    groups.set(key, group);
  }
  return {
    ...ci,
    relationsReadAt: ci.relationsReadAt === null ? null : toIso(ci.relationsReadAt),
    related: met.rows[0]?.related ?? 0,
    relations: [...groups.values()],
  };
}
