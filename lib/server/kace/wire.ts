import "server-only";
import { z } from "zod";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import { isNullMarker } from "./quirks";

// What the appliance sends, read leniently at the door. Keys come as "Id", "Ram Total", "DISPLAY_NAME" or
// "full_name" depending on the part of the appliance, and numbers as text, so every answer is first brought
// to one spelling. Schemas name only what is read: everything else, secrets included, is dropped here.

/** Lower-cases keys, turns blanks and periods in them into "_", and null markers into `null`, at any depth. */
export function normalise(value: unknown): unknown {
  if (typeof value === "string") return isNullMarker(value) ? null : value;
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [foldKey(key), normalise(member)]),
  );
}

function foldKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/[\s.]+/g, "_");
}

export const text = z
  .preprocess(
    (value) => (typeof value === "number" || typeof value === "boolean" ? String(value) : value),
    z.string().trim().nullable().catch(null),
  )
  .default(null);
export const int = z.preprocess(toInteger, z.int().nullable().catch(null)).default(null);
export const id = z.preprocess(toInteger, z.int().positive());
/** Ids of related rows: zero and below stand for none. */
const link = z.preprocess(toInteger, z.int().positive().nullable().catch(null)).default(null);

function toInteger(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
}

/** A related row, or `null`: a relation without row is a missing key, `{}`, `[]` or a row of blanks. */
export function related<Shape extends z.ZodType>(shape: Shape) {
  const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
  return z.preprocess(first, shape.nullable().catch(null)).default(null);
}

/** Related rows; what is no list is one row, what is not understood is left out. */
export function relatedList<Shape extends z.ZodType>(shape: Shape) {
  return z
    .preprocess(
      (value) => (typeof value === "object" && value !== null ? [value].flat() : []),
      z.array(shape.nullable().catch(null)),
    )
    .default([])
    .transform((rows) => rows.filter((row) => row !== null));
}

const Named = z.object({ id, name: text });
const Person = z.object({ id, user_name: text, email: text, full_name: text });
const Status = Named.extend({ ordinal: int, state: text });
const Ranked = Named.extend({ ordinal: int });
/** `hd_priority` of the document; older versions leave most of it out. */
const Priority = Ranked.extend({
  escalation_minutes: int,
  is_sla_enabled: int,
  resolution_due_date_minutes: int,
  use_business_hours_for_escalation: int,
  use_business_hours_for_sla: int,
});

/**
 * What the agreement of a ticket wants. Recorded only empty (`{}`, zero dates); no document tells the names of its
 * members, so these are guesses after the neighbouring `resolution_due_date_minutes`, and any other is left alone.
 */
const SlaDates = related(
  z.object({ resolution_due_date: text, sla_due_date: text, due_date: text }),
);

export const UserWire = Person.extend({
  role_id: int,
  manager_id: link,
  location_id: link,
  is_archived: int,
  work_phone: text,
  mobile_phone: text,
});
export type UserWire = z.infer<typeof UserWire>;

/** The session's own account; one object, not a list. */
export const SessionWire = z.object({
  loggedin: text,
  loggedinemail: text,
  loggedinfullname: text,
  loggedinid: link,
  userid: link,
  localtimezone: text,
  restapiversion: text,
  currentorgid: link,
  orgs: relatedList(Named),
});
export type SessionWire = z.infer<typeof SessionWire>;

export const QueueWire = Named.extend({
  statuses: relatedList(Status),
  priorities: relatedList(Priority),
  categories: relatedList(Ranked),
  impacts: relatedList(Ranked),
});
export type QueueWire = z.infer<typeof QueueWire>;

export const NamedWire = Named;
export const PersonWire = Person;

export const AssetWire = Named.extend({
  asset_type_id: int,
  asset_status_id: link,
  asset_class_id: int,
  owner_id: link,
  mapped_id: link,
  location_id: link,
  archive: text,
  archive_reason: text,
  created: text,
  modified: text,
});
export type AssetWire = z.infer<typeof AssetWire>;

export const SoftwareWire = z.object({
  id: link,
  display_name: text,
  name: text,
  display_version: text,
  version: text,
  publisher: text,
  install_date: text,
  installed_count: int,
});
export type SoftwareWire = z.infer<typeof SoftwareWire>;

/** The machine's texts that are shown as facts besides those that have a place of their own. */
export const MACHINE_FACTS = {
  notes: "Notes",
  cpu_name: "Processor",
  processors: "Processors",
  physical_cores: "Cores",
  chassis_type: "Chassis",
  sys_arch: "Architecture",
  os_build: "OS build",
  os_release: "OS release",
  service_pack: "Service pack",
  os_installed_date: "OS installed",
  uptime: "Uptime",
  last_reboot: "Last restart",
  last_shutdown: "Last shutdown",
  last_sync: "Last sync",
  client_version: "Agent version",
  bios_name: "BIOS",
  bios_version: "BIOS version",
  bios_manufacturer: "BIOS manufacturer",
  video_controllers: "Video",
  sound_devices: "Sound",
  monitor: "Monitor",
  cdrom_devices: "Optical drives",
  printers: "Printers",
  ram_used: "Memory used",
  ram_max: "Memory at most",
  netmask: "Netmask",
  ipv6: "IPv6",
  dot_net_versions: ".NET",
  ownership: "Ownership",
  custom_field_value0: "Custom 1",
  custom_field_value1: "Custom 2",
  custom_field_value2: "Custom 3",
  custom_field_value3: "Custom 4",
  custom_field_value4: "Custom 5",
  custom_field_value5: "Custom 6",
} as const;

