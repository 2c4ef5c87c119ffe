import "server-only";
import { sql } from "drizzle-orm";
import type { CiClass } from "@/lib/domain/ci";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { deviceRefOf } from "./cis";
import { cisInSight, resolveSight, texts, type Sight } from "./visibility";

export interface GraphNode {
  ref: Ref;
  name: string;
  typeLabel: string;
  ciClass: CiClass;
  status: string | null;
  /** Steps from the root. */
  distance: number;
  deviceRef: Ref | null;
  /** Its relations were read; otherwise more may exist. */
  crawled: boolean;
  /** Visible neighbours that the answer leaves out. */
  hidden: number;
}

export interface GraphEdge {
  src: Ref;
  dest: Ref;
  typeId: string;
  /** Read from the source's side, and from the destination's. */
  name: string;
  opposite: string;
}

/** The neighbourhood of a CI. */
export interface Graph {
  root: Ref;
  depth: number;
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** The limit of nodes cut the picture; the nearest are kept. */
  truncated: boolean;
  /** How far the reading of relations is, over all CIs. */
  crawl: { done: number; total: number };
}

/**
 * The visible CIs within `depth` steps of a CI, whatever the direction of the relations: at most `limit`
 * nodes, nearest first, then those with most relations. `null` when the viewer does not see the root.
 */
export async function readGraph(
  db: Db,
  visibility: Visibility,
  rootRef: Ref,
  { depth, limit }: { depth: number; limit: number },
): Promise<Graph | null> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const root = await db.execute<{ ref: Ref }>(
    sql`select c.ref from cis c where c.ref = ${rootRef} and ${cisInSight(sight)}`,
  );
  if (root.rows.length === 0) return null;
  const { distances, truncated } = await walk(db, sight, rootRef, { depth, limit });
  const [nodes, edges, crawl] = await Promise.all([
    readNodes(db, sight, distances),
    readEdges(db, [...distances.keys()]),
    readCrawl(db, sight),
  ]);
  return { root: rootRef, depth, nodes, edges, truncated, crawl };
}

async function walk(
  db: Db,
  sight: Sight,
  rootRef: Ref,
  { depth, limit }: { depth: number; limit: number },
): Promise<{ distances: Map<Ref, number>; truncated: boolean }> {
  const distances = new Map<Ref, number>([[rootRef, 0]]);
  let frontier: Ref[] = [rootRef];
  let truncated = false;
  for (let step = 1; step <= depth && frontier.length > 0 && !truncated; step += 1) {
    const room = limit - distances.size;
    // One more than there is room for tells that something is left out.
    const met = await db.execute<{ ref: Ref }>(sql`
      select c.ref from cis c
      where c.ref in (
          select dest_ref from ci_relations where src_ref = any(${texts(frontier)})
          union select src_ref from ci_relations where dest_ref = any(${texts(frontier)}))
        and c.ref <> all(${texts([...distances.keys()])})
        and c.removed_at is null and ${cisInSight(sight)}
      order by c.relation_count desc nulls last, c.ref limit ${room + 1}`);
    truncated = met.rows.length > room;
    frontier = met.rows.slice(0, room).map((row) => row.ref);
    for (const ref of frontier) distances.set(ref, step);
  }
  return { distances, truncated };
}

async function readNodes(db: Db, sight: Sight, distances: Map<Ref, number>): Promise<GraphNode[]> {
  const refs = texts([...distances.keys()]);
  const found = await db.execute<Omit<GraphNode, "distance"> & Record<string, unknown>>(sql`
    select c.ref, c.name, c.type_label as "typeLabel", c.ci_class as "ciClass", c.status,
      ${deviceRefOf(sight)} as "deviceRef", c.relations_read_at is not null as crawled,
      coalesce(n.hidden, 0)::int as hidden
    from cis c
    left join (
      select e.ref, count(distinct e.other) as hidden
      from (
        select src_ref as ref, dest_ref as other from ci_relations where src_ref = any(${refs})
        union all select dest_ref, src_ref from ci_relations where dest_ref = any(${refs})) e
      join cis c on c.ref = e.other and c.removed_at is null and ${cisInSight(sight)}
      where e.other <> all(${refs}) group by e.ref) n on n.ref = c.ref
    where c.ref = any(${refs})`);
  return found.rows
    .map((row) => ({ ...row, distance: distances.get(row.ref) ?? 0 }))
    .sort((a, b) => a.distance - b.distance || (a.ref < b.ref ? -1 : 1));
}

async function readEdges(db: Db, nodes: Ref[]): Promise<GraphEdge[]> {
  const found = await db.execute<GraphEdge & Record<string, unknown>>(sql`
    select r.src_ref as src, r.dest_ref as dest, r.type_id as "typeId",
      coalesce(t.name, r.type_id) as name, coalesce(t.opposite, t.name, r.type_id) as opposite
    from ci_relations r left join ci_relation_types t on t.id = r.type_id
    where r.src_ref = any(${texts(nodes)}) and r.dest_ref = any(${texts(nodes)})
    order by r.src_ref, r.dest_ref, r.type_id`);
  return found.rows;
}

async function readCrawl(db: Db, sight: Sight): Promise<Graph["crawl"]> {
  const found = await db.execute<{ done: number; total: number }>(sql`
    select count(c.relations_read_at)::int as done, count(*)::int as total
    from cis c where c.removed_at is null and ${cisInSight(sight)}`);
  return found.rows[0] ?? { done: 0, total: 0 };
}
