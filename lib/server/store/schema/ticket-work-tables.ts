import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { JobRowState } from "@/lib/domain/job";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { ViewerToken } from "@/lib/domain/viewer";
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

/** One act that somebody has given to many tickets, row by row. What was typed is forgotten when it has ended. */
export const ticketJobs = pgTable(
  "ticket_jobs",
  {
    id: text("id").primaryKey(),
    act: text("act").notNull(),
    /** The name or moment that was asked for. */
    value: text("value"),
    /** The comment or solution, until the job has ended. */
    typed: text("typed"),
    hasTyped: boolean("has_typed").notNull(),
    isInternal: boolean("is_internal"),
    startedBy: text("started_by").notNull(),
    /** Every account of its maker at that time. */
    ownerRefs: text("owner_refs").array().$type<Ref[]>().notNull(),
    /** The systems that its tickets are of. */
    sources: text("sources").array().$type<Source[]>().notNull(),
    /** Where its maker's session of each source lies, and the token that asked in their place. */
    vaultIds: jsonb("vault_ids").$type<Partial<Record<Source, string>>>().notNull(),
    token: jsonb("token").$type<ViewerToken>(),
    startedAt: at("started_at").notNull(),
    endedAt: at("ended_at"),
    /** Nothing more is sent since then; what was sent stays. */
    stoppedAt: at("stopped_at"),
    /** Why it stands still, where its rows do not say so. */
    note: text("note"),
    /** The job whose failed rows this one tries again. */
    retryOf: text("retry_of"),
    /** The job that this one takes back. */
    undoes: text("undoes"),
  },
  (t) => [
    index("ticket_jobs_owners").using("gin", t.ownerRefs),
    index("ticket_jobs_started").on(t.startedAt.desc()),
    index("ticket_jobs_open")
      .on(t.startedAt)
      .where(sql`ended_at is null`),
    uniqueIndex("ticket_jobs_undoes").on(t.undoes),
  ],
);

export const ticketJobRows = pgTable(
  "ticket_job_rows",
  {
    jobId: text("job_id")
      .notNull()
      .references(() => ticketJobs.id, { onDelete: "cascade" }),
    ticketRef: ref("ticket_ref").notNull(),
    source: text("source").$type<Source>().notNull(),
    number: text("number").notNull(),
    title: text("title").notNull(),
    state: text("state").$type<JobRowState>().notNull(),
    message: text("message"),
    at: at("at").notNull(),
    /** What is written there, where that is the row's own and not the job's. */
    write: jsonb("write").$type<Record<string, unknown>>(),
    /** It is written only while the ticket still has this value. */
    onlyWhile: text("only_while"),
    /** What would bring the ticket back, and the value that the act left there. */
    back: jsonb("back").$type<Record<string, unknown>>(),
    left: text("left_value"),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.ticketRef] })],
);