const facts = Object.fromEntries(Object.keys(MACHINE_FACTS).map((key) => [key, text]));

export const MachineWire = z
  .object({
    id,
    name: text,
    created: text,
    modified: text,
    ip: text,
    mac: text,
    asset_tag: text,
    bios_serial_number: text,
    cs_manufacturer: text,
    cs_model: text,
    cs_domain: text,
    domain: text,
    virtual: text,
    os_name: text,
    os_version: text,
    os_number: text,
    ram_total: text,
    last_inventory: text,
    user: text,
    user_fullname: text,
    user_logged: text,
    last_user: text,
    machine_nics: relatedList(z.object({ mac: text, ip: text })),
    machine_disks: relatedList(z.object({ name: text })),
  })
  .and(z.object({ chassis_type: text }))
  .and(z.object(facts));
export type MachineWire = z.infer<typeof MachineWire>;

export const TicketWire = z.object({
  id,
  title: text,
  summary: text,
  resolution: text,
  created: text,
  modified: text,
  due_date: text,
  is_manual_due_date: int,
  sla_dates: SlaDates,
  hd_queue_id: link,
  cc_list: text,
  approval: text,
  approval_note: text,
  approver: related(Person),
  approver_id: link,
  submitter: related(Person),
  owner: related(Person),
  asset: related(Named.extend({ asset_type_id: int, mapped_id: link })),
  machine: related(Named),
  priority: related(Priority),
  category: related(Named),
  impact: related(Named),
  status: related(Status),
});
export type TicketWire = z.infer<typeof TicketWire>;

const AttachmentWire = z.object({ id, file_name: text, file_size: int });

export const ChangeWire = z.object({
  id,
  timestamp: text,
  created: text,
  modified: text,
  comment: text,
  description: text,
  owners_only: int,
  owners_only_description: text,
  user_id: link,
  user: related(Person),
  attachments: relatedList(AttachmentWire),
});
export type ChangeWire = z.infer<typeof ChangeWire>;

export const WorkWire = z.object({
  id,
  modified: text,
  created: text,
  start: text,
  stop: text,
  adjustment_hours: text,
  note: text,
  voided_by: link,
  user_id: link,
  user: related(Person),
});
export type WorkWire = z.infer<typeof WorkWire>;

/** Rows of a list, normalised but not yet parsed, and how many there are in all. */
export interface Envelope {
  rows: unknown[];
  /** Rows that match in all, not only on this page; `null` when the appliance does not tell. */
  count: number | null;
}

/**
 * Opens `{Count, Warnings, <collection>: […]}` without regard to case. A list that is no list (a text, `null`, one
 * object) is none or one row.
 * @throws UpstreamShapeError when there is neither the collection nor a count
 */
export function readEnvelope(body: unknown, collection: string, operation: string): Envelope {
  const normal = normalise(body);
  if (Array.isArray(normal)) return { rows: normal, count: null };
  const byKey = new Map<string, unknown>(
    typeof normal === "object" && normal !== null ? Object.entries(normal) : [],
  );
  const count = z.preprocess(toInteger, z.int().nonnegative().nullable().catch(null));
  const total = count.parse(byKey.get("count"));
  const key = collection.toLowerCase();
  if (!byKey.has(key) && total === null) {
    throw new UpstreamShapeError({
      source: "kace",
      operation,
      issues: [`no "${collection}" in the answer`],
    });
  }
  const held = byKey.get(key) ?? onlyListOf(byKey);
  const rows = typeof held === "object" && held !== null ? [held].flat() : [];
  return { rows, count: total };
}

/**
 * The one list of an answer that does not have the collection's name: the reference and appliances name those of
 * the inventory differently (`Processes`, `Process`).
 */
function onlyListOf(byKey: ReadonlyMap<string, unknown>): unknown {
  const lists = [...byKey].filter(([key, value]) => key !== "warnings" && Array.isArray(value));
  return lists.length === 1 ? lists[0]?.[1] : undefined;
}

/**
 * Parses rows. Some broken rows among many are told through `onDropped`; when none can be read the whole answer is
 * not understood.
 * @throws UpstreamShapeError when there are rows and none of them fits
 */
export function parseRows<Shape extends z.ZodType>(answer: {
  rows: readonly unknown[];
  shape: Shape;
  operation: string;
  onDropped: (dropped: number, issues: string[]) => void;
}): z.infer<Shape>[] {
  const { rows, shape, operation, onDropped } = answer;
  const issues = new Set<string>();
  const parsed = rows.flatMap((row) => {
    const result = shape.safeParse(row);
    if (result.success) return [result.data];
    for (const issue of result.error.issues) issues.add(`${issue.path.join(".")}: ${issue.code}`);
    return [];
  });
  const dropped = rows.length - parsed.length;
  if (dropped > 0 && parsed.length === 0) {
    throw new UpstreamShapeError({ source: "kace", operation, issues: [...issues] });
  }
  if (dropped > 0) onDropped(dropped, [...issues]);
  return parsed;
}
