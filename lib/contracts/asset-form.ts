import { z } from "zod";
import { FORM_KINDS } from "@/lib/domain/record-form";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";

/** Longest text of one field: as much as a ticket's comment. */
export const FORM_TEXT_MAX = 65_536;
const FIELDS_MAX = 500;
const Key = z.string().regex(/^[\w.-]{1,100}$/);

/** `choices` as a list of ids, everything else as one text; nothing is the empty text or list. */
export const FormValueSchema = z.union([
  z.string().max(FORM_TEXT_MAX),
  z.array(z.string().min(1).max(1_000)).max(1_000),
]);
const FormValues = z
  .record(Key, FormValueSchema)
  .refine((values) => Object.keys(values).length <= FIELDS_MAX, "too many fields at once");

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
});
export type FormFieldView = z.infer<typeof FormFieldView>;

export const RecordFormView = z.object({
  ref: Ref,
  source: Source,
  typeLabel: z.string(),
  title: z.string(),
  readOnly: z.string().nullable(),
  timeZone: z.string().nullable(),
  fields: z.array(FormFieldView),
  /** When the source was asked, ISO. */
  asOf: z.string(),
  /** Files in its fields: the most that may be sent (bytes), or why there are none. */
  files: z.discriminatedUnion("state", [
    z.object({ state: z.literal("possible"), maxBytes: z.number().int() }),
    z.object({ state: z.literal("impossible"), reason: z.string() }),
  ]),
});
export type RecordFormView = z.infer<typeof RecordFormView>;

export const FormQuery = z.strictObject({ record: Ref });
export const FormResult = z.object({ form: RecordFormView });
export type FormResult = z.infer<typeof FormResult>;

export const FormChoicesQuery = z.strictObject({
  record: Ref,
  field: Key,
  search: z.string().max(200).optional(),
});
export const FormChoicesResult = z.object({
  /** `null`: the source does not tell what the field can be set to. */
  choices: z.array(z.object({ id: z.string(), label: z.string() })).nullable(),
  /** These are all that match. */
  isAll: z.boolean(),
});
export type FormChoicesResult = z.infer<typeof FormChoicesResult>;

/** Changed fields and, of each, what the person saw before changing it. */
export const FormWrite = z.strictObject({
  record: Ref,
  values: FormValues,
  base: FormValues,
  /** Only says what would be sent. */
  preview: z.boolean().optional(),
});
export type FormWrite = z.infer<typeof FormWrite>;

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

/** The file goes as the request's body, its name and record in the address. */
export const AttachmentQuery = z.strictObject({
  record: Ref,
  name: z.string().min(1).max(500).optional(),
});
export const AttachmentWrite = z.strictObject({ record: Ref });
