import { z } from "zod";
import { DEVICE_KINDS } from "@/lib/domain/device";
import { Ref } from "@/lib/domain/ref";
import { CODE_LENGTH_MAX, type CodeKey } from "@/lib/domain/scan-code";
import { Source } from "@/lib/domain/source";

/** Devices that one walk can expect; a larger place is walked in parts. */
export const WALK_DEVICES_MAX = 5_000;
/** Scans that one request brings. */
export const SCANS_PER_REQUEST = 100;
export const NOTE_LENGTH_MAX = 500;

const Time = z.iso.datetime();
const PlacePart = z.string().trim().min(1).max(200);

/** Where to walk, as lists of devices spell it. At least one of the two. */
export const StartWalk = z
  .strictObject({ site: PlacePart.nullable(), department: PlacePart.nullable() })
  .refine((place) => place.site !== null || place.department !== null, {
    message: "Choose a site or a department.",
    path: ["site"],
  });
export type StartWalk = z.infer<typeof StartWalk>;

export const WalkSummary = z.object({
  id: z.string(),
  place: z.string(),
  site: z.string().nullable(),
  department: z.string().nullable(),
  startedBy: z.string(),
  startedAt: z.string(),
  closedAt: z.string().nullable(),
  /** Devices that were expected when it began. */
  expected: z.number().int(),
  /** Scans that were not taken back. */
  scans: z.number().int(),
});
export type WalkSummary = z.infer<typeof WalkSummary>;

export const ListWalksResult = z.object({
  rows: z.array(WalkSummary),
  /** Why this viewer cannot start a walk; `null`: they can. */
  refusal: z.string().nullable(),
});
export type ListWalksResult = z.infer<typeof ListWalksResult>;
export const StartWalkResult = z.object({ id: z.string() });

/** A device that a walk expects or met. */
export const WalkDeviceView = z.object({
  ref: Ref,
  name: z.string(),
  kind: z.enum(DEVICE_KINDS).nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  tag: z.string().nullable(),
  ownerName: z.string().nullable(),
  site: z.string().nullable(),
  department: z.string().nullable(),
  sources: z.array(Source),
  /** It stands in no list any more, or the viewer no longer sees it. */
  gone: z.boolean(),
  /** The keys by which it answers to codes; empty for devices that were not expected. */
  keys: z.array(z.string().transform((key) => key as CodeKey)),
});
export type WalkDeviceView = z.infer<typeof WalkDeviceView>;

export const WalkScanView = z.object({
  id: z.string(),
  code: z.string(),
  scannedAt: z.string(),
  scannedBy: z.string(),
  isUndone: z.boolean(),
  /** The device, by the ref that the walk's lists name it with. */
  deviceRef: Ref.nullable(),
  candidateRefs: z.array(Ref),
});
export type WalkScanView = z.infer<typeof WalkScanView>;

export const WALK_OUTCOME_STATES = ["done", "refused", "unknown"] as const;
export const WalkOutcome = z.object({
  deviceRef: Ref,
  recordRef: Ref,
  kind: z.enum(["moved", "notFound"]),
  attribute: z.string(),
  text: z.string(),
  state: z.enum(WALK_OUTCOME_STATES),
  problem: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type WalkOutcome = z.infer<typeof WalkOutcome>;

export const WalkResult = z.object({
  walk: WalkSummary,
  expected: z.array(WalkDeviceView),
  /** Devices that were met and not expected, and those that a code may be of. */
  met: z.array(WalkDeviceView),
  scans: z.array(WalkScanView),
  outcomes: z.array(WalkOutcome),
});
export type WalkResult = z.infer<typeof WalkResult>;

/** Scans as a browser kept them. Sent again they change nothing, but for those that were taken back since. */
export const SyncScans = z.strictObject({
  scans: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[\w-]{8,64}$/)
          .describe("made by the browser, once per scan"),
        code: z.string().min(1).max(CODE_LENGTH_MAX),
        scannedAt: Time,
        isUndone: z.boolean(),
        /** Which of several candidates a person chose. */
        chosenRef: Ref.nullable(),
      }),
    )
    .min(1)
    .max(SCANS_PER_REQUEST),
});
export type SyncScans = z.infer<typeof SyncScans>;
export const SyncScansResult = z.object({
  scans: z.array(WalkScanView),
  met: z.array(WalkDeviceView),
});
export type SyncScansResult = z.infer<typeof SyncScansResult>;

export const WALK_ATTRIBUTES = ["site", "department"] as const;

/** One write that would bring a device to the walk's place, exactly as it would go out, or why there is none. */
export const WalkMove = z.object({
  deviceRef: Ref,
  source: Source,
  attribute: z.enum(WALK_ATTRIBUTES),
  value: z.string(),
  plan: z.discriminatedUnion("state", [
    z.object({
      state: z.literal("possible"),
      recordRef: Ref,
      method: z.string(),
      path: z.string(),
      /** JSON. */
      body: z.string(),
      summary: z.string(),
    }),
    z.object({ state: z.literal("impossible"), reason: z.string() }),
  ]),
});
export type WalkMove = z.infer<typeof WalkMove>;

export const WalkMovesQuery = z.strictObject({ device: Ref });
export const WalkMovesResult = z.object({ moves: z.array(WalkMove) });

/** Sends a write as it was shown; another one than shown is refused. */
export const SendWalkMove = z.strictObject({
  deviceRef: Ref,
  source: Source,
  attribute: z.enum(WALK_ATTRIBUTES),
  shown: z.strictObject({ method: z.string(), path: z.string(), body: z.string() }),
});
export type SendWalkMove = z.infer<typeof SendWalkMove>;
export const WalkOutcomeResult = z.object({ outcomes: z.array(WalkOutcome) });

/** An empty note takes the former back. */
export const NoteMissing = z.strictObject({
  deviceRef: Ref,
  note: z.string().trim().max(NOTE_LENGTH_MAX),
});
export type NoteMissing = z.infer<typeof NoteMissing>;

export const CloseWalk = z.strictObject({ closed: z.boolean() });
