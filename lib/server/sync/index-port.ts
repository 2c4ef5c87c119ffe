import "server-only";
import type { Source } from "@/lib/domain/source";
import type { Cursor, SyncEntity, SyncRows } from "../upstream/port";
import type { SweepCount } from "./removal-guard";

// What the engine needs of the index. `index-writer.ts` fills it from the store.

export const PHASES = ["idle", "reading", "resting", "backing_off", "suspect"] as const;
export type Phase = (typeof PHASES)[number];

/** Where the reading of one list of one source stands; a row, so that a restart goes on. Times are ISO 8601 in UTC. */
export interface EntityState {
  source: Source;
  entity: SyncEntity;
  phase: Phase;
  /** The sweep under way: the reader's cursor of the next page, and what the mark will be made of. */
  cursor: SweepCursor | null;
  sweep: number;
  rowsDone: number;
  rowsTotal: number | null;
  deltaMark: string | null;
  lastOkAt: string | null;
  lastSweepAt: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
}

export interface SweepCursor {
  /** `null`: the first page is still to come. */
  page: Cursor | null;
  startedAt: string;
  mark: string | null;
}

/** Stands with every row that is written: which sweep saw it, and when. */
export interface Reading {
  source: Source;
  sweep: number;
  /** When it was asked for: what was read after that knows more. ISO 8601 in UTC. */
  readAt: string;
  /** The list was never read whole before: what it brings is not news. */
  firstFill: boolean;
}

export type Appliers = {
  [Entity in SyncEntity]: (rows: SyncRows[Entity][], reading: Reading) => Promise<void>;
};

export interface SyncIndex {
  /** Writes what changed of the rows and remembers what must be joined anew. */
  apply: Appliers;
  /** Joins what the latest rows touched. `page`: only when enough has gathered or waited; `end`: all of it. */
  settle(when: "page" | "end"): Promise<void>;
  countSweep(source: Source, entity: SyncEntity, sweep: number): Promise<SweepCount>;
  /** Marks the rows that no sweep from `sweep` on saw as removed. */
  markRemoved(source: Source, entity: SyncEntity, sweep: number): Promise<void>;
  readState(source: Source, entity: SyncEntity): Promise<EntityState | null>;
  writeState(state: EntityState): Promise<void>;
}
