import { z } from "zod";
import { ATTRIBUTE_NAMES } from "@/lib/domain/merge/attributes";
import { AttributeRule } from "@/lib/domain/merge/precedence";

const AttributeNameSchema = z.enum(ATTRIBUTE_NAMES);

/** How far the devices' rows follow a change of the rules. Times are ISO 8601 in UTC. */
export const ViewWriting = z.object({
  done: z.number().int(),
  total: z.number().int(),
  startedAt: z.string(),
  /** `null` while it goes on. */
  endedAt: z.string().nullable(),
  /** It ended before all were written; what is left follows as records change. */
  failed: z.boolean(),
});
export type ViewWriting = z.infer<typeof ViewWriting>;

export const PrecedenceResult = z.object({
  attributes: z.array(
    z.object({
      name: AttributeNameSchema,
      label: z.string(),
      group: z.string(),
      rule: AttributeRule,
      /** What holds while nobody sets anything. */
      usual: AttributeRule,
      /** Devices on which the systems disagree here; `null` for viewers who do not see all of both. */
      disagreements: z.number().int().nullable(),
    }),
  ),
  /** Who set the rules last, and when; `null` while the usual ones hold. */
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
  writing: ViewWriting.nullable(),
});
export type PrecedenceResult = z.infer<typeof PrecedenceResult>;

export const PrecedenceWrite = z.strictObject({
  /** Rules by attribute; those that are not named become the usual ones. */
  rules: z.partialRecord(AttributeNameSchema, AttributeRule),
  /** `updatedAt` as it was read: somebody else's change meanwhile is not overwritten. */
  base: z.string().nullable(),
});
export type PrecedenceWrite = z.infer<typeof PrecedenceWrite>;
