import "server-only";
import { sql } from "drizzle-orm";
import { DRIFT_STATES, type Coverage, type DriftState } from "@/lib/domain/coverage";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { isInState } from "./drift";
import { NONE } from "./query-parts";
import { WALL_SIGHT, devicesInSight, resolveSight, type Sight } from "./visibility";

export const DIVISIONS = ["site", "kind", "department"] as const;
export type Division = (typeof DIVISIONS)[number];

/** Devices by where they stand, and by how the systems drifted apart on them. */
export type CoverageCounts = Record<Coverage, number> & {
  total: number;
  drift: Record<DriftState, number>;
};
/** `value` is what the list filters by; {@link NONE} where it is not told. */
export type CoverageRow = CoverageCounts & { value: string };

export interface StoredCoverage {
  all: CoverageCounts;
  /** The largest first. */
  divisions: Record<Division, CoverageRow[]>;
}

/** Counts over the devices that the viewer sees. `now`: ISO, default the clock. */
export async function readCoverage(
  db: Db,
  visibility: Visibility,
  now: string = new Date().toISOString(),
): Promise<StoredCoverage> {
  return countCoverage(db, await resolveSight(db, visibility, { personal: false }), now);
}

/** Counts over every device, for what is kept day by day. */
export const readWholeCoverage = (db: Db, now: string): Promise<StoredCoverage> =>
  countCoverage(db, WALL_SIGHT, now);

type Cell = Record<Division, string> & { lens: Coverage; total: number } & Record<
    DriftState,
    number
  >;

/** One scan over all devices; the few groups that come of it are added up here. */
async function countCoverage(db: Db, sight: Sight, now: string): Promise<StoredCoverage> {
  const states = DRIFT_STATES.map(
    (state) =>
      sql`(count(*) filter (where ${isInState(sight, state, now)}))::int as ${sql.identifier(state)}`,
  );
  const found = await db.execute<Cell & Record<string, unknown>>(sql`
    select v.lens, v.kind, coalesce(v.site, ${NONE}) as site, coalesce(v.department, ${NONE}) as department,
      count(*)::int as total, ${sql.join(states, sql`, `)}
    from device_views v where ${devicesInSight(sight)} group by v.lens, v.kind, v.site, v.department`);
  const divisionOf = (division: Division): CoverageRow[] => {
    const groups = groupBy(found.rows, (cell) => cell[division]);
    return [...groups]
      .map(([value, cells]) => ({ value, ...addUp(cells) }))
      .sort((a, b) => b.total - a.total || (a.value < b.value ? -1 : 1));
  };
  return {
    all: addUp(found.rows),
    divisions: {
      site: divisionOf("site"),
      kind: divisionOf("kind"),
      department: divisionOf("department"),
    },
  };
}

function groupBy(cells: readonly Cell[], keyOf: (cell: Cell) => string): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const mates = groups.get(keyOf(cell));
    if (mates) mates.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return groups;
}

function addUp(cells: readonly Cell[]): CoverageCounts {
  const sum = (read: (cell: Cell) => number) =>
    cells.reduce((total, cell) => total + read(cell), 0);
  const standing = (lens: Coverage) => sum((cell) => (cell.lens === lens ? cell.total : 0));
  return {
    total: sum((cell) => cell.total),
    both: standing("both"),
    kace: standing("kace"),
    sysaid: standing("sysaid"),
    drift: driftOf((state) => sum((cell) => cell[state])),
  };
}

/** A number per state. */
export function driftOf(read: (state: DriftState) => number): Record<DriftState, number> {
  return {
    staleInKace: read("staleInKace"),
    staleInSysaid: read("staleInSysaid"),
    ghost: read("ghost"),
    zombie: read("zombie"),
    unmanaged: read("unmanaged"),
    archived: read("archived"),
  };
}
