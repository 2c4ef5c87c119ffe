import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { splitCsv } from "./csv";

/** Labels per answer; a page that shows more asks several times. */
export const LABELS_PER_ANSWER = 50;
/** Labels that one page prints. */
export const LABELS_MAX = 500;

export const LabelsQuery = z.strictObject({
  refs: z.string().max(20_000).transform(splitCsv).pipe(z.array(Ref).min(1).max(LABELS_PER_ANSWER)),
});

/**
 * A code as one outline in modules: `M0 0h3v1h-3z…` within a box of `width` by `height`, its quiet zone included.
 * Filled with one colour.
 */
export const DrawnCode = z.object({
  /** What it says. */
  text: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  path: z.string().regex(/^(?:M\d+ \d+h\d+v\d+h-\d+z)+$/),
});
export type DrawnCode = z.infer<typeof DrawnCode>;

/** What can stand on the label of one device. `null`: not told, or no line code can hold it. */
export const Label = z.object({
  ref: Ref,
  name: z.string(),
  model: z.string().nullable(),
  site: z.string().nullable(),
  department: z.string().nullable(),
  ownerName: z.string().nullable(),
  tag: z.string().nullable(),
  serial: z.string().nullable(),
  qr: DrawnCode,
  tagCode: DrawnCode.nullable(),
  serialCode: DrawnCode.nullable(),
});
export type Label = z.infer<typeof Label>;

export const LabelsResult = z.object({
  /** In the order asked for, each device once; devices that the viewer does not see are left out. */
  labels: z.array(Label),
  /** Whether the QR codes hold an address that any phone opens, and not the device's ref alone. */
  hasAddress: z.boolean(),
});
export type LabelsResult = z.infer<typeof LabelsResult>;
