import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import type { CiClass } from "@/lib/domain/ci";
import type { DeviceKind, MatchRule, RecordKind } from "@/lib/domain/device";
import type { AccountRole } from "@/lib/domain/person";
import type { ListName, ListValue } from "@/lib/domain/queue";
import type { Ref } from "@/lib/domain/ref";
import type { TargetBasis } from "@/lib/domain/sla/target";
import type { Source } from "@/lib/domain/source";
import type {
  FieldStep,
  PriorityLevel,
  StatusKind,
  TicketAttachment,
  TicketEventKind,
  TicketKind,
} from "@/lib/domain/ticket";
import { at, ref } from "./columns";
import { synced } from "./synced";

// Not server-only by import: drizzle-kit reads this file to write migrations.
//
// The index: what Sightline knows of both systems. Rows are never deleted by a sync; a record that
// vanished upstream keeps its row with `removed_at`, so that links to it still explain themselves.

const source = (name: string) => text(name).$type<Source>();
const person = (name: string) => bigint(name, { mode: "number" });

/** A human being, joined over both systems by e-mail and user name. */
export const people = pgTable("people", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
  name: text("name").notNull(),
  email: text("email"),
  department: text("department"),
  site: text("site"),
  managerId: person("manager_id"),
});

export const accounts = pgTable(
  "accounts",
  {
    ref: ref("ref").primaryKey(),
    source: source("source").notNull(),
    userName: text("user_name").notNull(),
    email: text("email"),
    fullName: text("full_name").notNull(),
    role: text("role").$type<AccountRole>().notNull(),
    isManager: boolean("is_manager").notNull(),
    managerRef: ref("manager_ref"),
    managerName: text("manager_name"),
    department: text("department"),
    site: text("site"),
    phone: text("phone"),
    isArchived: boolean("is_archived").notNull(),
    personId: person("person_id"),
    ...synced,
  },
  (t) => [
    index("accounts_person").on(t.personId),
    index("accounts_email").on(t.email),
    index("accounts_user_name").on(sql`lower(${t.userName})`),
  ],
);

/** The closure of "reports to": one row per (manager, person below), with depth; depth 0 is oneself. */
export const reports = pgTable(
  "reports",
  {
    managerId: person("manager_id").notNull(),
    personId: person("person_id").notNull(),
    depth: smallint("depth").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.managerId, t.personId] }),
    index("reports_person").on(t.personId),
  ],
);

export const queues = pgTable("queues", {
  ref: ref("ref").primaryKey(),
  source: source("source").notNull(),
  name: text("name").notNull(),
  lists: json("lists").$type<Partial<Record<ListName, ListValue[]>>>().notNull(),
  ownerRefs: text("owner_refs").array().$type<Ref[]>().notNull(),
  ...synced,
});

