import { z } from "zod";
import { DEVICE_KINDS } from "@/lib/domain/device";
import { ATTRIBUTE_NAMES } from "@/lib/domain/merge/attributes";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import {
  CONFLICT_ANSWERS,
  CONFLICT_ANSWERS_MAX,
  CONFLICT_OUTCOMES,
  CONFLICT_SORT_FIELDS,
  CONFLICT_STATES,
} from "./conflict-fields";
import { Facets, SourceStatesSchema, csv, listQuery, listResult } from "./list";

export const ListConflictsQuery = z.strictObject({
  /** Exactly these, by their ids. */
  id: csv(z.string()).optional(),
  attribute: csv(z.enum(ATTRIBUTE_NAMES)).optional(),
  site: csv(z.string()).optional(),
  kind: csv(z.enum(DEVICE_KINDS)).optional(),
  /** Open ones unless told otherwise. */
  state: csv(z.enum(CONFLICT_STATES)).optional(),
  ...listQuery(CONFLICT_SORT_FIELDS),
});
export type ListConflictsQuery = z.infer<typeof ListConflictsQuery>;

/** What one system tells, by which record. */
const ToldValue = z.object({
  ref: Ref,
  text: z.string(),
  /** Why the other system's value cannot be written over it, where that is known without asking. */
  barred: z.string().nullable(),
});

/** One attribute of one device on which the two systems disagree. */
export const ConflictRow = z.object({
  id: z.string(),
  attribute: z.enum(ATTRIBUTE_NAMES),
  label: z.string(),
  deviceRef: Ref,
  deviceName: z.string(),
  deviceKind: z.enum(DEVICE_KINDS),
  site: z.string().nullable(),
  ownerName: z.string().nullable(),
  kace: ToldValue,
  sysaid: ToldValue,
  /** Whose value the device shows. */
  shown: Source.nullable(),
  foundAt: z.string(),
  /** Both values, as a digest: an answer names it, so that nobody settles what they did not see. */
  digest: z.string(),
  ignored: z.object({ by: z.string(), at: z.string() }).nullable(),
});
export type ConflictRow = z.infer<typeof ConflictRow>;

export const ListConflictsResult = listResult(ConflictRow);
export type ListConflictsResult = z.infer<typeof ListConflictsResult>;
export const ConflictFacetsResult = z.object({ facets: Facets, sources: SourceStatesSchema });
export type ConflictFacetsResult = z.infer<typeof ConflictFacetsResult>;

/** A conflict as somebody saw it. */
const Seen = { id: z.string().max(100), digest: z.string().max(100) };

export const PreviewConflictsBody = z.strictObject({
  answer: z.enum(["kace", "sysaid"]),
  conflicts: z.array(z.strictObject(Seen)).min(1).max(CONFLICT_ANSWERS_MAX),
});
export type PreviewConflictsBody = z.infer<typeof PreviewConflictsBody>;

/** The one request that an answer would send, or why there is none. */
export const ConflictPreview = z.object({
  id: z.string(),
  deviceName: z.string().nullable(),
  request: z
    .object({
      source: Source,
      ref: Ref,
      method: z.string(),
      path: z.string(),
      /** JSON. */
      body: z.string(),
      /** What it does, in words. */
      summary: z.string(),
      /** The account in whose name it goes out. */
      account: z.string(),
      /** Tells whether it is still the same request when it is sent. */
      digest: z.string(),
    })
    .nullable(),
  reason: z.string().nullable(),
});
export type ConflictPreview = z.infer<typeof ConflictPreview>;
export const PreviewConflictsResult = z.object({ previews: z.array(ConflictPreview) });
export type PreviewConflictsResult = z.infer<typeof PreviewConflictsResult>;

export const AnswerConflictsBody = z.strictObject({
  answer: z.enum(CONFLICT_ANSWERS),
  conflicts: z
    .array(
      z.strictObject({
        ...Seen,
        /** Of the request that was shown; where it is given, no other one is sent. */
        requestDigest: z.string().max(100).optional(),
      }),
    )
    .min(1)
    .max(CONFLICT_ANSWERS_MAX),
});
export type AnswerConflictsBody = z.infer<typeof AnswerConflictsBody>;

export const AnswerConflictsResult = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(CONFLICT_OUTCOMES),
      /** What the system said, or what stands in the way. */
      message: z.string().nullable(),
    }),
  ),
});
export type AnswerConflictsResult = z.infer<typeof AnswerConflictsResult>;
