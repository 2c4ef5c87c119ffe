import { integer, text } from "drizzle-orm/pg-core";
import { at } from "./columns";

// Not server-only by import: drizzle-kit reads this file to write migrations.

/** What every synced row carries: who sent it, its content's hash, when it was read and when it vanished. */
export const synced = {
  hash: text("hash").notNull(),
  readAt: at("read_at").notNull(),
  /** The number of the last full sweep that saw it; older rows are candidates for removal. */
  sweep: integer("sweep").notNull().default(0),
  removedAt: at("removed_at"),
};