export const tickets = pgTable(
  "tickets",
  {
    ref: ref("ref").primaryKey(),
    source: source("source").notNull(),
    kind: text("kind").$type<TicketKind>().notNull(),
    number: text("number").notNull(),
    title: text("title").notNull(),
    description: text("description"),
    resolution: text("resolution"),
    statusKind: text("status_kind").$type<StatusKind>().notNull(),
    statusLabel: text("status_label").notNull(),
    statusId: text("status_id"),
    priorityLevel: smallint("priority_level").$type<PriorityLevel>(),
    priorityLabel: text("priority_label"),
    priorityId: text("priority_id"),
    queueRef: ref("queue_ref"),
    queueLabel: text("queue_label"),
    category: text("category"),
    impact: text("impact"),
    assigneeRef: ref("assignee_ref"),
    assigneeName: text("assignee_name"),
    requesterRef: ref("requester_ref"),
    requesterName: text("requester_name"),
    copiedTo: text("copied_to").array().notNull(),
    deviceRecordRef: ref("device_record_ref"),
    ciRef: ref("ci_ref"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    dueAt: at("due_at"),
    slaDueAt: at("sla_due_at"),
    dueIsManual: boolean("due_is_manual"),
    // Worked out by the store from the ticket, its priority and the calendar of its queue: the due time of all lists.
    targetAt: at("target_at"),
    targetBasis: text("target_basis").$type<TargetBasis>(),
    targetMinutes: integer("target_minutes"),
    targetInHours: boolean("target_in_hours").notNull().default(true),
    markAt: at("mark_at"),
    closedAt: at("closed_at"),
    closedAtIsApproximate: boolean("closed_at_is_approximate").notNull(),
    awaitsApproval: boolean("awaits_approval").notNull(),
    /** Accounts and groups whose decision it waits for. */
    approverRefs: text("approver_refs").array().$type<Ref[]>().notNull().default([]),
    approverName: text("approver_name"),
    canUpdate: boolean("can_update"),
    // Joined by the store, never by a source:
    assigneePersonId: person("assignee_person_id"),
    requesterPersonId: person("requester_person_id"),
    deviceId: bigint("device_id", { mode: "number" }),
    /** Number, title, requester and assignee, lower case: what a filter's text looks through. */
    searchText: text("search_text").notNull(),
    eventsReadAt: at("events_read_at"),
    /** `updatedAt` of the ticket that was read with its conversation: by the source's clock, as ours may run ahead. */
    eventsOf: at("events_of"),
    ...synced,
  },
  (t) => [
    index("tickets_open_updated")
      .on(t.updatedAt.desc(), t.ref)
      .where(sql`status_kind <> 'closed' and removed_at is null`),
    index("tickets_updated")
      .on(t.updatedAt.desc(), t.ref)
      .where(sql`removed_at is null`),
    index("tickets_created")
      .on(t.createdAt.desc(), t.ref)
      .where(sql`removed_at is null`),
    index("tickets_closed")
      .on(sql`coalesce(${t.closedAt}, ${t.updatedAt})`)
      .where(sql`status_kind = 'closed' and removed_at is null`),
    index("tickets_due")
      .on(t.targetAt, t.ref)
      .where(sql`status_kind <> 'closed' and removed_at is null`),
    index("tickets_due_first")
      .on(t.targetAt, t.ref)
      .where(sql`removed_at is null`),
    index("tickets_due_last")
      .on(t.targetAt.desc().nullsLast(), t.ref)
      .where(sql`removed_at is null`),
    index("tickets_urgent")
      .on(t.priorityLevel, t.targetAt, t.createdAt, t.ref)
      .where(sql`removed_at is null`),
    index("tickets_open_urgent")
      .on(t.priorityLevel, t.targetAt, t.createdAt, t.ref)
      .where(sql`status_kind <> 'closed' and removed_at is null`),
    index("tickets_title")
      .on(sql`(lower(${t.title}) collate "C")`, t.ref)
      .where(sql`removed_at is null`),
    index("tickets_queue").on(t.queueRef, t.updatedAt.desc()),
    index("tickets_assignee").on(t.assigneePersonId, t.updatedAt.desc()),
    index("tickets_requester").on(t.requesterPersonId, t.updatedAt.desc()),
    index("tickets_assignee_ref").on(t.assigneeRef),
    index("tickets_requester_ref").on(t.requesterRef),
    index("tickets_device")
      .on(t.deviceId)
      .where(sql`device_id is not null`),
    index("tickets_device_record")
      .on(t.deviceRecordRef)
      .where(sql`device_record_ref is not null`),
    index("tickets_ci")
      .on(t.ciRef)
      .where(sql`ci_ref is not null`),
    index("tickets_copied").using("gin", t.copiedTo),
    index("tickets_approval")
      .on(t.updatedAt.desc(), t.ref)
      .where(sql`awaits_approval and removed_at is null`),
    index("tickets_search").using("gin", sql`${t.searchText} gin_trgm_ops`),
  ],
);

/** The conversation of a ticket, as last read; it costs a request per ticket, so most have none yet. */
export const ticketEvents = pgTable(
  "ticket_events",
  {
    ticketRef: ref("ticket_ref").notNull(),
    id: text("id").notNull(),
    kind: text("kind").$type<TicketEventKind>().notNull(),
    at: at("at").notNull(),
    authorRef: ref("author_ref"),
    authorName: text("author_name"),
    body: text("body").notNull(),
    minutes: real("minutes"),
    attachments: jsonb("attachments").$type<TicketAttachment[]>().notNull().default([]),
    steps: jsonb("steps").$type<FieldStep[]>().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.ticketRef, t.id] })],
);

