import "server-only";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Pool } from "pg";

/** Where reads and writes go: the pool, or one transaction of it. */
export type Db = Pick<
  NodePgDatabase,
  "execute" | "select" | "insert" | "update" | "delete" | "transaction"
>;

/** Hears the payload of each notification of a channel. */
export type NotificationHandler = (payload: string) => void;

/** The open index. `close` waits for running queries and stops an embedded server. */
export interface Store {
  db: Db;
  pool: Pool;
  /** The address that opened it, password included. Secret; for tests and child processes. */
  databaseUrl: string;
  /**
   * Hears a channel's notifications until the returned function is called. The connection is renewed when
   * it breaks; what was sent meanwhile is lost, so `onGap` tells that listeners should read anew.
   */
  listen(
    channel: string,
    handler: NotificationHandler,
    onGap?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The channel on which every change of the index is told, as JSON: `{entity, refs}` or `{entity, bulk}`. */
export const CHANGES_CHANNEL = "sightline";
