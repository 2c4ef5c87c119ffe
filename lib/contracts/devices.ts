import { z } from "zod";
import { DRIFT_STATES } from "@/lib/domain/coverage";
import { CHECK_IN_AGES, DEVICE_KINDS, MATCH_RULES, RECORD_KINDS } from "@/lib/domain/device";
import { ATTRIBUTE_NAMES } from "@/lib/domain/merge/attributes";
import { ENCRYPTION_STATES, PATCH_STATES, RESTART_AGES } from "@/lib/domain/device-steps";
import { parseHaving } from "@/lib/domain/inventory/having";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import { DevicePosture } from "./device-page";
import { DEVICE_FLAGS, DEVICE_SORT_FIELDS } from "./device-fields";
import { Facets, SourceStatesSchema, csv, listQuery, listResult } from "./list";

export const ListDevicesQuery = z.strictObject({
  /** `kace`, `sysaid`: stands in that system. */
  source: csv(Source).optional(),
  /** Stands in exactly these: `kace` alone, `sysaid` alone, or `both`. */
  coverage: csv(z.enum(["kace", "sysaid", "both"])).optional(),
  /** How the two systems drifted apart; one of several states is enough. */
  drift: csv(z.enum(DRIFT_STATES)).optional(),
  kind: csv(z.enum(DEVICE_KINDS)).optional(),
  os: csv(z.string()).optional(),
  site: csv(z.string()).optional(),
  department: csv(z.string()).optional(),
  model: csv(z.string()).optional(),
  checkIn: csv(z.enum(CHECK_IN_AGES)).optional(),
  /** `none` is "not told", here and below. */
  encryption: csv(z.enum(ENCRYPTION_STATES)).optional(),
  /** The worst patch that it lacks. */
  patches: csv(z.enum(PATCH_STATES)).optional(),
  /** How long ago it was restarted. */
  restart: csv(z.enum(RESTART_AGES)).optional(),
  /** Has it: `kace:process:12`, `product:7-zip`, `CVE-2026-1234`, `idle:kace:license:9`. */
  has: csv(
    z
      .string()
      .max(300)
      .refine((text) => parseHaving(text) !== null),
  ).optional(),
  owner: csv(Ref).optional(),
  flag: csv(z.enum(DEVICE_FLAGS)).optional(),
  ...listQuery(DEVICE_SORT_FIELDS),
});
export type ListDevicesQuery = z.infer<typeof ListDevicesQuery>;

export const DeviceRow = z.object({
  /** The ref of the device's leading record; every ref in `records` opens the same device. */
  ref: Ref,
  records: z.array(Ref),
  sources: z.array(Source),
  name: z.string(),
  kind: z.enum(DEVICE_KINDS),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  osName: z.string().nullable(),
  osFamily: z.string().nullable(),
  ownerName: z.string().nullable(),
  site: z.string().nullable(),
  department: z.string().nullable(),
  ip: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  drift: z.array(z.enum(DRIFT_STATES)),
  isEncrypted: z.boolean().nullable(),
  /** Patches that it lacks, and the severity of the worst: 1 low to 4 critical. */
  missingPatches: z.number().int().nullable(),
  worstPatchLevel: z.number().int().nullable(),
  lastRestartAt: z.string().nullable(),
  openTickets: z.number().int(),
  updatedAt: z.string().nullable(),
});
export type DeviceRow = z.infer<typeof DeviceRow>;

export const ListDevicesResult = listResult(DeviceRow);
export type ListDevicesResult = z.infer<typeof ListDevicesResult>;
export const DeviceFacetsResult = z.object({ facets: Facets, sources: SourceStatesSchema });
export type DeviceFacetsResult = z.infer<typeof DeviceFacetsResult>;

/** One record behind a device, with the reason why it belongs. */
export const DeviceRecordView = z.object({
  ref: Ref,
  source: Source,
  kind: z.enum(RECORD_KINDS),
  name: z.string(),
  lastSeenAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  /** When Sightline last read it. */
  readAt: z.string(),
  removedAt: z.string().nullable(),
  archived: z.boolean(),
  rule: z.enum(MATCH_RULES),
  /** The value that joined it, for people: `serial 3PXZ15J`. */
  evidence: z.string().nullable(),
});

/** One attribute over all records: the value shown, and every source's own. */
export const DeviceValue = z.object({
  /** The attribute's name in rules and conflicts; `null` for what only one system knows by its own name. */
  attribute: z.enum(ATTRIBUTE_NAMES).nullable(),
  label: z.string(),
  /** The values by record, the one shown first. Empty values are left out. */
  values: z.array(
    z.object({
      ref: Ref,
      source: Source,
      text: z.string(),
      readAt: z.string(),
      /** Means the same as the one shown. */
      agrees: z.boolean(),
    }),
  ),
  /** The records disagree. */
  disagrees: z.boolean(),
  /** Why the first one is shown, in words; `null` where nobody tells another. */
  why: z.string().nullable(),
});

export const DeviceDetail = DeviceRow.extend({
  recordViews: z.array(DeviceRecordView),
  groups: z.array(z.object({ title: z.string(), values: z.array(DeviceValue) })),
  /** How safe and fit it is, with its disks, cards and missing patches; software and programs are read on demand. */
  posture: DevicePosture,
  cis: z.array(
    z.object({
      ref: Ref,
      name: z.string(),
      typeLabel: z.string(),
      /** `null`: not read yet. */
      relationCount: z.number().int().nullable(),
    }),
  ),
});
export type DeviceDetail = z.infer<typeof DeviceDetail>;

export const DeviceDetailQuery = z.strictObject({ fresh: z.enum(["0", "1"]).optional() });
export const DeviceDetailResult = z.object({
  device: DeviceDetail,
  sources: SourceStatesSchema,
  /** What could not be read again although it was asked for, in words; the saved copy is shown. */
  faults: z.array(z.string()),
});
export type DeviceDetailResult = z.infer<typeof DeviceDetailResult>;