export const deviceRecords = pgTable(
  "device_records",
  {
    ref: ref("ref").primaryKey(),
    source: source("source").notNull(),
    kind: text("kind").$type<RecordKind>().notNull(),
    name: text("name").notNull(),
    linkedRef: ref("linked_ref"),
    serial: text("serial"),
    assetTag: text("asset_tag"),
    macs: text("macs").array().notNull(),
    host: text("host"),
    domain: text("domain"),
    deviceKind: text("device_kind").$type<DeviceKind>().notNull(),
    manufacturer: text("manufacturer"),
    model: text("model"),
    osName: text("os_name"),
    osVersion: text("os_version"),
    ip: text("ip"),
    ramBytes: bigint("ram_bytes", { mode: "number" }),
    diskBytes: bigint("disk_bytes", { mode: "number" }),
    diskFreeBytes: bigint("disk_free_bytes", { mode: "number" }),
    lastSeenAt: at("last_seen_at"),
    lastUser: text("last_user"),
    ownerRef: ref("owner_ref"),
    ownerName: text("owner_name"),
    site: text("site"),
    department: text("department"),
    status: text("status"),
    archived: boolean("archived").notNull(),
    createdAt: at("created_at"),
    updatedAt: at("updated_at"),
    facts: json("facts").$type<Record<string, string>>().notNull(),
    // Joined by the store:
    /** What its vendor last linked it to; it stays when the link goes, as on an asset whose machine was archived. */
    lastLinkedRef: ref("last_linked_ref"),
    deviceId: bigint("device_id", { mode: "number" }),
    matchRule: text("match_rule").$type<MatchRule>().notNull().default("alone"),
    matchEvidence: text("match_evidence"),
    /** The record that it met; null on the record of a device that the others were joined to. */
    matchMate: ref("match_mate"),
    /** How sure the join is, 0 to 1. */
    matchConfidence: real("match_confidence"),
    ownerPersonId: person("owner_person_id"),
    softwareReadAt: at("software_read_at"),
    /** The keys by which it can meet other records; see lib/domain/identity. */
    matchKeys: text("match_keys")
      .array()
      .notNull()
      .default(sql`'{}'`),
    ...synced,
  },
  (t) => [
    index("device_records_device").on(t.deviceId),
    index("device_records_owner").on(t.ownerRef),
    index("device_records_match_keys").using("gin", t.matchKeys),
    index("device_records_joins")
      .on(t.matchConfidence, t.ref, t.matchRule)
      .where(sql`match_mate is not null and removed_at is null`),
    index("device_records_linked")
      .on(t.linkedRef)
      .where(sql`linked_ref is not null`),
    index("device_records_last_linked")
      .on(t.lastLinkedRef)
      .where(sql`last_linked_ref is not null`),
    index("device_records_software").on(t.softwareReadAt),
    // What labels and stickers hold, in the form that lib/domain/scan-code.ts compares.
    index("device_records_scan_serial").on(
      sql`upper(regexp_replace(${t.serial}, '[^A-Za-z0-9]', '', 'g'))`,
    ),
    index("device_records_scan_tag").on(
      sql`upper(regexp_replace(${t.assetTag}, '[^A-Za-z0-9]', '', 'g'))`,
    ),
    index("device_records_scan_host").on(
      sql`lower(split_part(coalesce(${t.host}, ${t.name}), '.', 1))`,
    ),
    index("device_records_scan_macs").using("gin", t.macs),
  ],
);

/** One real machine. Its id is the store's own; people and links name it by the ref of any record. */
export const devices = pgTable("devices", {
  id: bigserial("id", { mode: "number" }).primaryKey(),
});

