import { z } from "zod";
import type { Company, SysaidCiRelation } from "../fleet/model";
import { ApiError } from "./api-error";

/** Relations by their source CI; what is created and deleted lasts while the program runs. */
export interface CiRelations {
  of(src: number): readonly SysaidCiRelation[];
  /** Adds what is valid, leaves out what exists, and returns a complaint for each of the rest. */
  add(src: number, wanted: readonly WantedRelation[]): string[];
  remove(src: number, wanted: readonly WantedRelation[]): void;
  reset(): void;
}

export interface WantedRelation {
  dest: number;
  type: number;
}

const wantedSchema = z.array(
  z.object({ dest: z.coerce.number(), ciRelationType: z.coerce.number() }),
);

/** Reads the body of a create or delete: `[{dest, ciRelationType}]`. */
export function readWantedRelations(body: unknown): WantedRelation[] {
  const read = wantedSchema.safeParse(body);
  if (!read.success) throw new ApiError(400, "Invalid JSON payload");
  return read.data.map(({ dest, ciRelationType }) => ({ dest, type: ciRelationType }));
}

/** @param isCi whether a CI of this id exists by now */
export function createCiRelations({ sysaid }: Company, isCi: (id: number) => boolean): CiRelations {
  const typeIds = new Set(sysaid.relationTypes.map(({ id }) => id));
  let bySource = new Map<number, SysaidCiRelation[]>();
  const of = (src: number) => bySource.get(src) ?? [];
  const isSame = (relation: SysaidCiRelation, { dest, type }: WantedRelation) =>
    relation.dest === dest && relation.type === type;
  const reset = () => {
    bySource = new Map();
    for (const relation of sysaid.relations) {
      const known = bySource.get(relation.src);
      if (known === undefined) bySource.set(relation.src, [relation]);
      else known.push(relation);
    }
  };
  reset();
  return {
    of,
    add(src, wanted) {
      const complaints: string[] = [];
      for (const one of wanted) {
        if (!isCi(one.dest)) complaints.push(`Ci:${src} Invalid CI id ${one.dest}`);
        else if (!typeIds.has(one.type)) {
          complaints.push(`Ci:${src} Invalid CI Relation type ${one.type}`);
        } else if (!of(src).some((relation) => isSame(relation, one))) {
          bySource.set(src, [...of(src), { src, ...one }]);
        }
      }
      return complaints;
    },
    remove(src, wanted) {
      const kept = of(src).filter((relation) => !wanted.some((one) => isSame(relation, one)));
      bySource.set(src, kept);
    },
    reset,
  };
}
