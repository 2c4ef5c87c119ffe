import { boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Ref } from "@/lib/domain/ref";
import { at, ref } from "./columns";

// Not server-only by import: drizzle-kit reads this file to write migrations.
//
// What people keep about tickets beside both systems. No sync writes here, and nothing of it is lost with a ticket.

/** A queue that somebody named: a question to the list of tickets, for themselves or for everybody. */
export const ticketViews = pgTable(
  "ticket_views",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** The list's state as its address spells it: filters, sort, columns. */
    search: jsonb("search").$type<Record<string, string>>().notNull(),
    isShared: boolean("is_shared").notNull(),
    /** Every account of its maker at that time; whoever has one of them may change it. */
    ownerRefs: text("owner_refs").array().$type<Ref[]>().notNull(),
    ownerName: text("owner_name").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [index("ticket_views_owners").using("gin", t.ownerRefs)],
);

/** When somebody last looked at a queue: what came since is new to them. */
export const ticketLooks = pgTable(
  "ticket_looks",
  {
    accountRef: ref("account_ref").notNull(),
    /** A ready-made view's name or a kept view's id. */
    viewId: text("view_id").notNull(),
    lookedAt: at("looked_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountRef, t.viewId] })],
);

/** A comment that somebody has typed and not sent, per ticket and account. */
export const ticketDrafts = pgTable(
  "ticket_drafts",
  {
    accountRef: ref("account_ref").notNull(),
    ticketRef: ref("ticket_ref").notNull(),
    text: text("text").notNull(),
    isInternal: boolean("is_internal").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountRef, t.ticketRef] }),
    index("ticket_drafts_updated").on(t.updatedAt),
  ],
);

/** Who has a ticket open right now, one row a browser page. Rows that were not renewed lately mean nothing. */
export const ticketPresence = pgTable(
  "ticket_presence",
  {
    ticketRef: ref("ticket_ref").notNull(),
    pageId: text("page_id").notNull(),
    accountRef: ref("account_ref").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<"viewing" | "typing" | "away">().notNull(),
    seenAt: at("seen_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketRef, t.pageId] }),
    index("ticket_presence_seen").on(t.seenAt),
  ],
);

/**
 * Somebody's word that two tickets of the two systems are about one thing, or are not. `ticketA` sorts before `ticketB`.
 * A word that was taken back stays as `undone`: what was written of it stays written, and is not written twice.
 */
export const ticketLinks = pgTable(
  "ticket_links",
  {
    ticketA: ref("ticket_a").notNull(),
    ticketB: ref("ticket_b").notNull(),
    verdict: text("verdict").$type<"linked" | "different" | "undone">().notNull(),
    saidBy: text("said_by").notNull(),
    saidAt: at("said_at").notNull(),
    /** What was written of it into each system, and what came of it. */
    written: jsonb("written").$type<Record<string, string>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.ticketA, t.ticketB] }), index("ticket_links_b").on(t.ticketB)],
);
