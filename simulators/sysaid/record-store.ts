import type { Company, SysaidRecord } from "../fleet/model";
import type { Directory } from "./directory";
import { compareValues, type InfoValue, type SortKey } from "./info";

/** A record as the simulator holds it: the company's, or its changed copy, and columns that only writes fill. */
export interface StoredRecord {
  readonly record: SysaidRecord;
  readonly extra: Readonly<Record<string, InfoValue>>;
  readonly updateUserId: number;
  readonly version: number;
}

export interface RecordStore {
  get(id: number): StoredRecord | undefined;
  /** All records in the wanted order. Kept until the next write, so that paging does not sort again. */
  sorted(
    sort: readonly SortKey[],
    valueOf: (stored: StoredRecord, key: string) => InfoValue,
  ): readonly StoredRecord[];
  put(stored: StoredRecord): void;
  remove(id: number): void;
  nextId(): number;
  reset(): void;
}

const KEPT_ORDERS = 8;

/** The service records; writes stay while the program runs and never touch the company itself. */
export function createRecordStore(company: Company, directory: Directory): RecordStore {
  let byId = new Map<number, StoredRecord>();
  let orders = new Map<string, readonly StoredRecord[]>();
  let highestId = 0;
  const reset = () => {
    byId = new Map(
      company.sysaid.records.map((record) => [record.id, asStored(record, directory)]),
    );
    highestId = company.sysaid.records.reduce((highest, { id }) => Math.max(highest, id), 0);
    orders = new Map();
  };
  reset();
  return {
    get: (id) => byId.get(id),
    sorted(sort, valueOf) {
      const name = JSON.stringify(sort);
      const known = orders.get(name);
      if (known !== undefined) return known;
      const order = sortRecords([...byId.values()], sort, valueOf);
      if (orders.size >= KEPT_ORDERS) orders = new Map();
      orders.set(name, order);
      return order;
    },
    put(stored) {
      byId.set(stored.record.id, stored);
      orders = new Map();
    },
    remove(id) {
      byId.delete(id);
      orders = new Map();
    },
    nextId: () => ++highestId,
    reset,
  };
}

function asStored(record: SysaidRecord, directory: Directory): StoredRecord {
  const last = record.steps.at(-1);
  const updateUserId = last === undefined ? 0 : directory.idOfPerson(last.personId);
  return { record, extra: {}, updateUserId, version: record.steps.length };
}

function sortRecords(
  rows: StoredRecord[],
  sort: readonly SortKey[],
  valueOf: (stored: StoredRecord, key: string) => InfoValue,
): readonly StoredRecord[] {
  // Without an order the one recorded list came by type, then status, then id: not by id alone.
  if (sort.length === 0) {
    return rows.sort(
      ({ record: a }, { record: b }) => a.srType - b.srType || a.status - b.status || a.id - b.id,
    );
  }
  const keyed = rows.map((row) => ({ row, values: sort.map(({ key }) => valueOf(row, key)) }));
  keyed.sort((a, b) => {
    for (const [index, { isDescending }] of sort.entries()) {
      const order = compareValues(a.values[index] ?? null, b.values[index] ?? null);
      if (order !== 0) return isDescending ? -order : order;
    }
    return a.row.record.id - b.row.record.id;
  });
  return keyed.map(({ row }) => row);
}
