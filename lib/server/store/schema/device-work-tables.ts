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
import { at } from "./columns";

// Not server-only by import: drizzle-kit reads this file to write migrations.
//
// What people decide and do about devices. No sync writes here, and nothing of it is lost with an upstream's record.

const ref = (name: string) => text(name).$type<Ref>();

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
    index("match_findings_kind").on(t.kind, t.confidence.desc()),
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

export const RUN_KINDS = [
  "forceInventory",
  "script",
  "installAdd",
  "installRemove",
  "archive",
  "cancelArchive",
] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** `unknown`: it was sent and no answer came. */
export const RUN_TARGET_STATES = [
  "waiting",
  "sent",
  "running",
  "done",
  "failed",
  "refused",
  "skipped",
  "unknown",
] as const;
export type RunTargetState = (typeof RUN_TARGET_STATES)[number];

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
  },
  (t) => [
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
    state: text("state").$type<RunTargetState>().notNull(),
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

/** A walk through a place to see what stands there. */
export const walks = pgTable(
  "walks",
  {
    id: text("id").primaryKey(),
    place: text("place").notNull(),
    startedBy: text("started_by").notNull(),
    accountRef: ref("account_ref").notNull(),
    startedAt: at("started_at").notNull(),
    /** What was expected there when it began: devices by id. */
    expected: bigint("expected", { mode: "number" }).array().notNull(),
    reviewedAt: at("reviewed_at"),
    closedAt: at("closed_at"),
  },
  (t) => [index("walks_account").on(t.accountRef, t.startedAt.desc())],
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
    deviceId: bigint("device_id", { mode: "number" }),
    /** Taken back by its author. */
    isUndone: boolean("is_undone").notNull().default(false),
    /** Set when what it shows was written upstream, or why it was not. */
    writtenAt: at("written_at"),
    writeProblem: text("write_problem"),
    seq: bigserial("seq", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.walkId, t.id] }), index("walk_scans_order").on(t.walkId, t.seq)],
);
