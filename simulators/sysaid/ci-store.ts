import type { Company, SysaidCi } from "../fleet/model";
import type { InfoValue } from "./info";

/** A CI as the simulator holds it: the company's, or its changed copy, and columns that only writes fill. */
export type StoredCi = SysaidCi & { readonly extra?: Readonly<Record<string, InfoValue>> };

/** The CIs; writes last while the program runs and never touch the company itself. */
export interface CiStore {
  /** By id, ascending. */
  list(): readonly StoredCi[];
  get(id: number): StoredCi | undefined;
  put(ci: StoredCi): void;
  nextId(): number;
  reset(): void;
}

export function createCiStore({ sysaid }: Company): CiStore {
  let byId = new Map<number, StoredCi>();
  let listed: readonly StoredCi[] | null = null;
  let highestId = 0;
  const reset = () => {
    byId = new Map(sysaid.cis.map((ci) => [ci.id, ci]));
    listed = null;
    highestId = sysaid.cis.reduce((highest, { id }) => Math.max(highest, id), 0);
  };
  reset();
  return {
    list: () => (listed ??= [...byId.values()]),
    get: (id) => byId.get(id),
    put(ci) {
      byId.set(ci.id, ci);
      listed = null;
    },
    nextId: () => ++highestId,
    reset,
  };
}
