import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import type { DeviceParts } from "@/lib/domain/device-parts";
import type { InventoryKind } from "@/lib/domain/inventory-item";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import { at, ref } from "./columns";
import { synced } from "./synced";

// Not server-only by import: drizzle-kit reads this file to write migrations.
//
// The index's part beside devices and tickets: what runs on machines, what they lack, what may be run on them.

/** The lists of the inventory, all in one table: they share their grid, their search and their way in. */
export const inventoryItems = pgTable(
  "inventory_items",
  {
    ref: ref("ref").primaryKey(),
    source: text("source").$type<Source>().notNull(),
    kind: text("kind").$type<InventoryKind>().notNull(),
    /** The upstream's number of it, where it is one: what {@link deviceParts} points with. */
    nativeNumber: integer("native_number"),
    name: text("name").notNull(),
    version: text("version"),
    publisher: text("publisher"),
    status: text("status"),
    level: smallint("level"),
    countedDevices: integer("counted_devices"),
    createdAt: at("created_at"),
    updatedAt: at("updated_at"),
    facts: json("facts").$type<Record<string, string>>().notNull(),
    searchText: text("search_text").notNull(),
    // Joined by the store:
    /** Devices of the index that have it, where {@link deviceParts} tells. */
    deviceCount: integer("device_count"),
    ...synced,
  },
  (t) => [
    index("inventory_items_name").on(t.kind, sql`(lower(${t.name}) collate "C")`, t.ref),
    index("inventory_items_search").using("gin", sql`${t.searchText} gin_trgm_ops`),
  ],
);

/** What hangs on a device record, as last read. The arrays hold native numbers of KACE's inventory. */
export const deviceParts = pgTable(
  "device_parts",
  {
    recordRef: ref("record_ref").primaryKey(),
    readAt: at("read_at").notNull(),
    hash: text("hash").notNull(),
    /** Without software titles and installs, which have tables of their own. */
    parts: json("parts").$type<Omit<DeviceParts, "titles" | "installs">>().notNull(),
    isEncrypted: boolean("is_encrypted"),
    hasTpm: boolean("has_tpm"),
    agentVersion: text("agent_version"),
    lastRestartAt: at("last_restart_at"),
    /** Of the fullest disk, 0 to 1. */
    diskFreeShare: real("disk_free_share"),
    missingPatches: integer("missing_patches").notNull().default(0),
    worstPatchLevel: smallint("worst_patch_level"),
    processNumbers: integer("process_numbers").array().notNull(),
    serviceNumbers: integer("service_numbers").array().notNull(),
    startupNumbers: integer("startup_numbers").array().notNull(),
    patchNumbers: integer("patch_numbers").array().notNull(),
  },
  (t) => [
    index("device_parts_processes").using("gin", t.processNumbers),
    index("device_parts_services").using("gin", t.serviceNumbers),
    index("device_parts_startups").using("gin", t.startupNumbers),
    index("device_parts_patches").using("gin", t.patchNumbers),
    index("device_parts_read").on(t.readAt),
  ],
);

/** A vulnerability and a patch that closes it; a patch may close several. */
export const patchCves = pgTable(
  "patch_cves",
  {
    cve: text("cve").notNull(),
    patchRef: ref("patch_ref").notNull(),
    patchNumber: integer("patch_number").notNull(),
  },
  (t) => [index("patch_cves_cve").on(t.cve), index("patch_cves_patch").on(t.patchRef)],
);

/** A licence, with what is owned and what is in use. */
export const licenses = pgTable(
  "licenses",
  {
    ref: ref("ref").primaryKey(),
    source: text("source").$type<Source>().notNull(),
    name: text("name").notNull(),
    vendor: text("vendor"),
    mode: text("mode"),
    owned: integer("owned"),
    ownerRef: ref("owner_ref"),
    ownerName: text("owner_name"),
    site: text("site"),
    department: text("department"),
    expiresAt: at("expires_at"),
    costText: text("cost_text"),
    titleRefs: text("title_refs").array().$type<Ref[]>().notNull(),
    facts: json("facts").$type<Record<string, string>>().notNull(),
    updatedAt: at("updated_at"),
    searchText: text("search_text").notNull(),
    ownerPersonId: bigint("owner_person_id", { mode: "number" }),
    ...synced,
  },
  (t) => [
    index("licenses_name").on(sql`(lower(${t.name}) collate "C")`, t.ref),
    index("licenses_titles").using("gin", t.titleRefs),
  ],
);

/** When a program was last used on a device record, where KACE meters it. */
export const softwareUsage = pgTable(
  "software_usage",
  {
    deviceRecordRef: ref("device_record_ref").notNull(),
    /** As `software_titles.product`: meters know programs, not the versions that inventories list. */
    product: text("product").notNull(),
    lastUsedAt: at("last_used_at"),
    launches: integer("launches"),
    minutes: integer("minutes"),
  },
  (t) => [
    primaryKey({ columns: [t.deviceRecordRef, t.product] }),
    index("software_usage_product").on(t.product),
  ],
);

/** Device records that a thing of the inventory names itself: a node's machine, an install's targets. */
export const itemDevices = pgTable(
  "item_devices",
  {
    itemRef: ref("item_ref").notNull(),
    recordRef: ref("record_ref").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemRef, t.recordRef] }),
    index("item_devices_record").on(t.recordRef),
  ],
);

/**
 * What the lists of programs and of vulnerabilities show, one row for many titles or patches. Counted from the
 * index's own rows by `store/join/inventory-counts.ts`; whoever sees less than all of KACE gets it counted live.
 */
export const inventoryGroups = pgTable(
  "inventory_groups",
  {
    kind: text("kind").$type<"product" | "cve">().notNull(),
    /** `software_titles.product`, or the vulnerability's number. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    publisher: text("publisher"),
    /** The newest version. */
    version: text("version"),
    status: text("status"),
    level: smallint("level"),
    /** Titles of the program, or patches that close the vulnerability. */
    members: integer("members").notNull(),
    deviceCount: integer("device_count").notNull(),
    /** People who own one of these devices, as both systems tell it, and as KACE alone does. */
    ownersFull: integer("owners_full").notNull().default(0),
    ownersKace: integer("owners_kace").notNull().default(0),
    searchText: text("search_text").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.key] }),
    index("inventory_groups_devices").on(t.kind, t.deviceCount.desc(), t.key),
    index("inventory_groups_search").using("gin", sql`${t.searchText} gin_trgm_ops`),
  ],
);