/** Which records a view of a device is merged from. */
export const LENSES = ["kace", "sysaid", "both"] as const;
export type Lens = (typeof LENSES)[number];

/**
 * The grid's row of a device, once per lens: as KACE's records alone tell it, as SysAid's alone, and
 * as both do (only where it stands in both). A viewer of one source must not learn the other's values
 * from a merged row, so visibility picks the lens and every lens is sorted and searched the same way.
 */
export const deviceViews = pgTable(
  "device_views",
  {
    deviceId: bigint("device_id", { mode: "number" })
      .notNull()
      .references(() => devices.id, { onDelete: "cascade" }),
    lens: text("lens").$type<Lens>().notNull(),
    /** The lens that shows all there is: `both` where the device stands in both, else its only one. */
    isFull: boolean("is_full").notNull(),
    /** The leading record of this lens. */
    ref: ref("ref").notNull(),
    recordRefs: text("record_refs").array().$type<Ref[]>().notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<DeviceKind>().notNull(),
    manufacturer: text("manufacturer"),
    model: text("model"),
    serial: text("serial"),
    osName: text("os_name"),
    osFamily: text("os_family"),
    ownerName: text("owner_name"),
    site: text("site"),
    department: text("department"),
    ip: text("ip"),
    lastSeenAt: at("last_seen_at"),
    /** Last check-in with each system, of the lens's records alone. */
    kaceSeenAt: at("kace_seen_at"),
    sysaidSeenAt: at("sysaid_seen_at"),
    /** `coverage.ts` of the domain tells what drifted apart: a set of words. */
    drift: text("drift")
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Attributes on which the lens's systems disagree. */
    disagreements: text("disagreements")
      .array()
      .notNull()
      .default(sql`'{}'`),
    // Of the lens's machine record, as `device_parts` last held it; null where it does not tell.
    isEncrypted: boolean("is_encrypted"),
    missingPatches: integer("missing_patches"),
    worstPatchLevel: smallint("worst_patch_level"),
    lastRestartAt: at("last_restart_at"),
    updatedAt: at("updated_at"),
    /** Open tickets of the lens's sources about it. */
    openTickets: integer("open_tickets").notNull().default(0),
    /** Names, serials, models, owners, MACs and addresses of the lens's records, lower case. */
    searchText: text("search_text").notNull(),
    /** People who own one of its records in that source. */
    kaceOwnerIds: bigint("kace_owner_ids", { mode: "number" }).array().notNull(),
    sysaidOwnerIds: bigint("sysaid_owner_ids", { mode: "number" }).array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.deviceId, t.lens] }),
    index("device_views_name").on(sql`(lower(${t.name}) collate "C")`, t.deviceId),
    index("device_views_seen").on(t.lastSeenAt.desc(), t.deviceId),
    index("device_views_kind").on(t.kind),
    index("device_views_os").on(t.osFamily),
    index("device_views_site").on(t.site),
    index("device_views_model").on(sql`lower(${t.model})`),
    index("device_views_drift").using("gin", t.drift),
    // What drift is told by, so that counting it needs no wide row. Without texts of people: together they could be too long for an index.
    index("device_views_coverage").on(
      t.isFull,
      t.lens,
      t.kind,
      t.kaceSeenAt,
      t.sysaidSeenAt,
      t.drift,
    ),
    index("device_views_disagreements").using("gin", t.disagreements),
    index("device_views_kace_owners").using("gin", t.kaceOwnerIds),
    index("device_views_sysaid_owners").using("gin", t.sysaidOwnerIds),
    index("device_views_search").using("gin", sql`${t.searchText} gin_trgm_ops`),
  ],
);

export const softwareTitles = pgTable(
  "software_titles",
  {
    ref: ref("ref").primaryKey(),
    source: source("source").notNull(),
    name: text("name").notNull(),
    version: text("version"),
    publisher: text("publisher"),
    installedCount: integer("installed_count"),
    /** The program that it is a version of: `productKeyOf` of the domain. */
    product: text("product").notNull(),
    ...synced,
  },
  (t) => [index("software_titles_product").on(t.product)],
);

