import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
} from "drizzle-orm/pg-core";
import type { Ref } from "@/lib/domain/ref";
import type { JobRowState } from "@/lib/domain/job";
import type { RunKind, RunWritten } from "@/lib/domain/run";
import { at, ref } from "./columns";

// Not server-only by import: drizzle-kit reads this file to write migrations.
//
// What people decide and do about devices. No sync writes here, and nothing of it is lost with an upstream's record.

/** What administrators set for everybody, by name; the value's shape belongs to whoever reads it. */
export const settings = pgTable("settings", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
  updatedAt: at("updated_at").notNull(),
  updatedBy: text("updated_by").notNull(),
});

/** Somebody's word that two records are one machine, or are not. `recordA` sorts before `recordB`. */
export const matchDecisions = pgTable(
  "match_decisions",
  {
    recordA: ref("record_a").notNull(),
    recordB: ref("record_b").notNull(),
    verdict: text("verdict").$type<"same" | "different">().notNull(),
    reason: text("reason").notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: at("decided_at").notNull(),
    /** What the evidence was then, as a digest: asked again only when it differs. */
    evidence: text("evidence").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.recordA, t.recordB] }),
    index("match_decisions_b").on(t.recordB),
  ],
);

/** Pairs of records that matching did not join: suggested to people, or refused with a reason. */
export const matchFindings = pgTable(
  "match_findings",
  {
    recordA: ref("record_a").notNull(),
    recordB: ref("record_b").notNull(),
    kind: text("kind").$type<"suggestion" | "refusal">().notNull(),
    rule: text("rule").notNull(),
    /** The value that both have, for people. */
    evidence: text("evidence").notNull(),
    reason: text("reason").notNull(),
    confidence: real("confidence").notNull(),
    digest: text("digest").notNull(),
    foundAt: at("found_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.recordA, t.recordB] }),
    index("match_findings_b").on(t.recordB),
    index("match_findings_kind").on(t.kind, t.confidence.desc(), t.recordA, t.recordB),
  ],
);

/** An attribute of a device on which the two systems disagree. */
export const conflicts = pgTable(
  "conflicts",
  {
    deviceId: bigint("device_id", { mode: "number" }).notNull(),
    attribute: text("attribute").notNull(),
    kaceRef: ref("kace_ref").notNull(),
    kaceText: text("kace_text").notNull(),
    sysaidRef: ref("sysaid_ref").notNull(),
    sysaidText: text("sysaid_text").notNull(),
    foundAt: at("found_at").notNull(),
    /** Both values, as a digest: what is ignored comes back when they change. */
    digest: text("digest").notNull(),
    ignoredDigest: text("ignored_digest"),
    ignoredBy: text("ignored_by"),
    ignoredAt: at("ignored_at"),
  },
  (t) => [
    primaryKey({ columns: [t.deviceId, t.attribute] }),
    index("conflicts_attribute").on(t.attribute, t.foundAt),
  ],
);

/** How many devices stood where at the end of a day: one row per day, division and state. */
export const coverageDays = pgTable(
  "coverage_days",
  {
    day: date("day", { mode: "string" }).notNull(),
    /** `all`, `site`, `kind` or `department`. */
    division: text("division").notNull(),
    value: text("value").notNull(),
    state: text("state").notNull(),
    devices: integer("devices").notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.division, t.value, t.state] })],
);

/** Something that one person has done to several devices, row by row. */
export const runs = pgTable(
  "runs",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<RunKind>().notNull(),
    title: text("title").notNull(),
    /** The script or managed install, where there is one. */
    subjectRef: ref("subject_ref"),
    startedBy: text("started_by").notNull(),
    accountRef: ref("account_ref").notNull(),
    vaultId: text("vault_id").notNull(),
    startedAt: at("started_at").notNull(),
    endedAt: at("ended_at"),
    /** Nobody follows it any more; what was sent goes on upstream. */
    stoppedAt: at("stopped_at"),
    options: jsonb("options").$type<Record<string, unknown>>().notNull(),
    /** Why nobody follows it, or why it ended, where its rows do not say so. */
    note: text("note"),
    /** The run whose rows this one tries again. */
    retryOf: text("retry_of"),
    /** The ticket that it was started from, and how far the writing of its result there is. */
    ticketRef: ref("ticket_ref"),
    written: text("written").$type<RunWritten>(),
  },
  (t) => [
    index("runs_ticket").on(t.ticketRef, t.startedAt.desc()),
    index("runs_account").on(t.accountRef, t.startedAt.desc()),
    index("runs_open")
      .on(t.startedAt)
      .where(sql`ended_at is null`),
  ],
);

