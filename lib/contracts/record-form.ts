import { z } from "zod";
import { FORM_KINDS } from "@/lib/domain/record-form";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import { FORM_TEXT_MAX } from "./record-form-fields";

// The form of a record of either system (an asset, a CI, a ticket), and what a write of it came to.

const FIELDS_MAX = 500;
/** A field, by its source's own name. */
export const FormKey = z.string().regex(/^[\w.-]{1,100}$/);

/** `choices` as a list of ids, everything else as one text; nothing is the empty text or list. */
export const FormValueSchema = z.union([
  z.string().max(FORM_TEXT_MAX),
  z.array(z.string().min(1).max(1_000)).max(1_000),
]);
export const FormValues = z
  .record(FormKey, FormValueSchema)
  .refine((values) => Object.keys(values).length <= FIELDS_MAX, "too many fields at once");

const FormChoiceView = z.object({
  id: z.string(),
  label: z.string(),
  /** Of a tree's entry: the names from the root to it. */
  path: z.array(z.string()).optional(),
});

export const FormFieldView = z.object({
  /** The source's own name for the field. */
  key: z.string(),
  label: z.string(),
  kind: z.enum(FORM_KINDS),
  group: z.string().nullable(),
  required: z.boolean(),
  /** Why it cannot be changed here; `null` where it can. */
  readOnly: z.string().nullable(),
  value: z.union([z.string(), z.array(z.string())]),
  /** What people read in place of ids. */
  text: z.string().nullable(),
  from: z.string().nullable(),
  /** Everything that it can be set to, where that came with the form. */
  options: z.array(FormChoiceView).nullable(),
  /** The heading that it stands under. */
  section: z.string().nullable(),
});
export type FormFieldView = z.infer<typeof FormFieldView>;

/** The fields of a record, of one that stands or of one that is still to be made. */
export const FormLayoutView = z.object({
  source: Source,
  typeLabel: z.string(),
  title: z.string(),
  readOnly: z.string().nullable(),
  timeZone: z.string().nullable(),
  fields: z.array(FormFieldView),
  /** When the source was asked, ISO. */
  asOf: z.string(),
});
export type FormLayoutView = z.infer<typeof FormLayoutView>;

export const RecordFormView = FormLayoutView.extend({
  ref: Ref,
  /** Files in its fields: the most that may be sent (bytes), or why there are none. */
  files: z.discriminatedUnion("state", [
    z.object({ state: z.literal("possible"), maxBytes: z.number().int() }),
    z.object({ state: z.literal("impossible"), reason: z.string() }),
  ]),
});
export type RecordFormView = z.infer<typeof RecordFormView>;

export const FormResult = z.object({ form: RecordFormView });
export type FormResult = z.infer<typeof FormResult>;

export const FormChoicesResult = z.object({
  /** `null`: the source does not tell what the field can be set to. */
  choices: z.array(FormChoiceView).nullable(),
  /** These are all that match. */
  isAll: z.boolean(),
});
export type FormChoicesResult = z.infer<typeof FormChoicesResult>;

/** Changed fields and, of each, what the person saw before changing it. */
export const FormChanges = z.strictObject({
  values: FormValues,
  base: FormValues,
  /** Only says what would be sent. */
  preview: z.boolean().optional(),
});
export type FormChanges = z.infer<typeof FormChanges>;

/** Of fields that a source refused: what they can be set to. */
export const AllowedValues = z.record(z.string(), z.array(FormChoiceView));
export type AllowedValues = z.infer<typeof AllowedValues>;

/** A request as it goes to the source. */
export const SentRequest = z.object({ method: z.string(), path: z.string(), body: z.string() });
export type SentRequest = z.infer<typeof SentRequest>;

/** A field that holds something else by now than what the person saw. */
export const FormDifference = z.object({
  key: z.string(),
  label: z.string(),
  base: FormValueSchema,
  theirs: FormValueSchema,
  theirsText: z.string().nullable(),
});
export type FormDifference = z.infer<typeof FormDifference>;

/**
 * What a write came to. `saved`: it stands (`request` is `null` where everything stood so already). `differs`: nothing was
 * sent, for somebody else changed the same fields. `refused`: nothing was written; `fields` names those at fault. `unknown`:
 * it was sent and no clear answer came; `fields` says of each whether it stands now, as far as reading again told.
 */
export const FormWriteResult = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("saved"),
    form: RecordFormView,
    request: SentRequest.nullable(),
    /** Fields that the source keeps otherwise than they were sent. */
    altered: z.array(FormDifference),
  }),
  z.object({ outcome: z.literal("preview"), request: SentRequest.nullable() }),
  z.object({
    outcome: z.literal("differs"),
    form: RecordFormView,
    differences: z.array(FormDifference),
  }),
  z.object({
    outcome: z.literal("refused"),
    /** `false`: Sightline saw the fault itself and sent nothing. */
    sent: z.boolean(),
    message: z.string(),
    fields: z.record(z.string(), z.string()),
    allowed: AllowedValues,
    form: RecordFormView.nullable(),
  }),
  z.object({
    outcome: z.literal("unknown"),
    message: z.string(),
    fields: z.record(z.string(), z.enum(["written", "not_written", "untold"])),
    form: RecordFormView.nullable(),
  }),
]);
export type FormWriteResult = z.infer<typeof FormWriteResult>;