export const softwareInstalls = pgTable(
  "software_installs",
  {
    deviceRecordRef: ref("device_record_ref").notNull(),
    titleRef: ref("title_ref").notNull(),
    installedOn: text("installed_on"),
  },
  (t) => [
    primaryKey({ columns: [t.deviceRecordRef, t.titleRef] }),
    index("software_installs_title").on(t.titleRef),
  ],
);

export const cis = pgTable(
  "cis",
  {
    ref: ref("ref").primaryKey(),
    source: source("source").notNull(),
    name: text("name").notNull(),
    typeId: text("type_id").notNull(),
    typeLabel: text("type_label").notNull(),
    ciClass: text("ci_class").$type<CiClass>().notNull(),
    status: text("status"),
    ownerRef: ref("owner_ref"),
    ownerName: text("owner_name"),
    site: text("site"),
    department: text("department"),
    serial: text("serial"),
    assetRef: ref("asset_ref"),
    createdAt: at("created_at"),
    updatedAt: at("updated_at"),
    facts: json("facts").$type<Record<string, string>>().notNull(),
    ownerPersonId: person("owner_person_id"),
    searchText: text("search_text").notNull(),
    /** Outgoing relations were last read then; null until the crawl reaches it. */
    relationsReadAt: at("relations_read_at"),
    relationCount: integer("relation_count"),
    ...synced,
  },
  (t) => [
    index("cis_name").on(sql`(lower(${t.name}) collate "C")`, t.ref),
    index("cis_class").on(t.ciClass),
    index("cis_crawl").on(t.relationsReadAt),
    index("cis_owner").on(t.ownerPersonId),
    index("cis_owner_ref").on(t.ownerRef),
    index("cis_asset")
      .on(t.assetRef)
      .where(sql`asset_ref is not null`),
    index("cis_search").using("gin", sql`${t.searchText} gin_trgm_ops`),
  ],
);

export const ciRelationTypes = pgTable("ci_relation_types", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  opposite: text("opposite").notNull(),
});

export const ciRelations = pgTable(
  "ci_relations",
  {
    srcRef: ref("src_ref").notNull(),
    destRef: ref("dest_ref").notNull(),
    typeId: text("type_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.srcRef, t.destRef, t.typeId] }),
    index("ci_relations_dest").on(t.destRef),
  ],
);

/** What happened to a record. */
export const HISTORY_KINDS = ["created", "changed", "removed", "returned"] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** Every change that a sync or a write saw, newest last. */
export const history = pgTable(
  "history",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    source: source("source").notNull(),
    entity: text("entity").notNull(),
    ref: ref("ref").notNull(),
    what: text("what").$type<HistoryKind>().notNull(),
    /** For `changed`: field → [before, after]. */
    fields: jsonb("fields").$type<Record<string, [unknown, unknown]>>().notNull(),
  },
  (t) => [index("history_ref").on(t.ref, t.id), index("history_at").on(t.at)],
);

export const SYNC_PHASES = [
  "idle",
  "reading",
  "applying",
  "resting",
  "backing_off",
  "suspect",
] as const;
export type SyncPhase = (typeof SYNC_PHASES)[number];

/** Where each loop of the sync stands. A restart goes on from here. */
export const syncState = pgTable(
  "sync_state",
  {
    source: source("source").notNull(),
    entity: text("entity").notNull(),
    phase: text("phase").$type<SyncPhase>().notNull(),
    cursor: jsonb("cursor").$type<Record<string, unknown>>(),
    sweep: integer("sweep").notNull().default(0),
    rowsDone: integer("rows_done").notNull().default(0),
    rowsTotal: integer("rows_total"),
    /** Changed-since mark of the last complete delta (source's own clock), ISO. */
    deltaMark: at("delta_mark"),
    lastOkAt: at("last_ok_at"),
    lastSweepAt: at("last_sweep_at"),
    lastError: text("last_error"),
    lastErrorAt: at("last_error_at"),
  },
  (t) => [primaryKey({ columns: [t.source, t.entity] })],
);