export const runTargets = pgTable(
  "run_targets",
  {
    runId: text("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    recordRef: ref("record_ref").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<JobRowState>().notNull(),
    message: text("message"),
    /** The upstream's number of the run on this machine, where it gives one. */
    upstreamId: text("upstream_id"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.recordRef] }),
    index("run_targets_record").on(t.recordRef, t.at.desc()),
  ],
);

/** A walk through a place to see what stands there. Devices are named by a record's ref: joins may change ids. */
export const walks = pgTable(
  "walks",
  {
    id: text("id").primaryKey(),
    /** Its name, for people. */
    place: text("place").notNull(),
    /** The site and department as lists of devices spell them; `null`: any. */
    site: text("site"),
    department: text("department"),
    startedBy: text("started_by").notNull(),
    accountRef: ref("account_ref").notNull(),
    startedAt: at("started_at").notNull(),
    /** What was expected there when it began: each device by the ref of its leading record. */
    expectedRefs: text("expected_refs").array().$type<Ref[]>().notNull(),
    closedAt: at("closed_at"),
  },
  (t) => [
    index("walks_account").on(t.accountRef, t.startedAt.desc()),
    index("walks_started").on(t.startedAt.desc()),
  ],
);

/** A code that was scanned on a walk. Its id comes from the browser, so that a scan sent twice counts once. */
export const walkScans = pgTable(
  "walk_scans",
  {
    walkId: text("walk_id")
      .notNull()
      .references(() => walks.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    code: text("code").notNull(),
    scannedAt: at("scanned_at").notNull(),
    scannedBy: text("scanned_by").notNull(),
    /** The device that the code is of; `null`: none, or several. */
    deviceRef: ref("device_ref"),
    /** All that the code may be of, where these are several. */
    candidateRefs: text("candidate_refs").array().$type<Ref[]>().notNull(),
    /** Taken back by its author. */
    isUndone: boolean("is_undone").notNull().default(false),
    seq: bigserial("seq", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.walkId, t.id] }), index("walk_scans_order").on(t.walkId, t.seq)],
);

/** `moved`: its place was written upstream. `notFound`: a note about a device that was not there. */
export const WALK_OUTCOME_KINDS = ["moved", "notFound"] as const;
export type WalkOutcomeKind = (typeof WALK_OUTCOME_KINDS)[number];
/** `unknown`: it was sent and no clear answer came. */
export const WALK_OUTCOME_STATES = ["done", "refused", "unknown"] as const;
export type WalkOutcomeState = (typeof WALK_OUTCOME_STATES)[number];

/** What came of a walk's review, per record and attribute; a later try takes the place of the former. */
export const walkOutcomes = pgTable(
  "walk_outcomes",
  {
    walkId: text("walk_id")
      .notNull()
      .references(() => walks.id, { onDelete: "cascade" }),
    recordRef: ref("record_ref").notNull(),
    kind: text("kind").$type<WalkOutcomeKind>().notNull(),
    /** What was written (`site`, `department`); empty for a note. */
    attribute: text("attribute").notNull(),
    /** The device's leading record, as the walk names it. */
    deviceRef: ref("device_ref").notNull(),
    /** The new value, or the note. */
    text: text("text").notNull(),
    state: text("state").$type<WalkOutcomeState>().notNull(),
    problem: text("problem"),
    by: text("by").notNull(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.walkId, t.recordRef, t.kind, t.attribute] })],
);
