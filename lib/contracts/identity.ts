import { z } from "zod";
import { DEVICE_KINDS, MATCH_RULES, RECORD_KINDS } from "@/lib/domain/device";
import { FINDING_REASONS } from "@/lib/domain/identity/findings";
import { PLACEHOLDER_LISTS } from "@/lib/domain/identity/placeholder-lists";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import {
  CERTAINTIES,
  IDENTITY_LISTS,
  IDENTITY_SORT_FIELDS,
  REASON_LENGTH_MAX,
  REASON_LENGTH_MIN,
} from "./identity-fields";
import { Facets, SourceStatesSchema, csv, listQuery, listResult } from "./list";

export const ListPairsQuery = z.strictObject({
  /** Pairs that were joined, that a person may know about, or that were refused. */
  list: z.enum(IDENTITY_LISTS).default("suggestions"),
  /** What the two have in common. */
  rule: csv(z.enum(MATCH_RULES)).optional(),
  /** Why they were not joined; no join has one. */
  reason: csv(z.enum(FINDING_REASONS)).optional(),
  certainty: csv(z.enum(CERTAINTIES)).optional(),
  /** Only pairs with one of these records. */
  record: csv(Ref).optional(),
  ...listQuery(IDENTITY_SORT_FIELDS),
});
export type ListPairsQuery = z.infer<typeof ListPairsQuery>;

/** One of the two records of a pair, with what matching looks at. */
export const PairRecord = z.object({
  ref: Ref,
  source: Source,
  kind: z.enum(RECORD_KINDS),
  name: z.string(),
  deviceKind: z.enum(DEVICE_KINDS),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  assetTag: z.string().nullable(),
  host: z.string().nullable(),
  domain: z.string().nullable(),
  macs: z.array(z.string()),
  lastUser: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  archived: z.boolean(),
  /** Which of its values identify nothing: placeholders, and what is too short. */
  hollow: z.array(z.enum(["serial", "assetTag", "host"])),
});
export type PairRecord = z.infer<typeof PairRecord>;

/** What a person said about a pair. */
export const PairDecision = z.object({
  verdict: z.enum(["same", "different"]),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export type PairDecision = z.infer<typeof PairDecision>;

export const PairRow = z.object({
  list: z.enum(IDENTITY_LISTS),
  a: PairRecord,
  b: PairRecord,
  rule: z.enum(MATCH_RULES),
  /** The value in common, for people: `serial 3PXZ15J`. */
  evidence: z.string(),
  /** Why they were not joined; `null` for a join. */
  reason: z.enum(FINDING_REASONS).nullable(),
  confidence: z.number(),
  /** Since when matching says so, ISO 8601 in UTC; `null` for a join. */
  foundAt: z.string().nullable(),
  decision: PairDecision.nullable(),
  /** Their own system links them, so nobody else can part them. */
  isLinked: z.boolean(),
});
export type PairRow = z.infer<typeof PairRow>;

export const ListPairsResult = listResult(PairRow).extend({
  /** Whether this viewer may decide about pairs. */
  mayDecide: z.boolean(),
});
export type ListPairsResult = z.infer<typeof ListPairsResult>;
export const PairFacetsResult = z.object({ facets: Facets, sources: SourceStatesSchema });
export type PairFacetsResult = z.infer<typeof PairFacetsResult>;

const Pairs = z
  .array(z.strictObject({ a: Ref, b: Ref }))
  .min(1)
  .max(50);

/** A person's word about pairs of records, with why. */
export const DecideBody = z.strictObject({
  pairs: Pairs,
  verdict: z.enum(["same", "different"]),
  reason: z.string().trim().min(REASON_LENGTH_MIN).max(REASON_LENGTH_MAX),
});
export type DecideBody = z.infer<typeof DecideBody>;

/** Takes a person's word back. */
export const UndecideBody = z.strictObject({ pairs: Pairs });
export type UndecideBody = z.infer<typeof UndecideBody>;

export const DecisionsResult = z.object({
  /** The pairs that are decided, or were until now. */
  pairs: z.array(z.object({ a: Ref, b: Ref })),
  /** Whether the first pair is one device now. */
  together: z.boolean(),
});
export type DecisionsResult = z.infer<typeof DecisionsResult>;

const ListOfTexts = z.array(z.string().max(200)).max(500);

/** Changes to the lists of values that identify nothing, as typed. */
export const PlaceholdersBody = z.strictObject(
  eachList(z.strictObject({ added: ListOfTexts, removed: ListOfTexts })),
);
export type PlaceholdersBody = z.infer<typeof PlaceholdersBody>;

export const PlaceholdersResult = z.object({
  lists: z.object(
    eachList(
      z.object({
        /** What comes with the product. */
        defaults: z.array(z.string()),
        added: z.array(z.string()),
        /** What comes with the product and does not count here. */
        removed: z.array(z.string()),
      }),
    ),
  ),
  changed: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** `due`: not everything was matched by these lists yet. */
  matching: z.object({
    state: z.enum(["done", "due"]),
    finishedAt: z.string().nullable(),
    devices: z.number().int(),
    moved: z.number().int(),
  }),
});
export type PlaceholdersResult = z.infer<typeof PlaceholdersResult>;

function eachList<Schema extends z.ZodType>(schema: Schema) {
  const [serials, macs, tags, hosts] = PLACEHOLDER_LISTS;
  return { [serials]: schema, [macs]: schema, [tags]: schema, [hosts]: schema } as const;
}
