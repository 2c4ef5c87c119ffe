import { z } from "zod";
import { DEVICE_KINDS } from "@/lib/domain/device";
import { PART_GROUPS } from "@/lib/domain/device-parts";
import { POSTURE_KEYS, POSTURE_LEVELS } from "@/lib/domain/posture";
import { Ref } from "@/lib/domain/ref";
import { JOB_ROW_STATES } from "@/lib/domain/job";
import { Source } from "@/lib/domain/source";
import { TIMELINE_KINDS } from "@/lib/domain/device-timeline";
import { TIMELINE_PAGE, TIMELINE_PAGE_MAX } from "./device-page-fields";
import { csv } from "./list";

// What the tabs of a device's page read, each when it is opened. Times are ISO 8601 in UTC, sizes bytes.

/** Something that was read of a device, or why it is not known. */
const known = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion("state", [
    z.object({ state: z.literal("known"), asOf: z.string(), ...shape }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]);

export const PostureFact = z.object({
  key: z.enum(POSTURE_KEYS),
  level: z.enum(POSTURE_LEVELS),
  word: z.string(),
  why: z.string(),
  at: z.string().nullable(),
});
export type PostureFact = z.infer<typeof PostureFact>;

export const DevicePosture = known({
  facts: z.array(PostureFact),
  disks: z.array(
    z.object({
      name: z.string(),
      fileSystem: z.string().nullable(),
      totalBytes: z.number().nullable(),
      freeBytes: z.number().nullable(),
    }),
  ),
  nics: z.array(
    z.object({
      name: z.string().nullable(),
      mac: z.string().nullable(),
      ip: z.string().nullable(),
      netmask: z.string().nullable(),
      dhcp: z.boolean().nullable(),
    }),
  ),
  patches: z.array(
    z.object({
      ref: Ref,
      title: z.string(),
      identifier: z.string().nullable(),
      publisher: z.string().nullable(),
      severity: z.string().nullable(),
      level: z.number().nullable(),
      cves: z.array(z.string()),
    }),
  ),
  /** What no system tells of it, although it was read. */
  untold: z.array(z.enum(PART_GROUPS)),
});
export type DevicePosture = z.infer<typeof DevicePosture>;

const Program = z.object({
  ref: Ref,
  name: z.string(),
  detail: z.string().nullable(),
  /** 1 safe to 5. */
  level: z.number().nullable(),
});
export const DeviceProgramsResult = z.object({
  programs: known({
    processes: z.array(Program),
    services: z.array(Program),
    startupPrograms: z.array(Program),
  }),
});
export type DeviceProgramsResult = z.infer<typeof DeviceProgramsResult>;

export const DeviceSoftwareResult = z.object({
  software: known({
    titles: z.array(
      z.object({
        ref: Ref,
        name: z.string(),
        version: z.string().nullable(),
        publisher: z.string().nullable(),
      }),
    ),
  }),
});
export type DeviceSoftwareResult = z.infer<typeof DeviceSoftwareResult>;

export const DeviceCustodyResult = z.object({
  /** What each present record says now. */
  holders: z.array(
    z.object({
      ref: Ref,
      source: Source,
      ownerName: z.string().nullable(),
      lastUser: z.string().nullable(),
      readAt: z.string(),
    }),
  ),
  /** Newest first. */
  changes: z.array(
    z.object({
      at: z.string(),
      source: Source,
      what: z.enum(["owner", "lastUser"]),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  others: z.array(
    z.object({
      ref: Ref,
      name: z.string(),
      kind: z.enum(DEVICE_KINDS),
      model: z.string().nullable(),
      ownerName: z.string().nullable(),
      lastSeenAt: z.string().nullable(),
    }),
  ),
  othersTotal: z.number().int(),
});
export type DeviceCustodyResult = z.infer<typeof DeviceCustodyResult>;

/** How it stands in one measure among its model. `rank` 1 is the best. */
const Standing = z.object({
  value: z.number().nullable(),
  median: z.number().nullable(),
  rank: z.number().int().nullable(),
  n: z.number().int(),
});
export const DevicePeersResult = z.object({
  peers: z.discriminatedUnion("state", [
    z.object({
      state: z.literal("known"),
      model: z.string(),
      total: z.number().int(),
      compared: z.number().int(),
      standings: z.object({
        ageDays: Standing,
        restartDays: Standing,
        diskFreeShare: Standing,
        tickets: Standing,
        missingPatches: Standing,
      }),
    }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]),
});
export type DevicePeersResult = z.infer<typeof DevicePeersResult>;

export const DeviceTimelineQuery = z.strictObject({
  kind: csv(z.enum(TIMELINE_KINDS)).optional(),
  /** Where the page before ended, as its answer told. */
  before: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(TIMELINE_PAGE_MAX).default(TIMELINE_PAGE),
});
export type DeviceTimelineQuery = z.infer<typeof DeviceTimelineQuery>;

export const TimelineLine = z.object({
  key: z.string(),
  kind: z.enum(TIMELINE_KINDS),
  at: z.string(),
  /** `null`: said here and by no system. */
  source: Source.nullable(),
  /** What happened, in words. */
  title: z.string(),
  detail: z.string().nullable(),
  who: z.string().nullable(),
  /** Where more of it stands; a path of this product. */
  href: z.string().nullable(),
  state: z.enum([...JOB_ROW_STATES, "ok"]).nullable(),
  /** Field by field, where it was a change. */
  changes: z.array(
    z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type TimelineLine = z.infer<typeof TimelineLine>;

export const DeviceTimelineResult = z.object({
  lines: z.array(TimelineLine),
  /** What to ask with for the lines before these; `null` at the beginning of time. */
  next: z.string().nullable(),
});
export type DeviceTimelineResult = z.infer<typeof DeviceTimelineResult>;

/** What is asked of the source itself, as the viewer. A fault is told in words, in the place of the rows. */
const live = <Row extends z.ZodType>(row: Row) =>
  z.discriminatedUnion("state", [
    z.object({ state: z.literal("known"), rows: z.array(row) }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]);

export const DeviceCustomInventoryResult = z.object({
  values: live(
    z.object({ name: z.string(), type: z.string().nullable(), value: z.string().nullable() }),
  ),
});
export type DeviceCustomInventoryResult = z.infer<typeof DeviceCustomInventoryResult>;

export const DeviceFilesResult = z.object({
  files: live(
    z.object({
      name: z.string(),
      bytes: z.number().nullable(),
      /** Where it is downloaded from, as the viewer. */
      href: z.string(),
    }),
  ),
});
export type DeviceFilesResult = z.infer<typeof DeviceFilesResult>;
